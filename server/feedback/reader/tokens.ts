import { phoneAt, smileyAt } from './typed-signs.ts'

/**
 * A text taken apart into tokens: folded words, numbers as `#`, emojis and typed smileys one by one, `!`, `?` and `…`, a telephone number as one sign. Everything lies in flat arrays, made once
 * and used again, for a reader takes a hundred thousand texts a second.
 */
export interface Tokens {
  n: number
  /** Folded letters of all tokens, one after the other. */
  letters: Uint16Array
  /** Of each token: where its letters begin; `start[n]` is the end. */
  start: Uint32Array
  /** Of each token: a hash of its letters, as `hashOf` gives it. */
  hash: Uint32Array
  /** Of each token: where it stands in the text, in UTF-16 units. */
  from: Uint32Array
  to: Uint32Array
  /** Of each token: which clause it is in. */
  clause: Uint16Array
  /** Begins with a capital, and not because a sentence begins. */
  capital: Uint8Array
  clauses: number
  /** Share of letters typed as capitals is over a half, in a text of more than two words. */
  shouted: boolean
}

/** Tokens of a text that are read; what follows is a novel, and repeats itself. */
const MOST_TOKENS = 1_200
const MOST_LETTERS = 12_000
const NUMBER = 0x23
/** A telephone number. */
const PHONE = 0x260e
/** Three dots, or two, or thirty. */
const DOTS = 0x2026
/** What a typed smiley may begin with. */
const SIGNS = new Uint8Array(0x80)
for (const sign of ':;=^<>') SIGNS[sign.charCodeAt(0)] = 1
const LAST_SMALL = 0x24f

/** Folding of Latin letters: small, without accent. Zero: not a letter. Two-letter ligatures give their first here, their second in `SECOND`. */
const FOLDED = new Uint16Array(LAST_SMALL + 1)
const SECOND = new Uint16Array(LAST_SMALL + 1)
for (let code = 0; code <= LAST_SMALL; code += 1) {
  const char = String.fromCharCode(code)
  if (/[\p{L}]/u.test(char)) {
    const plain =
      { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 't', ı: 'i' }[char.toLowerCase()] ??
      char.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
    FOLDED[code] = plain.charCodeAt(0)
    if (plain.length > 1) SECOND[code] = plain.charCodeAt(1)
  } else if (code >= 0x30 && code <= 0x39) FOLDED[code] = NUMBER
}

const isUpper = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0xde && code !== 0xd7)
const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4

const BASIS = 0x811c9dc5
const PRIME = 0x01000193
/** FNV-1a over the letters of a folded word: what tells words apart without making strings of them. */
export function hashOf(word: string): number {
  let h = BASIS
  for (let k = 0; k < word.length; k += 1) h = Math.imul(h ^ word.charCodeAt(k), PRIME)
  return h >>> 0
}
function hashAt(t: Tokens, i: number): number {
  let h = BASIS
  for (let k = t.start[i]!; k < t.start[i + 1]!; k += 1) h = Math.imul(h ^ t.letters[k]!, PRIME)
  return h >>> 0
}

/** Words after which another thought begins: what follows is a clause of its own. */
const TURNS = new Set(
  [
    'mais',
    'cependant',
    'toutefois',
    'pourtant',
    'neanmoins',
    'sauf',
    'sinon',
    'malgre',
    'hormis',
    'dommage',
    'but',
    'however',
    'although',
    'though',
    'except',
    'despite',
  ].map((word) => hashOf(word)),
) // prettier-ignore

export const newTokens = (): Tokens => ({
  n: 0,
  letters: new Uint16Array(MOST_LETTERS + 64),
  start: new Uint32Array(MOST_TOKENS + 1),
  hash: new Uint32Array(MOST_TOKENS),
  from: new Uint32Array(MOST_TOKENS),
  to: new Uint32Array(MOST_TOKENS),
  clause: new Uint16Array(MOST_TOKENS),
  capital: new Uint8Array(MOST_TOKENS),
  clauses: 0,
  shouted: false,
})

/** The letters of one token, as a string. */
export const wordAt = (t: Tokens, i: number): string => {
  let word = ''
  for (let k = t.start[i]!; k < t.start[i + 1]!; k += 1) word += String.fromCharCode(t.letters[k]!)
  return word
}

/**
 * Takes a text apart into `t`. A letter typed three times or more counts once (*suuuper*); an apostrophe parts words (*l’accueil*), but for the
 * English *n’t*; a number is one `#`, whatever it says; a telephone number is one `☎`; a smiley of brackets is the emoji it stands for; dots in a row are one `…`.
 */
