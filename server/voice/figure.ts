import { bandOf, METRICS, type Metric } from '../../contract/surveys.ts'
import { holding } from '../plain/net-score.ts'
import { type Interval, wilson } from '../plain/proportion-interval.ts'
import { momentsOf, quantileOf, type Shares } from '../plain/weighted-shares.ts'

/** Answers to one question on one scale, by step from the bad end. */
export interface Steps {
  metric: Metric
  steps: number
  counts: readonly number[]
  leftOut: number
}

/**
 * What is made of them. NPS: promoters less detractors, in points. CSAT and CES: the share on the good side of the middle, in per cent. Stars:
 * their mean.
 */
export interface Figure {
  metric: Metric
  n: number
  happy: number
  between: number
  unhappy: number
  /** Null when nobody answered. */
  value: number | null
  leftOut: number
  /** Expected value and its spread, for comparing: never nought, however few answered. */
  expected: number
  sd: number
  /** How far single answers lie apart, in the unit of the figure. */
  each: number
  /** What the answers say of everybody's. */
  shares: Shares
}

/** A scale of another length is read by its bands; stars of another scale are brought to one to five. */
const worthOf = (metric: Metric, steps: number, step: number): number => {
  if (metric === 'stars') return 1 + (4 * step) / steps
  const band = bandOf(metric, { min: 0, max: steps, direction: 'up' }, step)
  if (metric === 'nps') return band === 'happy' ? 100 : band === 'unhappy' ? -100 : 0
  return band === 'happy' ? 100 : 0
}

const PRIOR: Record<Metric, number> = { nps: 0.5, csat: 0.5, ces: 0.5, stars: 1 / 5 }
const WORTHS: Record<Metric, readonly number[]> = {
  nps: [-100, 0, 100],
  csat: [0, 100],
  ces: [0, 100],
  stars: [1, 2, 3, 4, 5],
}

/** One figure of all answers to one kind of question, whatever their scales and directions were. */
export function figureOf(metric: Metric, all: readonly Steps[]): Figure {
  const bands = { happy: 0, between: 0, unhappy: 0 }
  const byWorth = new Map<number, number>(WORTHS[metric].map((worth) => [worth, 0]))
  let [n, leftOut] = [0, 0]
  for (const { steps, counts, leftOut: out } of all.filter((one) => one.metric === metric)) {
    leftOut += out
    for (let step = 0; step <= steps; step++) {
      const count = counts[step] ?? 0
      if (count === 0) continue
      n += count
      bands[bandOf(metric, { min: 0, max: steps, direction: 'up' }, step)] += count
      const worth = worthOf(metric, steps, step)
      byWorth.set(worth, (byWorth.get(worth) ?? 0) + count)
    }
  }
  const worth = [...byWorth.keys()].sort((a, b) => a - b)
  const shares = { worth, strength: worth.map((each) => byWorth.get(each)! + PRIOR[metric]) }
  const { mean: expected, sd } = momentsOf(shares)
  const value = n === 0 ? null : worth.reduce((sum, each) => sum + each * byWorth.get(each)!, 0) / n
  const spread = worth.reduce((sum, each, i) => sum + (each - expected) ** 2 * shares.strength[i]!, 0)
  return {
    metric,
    n,
    ...bands,
    value,
    leftOut,
    expected,
    sd,
    each: Math.sqrt(spread / shares.strength.reduce((sum, each) => sum + each, 0)),
    shares,
  }
}

/** Where the figure lies with this level: Wilson's for shares, the middle of the posterior for the others. Null when nobody answered. */
export function intervalOf({ metric, happy, n, value, shares }: Figure, level = 0.95): Interval | null {
  if (n === 0) return null
  if (metric === 'csat' || metric === 'ces') {
    const { low, high } = wilson(happy, n, level)!
    return { low: 100 * low, high: 100 * high }
  }
  const tail = (1 - level) / 2
  return holding({ low: quantileOf(tail, shares), high: quantileOf(1 - tail, shares) }, value ?? shares.worth[0]!)
}

/** The figures of every kind of question that was asked. */
export const figuresOf = (all: readonly Steps[]): Figure[] =>
  METRICS.filter((metric) => all.some((one) => one.metric === metric)).map((metric) => figureOf(metric, all))
