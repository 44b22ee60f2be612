import { wilson } from '../plain/proportion-interval.ts'
import { compareRows } from './compare.ts'
import { comparisonsOf } from './levels.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { tableFor } from './score.ts'

/** A pair a person looked at. */
export interface Judgement {
  a: PersonRecord
  b: PersonRecord
  same: boolean
}

/** So many pairs is the model worth beside the judgements: thirty answers nudge it, a thousand decide. */
const FAITH = 200

/**
 * The model with its m drawn towards what people answered: for each comparison the mean of a Dirichlet posterior whose prior is the
 * present m, worth 200 pairs. Only "same" answers teach m; reviewed pairs are doubtful ones, and a "no" among them says
 * nothing of strangers.
 */
export function refitted(model: IdentityModel, judgements: readonly Judgement[]): IdentityModel {
  const comparisons = comparisonsOf(model.generics)
  const seen = comparisons.map(({ levels }) => levels.map(() => 0))
  const out = new Uint8Array(comparisons.length + 16)
  for (const { a, b, same } of judgements) {
    if (!same) continue
    const table = tableFor(model, [a, b])
    compareRows(table, 0, 1, out)
    for (let c = 0; c < comparisons.length; c++) if (out[c] !== 0) seen[c]![out[c]!]!++
  }
  const learnt = comparisons.map(({ name, levels }, c) => {
    const own = model.comparisons[name]!
    const swapped = name === 'familyName' ? levels.indexOf('swapped') : -1
    const n = seen[c]!.reduce((sum, count, level) => (level === swapped ? sum : sum + count), 0)
    // A swap is weighed with the given name; the family name's share of it stays certain.
    const m = own.m.map((value, level) =>
      level === 0 || level === swapped ? value : (FAITH * value + seen[c]![level]!) / (FAITH + n),
    )
    return [name, { ...own, m }] as const
  })
  return { ...model, comparisons: Object.fromEntries(learnt) }
}

/** Answers on pairs drawn at random from one band of weights. */
export interface Stratum {
  /** Pairs in the band, in the whole base. */
  pairs: number
  /** Whether the model joins the pairs of this band. */
  joined: boolean
  asked: number
  same: number
}

export interface Estimate {
  value: number
  low: number
  high: number
}

/**
 * Precision and recall of the base from answers on a stratified sample. Each band's share of true pairs has its Wilson interval
 * (1927); shares are weighted by the pairs of the band (Cochran, Sampling Techniques, ch. 5), and the half-widths of the
 * bands, being independent, are added as squares (the MOVER of Zou & Donner 2008). Null where no band was asked about.
 */
export function estimateQuality(strata: readonly Stratum[]): { precision: Estimate | null; recall: Estimate | null } {
  const asked = strata.filter(({ asked, pairs }) => asked > 0 && pairs > 0)
  const joined = asked.filter((stratum) => stratum.joined)
  const sum = (of: readonly Stratum[]): number => of.reduce((total, { pairs }) => total + pairs, 0)
  const precision = joined.length === 0 ? null : weighted(joined, sum(joined))
  if (joined.length === 0) return { precision, recall: null }
  const found = weighted(joined, 1)
  const missed = weighted(
    asked.filter((stratum) => !stratum.joined),
    1,
  )
  return { precision, recall: ratio(found, missed) }
}

/** Σ pairs × share, over a divisor, with its interval. */
function weighted(strata: readonly Stratum[], divisor: number): Estimate {
  let value = 0
  let below = 0
  let above = 0
  for (const { pairs, same, asked } of strata) {
    const share = same / asked
    const { low, high } = wilson(same, asked)!
    value += pairs * share
    below += (pairs * (share - low)) ** 2
    above += (pairs * (high - share)) ** 2
  }
  return {
    value: value / divisor,
    low: (value - Math.sqrt(below)) / divisor,
    high: (value + Math.sqrt(above)) / divisor,
  }
}

/** found / (found + missed): least when few were found and many missed. */
function ratio(found: Estimate, missed: Estimate): Estimate {
  const part = (of: number, other: number): number =>
    of + other <= 0 ? 1 : Math.max(0, of) / (Math.max(0, of) + Math.max(0, other))
  return {
    value: part(found.value, missed.value),
    low: part(found.low, missed.high),
    high: part(found.high, missed.low),
  }
}
