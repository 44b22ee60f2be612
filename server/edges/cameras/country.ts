import { textOf } from '../payload/field.ts'

/** Three-letter codes (ISO 3166-1 and the road signs makes confuse with it) of the plates seen on European roads. */
const THREE = new Map(
  (
    'ALB AL AND AD AUT AT BEL BE BGR BG BIH BA BLR BY CHE CH CYP CY CZE CZ DEU DE GER DE DNK DK ESP ES EST EE FIN FI FRA FR ' +
    'GBR GB GRC GR HRV HR HUN HU IRL IE ISL IS ITA IT LIE LI LTU LT LUX LU LVA LV MAR MA MCO MC MDA MD MKD MK MLT MT MNE ME ' +
    'NLD NL NOR NO POL PL PRT PT ROU RO SMR SM SRB RS SVK SK SVN SI SWE SE TUR TR UKR UA'
  )
    .match(/\w{3} \w{2}/gu)
    ?.map((pair) => [pair.slice(0, 3), pair.slice(4)] as const),
)

/** English names as Hikvision writes them. */
const NAMES = new Map([
  ['france', 'FR'],
  ['belgium', 'BE'],
  ['germany', 'DE'],
  ['italy', 'IT'],
  ['spain', 'ES'],
  ['switzerland', 'CH'],
  ['luxembourg', 'LU'],
  ['netherlands', 'NL'],
  ['portugal', 'PT'],
  ['poland', 'PL'],
  ['austria', 'AT'],
  ['united kingdom', 'GB'],
  ['monaco', 'MC'],
  ['andorra', 'AD'],
])

/**
 * The country of a plate in two letters: `fr`, `FRA`, `France`, `us-ca` and `eu-fr` (engines put the region behind). A
 * number is a make's own index, and `NON` its word for none: both say nothing.
 */
export function countryOf(sent: unknown): string | undefined {
  const text = typeof sent === 'string' ? textOf(sent, 40) : undefined
  if (!text) return undefined
  const [first = '', second = ''] = text.toLowerCase().split('-')
  const word = first === 'eu' ? second : first
  if (/^[a-z]{2}$/u.test(word)) return word === 'uk' ? 'GB' : word.toUpperCase()
  return THREE.get(word.toUpperCase()) ?? NAMES.get(text.toLowerCase())
}
