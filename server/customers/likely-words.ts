import { editDistance, startDistance } from '../plain/edit-distance.ts'
import { type WordKey, wordKeys } from './needles.ts'

/** How far a word of a name is from the word typed: 0 is the same; about 1 is one slip. And what brought them together. */
export interface Likeness {
  cost: number
  by: 'name' | 'spelling' | 'sound'
}

/** One row of the vocabulary found for a typed word. */
export interface FoundWord {
  term: string
  kind: WordKey['kind'] | 'sound-begins'
  word: string
}

export interface LookUp {
  term: string
  kind: FoundWord['kind']
  low: string
  /** Excluded. */
  high: string
}

/** Above every text that begins so, in the order of code points (collation "C"). */
export const LAST = '\u{10ffff}'
/** The smallest letter PostgreSQL keeps: a key to key + NEXT is that key alone. */
const NEXT = '\u0001'
/** Just after a blank: `martin` to `martin!` holds `martin` and `martin jean`, not `martine`. */
export const WHOLE = '!'

const SHORTEST_FORGIVEN = 3
const MOST_LIKELY = 64

/** What to ask the vocabulary about the words typed. Words of one or two letters are taken at their word. */
export function lookUps(terms: readonly string[], unfinished: ReadonlySet<string>): LookUp[] {
  return terms
    .filter((term) => term.length >= SHORTEST_FORGIVEN)
    .flatMap((term) => {
      const keys = wordKeys(term)
      const whole = keys.map(({ kind, key }): LookUp => ({ term, kind, low: key, high: key + NEXT }))
      const begun = unfinished.has(term)
        ? keys
            .filter(({ kind, key }) => kind === 'sound' && key.length >= 2)
            .map(({ key }): LookUp => ({ term, kind: 'sound-begins', low: key, high: key + LAST }))
        : []
      return [...whole, ...begun]
    })
}

/**
 * The distance of one word to the one typed. The order of trust: the same; a beginning, while typing; the same sound, nearer when
 * written nearly alike; one typo (a first letter is rarely mistyped); a near sound. Null when nothing speaks for it.
 * The figures were chosen once by hand and checked on the bench; they are steps, not probabilities.
 */
export function likeness(
  term: string,
  word: string,
  unfinished: boolean,
  kinds?: ReadonlySet<string>,
): Likeness | null {
  if (term === word) return { cost: 0, by: 'name' }
  if (unfinished && word.startsWith(term)) return { cost: 0.15, by: 'name' }
  const distance = editDistance(term, word, 4)
  const otherStart = term[0] === word[0] ? 0 : 0.2
  const best: Likeness[] = []
  if (kinds?.has('fine')) best.push({ cost: 0.4 + 0.1 * distance, by: 'sound' })
  if (kinds?.has('sound')) best.push({ cost: 0.55 + 0.18 * distance + otherStart / 2, by: 'sound' })
  if (distance === 1) best.push({ cost: 0.9 + otherStart, by: 'spelling' })
  if (kinds?.has('near')) best.push({ cost: 1.05 + 0.2 * distance + otherStart, by: 'sound' })
  if (distance === 2 && term.length >= 5) best.push({ cost: 1.7 + otherStart, by: 'spelling' })
  if (distance === 3 && term.length >= 7) best.push({ cost: 2.3 + otherStart, by: 'spelling' })
  if (unfinished && term.length >= SHORTEST_FORGIVEN) {
    const start = startDistance(term, word, 2)
    if (kinds?.has('sound-begins')) best.push({ cost: 0.8 + 0.15 * start + otherStart / 2, by: 'sound' })
    if (start === 1 && term.length >= 4) best.push({ cost: 1.15 + otherStart, by: 'spelling' })
  }
  return best.reduce<Likeness | null>((a, b) => (a === null || b.cost < a.cost ? b : a), null)
}

/** For every word typed, the words of names it may stand for, nearest first. The word itself always counts. */
export function likelyWords(
  terms: readonly string[],
  unfinished: ReadonlySet<string>,
  found: readonly FoundWord[],
): Map<string, Map<string, Likeness>> {
  const kinds = new Map<string, Map<string, Set<string>>>(terms.map((term) => [term, new Map([[term, new Set()]])]))
  for (const { term, kind, word } of found) {
    const words = kinds.get(term)
    if (!words) continue
    const known = words.get(word)
    if (known) known.add(kind)
    else words.set(word, new Set([kind]))
  }
  return new Map(
    [...kinds].map(([term, words]) => [
      term,
      new Map(
        [...words]
          .flatMap(([word, why]): [string, Likeness][] => {
            const like = likeness(term, word, unfinished.has(term), why)
            return like ? [[word, like]] : []
          })
          .sort((a, b) => a[1].cost - b[1].cost || (a[0] < b[0] ? -1 : 1))
          .slice(0, MOST_LIKELY),
      ),
    ]),
  )
}
