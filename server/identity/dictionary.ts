/**
 * Texts kept once, as bytes in one pool: each different text has a code from 1 (0 is "nothing"). A million records have far fewer
 * different names than names, and values are compared by code before they are compared by letter.
 */
export interface Dictionary {
  /** Codes given so far; the next is `size + 1`. */
  size: number
  bytes: Uint8Array
  /** Where each code's bytes begin; those of `code` end where those of `code + 1` begin. */
  starts: Uint32Array
  hashes: Uint32Array
  /** Which letters each text has (27 bits) and how many (5 bits, at most 31): two texts are told apart without reading them. */
  marks: Uint32Array
  slots: Uint32Array
}

const SCRATCH = new Uint8Array(4096)
/** Longer texts are cut: nobody's name or street needs more, and a bad row must not fill the memory. */
const LONGEST = 1000

export const emptyDictionary = (): Dictionary => ({
  size: 0,
  bytes: new Uint8Array(128),
  starts: new Uint32Array(16),
  hashes: new Uint32Array(16),
  marks: new Uint32Array(16),
  slots: new Uint32Array(32),
})

/** The last step of MurmurHash3 (Appleby): every bit of the input moves every bit of the output. */
export function mixed(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One hash out of two, order matters. */
export const joined = (a: number, b: number): number => mixed(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15))

/** FNV-1a over the bytes, then mixed. Letters beyond ASCII take three bytes, so that no two texts share their bytes. */
function write(text: string): number {
  let n = 0
  const length = Math.min(text.length, LONGEST)
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 128) SCRATCH[n++] = unit
    else {
      SCRATCH[n++] = 0x80 | (unit >> 14)
      SCRATCH[n++] = 0x80 | ((unit >> 7) & 127)
      SCRATCH[n++] = 0x80 | (unit & 127)
    }
  }
  return n
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  return mixed(h)
}

/** The hash of a text: the same wherever the text is met, kept in models and keys. */
export const textHash = (text: string): number => hashOf(SCRATCH, 0, write(text))

function same(dictionary: Dictionary, code: number, length: number): boolean {
  const start = dictionary.starts[code]!
  if (dictionary.starts[code + 1]! - start !== length) return false
  for (let i = 0; i < length; i++) if (dictionary.bytes[start + i] !== SCRATCH[i]) return false
  return true
}

const wider = <T extends Uint8Array | Uint32Array>(from: T, length: number): T => {
  const to = new (from.constructor as new (n: number) => T)(length)
  to.set(from)
  return to
}

/** Twice the slots: every code finds its place again by its hash. */
function rehash(dictionary: Dictionary): void {
  const slots = new Uint32Array(dictionary.slots.length * 2)
  const mask = slots.length - 1
  for (let code = 1; code <= dictionary.size; code++) {
    let at = dictionary.hashes[code]! & mask
    while (slots[at] !== 0) at = (at + 1) & mask
    slots[at] = code
  }
  dictionary.slots = slots
}

/** The mark of the text that stands in the scratch. */
function markOf(length: number): number {
  let letters = 0
  for (let i = 0; i < length; i++) {
    const bit = SCRATCH[i]! & 31
    letters |= 1 << (bit > 26 ? 0 : bit)
  }
  return (letters | (Math.min(31, length) << 27)) >>> 0
}

function append(dictionary: Dictionary, length: number, hash: number): number {
  const code = dictionary.size + 1
  const start = dictionary.starts[code]!
  if (code + 2 >= dictionary.starts.length) {
    dictionary.starts = wider(dictionary.starts, dictionary.starts.length * 2)
    dictionary.hashes = wider(dictionary.hashes, dictionary.hashes.length * 2)
    dictionary.marks = wider(dictionary.marks, dictionary.marks.length * 2)
  }
  while (start + length > dictionary.bytes.length)
    dictionary.bytes = wider(dictionary.bytes, dictionary.bytes.length * 2)
  for (let i = 0; i < length; i++) dictionary.bytes[start + i] = SCRATCH[i]!
  dictionary.starts[code + 1] = start + length
  dictionary.hashes[code] = hash
  dictionary.marks[code] = markOf(length)
  dictionary.size = code
  return code
}

/** The code of a text, a new one when it is new. The empty text is 0. */
export function intern(dictionary: Dictionary, text: string): number {
  if (text === '') return 0
  const length = write(text)
  const hash = hashOf(SCRATCH, 0, length)
  const mask = dictionary.slots.length - 1
  let at = hash & mask
  for (let code = dictionary.slots[at]!; code !== 0; code = dictionary.slots[at]!) {
    if (dictionary.hashes[code] === hash && same(dictionary, code, length)) return code
    at = (at + 1) & mask
  }
  const code = append(dictionary, length, hash)
  dictionary.slots[at] = code
  if (code * 2 > dictionary.slots.length) rehash(dictionary)
  return code
}

/** The text of a code, as it was given. */
export function textOf(dictionary: Dictionary, code: number): string {
  const units: number[] = []
  const end = dictionary.starts[code + 1]!
  for (let i = dictionary.starts[code]!; i < end; i++) {
    const byte = dictionary.bytes[i]!
    if (byte < 128) units.push(byte)
    else {
      units.push(((byte & 3) << 14) | ((dictionary.bytes[i + 1]! & 127) << 7) | (dictionary.bytes[i + 2]! & 127))
      i += 2
    }
  }
  return code === 0 ? '' : String.fromCharCode(...units)
}
