/** Where a postcard goes. */
export interface PostalAddress {
  title: string
  name: string
  street: string
  postcode: string
  city: string
  country: string
}

/** Signs that a sorting machine reads: capitals, no accents, no punctuation. */
const asSorted = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll(/[^\p{L}\p{N} /'-]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()

const LONGEST = 38

/**
 * The address side as NF Z 10-011 wants it, and as most posts read it: six lines at most, thirty-eight characters each, from the most
 * personal to the most general; from the street on in capitals, without punctuation; abroad the country last, in capitals.
 * @param home the country of the sender: its name is left out
 */
export function addressLines(to: PostalAddress, home = 'FR'): string[] {
  const street = to.street
    .split('\n')
    .map((line) => asSorted(line).toUpperCase())
    .filter(Boolean)
    .slice(0, 3)
  const place = asSorted(`${to.postcode} ${to.city}`).toUpperCase()
  const abroad = to.country && to.country !== home ? [COUNTRIES[to.country] ?? to.country] : []
  return [`${to.title} ${to.name}`.trim(), ...street, place, ...abroad].map((line) => line.slice(0, LONGEST))
}

/** In French, or as the Universal Postal Union has it: read by the post that sends. */
const COUNTRIES: Record<string, string> = {
  FR: 'FRANCE',
  BE: 'BELGIQUE',
  CH: 'SUISSE',
  LU: 'LUXEMBOURG',
  MC: 'MONACO',
  DE: 'ALLEMAGNE',
  IT: 'ITALIE',
  ES: 'ESPAGNE',
  PT: 'PORTUGAL',
  GB: 'ROYAUME UNI',
  NL: 'PAYS BAS',
  AT: 'AUTRICHE',
}

/** Can a card find them? */
export const hasPostalAddress = (to: Pick<PostalAddress, 'street' | 'postcode' | 'city'>): boolean =>
  to.street.trim() !== '' && to.postcode.trim() !== '' && to.city.trim() !== ''
