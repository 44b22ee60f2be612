import { CITY, type Encoded, NUMBER, POSTCODE, STREET } from './columns.ts'
import { CLOSE, ONE_EDIT, oneSlip, textClass } from './compare-text.ts'

const HOME = 1
const HOME_NO_TOWN = 2
const ON_STREET = 3
const NEIGHBOUR = 4
const SAME_POSTCODE = 5
const POSTCODE_OTHER_STREET = 6
const SAME_CITY = 7
const CITY_OTHER_STREET = 8
const NEAR_POSTCODE = 9
const STREET_ELSEWHERE = 10
const DIFFERENT = 11

/** How the towns stand: 0 unknown, 1 different, 2 near postcode, 3 same city, 4 same postcode. */
function townRelation(table: Encoded, a: number, b: number): number {
  const { rows, dictionaries } = table
  const postcodeA = rows[a + POSTCODE]!
  const postcodeB = rows[b + POSTCODE]!
  if (postcodeA !== 0 && postcodeA === postcodeB) return 4
  const cityA = rows[a + CITY]!
  const cityB = rows[b + CITY]!
  const cities = cityA !== 0 && cityB !== 0
  if (cities && (cityA === cityB || textClass(dictionaries[CITY]!, cityA, cityB) >= ONE_EDIT)) return 3
  if (postcodeA !== 0 && postcodeB !== 0) return oneSlip(dictionaries[POSTCODE]!, postcodeA, postcodeB) ? 2 : 1
  return cities ? 1 : 0
}

const streetsAgree = (table: Encoded, x: number, y: number): boolean =>
  x === y || textClass(table.dictionaries[STREET]!, x, y) >= CLOSE

/**
 * Number, street, postcode and town as one comparison: they are not independent, and four weights added up would count one
 * address four times.
 */
export function addressLevel(table: Encoded, a: number, b: number): number {
  const { rows } = table
  const streetA = rows[a + STREET]!
  const streetB = rows[b + STREET]!
  const town = townRelation(table, a, b)
  if (streetA === 0 || streetB === 0) return [0, DIFFERENT, NEAR_POSTCODE, SAME_CITY, SAME_POSTCODE][town]!
  if (streetsAgree(table, streetA, streetB)) {
    const numberA = rows[a + NUMBER]!
    const numberB = rows[b + NUMBER]!
    const numbered = numberA !== 0 && numberB !== 0
    if (numbered && numberA === numberB) return town >= 3 ? HOME : town === 1 ? STREET_ELSEWHERE : HOME_NO_TOWN
    if (town < 3) return STREET_ELSEWHERE
    return numbered ? NEIGHBOUR : ON_STREET
  }
  return [DIFFERENT, DIFFERENT, NEAR_POSTCODE, CITY_OTHER_STREET, POSTCODE_OTHER_STREET][town]!
}
