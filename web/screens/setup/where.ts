/** The countries whose plates we can read the grammar of, with the neighbours they may be set up in. */
export const COUNTRIES = ['FR', 'BE', 'CH', 'LU', 'MC', 'DE', 'ES', 'IT', 'NL', 'GB', 'IE', 'PT', 'AT', 'CA', 'US']

/** France keeps the time of its islands under codes of their own. */
const OF_FRANCE = ['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF']

type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined }

const zonesOf = (country: string): string[] =>
  (new Intl.Locale('und', { region: country }) as Zoned).getTimeZones?.() ?? []

/**
 * Which country keeps this time, of those a site can be in: numbers, plates and law are read by it. Where several or none do, the one of the browser's
 * language; where that says nothing either, France.
 */
export function countryOf(timeZone: string, language: string): string {
  const fits = COUNTRIES.filter((code) => zonesOf(code).includes(timeZone))
  const spoken = new Intl.Locale(language).region ?? ''
  if (fits.length === 1 && fits[0]) return fits[0]
  if (fits.length === 0 && OF_FRANCE.some((code) => zonesOf(code).includes(timeZone))) return 'FR'
  const among = fits.length > 0 ? fits : COUNTRIES
  return among.includes(spoken) ? spoken : (fits[0] ?? 'FR')
}
