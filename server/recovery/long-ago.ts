/** Two weeks on, somebody who waited was answered, or gave up. */
const FORTNIGHT_MS = 14 * 86_400_000

/**
 * What was said more than a fortnight ago and comes in only now, out of another tool or a tablet found in a drawer, is counted and read; nobody is rung
 * up about it as if it were said today, and nobody finds it as thanks of this day. Where a person judged it, their word holds.
 */
export const longAgo = ({ at, judged }: { at: Date; judged?: boolean }, now: Date): boolean =>
  judged !== true && now.getTime() - at.getTime() > FORTNIGHT_MS
