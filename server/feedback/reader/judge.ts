import { betaBelow } from '../../plain/distributions.ts'

/** One text that neither of two readers learned from: who read it right. */
export interface Read {
  before: boolean
  after: boolean
}

/** Two readers on the same texts. */
export interface Compared {
  n: number
  before: number
  after: number
  /** Exact, two-sided: how likely they differ so by chance (McNemar 1947, as a sign test on those that only one of them read right). */
  p: number
}

const BEYOND_CHANCE = 0.05
/** So many texts, and so much more read right, is worth having though chance is not ruled out. */
const ENOUGH_TO_JUDGE = 200
const A_POINT = 0.01

/** Who of two read more of the same texts right, and could chance have done it? */
export function compare(reads: readonly Read[]): Compared {
  const count = (holds: (read: Read) => boolean): number => reads.filter(holds).length
  const lost = count(({ before, after }) => before && !after)
  const won = count(({ before, after }) => after && !before)
  const tail = Math.max(lost, won)
  return {
    n: reads.length,
    before: count(({ before }) => before),
    after: count(({ after }) => after),
    // P(X ≥ tail) of a fair coin thrown lost + won times.
    p: lost === won ? 1 : Math.min(1, 2 * betaBelow(tail, lost + won - tail + 1, 0.5)),
  }
}

/** Why a challenger came in, or did not. */
export type Why = 'better' | 'a-point-better' | 'not-better' | 'alerts-lost'

/**
 * A challenger takes over only if it reads better than chance explains, or a point better on two hundred texts and more; and never if it
 * misses more of what people said should not have waited.
 */
export function whoWins(words: Compared, alerts: Compared): { promoted: boolean; because: Why } {
  const gain = words.after - words.before
  const sure = words.p < BEYOND_CHANCE
  if (gain <= 0 || !(sure || (words.n >= ENOUGH_TO_JUDGE && gain >= A_POINT * words.n)))
    return { promoted: false, because: 'not-better' }
  if (alerts.after < alerts.before) return { promoted: false, because: 'alerts-lost' }
  return { promoted: true, because: sure ? 'better' : 'a-point-better' }
}

/** Does the one in force read worse than the one that ships, beyond chance? Then it steps back. */
export const readsWorse = (shippedThenOwn: Compared): boolean =>
  shippedThenOwn.after < shippedThenOwn.before && shippedThenOwn.p < BEYOND_CHANCE
