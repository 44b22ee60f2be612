/** Where several languages are spoken, the one of them that this product speaks. */
const OF_SEVERAL: Readonly<Record<string, string>> = { BE: 'fr', CH: 'fr', LU: 'fr', CA: 'en' }

/** The language somebody new is taken to speak, by the country they live in, until somebody says otherwise. */
export function spokenIn(country: string): string {
  const known = OF_SEVERAL[country]
  if (known) return known
  if (!/^[A-Z]{2}$/u.test(country)) return 'fr'
  const { language } = new Intl.Locale('und', { region: country }).maximize()
  return /^[a-z]{2,3}$/u.test(language) ? language : 'fr'
}

/** Does this language tell a friend from a stranger by the word for you? English says one to all. */
export const tellsTuFromVous = (language: string): boolean => language !== 'en'
