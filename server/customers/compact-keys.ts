/**
 * Which keys were met, with a number for each, in sixteen bytes a key: a file of five million customers must not fill the memory with its own
 * keys. A key stands by 53 bits of its hash: two of a million fall together once in twenty thousand files.
 */
export class CompactKeys {
  #hashes = new Float64Array(1024)
  #values = new Uint32Array(1024)
  #size = 0

  get(key: string): number | undefined {
    const at = this.#find(this.#hashes, hashOf(key))
    return this.#hashes[at] === 0 ? undefined : this.#values[at]
  }

  set(key: string, value: number): void {
    if (this.#size * 2 > this.#hashes.length) this.#grow()
    const hash = hashOf(key)
    const at = this.#find(this.#hashes, hash)
    if (this.#hashes[at] === 0) this.#size++
    this.#hashes[at] = hash
    this.#values[at] = value
  }

  #find(hashes: Float64Array, hash: number): number {
    let at = hash % hashes.length
    while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) % hashes.length
    return at
  }

  #grow(): void {
    const [hashes, values] = [this.#hashes, this.#values]
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#values = new Uint32Array(values.length * 2)
    for (const [n, hash] of hashes.entries()) {
      if (hash === 0) continue
      const at = this.#find(this.#hashes, hash)
      this.#hashes[at] = hash
      this.#values[at] = values[n]!
    }
  }
}

/** cyrb53 (public domain, bryc): two rounds of multiplication over the letters, 53 bits out. Never zero, which stands for an empty place. */
export function hashOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1
}
