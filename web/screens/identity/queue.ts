import type { Pair } from '../../../contract/identity.ts'

export type Verdict = 'same' | 'different' | 'unsure'

/**
 * The pairs under one person's hands. Which one is looked at changes by their hand alone: news from the server never swaps
 * the pair under a key that is being pressed.
 */
export interface Queue {
  pairs: readonly Pair[]
  at: Pair | null
  /** Answered here; the server may still send them for a moment. */
  answered: readonly string[]
  /** Not sure here: not asked again until somebody wants to. */
  aside: readonly string[]
}

export const EMPTY: Queue = { pairs: [], at: null, answered: [], aside: [] }

/** Two records in either order are one pair. */
export const keyOfPair = (pair: { a: { id: string }; b: { id: string } }): string =>
  [pair.a.id, pair.b.id].sort().join('~')
const is = (key: string) => (pair: Pair) => keyOfPair(pair) === key

/** What the server sends: known ones keep their place, new ones come after, and what it no longer sends is over. */
export function taken(queue: Queue, sent: readonly Pair[]): Queue {
  const over = new Set([...queue.answered, ...queue.aside])
  const news = sent.filter((pair) => !over.has(keyOfPair(pair)))
  const still = queue.pairs.flatMap((pair) => {
    const key = keyOfPair(pair)
    const fresh = news.find(is(key))
    return fresh ? [fresh] : queue.at && key === keyOfPair(queue.at) ? [pair] : []
  })
  const pairs = [...still, ...news.filter((pair) => !still.some(is(keyOfPair(pair))))]
  return { ...queue, pairs, at: queue.at ?? pairs[0] ?? null }
}

/** One pair before all others: the one an address names, or one whose answer was taken back. */
export function led(queue: Queue, pair: Pair): Queue {
  const key = keyOfPair(pair)
  const without = (keys: readonly string[]) => keys.filter((each) => each !== key)
  return {
    pairs: [pair, ...queue.pairs.filter((each) => keyOfPair(each) !== key)],
    at: pair,
    answered: without(queue.answered),
    aside: without(queue.aside),
  }
}

/** The pair looked at is answered; the one after it comes, or the first of those before it. */
export function answered(queue: Queue, verdict: Verdict): Queue {
  if (!queue.at) return queue
  const key = keyOfPair(queue.at)
  const place = queue.pairs.findIndex(is(key))
  const pairs = queue.pairs.filter((pair) => keyOfPair(pair) !== key)
  const list = verdict === 'unsure' ? 'aside' : 'answered'
  return { ...queue, pairs, at: pairs[place] ?? pairs[0] ?? null, [list]: [...queue[list], key] }
}

/** To the next pair, or the one before, without an answer. */
export function stepped(queue: Queue, by: 1 | -1): Queue {
  const place = queue.at ? queue.pairs.findIndex(is(keyOfPair(queue.at))) : -1
  return { ...queue, at: queue.pairs[place + by] ?? queue.at }
}

/** Those put aside are asked again. */
export const again = (queue: Queue): Queue => ({ ...queue, aside: [] })
