import { isCompany } from './caution.ts'
import { C_ADDRESS, C_FAMILY, C_PHONE } from './levels.ts'
import type { Scales } from './scales.ts'

/** From here on two people are taken as related. */
const SURELY_RELATED = 0.9

/** Do these two, weighed last, live together? Related by where they live or by the telephone: a car alone is sold on, and a company lives nowhere. */
export function livesTogether(scales: Scales, i: number, j: number): boolean {
  const { levels, lastRelated } = scales
  if (lastRelated < SURELY_RELATED || isCompany(scales, i) || isCompany(scales, j)) return false
  const home = levels[C_ADDRESS]! >= 1 && levels[C_ADDRESS]! <= 3
  return home || (levels[C_PHONE] === 1 && levels[C_FAMILY] === 1)
}
