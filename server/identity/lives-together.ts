import { C_ADDRESS, C_FAMILY, C_PHONE } from './levels.ts'
import type { Scales } from './weigh.ts'

/** From here on two people are taken as related. */
const SURELY_RELATED = 0.9

/** Do the two weighed last live together? Related by where they live or by the telephone: a car alone is sold on. */
export function livesTogether({ levels, lastRelated }: Pick<Scales, 'levels' | 'lastRelated'>): boolean {
  if (lastRelated < SURELY_RELATED) return false
  const home = levels[C_ADDRESS]! >= 1 && levels[C_ADDRESS]! <= 3
  return home || (levels[C_PHONE] === 1 && levels[C_FAMILY] === 1)
}
