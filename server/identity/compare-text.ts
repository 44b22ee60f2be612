import type { Dictionary } from './dictionary.ts'

/**
 * How near two texts are, on their packed bytes. Cheap questions first: length, then one edit, then Jaro–Winkler with the bits of a
 * word for the letters (Winkler 1990; the bit-parallel form is that of rapidfuzz, M. Bachmann).
 */
export const SAME = 4
/** One letter added, dropped, changed, or two neighbours swapped. */
export const ONE_EDIT = 3
export const CLOSE = 2
export const ALIKE = 1
const FAR = 0

const PLACE = new Uint32Array(256)
const LETTERS = 0x7ffffff

/** How many letters one of two texts has and the other has not, from their marks. */
function lettersApart(markX: number, markY: number): number {
  let bits = (markX ^ markY) & LETTERS
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * Can Jaro–Winkler still reach 0.84? It needs a Jaro of 0.733, so m letters in common with m/a + m/b ≥ 1.2; letters that only one
 * of the two has are not in common.
 */
export function mayBeAlike(markX: number, markY: number): boolean {
  const a = markX >>> 27
  const b = markY >>> 27
  if (a === 31 || b === 31) return true
  return lettersApart(markX, markY) <= a + b - (2.4 * a * b) / (a + b) + 1e-9
}

/** Are two texts at most one edit apart (optimal string alignment, Damerau 1964)? Only the part between common ends is looked at. */
function oneEdit(bytes: Uint8Array, a: number, endA: number, b: number, endB: number): boolean {
  const more = endA - a - (endB - b)
  if (more > 1 || more < -1) return false
  while (a < endA && b < endB && bytes[a] === bytes[b]) {
    a++
    b++
  }
  while (endA > a && endB > b && bytes[endA - 1] === bytes[endB - 1]) {
    endA--
    endB--
  }
  const left = endA - a
  const right = endB - b
  if (left + right <= 1 || (left === 1 && right === 1)) return true
  return left === 2 && right === 2 && bytes[a] === bytes[b + 1] && bytes[a + 1] === bytes[b]
}

/** Jaro–Winkler of the first 32 letters, prefix weight 0.1 up to four letters. */
function jaroWinkler(bytes: Uint8Array, a: number, endA: number, b: number, endB: number): number {
  const lengthA = Math.min(endA - a, 32)
  const lengthB = Math.min(endB - b, 32)
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1)
  for (let i = 0; i < lengthA; i++) PLACE[bytes[a + i]!]! |= 1 << i
  let takenA = 0
  let takenB = 0
  for (let j = 0; j < lengthB; j++) {
    const low = j > reach ? j - reach : 0
    const high = j + reach + 1
    const window = (high >= 32 ? -1 : (1 << high) - 1) & (-1 << low)
    const hit = PLACE[bytes[b + j]!]! & window & ~takenA
    if (hit !== 0) {
      takenA |= hit & -hit
      takenB |= 1 << j
    }
  }
  for (let i = 0; i < lengthA; i++) PLACE[bytes[a + i]!] = 0
  if (takenA === 0) return 0
  let matches = 0
  let moved = 0
  let restA = takenA
  for (let restB = takenB; restB !== 0; restB &= restB - 1) {
    const i = 31 - Math.clz32(restA & -restA)
    const j = 31 - Math.clz32(restB & -restB)
    if (bytes[a + i] !== bytes[b + j]) moved++
    restA &= restA - 1
    matches++
  }
  const jaro = (matches / lengthA + matches / lengthB + (matches - (moved >> 1)) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && bytes[a + prefix] === bytes[b + prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** The class of two texts of one dictionary: same, one edit, close (Jaro–Winkler ≥ 0.92), alike (≥ 0.84), far. */
export function textClass(dictionary: Dictionary, one: number, other: number): number {
  if (one === other) return SAME
  const { bytes, starts, hashes, marks } = dictionary
  if (!mayBeAlike(marks[one]!, marks[other]!)) return FAR
  // Jaro is not quite symmetric: the order of the two must not depend on who came first.
  const turned = hashes[one]! > hashes[other]!
  const x = turned ? other : one
  const y = turned ? one : other
  const a = starts[x]!
  const endA = starts[x + 1]!
  const b = starts[y]!
  const endB = starts[y + 1]!
  const lengthA = endA - a
  const lengthB = endB - b
  const shortest = lengthA < lengthB ? lengthA : lengthB
  if (shortest >= 3 && oneEdit(bytes, a, endA, b, endB)) return shortest === 3 ? CLOSE : ONE_EDIT
  if (shortest < 3 || shortest * 2 < lengthA || shortest * 2 < lengthB) return FAR
  const likeness = jaroWinkler(bytes, a, endA, b, endB)
  return likeness >= 0.92 ? CLOSE : likeness >= 0.84 ? ALIKE : FAR
}

/** Does one text begin with the other, at least three letters of it? */
export function isPrefix(dictionary: Dictionary, x: number, y: number): boolean {
  const { bytes, starts } = dictionary
  const a = starts[x]!
  const b = starts[y]!
  const length = Math.min(starts[x + 1]! - a, starts[y + 1]! - b)
  if (length < 3) return false
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false
  return true
}

/** At most one edit apart: for numbers, plates, VINs, where nothing between one slip and another number means anything. */
export function oneSlip(dictionary: Dictionary, x: number, y: number): boolean {
  const { bytes, starts, marks } = dictionary
  const apart = (marks[x]! >>> 27) - (marks[y]! >>> 27)
  if (apart > 1 || apart < -1 || lettersApart(marks[x]!, marks[y]!) > 2) return false
  return oneEdit(bytes, starts[x]!, starts[x + 1]!, starts[y]!, starts[y + 1]!)
}

/** Answers already found, by table and pair of codes: the same two names meet thousands of times. The last pair in a place stays. */
export type Memo = Uint32Array
const PLACES = 1 << 16
/** Four numbers side by side: one line of the processor's cache. */
export const emptyMemo = (): Memo => new Uint32Array(PLACES * 4)

/** Where a pair stands in a memo: its table, two codes and answer follow each other. */
export const memoPlace = (x: number, y: number): number =>
  ((Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) >>> 16) * 4
