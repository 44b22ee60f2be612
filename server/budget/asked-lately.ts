import { type Because, say } from '../../contract/because.ts'
import type { AttentionPolicy } from '../../contract/playbook.ts'
import type { Metric } from '../../contract/surveys.ts'

const DAY = 86_400_000

/** A question somebody was asked. */
export interface AskedBefore {
  /** epoch milliseconds */
  at: number
  metric: Metric
}

/**
 * May we ask them again? Two questions stand some days apart, whatever they are; the one about the whole relationship (NPS) is put more
 * seldom. What they answered before, and whether they answered, plays no part: whoever is due is asked, content or not.
 * @returns null when we may; else from when, and why not before
 */
export function askedLately(
  policy: AttentionPolicy['askAgainDays'],
  asked: readonly AskedBefore[],
  metric: Metric,
  now: number,
): { until: number; because: Because } | null {
  const last = (of: readonly AskedBefore[]): number =>
    of.reduce((newest, each) => Math.max(newest, each.at), Number.NEGATIVE_INFINITY)
  const any = last(asked) + policy.any * DAY
  const nps =
    metric === 'nps' ? last(asked.filter((each) => each.metric === 'nps')) + policy.nps * DAY : Number.NEGATIVE_INFINITY
  if (Math.max(any, nps) <= now) return null
  return nps > any
    ? { until: nps, because: say('ask.nps-lately', { days: policy.nps }) }
    : { until: any, because: say('ask.lately', { days: policy.any }) }
}
