import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { krippendorff, type Measure } from '../../server/plain/agreement.ts'
import { beats } from '../../server/plain/beats.ts'
import { bothWays, runLength, runLengthByChain } from '../../server/plain/cusum.ts'
import { netScore, textbookMargin } from '../../server/plain/net-score.ts'
import { bradleyTerry } from '../../server/plain/paired-order.ts'
import { poissonLimits } from '../../server/plain/poisson-limits.ts'
import {
  agrestiCoull,
  clopperPearson,
  jeffreys,
  wilson,
  wilsonContinuity,
} from '../../server/plain/proportion-interval.ts'
import { neededPerArm } from '../../server/plain/sample-size.ts'
import { type StarCounts, starRating } from '../../server/plain/star-rating.ts'

type Pair = [number, number]
interface Reference {
  proportion95: { k: number; n: number; wilson: Pair; jeffreys: Pair; beta: Pair; agresti_coull: Pair }[]
  nps: { promoters: number; detractors: number; n: number; nps: number; se: number; moe95: number }[]
  krippendorff_wikipedia_3coders: Record<Measure, number>
  cusum_arl: { k: number; h: number; shift: number; arl_one: number; arl_two: number }[]
  poisson_exact: { k: number; lo: number; hi: number }[]
  stars: {
    counts: StarCounts
    mean: number
    bayes_C5_m35: number
    dir_mean: number
    dir_sd: number
    p_below3: number
  }[]
  beta_p_beats: { a1: number; b1: number; a2: number; b2: number; p: number }[]
  bradley_terry_baseball_logability_ref_baltimore: Record<string, number | string>
  prop_test_340_400_with_continuity: Pair
  power80_two_sided_n_per_arm: [number, number, number][]
}

const shared = new URL('../../../shared/', import.meta.url)
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, shared)), 'utf8')

export const referenceIsHere = (): boolean => existsSync(new URL('verbatims/statistics.json', shared))

/** One value of the reference and ours. */
export interface Compared {
  of: string
  theirs: number
  ours: number
  /** Theirs was drawn at random: it is known to this standard error only. */
  drawn?: number
}

const o = null
/** Three who judged fifteen things: the example of the encyclopaedia. */
const THREE = [
  [o, o, o, o, o, 3, 4, 1, 2, 1, 1, 3, 3, o, 3],
  [1, o, 2, 1, 3, 3, 4, 3, o, o, o, o, o, o, o],
  [o, o, 2, 1, 3, 4, 4, o, 2, 1, 1, 3, 3, o, 4],
]

/** The simulated chances have steps of 1 / 400,000. */
const DRAWS = 400_000

/** Every value of `statistics.json`, and what our functions make of the same question. */
export function compared(): { all: Compared[]; exact: { of: string; chain: number; exact: number }[] } {
  const reference = JSON.parse(read('verbatims/statistics.json')) as Reference
  const all: Compared[] = []
  const exact: { of: string; chain: number; exact: number }[] = []
  const add = (of: string, theirs: number, ours: number, drawn?: number): void =>
    void all.push({ of, theirs, ours, ...(drawn ? { drawn } : {}) })
  const pair = (of: string, theirs: Pair, ours: { low: number; high: number } | null): void => {
    add(`${of} low`, theirs[0], ours?.low ?? Number.NaN)
    add(`${of} high`, theirs[1], ours?.high ?? Number.NaN)
  }
  for (const { k, n, ...each } of reference.proportion95) {
    pair(`Wilson ${k}/${n}`, each.wilson, wilson(k, n))
    pair(`Jeffreys ${k}/${n}`, each.jeffreys, jeffreys(k, n))
    pair(`Clopper–Pearson ${k}/${n}`, each.beta, clopperPearson(k, n))
    pair(`Agresti–Coull ${k}/${n}`, each.agresti_coull, agrestiCoull(k, n))
  }
  pair('prop.test 340/400', reference.prop_test_340_400_with_continuity, wilsonContinuity(340, 400))
  for (const { promoters, detractors, n, nps, se, moe95 } of reference.nps) {
    // Shares are given; 16.7 of a hundred are no whole people, and the formula does not mind.
    const counts = { promoters: promoters * n, detractors: detractors * n, passives: n * (1 - promoters - detractors) }
    add(`NPS ${nps.toFixed(1)}, n = ${n}`, nps, netScore(counts)!.score)
    add(`NPS ${nps.toFixed(1)}, se`, se, netScore(counts)!.se)
    add(`NPS ${nps.toFixed(1)}, margin`, moe95, textbookMargin(counts)!)
  }
  for (const [measure, alpha] of Object.entries(reference.krippendorff_wikipedia_3coders))
    add(`α ${measure}`, alpha, krippendorff(THREE, measure as Measure) ?? Number.NaN)
  for (const { k, h, shift, arl_one, arl_two } of reference.cusum_arl) {
    const [up, down] = [runLengthByChain(h, shift, k), runLengthByChain(h, -shift, k)]
    add(`run length h ${h}, moved ${shift}`, arl_one, up)
    add(`run length h ${h}, moved ${shift}, two-sided`, arl_two, bothWays(up, down))
    exact.push({ of: `h ${h}, moved ${shift}`, chain: up, exact: runLength(h, shift, k) })
  }
  for (const { k, lo, hi } of reference.poisson_exact) pair(`Poisson ${k}`, [lo, hi], poissonLimits(k))
  for (const { counts, ...each } of reference.stars) {
    const rating = starRating(counts)
    const of = `stars ${counts.join(' ')}`
    add(`${of}, mean`, each.mean, rating.mean!)
    add(`${of}, published average`, each.bayes_C5_m35, rating.average)
    add(`${of}, expected`, each.dir_mean, rating.expected)
    add(`${of}, spread`, each.dir_sd, rating.sd)
    const drawn = Math.sqrt((rating.below3 * (1 - rating.below3)) / DRAWS)
    add(`${of}, P(mean < 3)`, each.p_below3, rating.below3, drawn)
  }
  for (const { a1, b1, a2, b2, p } of reference.beta_p_beats)
    add(`Beta(${a2}, ${b2}) beats Beta(${a1}, ${b1})`, p, beats({ a: a1, b: b1 }, { a: a2, b: b2 }))
  const order = bradleyTerry(season(), 'Baltimore')
  for (const [team, ability] of Object.entries(reference.bradley_terry_baseball_logability_ref_baltimore))
    if (typeof ability === 'number') add(`Bradley–Terry ${team}`, ability, order?.get(team) ?? Number.NaN)
  for (const [p, q, n] of reference.power80_two_sided_n_per_arm) add(`n each, ${p} to ${q}`, n, neededPerArm(p, q))
  return { all, exact }
}

/** The American League's season of 1987: home team, away team, wins of each. */
function season() {
  return read('value/baseball_agresti.csv')
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [home = '', away = '', homeWins, awayWins] = line.replaceAll('"', '').split(',')
      return [
        { winner: home, loser: away, times: Number(homeWins) },
        { winner: away, loser: home, times: Number(awayWins) },
      ]
    })
}
