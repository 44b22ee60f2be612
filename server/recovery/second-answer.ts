import type { AGAIN } from '../../contract/recovery.ts'
import type { Band } from '../../contract/surveys.ts'

export type Again = (typeof AGAIN)[number]

/** An answer as far as it is compared: where on its scale it stands, nought to one, good end up. */
export interface Compared {
  share: number | null
  band: Band | null
  polarity: number
}

/** How far apart two answers on a scale must stand to differ: a step of five on a scale of eleven is chance, a fifth of the scale is not. */
const STEP = 0.2
const ORDER: readonly Band[] = ['unhappy', 'between', 'happy']

/**
 * Is it well now? Content now: better, whatever it was. Else by the band, and within a band by how far the score moved; without a score, by
 * what the words say.
 */
export function comparedWith(first: Compared, second: Compared): Again {
  if (second.band === 'happy') return 'better'
  if (first.band && second.band && first.band !== second.band)
    return ORDER.indexOf(second.band) > ORDER.indexOf(first.band) ? 'better' : 'worse'
  if (first.share !== null && second.share !== null) {
    const moved = second.share - first.share
    if (Math.abs(moved) >= STEP - 1e-9) return moved > 0 ? 'better' : 'worse'
    return 'same'
  }
  const said = Math.sign(second.polarity) - Math.sign(first.polarity)
  return said > 0 ? 'better' : said < 0 ? 'worse' : 'same'
}
