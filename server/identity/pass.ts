import { keysOfRow } from './blocking-keys.ts'
import { type Encoded, emptyTable } from './columns.ts'
import { edgesByRow } from './components.ts'
import { addRecord } from './encode.ts'
import { type Judgement, refitted } from './learn-from-judgements.ts'
import type { IdentityModel, Thresholds } from './model.ts'
import type { KeptEdge, KeptHousehold, ReadRecord } from './record.ts'
import { type BulkResult, resolveEncoded } from './resolve-bulk.ts'
import { type WouldBe, wouldBe } from './would-be.ts'

/** How everyone is to be looked at. */
export interface PassTask {
  /** The model to decide with; null: it is learned from these records. */
  model: IdentityModel | null
  /** What people said, to learn from. */
  answers: readonly Judgement[]
  never: readonly (readonly [string, string])[]
  always: readonly (readonly [string, string])[]
  /** Bars moved by head office. */
  bars: Partial<Thresholds>
  /** Only counted: what it would make of everyone. */
  tried?: boolean
}

export interface PassFound {
  records: number
  pairs: number
  /** As learned, without the bars of head office; null where a model was given. */
  learned: { model: IdentityModel; generic: { field: string; value: string; count: number }[] } | null
  /** Groups of records that are one person and stand as several customers. */
  groups: number
  /** What would become of everyone, where that was all that was asked. */
  wouldBe: WouldBe | null
  /** Pairs just below asking, by band: how many, and some drawn at random, in their turn. */
  near: { pairs: number; drawn: { a: string; b: string; bits: number }[] }[]
}

/** What a pass has to write, in pieces that each fit one transaction. */
export type Chunk =
  /** Records whose keys are others than those kept. */
  | { kind: 'keys'; through: number; rows: { id: string; keys: number[] }[] }
  /** All pairs whose first record is after one id and up to another: what else is kept between the two is no longer so. */
  | {
      kind: 'pairs'
      through: number
      after: string | null
      upTo: string
      edges: KeptEdge[]
      households: KeptHousehold[]
    }
  /** One record of each group that is one person and stands as several customers. */
  | { kind: 'groups'; through: number; records: string[] }

/**
 * Records whose keys are written in one transaction. Keys lie all over their index: each piece touches most of its pages, so that pieces of
 * 5,000 wrote every page five times as often (4.5 million keys: 47 s, in pieces of 25,000 32 s, of 50,000 27 s).
 */
const ROWS = 25_000
const PAIRS = 10_000
const GROUPS = 250
/** Values that stand for nobody, told to people. */
const MOST_TOLD = 100
/** And held by so many records: what one or two hold is theirs, and would outlive their erasure beside the weights. */
const FEWEST_HOLDERS = 5

/** One pass over everyone: takes the records page by page in the order of their ids, resolves them, and hands out what to write. */
export function beginPass(generics: readonly string[]) {
  const table = emptyTable(generics)
  const customers: string[] = []
  const kept: Int32Array[] = []
  let found: BulkResult | undefined
  return {
    take(page: readonly ReadRecord[]): void {
      for (const { person, customerId, keys } of page) {
        addRecord(table, person)
        customers.push(customerId)
        kept.push(Int32Array.from(keys).sort())
      }
    },
    resolve({ model, answers, never, always, bars, tried }: PassTask): PassFound {
      let learned: IdentityModel | undefined
      const mend = (fresh: IdentityModel): IdentityModel => {
        learned = refitted(fresh, answers)
        return { ...learned, thresholds: { ...learned.thresholds, ...bars } }
      }
      found = resolveEncoded(table, { ...(model ? { model } : {}), never, always, mend })
      const { quality } = found
      const generic = [
        ...quality.generic.map(({ column, value, count }) => ({ field: column, value, count })),
        ...quality.nobody.map(({ value, count }) => ({ field: 'shape', value, count })),
      ]
      return {
        records: table.n,
        pairs: found.edges.n,
        learned: learned ? { model: learned, generic: toldOf(generic) } : null,
        groups: dividedGroups(found, customers).length,
        near: nearOf(found),
        wouldBe: tried ? wouldBe(found, customers, never) : null,
      }
    },
    *chunks(): Generator<Chunk> {
      if (!found) return
      yield* keyChunks(table, found.model, kept)
      yield* pairChunks(found)
      yield* groupChunks(found, customers)
    },
  }
}

const toldOf = <T extends { count: number }>(values: readonly T[]): T[] =>
  values
    .filter(({ count }) => count >= FEWEST_HOLDERS)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_TOLD)

const nearOf = ({ near, ids }: BulkResult): PassFound['near'] =>
  near.pairs.map((pairs, band) => ({
    pairs,
    drawn: near.drawn[band]!.map(({ i, j, bits }) => {
      const [a, b] = ids[i]! < ids[j]! ? [ids[i]!, ids[j]!] : [ids[j]!, ids[i]!]
      return { a, b, bits }
    }),
  }))

function* keyChunks(table: Encoded, { caps }: IdentityModel, kept: readonly Int32Array[]): Generator<Chunk> {
  let rows: { id: string; keys: number[] }[] = []
  for (let row = 0; row < table.n; row++) {
    const keys = [...keysOfRow(table, row, caps).keys()]
    const sorted = Int32Array.from(keys).sort()
    const had = kept[row]!
    if (had.length !== sorted.length || sorted.some((key, n) => key !== had[n]))
      rows.push({ id: table.ids[row]!, keys })
    if (rows.length === ROWS || row === table.n - 1) {
      yield { kind: 'keys', through: row + 1, rows }
      rows = []
    }
  }
}

/** Rows are in the order of their ids, so that a stretch of rows is a stretch of ids. */
function* pairChunks({ ids, edges, together, model }: BulkResult): Generator<Chunk> {
  const n = ids.length
  const [same, near] = [edgesByRow(edges, n), edgesByRow(together, n)]
  const pair = (list: typeof edges, k: number): { a: string; b: string; related: number } => {
    const [low, high] = [Math.min(list.a[k]!, list.b[k]!), Math.max(list.a[k]!, list.b[k]!)]
    return { a: ids[low]!, b: ids[high]!, related: list.related[k]! }
  }
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && (to === from || same.starts[to + 1]! - same.starts[from]! <= PAIRS)) to++
    const homes = near.order.subarray(near.starts[from]!, near.starts[to]!)
    yield {
      kind: 'pairs',
      through: to,
      after: from === 0 ? null : ids[from - 1]!,
      upTo: ids[to - 1]!,
      edges: Array.from(same.order.subarray(same.starts[from]!, same.starts[to]!), (k) => ({
        ...pair(edges, k),
        bits: edges.bits[k]!,
      })),
      households: [...homes].flatMap((k) => (together.bits[k]! < model.thresholds.same ? [pair(together, k)] : [])),
    }
  }
}

/** The first row of each cluster whose records stand as several customers. */
function dividedGroups({ clusterOf }: BulkResult, customers: readonly string[]): number[] {
  const divided = new Uint8Array(clusterOf.length)
  for (let row = 0; row < clusterOf.length; row++)
    if (customers[row] !== customers[clusterOf[row]!]) divided[clusterOf[row]!] = 1
  return [...divided.keys()].filter((row) => divided[row] === 1)
}

function* groupChunks(found: BulkResult, customers: readonly string[]): Generator<Chunk> {
  const heads = dividedGroups(found, customers)
  for (let from = 0; from < heads.length; from += GROUPS) {
    const some = heads.slice(from, from + GROUPS)
    yield { kind: 'groups', through: from + some.length, records: some.map((row) => found.ids[row]!) }
  }
}
