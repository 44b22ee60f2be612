import { furtherKeys, keyOf, PLACES } from './blocking-keys.ts'
import { EMAIL, type Encoded, PHONE, PLATE, VIN } from './columns.ts'
import { fillingOf, keyParts, PARTS } from './key-parts.ts'

/** The records that share keys of some rules. */
export interface Blocks {
  rules: readonly number[]
  /** The keys of every row, one per rule in the order of `rules`; those of too wide blocks are 0. */
  keys: Uint32Array
  /** Rows, block after block. */
  members: Uint32Array
  /** Where each block begins in `members`; one more at the end. */
  starts: Uint32Array
  /** The place in `rules` of each block. */
  placeOf: Uint8Array
  /** How many keys were shared by more records than their cap. */
  wide: number
}

const DIGIT = 11
const SPACE = 1 << DIGIT

/** Sorts rows by their key, least significant digits first (radix sort: three passes of eleven bits). */
function radixSort(keys: Uint32Array, rows: Uint32Array, n: number, keysTo: Uint32Array, rowsTo: Uint32Array): void {
  let [fromKeys, fromRows, toKeys, toRows] = [keys, rows, keysTo, rowsTo]
  const counts = new Uint32Array(SPACE)
  for (let shift = 0; shift < 32; shift += DIGIT) {
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[(fromKeys[i]! >>> shift) & (SPACE - 1)]!++
    let sum = 0
    for (let digit = 0; digit < SPACE; digit++) {
      const count = counts[digit]!
      counts[digit] = sum
      sum += count
    }
    for (let i = 0; i < n; i++) {
      const to = counts[(fromKeys[i]! >>> shift) & (SPACE - 1)]!++
      toKeys[to] = fromKeys[i]!
      toRows[to] = fromRows[i]!
    }
    ;[fromKeys, fromRows, toKeys, toRows] = [toKeys, toRows, fromKeys, fromRows]
  }
  keysTo.set(fromKeys.subarray(0, n))
  rowsTo.set(fromRows.subarray(0, n))
}

/** A list of numbers that grows. */
interface Growing {
  at: number
  values: Uint32Array
}
const push = (list: Growing, value: number): void => {
  if (list.at === list.values.length) {
    const wider = new Uint32Array(list.values.length * 2)
    wider.set(list.values)
    list.values = wider
  }
  list.values[list.at++] = value
}

/** Called with the parts of every row, which the next row overwrites. */
export type OnParts = (row: number, parts: Uint32Array) => void

/** The keys of every row for some rules. */
function keysOf(table: Encoded, rules: readonly number[], onParts?: OnParts): Uint32Array {
  const keys = new Uint32Array(table.n * rules.length)
  const parts = new Uint32Array(PARTS.length)
  const fillings = onParts ? undefined : fillingOf(rules.flatMap((rule) => [...PLACES[rule]!]))
  for (let row = 0, at = 0; row < table.n; row++) {
    keyParts(table, row, parts, 'code', fillings)
    onParts?.(row, parts)
    for (let place = 0; place < rules.length; place++) keys[at++] = keyOf(rules[place]!, parts)
  }
  return keys
}

function furtherOf(table: Encoded): Map<number, [key: number, row: number][]> {
  const further = new Map<number, [number, number][]>()
  for (const at of table.more.keys()) {
    const column = at % table.stride
    if (![EMAIL, PHONE, PLATE, VIN].includes(column)) continue
    for (const { rule, key } of furtherKeys(table, at, column, 'code')) {
      if (key === 0) continue
      const held = further.get(rule)
      if (held) held.push([key, Math.floor(at / table.stride)])
      else further.set(rule, [[key, Math.floor(at / table.stride)]])
    }
  }
  return further
}

/** Sorts what one rule brings together into blocks; returns how many keys were too wide. */
function blocksOfRule(
  keys: Uint32Array,
  width: number,
  place: number,
  cap: number,
  sorted: [Uint32Array, Uint32Array],
  n: number,
  lists: { members: Growing; starts: Growing; places: Growing },
): number {
  const [sortedKeys, rows] = sorted
  let wide = 0
  for (let from = 0, to = 0; from < n; from = to) {
    const key = sortedKeys[from]!
    while (to < n && sortedKeys[to] === key) to++
    if (to - from > cap) {
      wide++
      for (let i = from; i < to; i++) if (keys[rows[i]! * width + place] === key) keys[rows[i]! * width + place] = 0
    } else if (to - from > 1) {
      push(lists.starts, lists.members.at)
      push(lists.places, place)
      for (let i = from; i < to; i++) push(lists.members, rows[i]!)
    }
  }
  return wide
}

