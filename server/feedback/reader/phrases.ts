import { hashOf, type Tokens, wordAt } from './tokens.ts'

/**
 * What a sentence plainly says, written as words: `rappelez moi|nous`, `pas _ mal`. One step a word: alternatives by `|`; `_` is any one word;
 * `word?` may be missing; `*` is up to three words; a word that ends in `~` is a beginning (`rappel~`). Folded, small, no accents. `^` and `$` hold it to the
 * beginning and the end of a clause.
 */
export interface Phrase {
  /** Stands in the features of whoever uses it: stable, for weights are learned by it. */
  key: string
  says: string
}

interface Step {
  /** Hashes of words. */
  words: number[]
  /** Letters of beginnings. */
  begins: number[][]
  any: boolean
  gap: boolean
  optional: boolean
}
interface Compiled {
  index: number
  steps: Step[]
  atStart: boolean
  atEnd: boolean
}

/** Phrases ready to be looked for: by their first word, so that a text asks only for those it may hold. */
export interface PhraseBook {
  keys: string[]
  byWord: Map<number, Compiled[]>
  /** Phrases that begin with a beginning (`rappel~`), by its first three letters. */
  byHead: Map<number, Compiled[]>
}

function compileStep(part: string): Step {
  if (part === '*') return { words: [], begins: [], any: false, gap: true, optional: false }
  const optional = part.endsWith('?')
  const words = (optional ? part.slice(0, -1) : part).split('|')
  return {
    words: words.filter((word) => !word.endsWith('~') && word !== '_').map(hashOf),
    begins: words
      .filter((word) => word.endsWith('~'))
      .map((word) => Array.from(word.slice(0, -1), (c) => c.charCodeAt(0))),
    any: words.includes('_'),
    gap: false,
    optional,
  }
}

/** @throws Error for a phrase that begins with a gap, an optional word or fewer than three letters of a beginning */
export function compilePhrases(phrases: readonly Phrase[]): PhraseBook {
  const book: PhraseBook = { keys: [], byWord: new Map(), byHead: new Map() }
  const add = (map: Map<number, Compiled[]>, key: number, compiled: Compiled): void => {
    const there = map.get(key)
    if (there) {
      if (!there.includes(compiled)) there.push(compiled)
    } else map.set(key, [compiled])
  }
  for (const { key, says } of phrases) {
    const parts = says.trim().split(/\s+/u)
    const atStart = parts[0] === '^'
    const atEnd = parts.at(-1) === '$'
    const steps = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).map(compileStep)
    const first = steps[0]
    if (!first || !says.trim() || first.gap || first.optional || first.any)
      throw new Error(`phrase cannot begin so: ${says}`)
    const at = book.keys.indexOf(key)
    const index = at >= 0 ? at : book.keys.push(key) - 1
    const compiled = { index, steps, atStart, atEnd }
    for (const word of first.words) add(book.byWord, word, compiled)
    for (const head of first.begins) {
      if (head.length < 3) throw new Error(`beginning too short: ${says}`)
      add(book.byHead, hashOf(String.fromCharCode(...head.slice(0, 3))), compiled)
    }
  }
  return book
}

/** Tells each phrase that is there: its index in `keys`, its first token and the one after its last. */
export function findPhrases(
  t: Tokens,
  book: PhraseBook,
  found: (index: number, from: number, to: number) => void,
): void {
  for (let i = 0; i < t.n; i += 1) {
    const exact = book.byWord.get(t.hash[i]!)
    if (exact) for (const phrase of exact) tryAt(t, phrase, i, found)
    const first = t.start[i]!
    if (t.start[i + 1]! - first < 3) continue
    const headed = book.byHead.get(threeLetters(t, first))
    if (headed) for (const phrase of headed) if (!exact?.includes(phrase)) tryAt(t, phrase, i, found)
  }
}

const threeLetters = ({ letters }: Tokens, at: number): number => {
  let h = 0x811c9dc5
  for (let k = at; k < at + 3; k += 1) h = Math.imul(h ^ letters[k]!, 0x01000193)
  return h >>> 0
}

function tryAt(
  t: Tokens,
  { index, steps, atStart, atEnd }: Compiled,
  i: number,
  found: (index: number, from: number, to: number) => void,
): void {
  if (atStart && i > 0 && t.clause[i - 1] === t.clause[i]) return
  const end = match(t, steps, 0, i, t.clause[i]!)
  if (end < 0) return
  if (atEnd && end < t.n && t.clause[end] === t.clause[end - 1] && !isStop(t, end)) return
  found(index, i, end)
}

const STOPS = [hashOf('!'), hashOf('?'), hashOf('…')]
const isStop = (t: Tokens, i: number): boolean => STOPS.includes(t.hash[i]!)
const MOST_GAP = 3

/** @returns the token after the match, or -1. A phrase does not cross into the next clause. */
function match(t: Tokens, steps: readonly Step[], s: number, i: number, clause: number): number {
  if (s === steps.length) return i
  const step = steps[s]!
  if (step.gap) {
    for (let k = 0; k <= MOST_GAP; k += 1) {
      const end = match(t, steps, s + 1, i + k, clause)
      if (end >= 0) return end
    }
    return -1
  }
  const fits =
    i < t.n &&
    t.clause[i] === clause &&
    (step.any || step.words.includes(t.hash[i]!) || step.begins.some((head) => begins(t, i, head)))
  if (fits) {
    const end = match(t, steps, s + 1, i + 1, clause)
    if (end >= 0) return end
  }
  return step.optional ? match(t, steps, s + 1, i, clause) : -1
}

function begins({ letters, start }: Tokens, i: number, head: readonly number[]): boolean {
  const first = start[i]!
  if (start[i + 1]! - first < head.length) return false
  for (let k = 0; k < head.length; k += 1) if (letters[first + k] !== head[k]) return false
  return true
}

/** All words of a text, once. */
export function wordsOf(t: Tokens, words: string[]): void {
  words.length = t.n
  for (let i = 0; i < t.n; i += 1) words[i] = wordAt(t, i)
}
