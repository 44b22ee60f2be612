import type { Appointment } from '../../../contract/visits.ts'

/** Who is an hour late and more does not stand before those who are about to come. */
const LATE_MS = 3_600_000

/**
 * The next few of the day: from who is at most an hour late onwards; towards the end of the day, filled up with the latest of
 * those before, so that nobody who still may come is hidden without need.
 */
export function nextOf<A extends Pick<Appointment, 'at'>>(
  expected: readonly A[],
  now: Date,
  most: number,
): readonly A[] {
  const first = expected.findIndex(({ at }) => new Date(at).getTime() >= now.getTime() - LATE_MS)
  const from = Math.max(0, Math.min(first === -1 ? expected.length : first, expected.length - most))
  return expected.slice(from, from + most)
}

/** From here on somebody is said to be late, and does not come "soon" any more. */
const LATE_SAID_MS = 10 * 60_000

export const isLate = ({ at }: Pick<Appointment, 'at'>, now: Date): boolean =>
  new Date(at).getTime() < now.getTime() - LATE_SAID_MS

/** Who is still to come, then who is late. */
export const soonFirst = (next: readonly Appointment[], now: Date): readonly Appointment[] => [
  ...next.filter((one) => !isLate(one, now)),
  ...next.filter((one) => isLate(one, now)),
]
