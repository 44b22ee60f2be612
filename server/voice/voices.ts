import { isLongEnoughToRepeat } from '../feedback/reading.ts'
import type { Counted } from './news.ts'
import { phrasesOf } from './phrases.ts'

export interface Said {
  id: string
  customerId: string | null
  /** Of its folded words, as hex. */
  shape: string
  text: string
}

/** Phrases kept beside one another; beyond, those met once are forgotten, as they would not be compared. */
const MOST_PHRASES = 400_000

/**
 * Counts in how many people's words each phrase stands. A person counts once however often they write; the same long words count once whoever
 * sends them, and of people nobody knows the short ones too.
 */
export class Voices {
  readonly #phrases = new Map<string, number>()
  readonly #shapes = new Set<string>()
  #n = 0

  /** Those of some people: all that one person wrote comes in one go. */
  add(some: readonly Said[]): void {
    for (const [person, all] of Map.groupBy(some, (one) => one.customerId ?? one.id)) {
      const known = all[0]!.customerId === person
      const own = all.filter((one) => this.#counts(one, known))
      if (own.length === 0) continue
      this.#n += 1
      const keys = new Set(own.flatMap(({ text }) => [...phrasesOf(text).keys()]))
      for (const key of keys) this.#phrases.set(key, (this.#phrases.get(key) ?? 0) + 1)
    }
    if (this.#phrases.size > MOST_PHRASES) for (const [key, n] of this.#phrases) if (n === 1) this.#phrases.delete(key)
  }

  counted(): Counted {
    return { n: this.#n, phrases: this.#phrases }
  }

  #counts({ text, shape }: Said, known: boolean): boolean {
    if (known && !isLongEnoughToRepeat(text)) return true
    if (this.#shapes.has(shape)) return false
    this.#shapes.add(shape)
    return true
  }
}
