const HOUR_MS = 3_600_000
/** A family behind one telephone may answer; a sixth time within an hour is somebody who votes. */
const MOST_AN_HOUR = 5

/**
 * How often each visitor answered at a door within the hour. Visitors are marks of this process, never an address; they are forgotten after
 * the hour and written nowhere.
 */
export class DoorWatch {
  readonly #answered = new Map<string, number[]>()
  #sweptAt = 0

  /** Counts this answer. @returns whether it is within what one visitor may give */
  mayAnswer(doorId: string, visitor: string, now: Date): boolean {
    const at = now.getTime()
    this.#sweep(at)
    const key = `${doorId}|${visitor}`
    const lately = (this.#answered.get(key) ?? []).filter((each) => each > at - HOUR_MS)
    lately.push(at)
    this.#answered.set(key, lately)
    return lately.length <= MOST_AN_HOUR
  }

  #sweep(at: number): void {
    if (at < this.#sweptAt + 60_000) return
    this.#sweptAt = at
    for (const [key, times] of this.#answered) if ((times.at(-1) ?? 0) <= at - HOUR_MS) this.#answered.delete(key)
  }
}
