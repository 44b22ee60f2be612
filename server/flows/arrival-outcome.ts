/** What became of one read. A stranger, and anything that was not a read, leaves no trace but a count. */
export type ReadOutcome =
  | { outcome: 'sure' | 'revised' | 'left'; visitId: string }
  | { outcome: 'perhaps' }
  | { outcome: 'unknown' | 'off' | 'repeated' | 'late' | 'withdrawn' | 'nothing' }

export const MINUTE = 60_000

/** How long reception is asked about a short list. */
export const PERHAPS_MS = 15 * MINUTE
