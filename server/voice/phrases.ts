import { fold } from '../plain/fold.ts'
import { isStop, turns } from './stop-words.ts'

interface Word {
  from: number
  to: number
  /** Folded, as it is compared: without the s or x of a plural. */
  key: string
  folded: string
}

/** A letter or two that stands for a small word before a vowel: l’, d’, qu’. */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)$/iu
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu
/** Nothing that a phrase may reach across. */
const BREAK = /[.,;:!?…()[\]«»"“”\n\r/|–—]/u
const LONGEST = 3
/** More of one text than this says nothing new, and a novel should not weigh on the rest. */
const MOST_WORDS = 600

const keyOf = (folded: string): string =>
  folded.length > 4 && /[^s]s$|x$/u.test(folded) ? folded.slice(0, -1) : folded

/** The words of a text, cut at what no phrase reaches across. */
function stretches(text: string): Word[][] {
  const all: Word[][] = [[]]
  let end = 0
  let n = 0
  for (const { 0: raw, index } of text.matchAll(WORD)) {
    if (++n > MOST_WORDS) break
    if (BREAK.test(text.slice(end, index))) all.push([])
    end = index + raw.length
    let at = index
    for (const part of raw.split(/['’]/u)) {
      const elided = ELIDED.test(part) && at + part.length < end
      const folded = fold(part)
      if (!elided && folded !== '') all.at(-1)!.push({ from: at, to: at + part.length, key: keyOf(folded), folded })
      at += part.length + 1
    }
  }
  return all
}

/** May these words stand as a phrase? */
function says(words: readonly Word[]): boolean {
  const [first, last] = [words[0]!.folded, words.at(-1)!.folded]
  if (words.length === 1) return !isStop(first) && first.length > 2 && !/^\p{N}+$/u.test(first)
  return (
    (!isStop(first) || turns(first)) &&
    !isStop(last) &&
    last.length > 2 &&
    !words.every(({ folded }) => /^\p{N}+$/u.test(folded))
  )
}

/** What a text says, in phrases of one to three words, each once, with where it first stands. */
export function phrasesOf(text: string): Map<string, { from: number; to: number }> {
  const found = new Map<string, { from: number; to: number }>()
  for (const words of stretches(text))
    for (let at = 0; at < words.length; at++)
      for (let length = 1; length <= LONGEST && at + length <= words.length; length++) {
        const some = words.slice(at, at + length)
        if (!says(some)) continue
        const key = some.map((word) => word.key).join(' ')
        if (!found.has(key)) found.set(key, { from: some[0]!.from, to: some.at(-1)!.to })
      }
  return found
}

/** A phrase as it is compared: what somebody typed for a theme of their own. */
export const phraseKey = (typed: string): string =>
  stretches(typed)
    .flat()
    .map(({ key }) => key)
    .join(' ')

/** Does the text say one of these, word for word, plurals aside? */
export function saysOneOf(text: string, keys: readonly string[]): boolean {
  for (const words of stretches(text)) {
    const said = ` ${words.map(({ key }) => key).join(' ')} `
    if (keys.some((key) => key !== '' && said.includes(` ${key} `))) return true
  }
  return false
}

/** The sentence about a place in a text, cut short about the place where it is long. */
export function sentenceAbout(text: string, from: number, to: number, most = 240): { from: number; to: number } {
  let start = from
  while (start > 0 && !/[.!?…\n]/u.test(text[start - 1]!)) start -= 1
  let end = to
  while (end < text.length && !/[.!?…\n]/u.test(text[end]!)) end += 1
  if (end < text.length && text[end] !== '\n') end += 1
  while (start < from && /\s/u.test(text[start]!)) start += 1
  if (end - start <= most) return { from: start, to: end }
  const room = Math.max(0, Math.floor((most - (to - from)) / 2))
  const [left, right] = [Math.max(start, from - room), Math.min(end, to + room)]
  return { from: left === start ? start : wordAt(text, left, 1), to: right === end ? end : wordAt(text, right, -1) }
}

function wordAt(text: string, at: number, step: 1 | -1): number {
  let place = at
  while (place > 0 && place < text.length && !/\s/u.test(text[place]!)) place += step
  return place
}

/** One word that names a theme is counted as that theme, and is no news beside it. Folded, plurals aside. */
const THEMES_THEMSELVES = new Set(
  'accueil attente prix delai reparation livraison telephone proprete produit garantie securite rendez vous horaire welcome waiting price delay repair delivery phone cleanliness product warranty safety appointment'.split(
    ' ',
  ),
)
export const namesATheme = (key: string): boolean => THEMES_THEMSELVES.has(key)
