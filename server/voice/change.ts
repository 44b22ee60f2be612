import { beats, shareOf } from '../plain/beats.ts'
import { normalBelow, twoSided } from '../plain/distributions.ts'
import type { Interval } from '../plain/proportion-interval.ts'
import { twoShares } from '../plain/two-shares.ts'
import type { Figure } from './figure.ts'

export interface Change {
  /** In the unit of the figure. */
  by: number
  interval: Interval
  /** How likely the true figure is higher than it was. */
  higher: number
  said: 'higher' | 'lower' | 'cannot-tell'
  /** With this many answers, a change of less than this would mostly go unseen. */
  seenFrom: number
}

/** From this many answers on each side a change is spoken of. */
export const FEWEST_TO_COMPARE = 5
/** z of 95 % two-sided, and of being found four times in five. */
const FOUND = 1.959964 + 0.841621

/** Did it move? Said only where 95 % sure. Null where one of the two rests on too few. */
export function changeOf(now: Figure, then: Figure): Change | null {
  if (now.n < FEWEST_TO_COMPARE || then.n < FEWEST_TO_COMPARE || now.value === null || then.value === null) return null
  const spread = Math.hypot(now.sd, then.sd)
  const share = now.metric === 'csat' || now.metric === 'ces'
  const [interval, higher] = share ? shares(now, then) : means(now, then, spread)
  return {
    by: now.value - then.value,
    interval,
    higher,
    said: higher > 0.975 ? 'higher' : higher < 0.025 ? 'lower' : 'cannot-tell',
    seenFrom: FOUND * spread,
  }
}

function shares(now: Figure, then: Figure): [Interval, number] {
  const { low, high } = twoShares({ successes: now.happy, n: now.n }, { successes: then.happy, n: then.n })!
  return [{ low: 100 * low, high: 100 * high }, beats(shareOf(then.happy, then.n), shareOf(now.happy, now.n))]
}

function means(now: Figure, then: Figure, spread: number): [Interval, number] {
  const apart = now.expected - then.expected
  const half = twoSided(0.95) * spread
  return [{ low: apart - half, high: apart + half }, normalBelow(apart / spread)]
}
