import type { Found, ReviewFlag } from '../../contract/review-flags.ts'
import { insultsIn } from '../feedback/insults.ts'
import { privateSpans } from '../feedback/private.ts'
import { intimateSpans, titledSpans } from '../feedback/private-words.ts'
import { fold } from '../plain/fold.ts'

/** Longer than this a person reads it before it is published. */
const LONG = 2_000
/** Marks that turn the direction of writing, blanks nobody sees, controls: harmless on the page, and never typed by chance. */
const HIDDEN =
  /(?:[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]|[^\P{Cc}\n\r\t])+/gu
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>]{3,200}|\b[a-z0-9][a-z0-9-]{1,60}\.(?:com|fr|net|org|io|eu|be|ch|lu|uk|info|biz|shop|store|online|ru|cn)\b(?:\/[^\s<>]{0,200})?/giu
const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu
const TITLES = new Set(['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle', 'mrs', 'ms', 'miss', 'mister'])
/** Someone who works here: their family name is not for the public, their first name may be thanked. */
export interface Colleague {
  name: string
}

/**
 * What in these words a person should look at before they are published: personal data, by [the finder](../feedback/private.ts) that covers them everywhere else, and what only
 * insults, each with where it stands.
 * Nothing is changed. It is never told how many stars stand over the words: who is unhappy is not looked at more closely.
 */
export function findFlags(text: string, colleagues: readonly Colleague[]): Found[] {
  const found: Found[] = []
  const add = (flag: ReviewFlag, from: number, length: number) => {
    const to = from + length
    if (length > 0 && !found.some((one) => one.from < to && from < one.to)) found.push({ from, to, flag })
  }
  for (const span of privateSpans(text)) add(span.for, span.from, span.to - span.from)
  for (const { 0: said, index } of text.matchAll(LINK)) add('link', index, said.length)
  for (const { from, to } of intimateSpans(text)) add('intimate', from, to - from)
  const words = [...text.matchAll(WORD)].map(({ 0: said, index }) => ({ said, index, folded: fold(said) }))
  for (const { from, to } of insultsIn(text)) add('insult', from, to - from)
  for (const [from, to] of colleaguesIn(words, colleagues)) add('staff', from, to - from)
  for (const { from, to } of titledSpans(text)) add('person', from, to - from)
  for (const { 0: said, index } of text.matchAll(HIDDEN)) add('hidden', index, said.length)
  return found.sort((a, b) => a.from - b.from)
}

/** The flags of these words as a whole. */
export const flagsOf = (text: string, found: readonly Found[]): ReviewFlag[] => [
  ...new Set([...found.map(({ flag }) => flag), ...(text.length > LONG ? (['long'] as const) : [])]),
]

interface Word {
  said: string
  index: number
  folded: string
}

/**
 * Where a colleague is named by their family name. Written small it is only taken for one after a title or their first name, for many a
 * family name is also a word: « un petit souci » names no Mr Petit.
 */
function* colleaguesIn(words: readonly Word[], colleagues: readonly Colleague[]): Generator<[number, number]> {
  const byFirst = Map.groupBy(
    colleagues.map(({ name }) => nameOf(name)).filter(({ family }) => family.join('').length >= 2),
    ({ family }) => family[0] ?? '',
  )
  for (const [at, word] of words.entries())
    for (const { given, family } of byFirst.get(word.folded) ?? []) {
      const last = words[at + family.length - 1]
      if (!last || !family.every((part, k) => words[at + k]?.folded === part)) continue
      const before = words[at - 1]?.folded ?? ''
      if (/^\p{Lu}/u.test(word.said) || TITLES.has(before) || (given !== '' && before === given))
        yield [word.index, last.index + last.said.length]
    }
}

/** « Alice Le Goff », « LE GOFF Alice »: the first name, and the words of the family name, folded. */
function nameOf(name: string): { given: string; family: string[] } {
  const words = name.match(WORD) ?? []
  const capitals = words.filter((word) => word.length > 1 && word === word.toLocaleUpperCase() && /\p{Lu}/u.test(word))
  const shouted = capitals.length > 0 && capitals.length < words.length
  const family = shouted ? capitals : words.slice(1)
  const given = shouted ? (words.find((word) => !capitals.includes(word)) ?? '') : (words[0] ?? '')
  return { given: fold(given), family: family.map((word) => fold(word)) }
}
