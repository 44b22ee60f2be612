import type { WEATHERS } from '../../contract/playbook.ts'
import { departmentOf } from './scene-values.ts'

/** Weather that is coming: what, where, from when until when. Instants are epoch milliseconds. */
export interface Warning {
  kind: (typeof WEATHERS)[number]
  /** A department, or the beginning of a postcode. */
  area: string
  from: number
  to: number
}

/** Does it hold where this postcode is? Corsica is warned by its halves, `2A` and `2B`, and its postcodes say `20`. */
export const holdsAt = ({ area }: Warning, postcode: string): boolean =>
  postcode !== '' && (postcode.startsWith(area) || departmentOf(postcode) === area.toUpperCase())
