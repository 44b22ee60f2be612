/** 32-bit FNV-1a: the same everywhere, for ever, and evenly spread. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  // The last letters alone would leave the high bits alike: mix once more (murmur3's finish).
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return hash >>> 0
}

/**
 * Is this person kept out of this moment? Drawn from who they are and nothing else: the same person is in the same arm each time,
 * in every process and in the time machine, and one moment's draw says nothing of another's.
 * @param share 0 to 1
 */
export const heldOut = (customerId: string, moment: string, share: number): boolean =>
  hash32(`${moment}|${customerId}`) / 2 ** 32 < share
