/** By what a person who was erased would be known again in a row. */
export interface Marked {
  /** As `nameKey` writes them: no order, no accents. */
  names: readonly string[]
  phones: readonly string[]
  emails: readonly string[]
  plates: readonly string[]
  vins: readonly string[]
  births: readonly string[]
  /** The row's own key, as the source numbers them. */
  keys: readonly { source: string; key: string }[]
}

/** A family has a dozen spellings and numbers at most; a shared number of a company must not make a million marks. */
const MOST = 2000

/**
 * The texts that stand for a person, each to be hashed under the house's secret. A source's own key is enough; a number, an address, a
 * plate or a birth date only together with the name, for a household shares them, and who was erased does not decide for the others.
 * Without any name a number or an address stands alone: that is how a row without a name is told, and how a channel asks whether
 * somebody behind a number is to be left in peace.
 */
export function markTexts(person: Marked): string[] {
  const names = person.names.filter((name) => name !== '')
  const things = [
    ...person.phones.map((phone) => `phone|${phone}`),
    ...person.emails.map((address) => `email|${address.toLowerCase()}`),
    ...person.plates.map((plate) => `plate|${plate}`),
    ...person.vins.map((vin) => `vin|${vin}`),
    ...person.births.map((birth) => `birth|${birth}`),
  ]
  const texts = [
    ...person.keys.map(({ source, key }) => `key|${source}|${key}`),
    ...names.flatMap((name) => things.map((thing) => `${thing}|${name}`)),
  ]
  return [...new Set(texts)].slice(0, MOST)
}

/** The texts of numbers and addresses alone. */
export const contactTexts = (person: Pick<Marked, 'phones' | 'emails'>): string[] => [
  ...person.phones.map((phone) => `phone|${phone}|`),
  ...person.emails.map((address) => `email|${address.toLowerCase()}|`),
]
