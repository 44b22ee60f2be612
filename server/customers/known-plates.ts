import { codesOf } from './channel.ts'

/**
 * The hash of a plate in letter codes: 32 bits, every bit moved by every letter (multiply, rotate, final mix of
 * MurmurHash3, public domain). Never 0: that means an empty place in the set.
 */
export const hashCodes = (codes: Uint8Array, length: number): number => {
  let hash = length
  for (let at = 0; at < length; at++) {
    hash = Math.imul(hash ^ (codes[at]! + 1), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0 || 1
}
export const hashPlate = (plate: string): number => hashCodes(codesOf(plate), plate.length)

/** Places to a word of the sketch: four bits a place. */
const SKETCH = 8

/** A counter that reached this stays: it no longer knows how many there are, so it never forgets. */
const MANY = 255

/**
 * Is this plate known? A set of 32-bit hashes with counts, in two typed arrays: 5 bytes a place, at most two thirds
 * full, so 8 to 15 bytes a plate and no object for the collector to walk. It never denies a plate it was given; it
 * affirms a wrong one about once in 4,000 questions at a million plates, which the database then denies.
 */
export class KnownPlates {
  #hashes: Uint32Array
  #counts: Uint8Array
  #places: number
  /** High bits of a hash: its home place. */
  #shift: number
  /** Four bits a place, one of them set for each hash: small enough for a near cache, it settles nine questions of ten. */
  #sketch: Uint32Array
  #size = 0

  /** @param expected how many plates will come; it grows by itself beyond. */
  constructor(expected = 1024) {
    const bits = Math.max(4, Math.ceil(Math.log2(Math.max(16, expected * 1.5))))
    this.#places = 2 ** bits
    this.#shift = 32 - bits
    this.#hashes = new Uint32Array(this.#places)
    this.#counts = new Uint8Array(this.#places)
    this.#sketch = new Uint32Array(this.#places / SKETCH)
  }

  /** Distinct hashes held. */
  get size(): number {
    return this.#size
  }
  get bytes(): number {
    return this.#hashes.byteLength + this.#counts.byteLength + this.#sketch.byteLength
  }

  /** One more vehicle bears this normalised plate. Add as often as it is borne: each removal takes one away. */
  add(plate: string): void {
    if (plate === '') return
    if (this.#size * 3 >= this.#places * 2) this.#grow()
    this.#put(hashPlate(plate), 1)
  }

  /** One vehicle less bears it; a plate that is not there is no error. */
  remove(plate: string): void {
    const at = this.#find(hashPlate(plate))
    if (at < 0 || this.#counts[at] === MANY) return
    this.#counts[at]!--
    if (this.#counts[at] === 0) this.#close(at)
  }

  has(plate: string): boolean {
    return this.hasHash(hashPlate(plate))
  }
  hasHash(hash: number): boolean {
    // Never cleared by a removal: a bit may be another's too, and a stale one only costs a look at the table.
    const bit = hash >>> (this.#shift - 2)
    return (this.#sketch[bit >>> 5]! & (1 << (bit & 31))) !== 0 && this.#find(hash) >= 0
  }

  // The home place is the hash's high bits, which its own low bits do not repeat.
  #home(hash: number): number {
    return hash >>> this.#shift
  }

  #find(hash: number): number {
    const mask = this.#places - 1
    const hashes = this.#hashes
    for (let at = this.#home(hash); ; at = (at + 1) & mask) {
      const here = hashes[at]!
      if (here === hash) return at
      if (here === 0) return -1
    }
  }

  #put(hash: number, count: number): void {
    const mask = this.#places - 1
    const bit = hash >>> (this.#shift - 2)
    this.#sketch[bit >>> 5]! |= 1 << (bit & 31)
    let at = this.#home(hash)
    while (this.#hashes[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask
    if (this.#hashes[at] === 0) {
      this.#hashes[at] = hash
      this.#size++
    }
    this.#counts[at] = Math.min(MANY, this.#counts[at]! + count)
  }

  /** Closes the gap so that every search still reaches its hash: no tombstones, so no slow decay over the years. */
  #close(gap: number): void {
    const mask = this.#places - 1
    this.#size--
    let at = gap
    for (;;) {
      at = (at + 1) & mask
      const hash = this.#hashes[at]!
      if (hash === 0) break
      // May move into the gap only what does not start its search after the gap.
      if (((at - this.#home(hash)) & mask) >= ((at - gap) & mask)) {
        this.#hashes[gap] = hash
        this.#counts[gap] = this.#counts[at]!
        gap = at
      }
    }
    this.#hashes[gap] = 0
    this.#counts[gap] = 0
  }

  #grow(): void {
    const hashes = this.#hashes
    const counts = this.#counts
    this.#places *= 2
    this.#shift--
    this.#hashes = new Uint32Array(this.#places)
    this.#counts = new Uint8Array(this.#places)
    this.#sketch = new Uint32Array(this.#places / SKETCH)
    this.#size = 0
    for (let at = 0; at < hashes.length; at++) if (hashes[at] !== 0) this.#put(hashes[at]!, counts[at]!)
  }
}
