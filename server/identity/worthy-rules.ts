import { type Blocks, broughtTogether, type OnParts, shareKey } from './block.ts'
import { keyOf, PLACES, RULES, WIDE, WIDEST_BLOCK } from './blocking-keys.ts'
import { keyParts, PARTS } from './key-parts.ts'
import type { Scales } from './scales.ts'
import { bitsBetween } from './weigh.ts'

/** One probable match in so many pairs makes a rule worth its pairs. */
const WORTH = 1 / 50
/** Sizes of blocks judged apart: a rule may be good for rare values only. */
const SIZES = [4, 8, 16, 32, WIDEST_BLOCK]
const PAIRS_PER_SIZE = 600
const BLOCKS_PER_SIZE = 300
/** Fewer pairs than this prove nothing: the rule is let in, for it costs nothing. */
const TOO_FEW = 20
/** About so many records are looked at. */
const SAMPLE = 30_000

type Sample = Map<number, number[]>

/** Of every wide rule, the blocks of a share of its first part's values: whole blocks of some names, towns, dates. */
export function wideSamples(records: number): { samples: Sample[]; collect: OnParts } {
  const samples = WIDE.map((): Sample => new Map())
  const mask = 2 ** Math.max(0, Math.round(Math.log2(records / SAMPLE))) - 1
  const keep = (n: number, row: number, parts: Uint32Array): void => {
    const key = keyOf(WIDE[n]!, parts)
    if (key === 0) return
    const block = samples[n]!.get(key)
    if (block === undefined) samples[n]!.set(key, [row])
    else if (block.length <= WIDEST_BLOCK) block.push(row)
  }
  // Few parts begin many rules, and most of their values are not in the share.
  const rulesOf = Object.entries(Object.groupBy(WIDE.keys(), (n) => PLACES[WIDE[n]!]![0]!))
  const firsts = Uint8Array.from(rulesOf, ([part]) => Number(part))
  const those = rulesOf.map(([, rules]) => rules!)
  const collect: OnParts = (row, parts) => {
    for (let first = 0; first < firsts.length; first++) {
      const part = parts[firsts[first]!]!
      if (part === 0 || ((part >>> 5) & mask) !== 0) continue
      for (const n of those[first]!) keep(n, row, parts)
    }
  }
  return { samples, collect }
}

/** Blocks of one size class, not too many. */
function blocksOfSize(sample: Sample, size: number): number[][] {
  const found: number[][] = []
  for (const block of sample.values()) {
    if (block.length < 2 || block.length > SIZES[size]! || (size > 0 && block.length <= SIZES[size - 1]!)) continue
    found.push(block)
    if (found.length === BLOCKS_PER_SIZE) break
  }
  return found
}

/** How many pairs nobody gave before, and how many of them are probably one person. */
function yieldOf(
  blocks: readonly number[][],
  scales: Scales,
  given: (i: number, j: number) => boolean,
): { pairs: number; matches: number } {
  let pairs = 0
  let matches = 0
  for (const block of blocks) {
    if (pairs >= PAIRS_PER_SIZE) break
    for (let p = 0; p < block.length; p++)
      for (let q = p + 1; q < block.length; q++) {
        if (given(block[p]!, block[q]!)) continue
        pairs++
        matches += 1 / (1 + 2 ** -bitsBetween(scales, block[p]!, block[q]!))
      }
  }
  return { pairs, matches }
}

/** Blocks of one narrow rule and size class, spread over all of them. */
function someBlocks(blocks: Blocks, place: number, size: number, from: number, to: number): number[][] {
  const { starts, members } = blocks
  const found: number[][] = []
  const step = Math.max(1, Math.floor((to - from) / (BLOCKS_PER_SIZE * 8)))
  for (let block = from; block < to && found.length < BLOCKS_PER_SIZE; block += step) {
    const held = starts[block + 1]! - starts[block]!
    if (blocks.placeOf[block] !== place || held > SIZES[size]! || (size > 0 && held <= SIZES[size - 1]!)) continue
    found.push([...members.subarray(starts[block]!, starts[block + 1]!)])
  }
  return found
}

/** Up to which block size each narrow rule is worth its pairs: on a large base a name and a town are no longer narrow. */
export function narrowCaps(narrow: Blocks, scales: Scales): number[] {
  const caps: number[] = RULES.map(({ wide }) => (wide ? 0 : WIDEST_BLOCK))
  let from = 0
  narrow.rules.forEach((rule, place) => {
    let to = from
    while (to < narrow.placeOf.length && narrow.placeOf[to] === place) to++
    const given = (i: number, j: number): boolean => shareKey(narrow, i, j, place)
    caps[rule] = SIZES[0]!
    for (let size = 1; size < SIZES.length; size++) {
      const { pairs, matches } = yieldOf(someBlocks(narrow, place, size, from, to), scales, given)
      if (pairs > TOO_FEW && matches < pairs * WORTH) break
      caps[rule] = SIZES[size]!
    }
    from = to
  })
  return caps
}

/**
 * Which wide rules are worth their pairs, and up to which block size: the model already learnt tells, on a sample, how many probable
 * matches a rule brings that the rules before it did not. No label is needed, and a rule that pays on a thousand records is
 * left out on a million.
 * @param narrowest the caps of the narrow rules
 * @returns the cap of every rule
 */
export function worthyCaps(
  samples: readonly Sample[],
  narrow: Blocks,
  scales: Scales,
  narrowest: readonly number[],
): number[] {
  const { table } = scales
  const caps = [...narrowest]
  const taken: number[] = []
  const [left, right] = [new Uint32Array(PARTS.length), new Uint32Array(PARTS.length)]
  const given = (i: number, j: number): boolean => {
    if (broughtTogether(narrow, i, j)) return true
    if (taken.length === 0) return false
    keyParts(table, i, left, 'code')
    keyParts(table, j, right, 'code')
    return taken.some((rule) => keyOf(rule, left) !== 0 && keyOf(rule, left) === keyOf(rule, right))
  }
  for (const [n, sample] of samples.entries()) {
    let cap = 0
    for (let size = 0; size < SIZES.length; size++) {
      const { pairs, matches } = yieldOf(blocksOfSize(sample, size), scales, given)
      if (pairs > TOO_FEW && matches < pairs * WORTH) break
      if (pairs > 0) cap = SIZES[size]!
    }
    caps[WIDE[n]!] = cap
    if (cap > 0) taken.push(WIDE[n]!)
  }
  return caps
}
