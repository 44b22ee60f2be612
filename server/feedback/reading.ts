import { createHash } from 'node:crypto'
import type { Reading } from '../../contract/reading.ts'
import { fold } from '../plain/fold.ts'

/** A theme of the network's own: the words that speak of it, by language, folded. */
export interface OwnTheme {
  slug: string
  words: Record<string, string[]>
}

/** Reads a verbatim. Pure and offline; the longest text and the emptiest are read, nothing throws. */
export interface Reader {
  /** `shipped-8`, or one the network taught. */
  name: string
  read(text: string, hints?: Hints): Reading
}

/** What is known besides the text. */
export interface Hints {
  /** The language they were asked in; French where nobody said. */
  language?: string
  own?: readonly OwnTheme[]
  /** Folded given and family names of those who work there. */
  staff?: ReadonlySet<string>
  /** Folded words of what has a name and is nobody: places, their towns, makes, products. */
  things?: ReadonlySet<string>
}

const plainWords = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The same words typed twice have one shape: folded, without what is not a letter or a digit. 16 bytes.
 * Used to count a text sent a thousand times as one voice. A text without a letter is its own shape: one smiley is not another.
 */
export const shapeOf = (text: string): Buffer =>
  createHash('sha256')
    .update(plainWords(text) || text.trim())
    .digest()
    .subarray(0, 16)

/** The shape as it is compared in memory; empty: no words. */
export const wordsKey = (text: string): string => (text.trim() === '' ? '' : shapeOf(text).toString('hex'))

/** Five words and more that come again letter for letter were copied; « très bien, merci » is said by many. */
export const isLongEnoughToRepeat = (text: string): boolean => {
  const words = plainWords(text)
  return words.length >= 24 && words.split(' ').length >= 5
}
