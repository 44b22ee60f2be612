const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Pauses before each further try, as Standard Webhooks advises: at once, then over three days. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** A receiver that names its own pause is believed, within reason. */
const LONGEST = 24 * HOUR

/**
 * How long to wait after so many tries; null: no more, it waits for a person.
 * @param askedMs what the receiver asked for (Retry-After)
 */
export function pauseAfter(tries: number, askedMs: number | null): number | null {
  const pause = PAUSES[tries - 1]
  if (pause === undefined) return null
  return askedMs === null ? pause : Math.min(LONGEST, Math.max(pause, askedMs))
}
