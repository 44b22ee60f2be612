/** Counts of what came, per source and hour, gathered in memory and written every few seconds. Counts are all we keep of strangers. */
export class Tally {
  readonly #counts = new Map<string, { sourceId: string; hour: Date; what: string; n: number }>()

  bump(sourceId: string, what: TallyWord, now: Date, n = 1): void {
    const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
    const key = `${sourceId}|${hour.getTime()}|${what}`
    const count = this.#counts.get(key)
    if (count) count.n += n
    else this.#counts.set(key, { sourceId, hour, what, n })
  }

  /** Takes everything gathered since the last time. */
  drain(): { sourceId: string; hour: Date; what: string; n: number }[] {
    const all = [...this.#counts.values()]
    this.#counts.clear()
    return all
  }

  /** Puts counts back that could not be written. */
  restore(rows: readonly { sourceId: string; hour: Date; what: string; n: number }[]): void {
    for (const row of rows) this.bump(row.sourceId, row.what as TallyWord, row.hour, row.n)
  }
}

/**
 * What is counted. reads: sure, perhaps, unknown (a stranger or a vehicle whose owner objected), off (recognition switched off).
 * expected, known: who the sure ones were. repeated: the same car again. right, wrong: reception's answers. The rest are faults.
 */
export type TallyWord =
  | 'read'
  | 'sure'
  | 'perhaps'
  | 'unknown'
  | 'off'
  | 'expected'
  | 'known'
  | 'repeated'
  | 'right'
  | 'wrong'
  | 'heartbeat'
  | 'nothing'
  | 'malformed'
  | 'too-large'
  | 'late'
  | 'clock-ahead'
  | 'clock-behind'
  | 'paused'
  | 'refused'
  | 'call'
  | 'withheld'
  | 'database-away'
