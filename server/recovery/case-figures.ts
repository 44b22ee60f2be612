import type { CASE_OUTCOMES } from '../../contract/recovery.ts'
import { wilson } from '../plain/proportion-interval.ts'
import { medianInterval, quantile } from '../plain/quantile.ts'
import type { Outcome } from './outcome.ts'
import type { Again } from './second-answer.ts'

export interface CaseForFigures {
  openedAt: Date
  dueAt: Date
  closedAt: Date | null
  outcome: Outcome | null
  again: Again | null
  asked: boolean
  reopened: boolean
  heardAt: Date | null
}

const HOUR = 3_600_000

const shareOf = (k: number, n: number) => {
  const interval = wilson(k, n)
  return interval && { n, value: k / n, ...interval }
}

/**
 * How cases went. In time is judged of those whose clock has run out or who were answered before: what still waits in time says nothing yet.
 * One that was closed without an answer in time was not answered in time.
 */
export function caseFigures(cases: readonly CaseForFigures[], now: Date) {
  const judged = cases.filter(
    // One that ended because its customer was erased ended by nobody.
    ({ dueAt, heardAt, closedAt, outcome }) =>
      heardAt !== null || (closedAt !== null ? outcome !== null : dueAt <= now),
  )
  const inTime = judged.filter(({ dueAt, heardAt }) => heardAt !== null && heardAt <= dueAt)
  const hours = cases
    .flatMap(({ openedAt, heardAt }) => (heardAt ? [(heardAt.getTime() - openedAt.getTime()) / HOUR] : []))
    .sort((a, b) => a - b)
  const answered = cases.filter(({ again }) => again !== null)
  const middle = quantile(hours, 0.5)
  const interval = medianInterval(hours)
  return {
    opened: cases.length,
    inTime: shareOf(inTime.length, judged.length),
    hours:
      middle === null
        ? null
        : { n: hours.length, value: middle, low: interval?.low ?? null, high: interval?.high ?? null },
    closed: tally(cases.flatMap(({ closedAt, outcome }) => (closedAt && outcome ? [outcome] : []))).map(
      ([outcome, n]) => ({
        outcome: outcome as (typeof CASE_OUTCOMES)[number],
        n,
      }),
    ),
    asked: cases.filter(({ asked }) => asked).length,
    better: shareOf(answered.filter(({ again }) => again === 'better').length, answered.length),
    again: tally(answered.map(({ again }) => again as Again)).map(([again, n]) => ({ again, n })),
    reopened: cases.filter(({ reopened }) => reopened).length,
  }
}

const tally = <K extends string>(values: readonly K[]): [K, number][] =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, all]): [K, number] => [value, all.length])
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
