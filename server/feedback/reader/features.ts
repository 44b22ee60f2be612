import { negated } from './negation.ts'
import { findPhrases, type PhraseBook } from './phrases.ts'
import { newTokens, type Tokens, tokenise } from './tokens.ts'
import { turnedBy } from './turned-words.ts'

/** What a text shows a linear model: hashes, each with the tokens it stands on. */
export interface Features {
  tokens: Tokens
  /** 32-bit hashes, FNV-1a, mixed; `n` of them. */
  n: number
  hash: Uint32Array
  /** First token, and the one after the last. */
  from: Uint16Array
  to: Uint16Array
  /** Letters within a word: many, and each says little. */
  soft: Uint8Array
  /** Keys of the phrases that are there. */
  phrases: Set<string>
}

export interface FeatureMaker {
  of(text: string): Features
}

const PRIME = 0x01000193
const BASIS = 0x811c9dc5
/** Features of the longest text the reader learned from: some seven hundred letters. */
const LONGEST_LEARNED = 1250

/**
 * What a sum over so many features is divided by: its root, as noise grows; beyond what was learned from, in proportion, so that a novel says no more than a page of the
 * same words.
 */
export const rootOf = (n: number): number =>
  n <= LONGEST_LEARNED ? Math.sqrt(Math.max(1, n)) : n / Math.sqrt(LONGEST_LEARNED)

/** One hash for each kind of feature, so that a word and a pair of letters never meet by name. */
const WORD = 0x1b873593
const PAIR = 0x85ebca6b
const GRAM = 0x27d4eb2f
const PHRASE = 0x165667b1
const WHOLE = 0x9e3779b9
const UNDER_NO = 0x5bd1e995
const MOST = 16_384
/** Letters taken from a word at most: a link typed in full says no more than its beginning. */
const MOST_GRAM_LETTERS = 24

/** FNV alone leaves the low bits poor; two shifts and a product spread them. */
const mixed = (h: number): number => {
  let x = h ^ (h >>> 15)
  x = Math.imul(x, 0x2c1b3c6d)
  x ^= x >>> 13
  return x >>> 0
}

const hashOfPhrase = (key: string): number => {
  let h = BASIS
  for (let k = 0; k < key.length; k += 1) h = Math.imul(h ^ key.charCodeAt(k), PRIME)
  return mixed(h ^ PHRASE)
}

/**
 * Makes the features of texts, one after the other: words, pairs of words, three to five letters within words, phrases, and how the whole is typed. A word
 * under a negation is another word, and so is one that begins with its own no ([turned-words.ts](turned-words.ts)). The answer is written over by the next text.
 */
export function openFeatures(book: PhraseBook): FeatureMaker {
  const tokens = newTokens()
  const under = new Uint8Array(tokens.from.length)
  const phraseHash = Uint32Array.from(book.keys, hashOfPhrase)
  const features: Features = {
    tokens,
    n: 0,
    hash: new Uint32Array(MOST),
    from: new Uint16Array(MOST),
    to: new Uint16Array(MOST),
    soft: new Uint8Array(MOST),
    phrases: new Set(),
  }
  const { hash, from, to, soft } = features
  let n = 0
  const add = (h: number, a: number, b: number, gram = 0): void => {
    if (n === MOST) return
    hash[n] = mixed(h)
    from[n] = a
    to[n] = b
    soft[n] = gram
    n += 1
  }
  const phrase = (index: number, a: number, b: number): void => {
    features.phrases.add(book.keys[index]!)
    if (n === MOST) return
    hash[n] = phraseHash[index]!
    from[n] = a
    to[n] = b
    soft[n] = 0
    n += 1
  }

  const letterGrams = (i: number, salt: number): void => {
    const { letters, start } = tokens
    const first = start[i]!
    const last = Math.min(start[i + 1]!, first + MOST_GRAM_LETTERS)
    // A blank before and behind the word: how it begins and ends tells more than its middle.
    for (let k = first - 1; k < last - 1; k += 1) {
      let h = BASIS
      for (let m = k; m <= last && m < k + 5; m += 1) {
        h = Math.imul(h ^ (m < first || m === last ? 0x20 : letters[m]!), PRIME)
        if (m >= k + 2) add(h ^ GRAM ^ salt, i, i + 1, 1)
      }
    }
  }

  const hashOfRest = (i: number, without: number): number => {
    const { letters, start } = tokens
    let h = BASIS
    for (let k = start[i]! + without; k < start[i + 1]!; k += 1) h = Math.imul(h ^ letters[k]!, PRIME)
    return h >>> 0
  }

  return {
    of(text) {
      tokenise(text, tokens)
      negated(tokens, under)
      n = 0
      const { start, clause } = tokens
      for (let i = 0; i < tokens.n; i += 1) {
        const h = tokens.hash[i]!
        const salt = under[i] === 1 ? UNDER_NO : 0
        add(h ^ WORD ^ salt, i, i + 1)
        if (i > 0 && clause[i - 1] === clause[i])
          add(Math.imul(tokens.hash[i - 1]!, PRIME) ^ h ^ PAIR ^ salt, i - 1, i + 1)
        const size = start[i + 1]! - start[i]!
        if (size < 4) continue
        // *Mécontent* has the letters of *content* under a no; *pas mécontent* those of *content*.
        const turn = turnedBy(tokens, i)
        if (turn > 0) add(hashOfRest(i, turn) ^ WORD ^ salt ^ UNDER_NO, i, i + 1)
        letterGrams(i, turn > 0 ? salt ^ UNDER_NO : salt)
      }
      features.phrases.clear()
      findPhrases(tokens, book, phrase)
      if (tokens.shouted) add(WHOLE ^ 1, 0, 0)
      add(WHOLE ^ (0x100 + Math.min(6, Math.ceil(Math.log2(1 + tokens.n)))), 0, 0)
      features.n = n
      return features
    },
  }
}
