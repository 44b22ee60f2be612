import type { WEATHERS } from '../../contract/playbook.ts'
import { FRENCH_COUNTRIES } from '../consent/zone.ts'
import { departmentOf } from './scene-values.ts'

/** Weather that is coming: what, where, from when until when. Instants are epoch milliseconds. */
export interface Warning {
  kind: (typeof WEATHERS)[number]
  /** A French department or the beginning of a French postcode; elsewhere the country comes first: `BE-67`. */
  area: string
  from: number
  to: number
}

const ELSEWHERE = /^([A-Z]{2})-(.+)$/u

/** Where a warning holds: the countries it may be in, as address books write them, and how their postcodes begin. */
export function whereOf(area: string): { countries: readonly string[]; begins: string } {
  const abroad = ELSEWHERE.exec(area.toUpperCase())
  return abroad
    ? { countries: [abroad[1]!], begins: abroad[2]! }
    : { countries: FRENCH_COUNTRIES, begins: area.toUpperCase() }
}

/**
 * Does it hold where they live? Only in its own country: 6700 is Arlon in Belgium, and nothing of the Bas-Rhin. Corsica is warned by its
 * halves, `2A` and `2B`, and its postcodes say `20`.
 */
export function holdsAt({ area }: Warning, { country, postcode }: { country: string; postcode: string }): boolean {
  const { countries, begins } = whereOf(area)
  if (postcode === '' || !countries.includes(country.trim().toUpperCase())) return false
  if (postcode.toUpperCase().startsWith(begins)) return true
  return countries === FRENCH_COUNTRIES && departmentOf(postcode) === begins
}