/**
 * Records that share a key, rule after rule. Keys held by more records than their rule's cap bring nobody together.
 * @param caps by rule of `RULES`
 */
export function blocksOf(table: Encoded, rules: readonly number[], caps: readonly number[], onParts?: OnParts): Blocks {
  const keys = keysOf(table, rules, onParts)
  const further = furtherOf(table)
  const most = table.n + Math.max(0, ...Array.from(further.values(), (list) => list.length))
  const [a, b, c, d] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)]
  const growing = (): Growing => ({ at: 0, values: new Uint32Array(table.n + 16) })
  const lists = { members: growing(), starts: growing(), places: growing() }
  let wide = 0
  for (const [place, rule] of rules.entries()) {
    let n = 0
    for (let row = 0, at = place; row < table.n; row++, at += rules.length) {
      if (keys[at] === 0) continue
      a[n] = keys[at]!
      b[n++] = row
    }
    for (const [key, row] of further.get(rule) ?? []) {
      a[n] = key
      b[n++] = row
    }
    radixSort(a, b, n, c, d)
    wide += blocksOfRule(keys, rules.length, place, caps[rule]!, [c, d], n, lists)
  }
  push(lists.starts, lists.members.at)
  return {
    rules,
    keys,
    members: lists.members.values.slice(0, lists.members.at),
    starts: lists.starts.values.slice(0, lists.starts.at),
    placeOf: Uint8Array.from(lists.places.values.subarray(0, lists.places.at)),
    wide,
  }
}

/** Do two rows share a key of the first rules? */
export function shareKey({ keys, rules }: Blocks, i: number, j: number, first: number): boolean {
  const width = rules.length
  let a = i * width
  let b = j * width
  for (const end = a + first; a < end; a++, b++) if (keys[a] === keys[b] && keys[a] !== 0) return true
  return false
}

/** Are two rows brought together by these blocks? */
export const broughtTogether = (blocks: Blocks, i: number, j: number): boolean =>
  shareKey(blocks, i, j, blocks.rules.length)

/**
 * Every pair of records that share a key, once: a pair is given under the first rule whose key both hold. No set of pairs is kept.
 * @param before blocks whose pairs were given before
 * @param share of the blocks to visit, chosen by their number: a sample that is the same every time
 */
export function eachPair(blocks: Blocks, visit: (i: number, j: number) => void, before?: Blocks, share = 1): void {
  const { members, starts, placeOf } = blocks
  const bar = Math.floor(share * 0xffffffff)
  for (let block = 0; block + 1 < starts.length; block++) {
    if (share < 1 && Math.imul(block + 1, 0x9e3779b1) >>> 0 > bar) continue
    const end = starts[block + 1]!
    const place = placeOf[block]!
    for (let p = starts[block]!; p < end; p++) {
      const i = members[p]!
      for (let q = p + 1; q < end; q++) {
        const j = members[q]!
        if (i === j || shareKey(blocks, i, j, place) || (before && broughtTogether(before, i, j))) continue
        visit(i, j)
      }
    }
  }
}

/** Leaves out the blocks wider than their rule's cap. */
export function narrowed(blocks: Blocks, caps: readonly number[]): Blocks {
  const { keys, members, starts, placeOf, rules } = blocks
  const kept = { members: 0, blocks: 0 }
  const next: Blocks = { ...blocks, members: members.slice(), starts: starts.slice(), placeOf: placeOf.slice() }
  for (let block = 0; block + 1 < starts.length; block++) {
    const [start, end, place] = [starts[block]!, starts[block + 1]!, placeOf[block]!]
    if (end - start > caps[rules[place]!]!) {
      next.wide++
      for (let p = start; p < end; p++) keys[members[p]! * rules.length + place] = 0
      continue
    }
    next.starts[kept.blocks] = kept.members
    next.placeOf[kept.blocks++] = place
    for (let p = start; p < end; p++) next.members[kept.members++] = members[p]!
  }
  next.starts[kept.blocks] = kept.members
  next.members = next.members.subarray(0, kept.members)
  next.starts = next.starts.subarray(0, kept.blocks + 1)
  next.placeOf = next.placeOf.subarray(0, kept.blocks)
  return next
}
