import { RULES, WIDEST_BLOCK } from './blocking-keys.ts'
import { DEFAULT_M, DEFAULT_SHARED, DEFAULT_U } from './default-weights.ts'
import { type Comparison, comparisonsOf } from './levels.ts'

/** What one comparison has learnt. Arrays follow the comparison's levels; place 0, "missing", is not used. */
export interface ComparisonModel {
  /** How often each level is seen between two records of one person. */
  m: number[]
  /** The same between two people who have nothing to do with each other. */
  u: number[]
  /** Between related people: the share of pairs in which the field is one and the same thing for both. */
  shared: number
}

/** Everything the decision needs, as JSON. Two processes with the same model decide the same. */
export interface IdentityModel {
  version: 1
  /** Records the figures come from; 0 for the model before any learning. */
  records: number
  generics: string[]
  /** Of any two records, how probably one person, and how probably two related people. */
  prior: { same: number; related: number }
  comparisons: Record<string, ComparisonModel>
  /** How often common values are met, by column, by hash in base 36: Martin says less than Kervella. */
  counts: Record<string, Record<string, number>>
  /** Hashes of values that stand for nobody (0102030405, noreply@…), by column. */
  genericValues: Record<string, string[]>
  /** How many records may share a key of each blocking rule, in the order of `RULES`; 0 leaves a rule out. */
  caps: number[]
  thresholds: Thresholds
}

export interface Thresholds {
  /** Bits at which two records are taken as one person: 32 to 1. */
  same: number
  /** Bits from which a person is asked; below, the two are different. */
  ask: number
  /** No single pair counts for more than this between two groups, for or against. */
  clip: number
  /** How much of the weight between two groups is that of their best pair rather than the mean of all. */
  reach: number
  /** The power of the number of pairs between two groups by which the bar falls. */
  support: number
}

export const THRESHOLDS: Thresholds = { same: 5, ask: 0, clip: 8, reach: 0.5, support: 0.6 }

const defaultComparison = ({ name, levels }: Comparison): ComparisonModel => ({
  m: [...(DEFAULT_M[name] ?? DEFAULT_M.generic!)].slice(0, levels.length),
  u: [...(DEFAULT_U[name] ?? DEFAULT_U.generic!)].slice(0, levels.length),
  shared: DEFAULT_SHARED[name] ?? 0.2,
})

/**
 * A model before any learning: for a first day with one record, or two hundred. Of two records taken at random from a base of n, one
 * in n is taken to be of one person: as many pairs as records.
 */
export function defaultModel(records = 1000, generics: readonly string[] = []): IdentityModel {
  const base = Math.max(200, records)
  return {
    version: 1,
    records: 0,
    generics: [...generics],
    prior: { same: 1 / base, related: 1 / base },
    comparisons: Object.fromEntries(comparisonsOf(generics).map((each) => [each.name, defaultComparison(each)])),
    counts: {},
    genericValues: {},
    caps: RULES.map(() => WIDEST_BLOCK),
    thresholds: { ...THRESHOLDS },
  }
}
