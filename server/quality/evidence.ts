import type { Evidence, GateSettings } from '../../contract/quality.ts'
import { chanceUnder, starRating } from '../plain/star-rating.ts'
import { starsOf } from '../reviews/rating.ts'
import { shareOfStars } from './stars.ts'

/** So many people gave this score on this scale; or their answers are kept and not counted, and why. */
export interface RatingGroup {
  score: number
  scale: { min: number; max: number; direction: 'up' | 'down' }
  /** Of people whom we know by name, or whom another system knows by number. */
  known: boolean
  not: 'left-out' | 'again' | 'old' | null
  n: number
}

/** What the ratings of a version tell, from their counts. */
export function evidenceOf(
  version: number,
  groups: readonly RatingGroup[],
  settings: Pick<GateSettings, 'bar'>,
): Evidence {
  const counted = groups.filter((group) => group.not === null)
  const kept = (why: RatingGroup['not']) => groups.reduce((all, group) => all + (group.not === why ? group.n : 0), 0)
  const all = addUp(counted)
  const known = addUp(counted.filter((group) => group.known))
  const { n, mean, expected, interval } = starRating(all)
  return {
    version,
    n: Math.round(n),
    counts: all,
    naive: mean,
    mean: expected,
    ...interval,
    below: chanceUnder(settings.bar, all),
    bar: settings.bar,
    known: { n: Math.round(sum(known)), below: chanceUnder(settings.bar, known) },
    leftOut: kept('left-out'),
    again: kept('again'),
    old: kept('old'),
  }
}

const sum = (counts: Evidence['counts']): number => counts.reduce((all, each) => all + each, 0)

function addUp(groups: readonly RatingGroup[]): Evidence['counts'] {
  const counts: Evidence['counts'] = [0, 0, 0, 0, 0]
  for (const { scale, score, n } of groups)
    for (const [at, share] of shareOfStars(starsOf(score, scale)).entries()) counts[at]! += share * n
  return counts
}

/** The same evidence against another bar, for a preview: what those we know say alone is not worked out again. */
export const againstBar = (found: Evidence, bar: number): Evidence =>
  found.bar === bar ? found : { ...found, bar, below: chanceUnder(bar, found.counts) }

/** How dense the true mean lies, from one star to five: what is drawn. */
export function densityOf(counts: Evidence['counts'], points = 81): { mean: number; density: number }[] {
  const step = 4 / (points - 1)
  const under = Array.from({ length: points + 1 }, (_, at) => chanceUnder(1 + (at - 0.5) * step, counts))
  return Array.from({ length: points }, (_, at) => ({
    mean: Math.round((1 + at * step) * 1000) / 1000,
    density: Math.max(0, (under[at + 1]! - under[at]!) / step),
  }))
}
