import { DRAWN, NEAR_DEPTHS, nearBand } from './bands.ts'
import { joined, mixed } from './dictionary.ts'

/** A pair just below asking. */
export interface NearMiss {
  /** Rows. */
  i: number
  j: number
  bits: number
  band: number
  hash: number
}

/** How many pairs each band below asking holds, and some of each, drawn at random. */
export interface NearMisses {
  pairs: number[]
  drawn: NearMiss[][]
  /** The hash of each row's id; 0: not needed yet. */
  hashes: Uint32Array
}

export const noNearMisses = (rows: number): NearMisses => ({
  pairs: NEAR_DEPTHS.map(() => 0),
  drawn: NEAR_DEPTHS.map(() => []),
  hashes: new Uint32Array(rows),
})

function idHash({ hashes }: NearMisses, ids: readonly string[], row: number): number {
  if (hashes[row] !== 0) return hashes[row]!
  let hash = 0x811c9dc5
  const id = ids[row]!
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  hashes[row] = mixed(hash) || 1
  return hashes[row]!
}

/**
 * Counts a pair below asking, and keeps it while its hash is among the smallest of its band. Which those are depends on the pairs alone: a simple
 * random sample without chance (bottom-k: Cohen & Kaplan 2007), the same again at the next pass, so that an answer once given goes on counting.
 */
export function meetNear(
  near: NearMisses,
  ids: readonly string[],
  i: number,
  j: number,
  bits: number,
  ask: number,
): void {
  const band = nearBand(ask - bits)
  if (band < 0) return
  near.pairs[band]!++
  const [x, y] = [idHash(near, ids, i), idHash(near, ids, j)]
  const hash = x < y ? joined(x, y) : joined(y, x)
  const drawn = near.drawn[band]!
  const last = drawn.at(-1)
  if (drawn.length === DRAWN.near && last && hash >= last.hash) return
  let at = drawn.length
  while (at > 0 && drawn[at - 1]!.hash > hash) at--
  drawn.splice(at, 0, { i, j, bits, band, hash })
  if (drawn.length > DRAWN.near) drawn.pop()
}