export function tokenise(text: string, t: Tokens): void {
  const { letters, start } = t
  let n = 0
  let at = 0
  let clause = 0
  let empty = true
  let sentence = true
  let upper = 0
  let lower = 0
  const length = text.length
  const close = (): void => {
    if (!empty) {
      clause += 1
      empty = true
    }
  }
  let i = 0
  while (i < length && n < MOST_TOKENS && at < MOST_LETTERS) {
    const code = text.charCodeAt(i)
    const folded = code <= LAST_SMALL ? FOLDED[code]! : 0
    if (folded !== 0) {
      const from = i
      start[n] = at
      const phone = folded === NUMBER ? phoneAt(text, i) : 0
      if (phone > 0) {
        letters[at++] = PHONE
        i = phone
        t.capital[n] = 0
      } else if (folded === NUMBER) {
        letters[at++] = NUMBER
        i += 1
        while (i < length && isNumberPart(text, i)) i += 1
        t.capital[n] = 0
      } else {
        const capital = isUpper(code)
        let run = 0
        while (i < length && at < MOST_LETTERS) {
          const c = text.charCodeAt(i)
          const f = c <= LAST_SMALL ? FOLDED[c]! : 0
          if (f === 0 || f === NUMBER) {
            // Combining accents typed apart are dropped; n’t stays with its word.
            if (c >= 0x300 && c <= 0x36f) {
              i += 1
              continue
            }
            if (isApostrophe(c) && endsNt(text, i) && letters[at - 1] === 0x6e) {
              i += 1
              continue
            }
            break
          }
          if (isUpper(c)) upper += 1
          else lower += 1
          if (at > start[n]! && letters[at - 1] === f) {
            run += 1
            // A double letter is kept; the third takes the second back, the others add nothing.
            if (run === 2) letters[at++] = f
            else if (run === 3) at -= 1
          } else {
            run = 1
            letters[at++] = f
            const second = SECOND[c]!
            if (second !== 0) letters[at++] = second
          }
          i += 1
        }
        t.capital[n] = capital && !sentence ? 1 : 0
      }
      t.from[n] = from
      t.to[n] = i
      start[n + 1] = at
      t.hash[n] = hashAt(t, n)
      if (!empty && n > 0 && TURNS.has(t.hash[n]!)) clause += 1
      t.clause[n] = clause
      empty = false
      sentence = false
      n += 1
      continue
    }
    const typed = code < 0x80 && SIGNS[code] === 1 ? smileyAt(text, i) : null
    const dots = code === 0x2e || code === DOTS ? dotsAt(text, i) : 0
    const symbol = typed?.point ?? (dots > 0 ? DOTS : symbolAt(text, i))
    if (symbol > 0) {
      const wide = typed ? typed.to - i : dots > 0 ? dots : symbol > 0xffff ? 2 : 1
      start[n] = at
      letters[at++] = symbol & 0xffff
      if (symbol > 0xffff) letters[at++] = 0x1f
      t.from[n] = i
      t.to[n] = i + wide
      t.capital[n] = 0
      start[n + 1] = at
      t.hash[n] = hashAt(t, n)
      t.clause[n] = clause
      empty = false
      n += 1
      i += wide
      sentence = true
      if (symbol === 0x21 || symbol === 0x3f || symbol === DOTS) close()
      continue
    }
    if (code === 0x2e || code === 0x0a || code === 0x3b || code === 0x3a || code === 0x28 || code === 0x29) {
      close()
      if (code !== 0x3a && code !== 0x28 && code !== 0x29) sentence = true
    } else if (code === 0x2c) close()
    i += 1
  }
  t.n = n
  start[n] = at
  t.clauses = clause + (empty ? 0 : 1)
  t.shouted = n > 2 && upper > lower && upper > 8
}

const endsNt = (text: string, i: number): boolean => {
  const t = text.charCodeAt(i + 1) | 0x20
  if (t !== 0x74) return false
  const next = text.charCodeAt(i + 2)
  return !(next <= LAST_SMALL && FOLDED[next]! !== 0)
}

/** A digit, or what stands between digits: 12:30, 1 200,50, 06.39. */
function isNumberPart(text: string, i: number): boolean {
  const c = text.charCodeAt(i)
  if (c >= 0x30 && c <= 0x39) return true
  const next = text.charCodeAt(i + 1)
  return (c === 0x2e || c === 0x2c || c === 0x3a || c === 0x2f) && next >= 0x30 && next <= 0x39
}

/** How many dots stand here in a row, from two on; the one sign `…` counts as such a row. */
function dotsAt(text: string, i: number): number {
  let to = i
  while (text.charCodeAt(to) === 0x2e || text.charCodeAt(to) === DOTS) to += 1
  return text.charCodeAt(i) === DOTS || to - i > 1 ? to - i : 0
}

/** An emoji or `!`, `?`, a heart …: its code point; 0 for what says nothing. Skin tones, joiners and variants say nothing. */
function symbolAt(text: string, i: number): number {
  const code = text.charCodeAt(i)
  if (code === 0x21 || code === 0x3f) return code
  if (code < 0x203c) return code > LAST_SMALL && /\p{L}/u.test(text.charAt(i)) ? code : 0
  if (code >= 0xd800 && code <= 0xdbff) {
    const point = text.codePointAt(i) ?? 0
    return point >= 0x1f3fb && point <= 0x1f3ff ? 0 : point
  }
  if (code >= 0xfe00 && code <= 0xfe0f) return 0
  if (code >= 0x2600 && code <= 0x27bf) return code
  return code > 0x2fff && code < 0xd800 ? code : 0
}
