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
  /** `shipped-1`, or one the network taught. */
  name: string
  read(text: string, own?: readonly OwnTheme[]): Reading
}

/**
 * The same words typed twice have one shape: folded, without what is not a letter or a digit. 16 bytes.
 * Used to count a text sent a thousand times as one voice.
 */
export const shapeOf = (text: string): Buffer =>
  createHash('sha256')
    .update(
      fold(text)
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .digest()
    .subarray(0, 16)
