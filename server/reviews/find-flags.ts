import type { Found, ReviewFlag } from '../../contract/reviews.ts'
import { toE164 } from '../customers/phone.ts'
import { insultsIn } from '../feedback/insults.ts'
import { fold } from '../plain/fold.ts'

/** Longer than this a person reads it before it is published. */
const LONG = 2_000
/** Marks that turn the direction of writing, blanks nobody sees, controls: harmless on the page, and never typed by chance. */
const HIDDEN =
  /(?:[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]|[^\P{Cc}\n\r\t])+/gu
/** What may stand between the digits of a number. */
const GAP = '[\\s().\\-/\\u00a0\\u200b-\\u200f\\u2060\\ufeff]'
const DIGITS = new RegExp(`(?:\\+|00)?\\d(?:${GAP}{0,3}\\d){7,22}`, 'gu')
const EMAIL =
  /[\p{L}\d._%+-]{1,64}\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?[\p{L}\d-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\]|\bpoint\b)\s?[\p{L}\d-]{2,63}){1,4}/giu
const IBAN = /\b[A-Z]{2}\d{2}(?:[ \u00a0.-]?[A-Z0-9]){11,30}\b/giu
/** A French plate since 2009; in small letters only with its hyphens, for « de 200 km » is none. */
const PLATE = /\b(?:[A-HJ-NP-TV-Z]{2}[- ]?\d{3}[- ]?[A-HJ-NP-TV-Z]{2}|[a-hj-np-tv-z]{2}-\d{3}-[a-hj-np-tv-z]{2})\b/gu
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>]{3,200}|\b[a-z0-9][a-z0-9-]{1,60}\.(?:com|fr|net|org|io|eu|be|ch|lu|uk|info|biz|shop|store|online|ru|cn)\b(?:\/[^\s<>]{0,200})?/giu
const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu
const TITLES = new Set(['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle', 'mrs', 'ms', 'miss', 'mister'])
/** Someone who works here: their family name is not for the public, their first name may be thanked. */
export interface Colleague {
  name: string
}

/**
 * What in these words a person should look at before they are published: personal data and what only insults, each with where it stands.
 * Nothing is changed. It is never told how many stars stand over the words: who is unhappy is not looked at more closely.
 */
export function findFlags(text: string, colleagues: readonly Colleague[]): Found[] {
  const found: Found[] = []
  const add = (flag: ReviewFlag, from: number, length: number) => {
    const to = from + length
    if (length > 0 && !found.some((one) => one.from < to && from < one.to)) found.push({ from, to, flag })
  }
  for (const { 0: said, index } of text.matchAll(EMAIL)) add('email', index, said.length)
  for (const { 0: said, index } of text.matchAll(IBAN)) add('iban', index, ibanIn(said))
  for (const { 0: said, index } of text.matchAll(LINK)) add('link', index, said.length)
  for (const { 0: said, index } of text.matchAll(DIGITS)) {
    const digits = said.replaceAll(/\D/gu, '')
    if (digits.length >= 13 && digits.length <= 19 && isCard(digits)) add('card', index, said.length)
    else if (digits.length <= 15 && toE164(said.replaceAll(/[\u200b-\u200f\u2060\ufeff]/gu, '')))
      add('phone', index, said.length)
  }
  for (const { 0: said, index } of text.matchAll(PLATE)) add('plate', index, said.length)
  const words = [...text.matchAll(WORD)].map(({ 0: said, index }) => ({ said, index, folded: fold(said) }))
  for (const { from, to } of insultsIn(text)) add('insult', from, to - from)
  for (const [from, to] of colleaguesIn(words, colleagues)) add('staff', from, to - from)
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

/** How much of these words is an IBAN, by the check digits of ISO 13616; a French one is taken for one even with a digit mistyped. */
function ibanIn(said: string): number {
  const ends = [...said.matchAll(/[A-Za-z0-9]/gu)].map(({ index }) => index + 1)
  const plain = said.replaceAll(/[^A-Za-z0-9]/gu, '').toUpperCase()
  for (let length = Math.min(plain.length, 34); length >= 15; length -= 1)
    if (checks(plain.slice(0, length))) return ends[length - 1] ?? 0
  return /^FR\d{2}/u.test(plain) && /\d{10}/u.test(plain) ? (ends[26] ?? (plain.length > 24 ? said.length : 0)) : 0
}

function checks(iban: string): boolean {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1 && /\d{6}/u.test(iban.slice(4))
}

/** Luhn. */
function isCard(digits: string): boolean {
  let sum = 0
  for (let k = 0; k < digits.length; k += 1) {
    const digit = Number(digits.at(-1 - k))
    sum += k % 2 === 1 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0 && !/^(\d)\1+$/u.test(digits)
}
