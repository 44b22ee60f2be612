import { fold } from '../plain/fold.ts'
import type { Span } from './private.ts'

/** What people write for a letter so that it is not found: `c0nnard`, `s@lope`. */
const FOR_LETTER: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '€': 'e',
}
const WORD = /[\p{L}\p{M}\d@$€*][\p{L}\p{M}\d@$€*]*/gu

/** A word as it is meant. Stars stand for any letter. */
const meant = (said: string): string => {
  const plain = /\p{L}/u.test(said) ? said.replaceAll(/[0134５5@$€]/gu, (sign) => FOR_LETTER[sign] ?? sign) : said
  return plain.includes('*') ? plain.toLowerCase() : fold(plain)
}

/** A word, folded as it is meant, and where it stands in the text. */
export interface FoldedWord extends Span {
  word: string
}

export const wordsAsMeant = (text: string): FoldedWord[] =>
  [...text.matchAll(WORD)].map(({ 0: said, index }) => ({ from: index, to: index + said.length, word: meant(said) }))

/** Where these turns stand: each is looked for in the folded words, parted by one blank, and found as a stretch of the text. */
export function stretchesIn(words: readonly FoldedWord[], turns: readonly RegExp[]): Span[] {
  let folded = ''
  const at: { begin: number; end: number; from: number; to: number }[] = []
  for (const { from, to, word } of words) {
    if (word === '') continue
    const begin = folded.length + (folded ? 1 : 0)
    folded += `${folded ? ' ' : ''}${word}`
    at.push({ begin, end: folded.length, from, to })
  }
  const found: Span[] = []
  for (const turn of turns)
    for (const { 0: said, index } of folded.matchAll(turn)) {
      const first = at.find(({ end }) => end > index)
      const last = at.findLast(({ begin }) => begin < index + said.length)
      if (first && last) found.push({ from: first.from, to: last.to })
    }
  return found
}

/** Spans in the order of the text, without those that lie within another. */
export const outermost = (spans: readonly Span[]): Span[] =>
  [...spans]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter((span, n, all) => !all.slice(0, n).some((one) => one.from <= span.from && span.to <= one.to))
