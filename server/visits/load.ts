import type { Visit } from '../../contract/visits.ts'

/** Someone is looking after this visit; nobody, when `staffId` is null. */
export interface Held {
  visitId: string
  staffId: string | null
  arrivedAt: Date
}

/** A visit holds its person for this long; after it, somebody forgot to tap. */
export const HELD_MS = 90 * 60_000
/** The whole is read again after this long, should news have been lost. */
const READ_AGAIN_MS = 60_000

/** Visits, and how many of them each member of staff has in hand. */
class InHand {
  readonly #held = new Map<string, Held>()
  /** By staff id; who looks after nobody is not there. */
  readonly counts = new Map<string, number>()

  note(visit: Held): void {
    this.#count(this.#held.get(visit.visitId), -1)
    this.#held.set(visit.visitId, visit)
    this.#count(visit, 1)
  }

  has(visitId: string): boolean {
    return this.#held.has(visitId)
  }

  /** Lets go of those who came before an instant. They stand first, for visits are told in their order. */
  before(since: Date): void {
    for (const visit of this.#held.values()) {
      if (visit.arrivedAt >= since) break
      this.#held.delete(visit.visitId)
      this.#count(visit, -1)
    }
  }

  #count(visit: Held | undefined, by: 1 | -1): void {
    if (!visit?.staffId) return
    const n = (this.counts.get(visit.staffId) ?? 0) + by
    if (n > 0) this.counts.set(visit.staffId, n)
    else this.counts.delete(visit.staffId)
  }
}

/** How many visits each member of staff looks after, by staff id; who looks after none is not there. */
export function inHand(visits: Iterable<Held>): ReadonlyMap<string, number> {
  const hand = new InHand()
  for (const visit of visits) hand.note(visit)
  return hand.counts
}

interface Reading {
  hand: InHand
  ready: Promise<void>
  until: number
}

/**
 * How many people each member of staff is looking after, wherever they are: who works at two places has two hands only. Read once, then moved on
 * by the news of visits, so that a card need not ask the database who is free.
 */
export class Load {
  #reading: Reading | undefined

  /**
   * @param read the visits that someone looks after since an instant, on every site, oldest first
   * @returns as {@link inHand}; true until the next news
   */
  async of(now: Date, read: (since: Date) => Promise<Held[]>): Promise<ReadonlyMap<string, number>> {
    const since = new Date(now.getTime() - HELD_MS)
    let reading = this.#reading
    if (!reading || reading.until <= now.getTime()) reading = this.#begin(now, read(since))
    await reading.ready
    reading.hand.before(since)
    return reading.hand.counts
  }

  /** A visit changed: here, or as another process told. */
  heard(visit: Visit): void {
    // Noted with nobody too: news is newer than rows still on their way.
    const staffId = visit.state === 'arrived' ? (visit.goingBy ?? visit.whoId) : null
    this.#reading?.hand.note({ visitId: visit.id, staffId, arrivedAt: new Date(visit.arrivedAt) })
  }

  /** Read again at the next card. */
  forget(): void {
    this.#reading = undefined
  }

  #begin(now: Date, rows: Promise<Held[]>): Reading {
    const hand = new InHand()
    const ready = rows.then(
      (all) => {
        for (const visit of all) if (!hand.has(visit.visitId)) hand.note(visit)
      },
      (error) => {
        if (this.#reading === reading) this.#reading = undefined
        throw error
      },
    )
    const reading: Reading = { hand, ready, until: now.getTime() + READ_AGAIN_MS }
    this.#reading = reading
    return reading
  }
}
