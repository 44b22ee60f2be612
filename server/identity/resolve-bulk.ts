import { NEAR_DEPTHS } from './bands.ts'
import { type Blocks, blocksOf, eachPair } from './block.ts'
import { narrowRules } from './blocking-keys.ts'
import { wallBetween } from './caution.ts'
import { clusterComponent, type Edge, rounded } from './cluster.ts'
import { EMAIL, type Encoded, PHONE, PLATE, VIN } from './columns.ts'
import { addEdge, Disjoint, type EdgeList, eachComponent, emptyEdges } from './components.ts'
import { byContent } from './content-order.ts'
import { dropGeneric, type GenericValue } from './frequencies.ts'
import { apartAgain } from './kept-apart.ts'
import { learn, wideBlocks } from './learn.ts'
import { livesTogether } from './lives-together.ts'
import type { IdentityModel } from './model.ts'
import { meetNear, type NearMisses, noNearMisses } from './near-miss.ts'
import { type Scales, scalesOf } from './scales.ts'
import { bitsBetween } from './weigh.ts'

/** Seconds of processor and of wall clock since any moment: handed in, for a pure file has no clock. */
export type Stopwatch = () => { cpu: number; wall: number }
export type Stage = 'learn' | 'score' | 'cluster'

export interface BulkOptions {
  /** A model to decide with; without one it is learnt from the records. */
  model?: IdentityModel
  /** Pairs of record ids that a person said are not the same, or are. */
  never?: readonly (readonly [string, string])[]
  always?: readonly (readonly [string, string])[]
  /** What is done to a model just learnt before it decides: people's answers, head office's bars. */
  mend?: (model: IdentityModel) => IdentityModel
  stopwatch?: Stopwatch
}

export interface BulkQuality {
  records: number
  pairs: number
  blocks: number
  /** Keys that too many records hold. */
  wideKeys: number
  /** Values that stand for nobody by their count, and, by their shape, as they were written. */
  generic: GenericValue[]
  nobody: { value: string; count: number }[]
  stages: Partial<Record<Stage, { cpu: number; wall: number }>>
}

export interface BulkResult {
  model: IdentityModel
  ids: string[]
  /** The cluster of each record: the row of its first record in the order of ids within the cluster's component. */
  clusterOf: Uint32Array
  /** Edges that are "same" or "ask", by row. */
  edges: EdgeList
  /** Pairs that live together, by row. */
  together: EdgeList
  /** Pairs just below asking: how many, and some drawn at random. */
  near: NearMisses
  /** The household of each record; its own cluster where it lives alone as far as we know. */
  householdOf: Uint32Array
  quality: BulkQuality
}

interface Scored {
  edges: EdgeList
  together: EdgeList
  near: NearMisses
  pairs: number
}

/** Has this row a second e-mail, telephone, plate or VIN? */
const hasMore = ({ more, stride }: Encoded, row: number): boolean =>
  more.size > 0 && [EMAIL, PHONE, PLATE, VIN].some((column) => more.has(row * stride + column))

function scoreAll(scales: Scales, model: IdentityModel, narrow: Blocks, wide: Blocks): Scored {
  const { ids, n } = scales.table
  const scored: Scored = { edges: emptyEdges(), together: emptyEdges(), near: noNearMisses(n), pairs: 0 }
  const { ask } = model.thresholds
  const deepest = ask - NEAR_DEPTHS.at(-1)!
  // Two records that share both the first and a second telephone meet under each: their weight must not count twice.
  const met = new Set<number>()
  const metBefore = (i: number, j: number): boolean => {
    if (!hasMore(scales.table, i) && !hasMore(scales.table, j)) return false
    const pair = pairKey(scales.table.n, i, j)
    if (met.has(pair)) return true
    met.add(pair)
    return false
  }
  const visit = (i: number, j: number): void => {
    scored.pairs++
    const bits = bitsBetween(scales, i, j)
    const related = scales.lastRelated
    const near = livesTogether(scales, i, j)
    if ((bits < deepest && !near) || metBefore(i, j)) return
    if (bits >= ask) addEdge(scored.edges, i, j, bits, related)
    else if (bits >= deepest) meetNear(scored.near, ids, i, j, bits, ask)
    if (near) addEdge(scored.together, i, j, bits, related)
  }
  eachPair(narrow, visit)
  eachPair(wide, visit, narrow)
  return scored
}

type RowPairs = readonly (readonly [number, number])[]

function rowPairs(ids: readonly string[], pairs: BulkOptions['never'] = []): RowPairs {
  if (pairs.length === 0) return []
  const rows = new Map(ids.map((id, row) => [id, row]))
  return pairs.flatMap(([a, b]) => (rows.has(a) && rows.has(b) ? [[rows.get(a)!, rows.get(b)!] as const] : []))
}

/** Every record sure of every other: one person, whatever the order of joining. */
function allSure(edges: EdgeList, which: Uint32Array, same: number): boolean {
  const size = (1 + Math.sqrt(1 + 8 * which.length)) / 2
  if (!Number.isInteger(size) || size > 8) return false
  const seen = new Set<number>()
  for (const k of which) {
    if (edges.bits[k]! < same) return false
    seen.add(edges.a[k]!)
    seen.add(edges.b[k]!)
  }
  return seen.size === size
}

/** Nobody is sure of anybody: nothing joins, for two groups only grow out of a sure pair. */
const noneSure = ({ bits }: EdgeList, which: Uint32Array, same: number): boolean =>
  which.every((k) => rounded(bits[k]!) < same)

/** The clusters of one component, written into `clusterOf`. */
function clusterEdges(
  scales: Scales,
  model: IdentityModel,
  edges: EdgeList,
  which: Uint32Array,
  never: RowPairs,
  always: RowPairs,
  clusterOf: Uint32Array,
): void {
  const rows = new Set<number>()
  for (const k of which) {
    rows.add(edges.a[k]!)
    rows.add(edges.b[k]!)
  }
  const { nodes, said } = byContent(scales.table, [...rows])
  const place = new Map(nodes.map((row, n) => [row, n]))
  const own: Edge[] = []
  for (const k of which) own.push({ a: place.get(edges.a[k]!)!, b: place.get(edges.b[k]!)!, bits: edges.bits[k]! })
  const within = (pairs: RowPairs): [number, number][] =>
    pairs.flatMap(([a, b]) =>
      place.has(a) && place.has(b) ? [[place.get(a)!, place.get(b)!] as [number, number]] : [],
    )
  const bitsOf = (i: number, j: number): number => bitsBetween(scales, i, j)
  const scoreOf = (a: number, b: number): number => bitsOf(nodes[a]!, nodes[b]!)
  const rowsAt = (places: readonly number[]): number[] => places.map((at) => nodes[at]!)
  const { clusterOf: found } = clusterComponent(
    nodes.length,
    own,
    { never: apartAgain(scales.table, nodes, within(never)), always: within(always) },
    {
      ...model.thresholds,
      scoreOf,
      said,
      wall: (one, other) => wallBetween(scales, rowsAt(one), rowsAt(other), bitsOf),
    },
  )
  nodes.forEach((row, n) => {
    clusterOf[row] = nodes[found[n]!]!
  })
}

/** All records of these edges become one cluster, named by the first id. */
function joinAll(ids: readonly string[], edges: EdgeList, which: Uint32Array, clusterOf: Uint32Array): void {
  let head = edges.a[which[0]!]!
  for (const k of which) for (const row of [edges.a[k]!, edges.b[k]!]) if (ids[row]! < ids[head]!) head = row
  for (const k of which) {
    clusterOf[edges.a[k]!] = head
    clusterOf[edges.b[k]!] = head
  }
}

const pairKey = (n: number, a: number, b: number): number => Math.min(a, b) * n + Math.max(a, b)

/** Which of some pairs have an edge. */
function edgeKeys(n: number, edges: EdgeList, pairs: RowPairs): ReadonlySet<number> {
  const asked = new Set(pairs.map(([a, b]) => pairKey(n, a, b)))
  const known = new Set<number>()
  if (asked.size === 0) return known
  for (let k = 0; k < edges.n; k++) {
    const key = pairKey(n, edges.a[k]!, edges.b[k]!)
    if (asked.has(key)) known.add(key)
  }
  return known
}

function clusterAll(scales: Scales, model: IdentityModel, edges: EdgeList, options: BulkOptions): Uint32Array {
  const { n, ids } = scales.table
  const clusterOf = new Uint32Array(n)
  for (let i = 0; i < n; i++) clusterOf[i] = i
  const [never, always] = [rowPairs(ids, options.never), rowPairs(ids, options.always)]
  // What a person said is mostly of a pair that was weighed already: it keeps its one edge.
  const known = edgeKeys(n, edges, always)
  const sets = new Disjoint(n)
  for (let k = 0; k < edges.n; k++) sets.join(edges.a[k]!, edges.b[k]!)
  for (const [a, b] of always) {
    sets.join(a, b)
    if (!known.has(pairKey(n, a, b))) addEdge(edges, a, b, bitsBetween(scales, a, b))
  }
  const judged = new Set([...never, ...always].flat().map((row) => sets.find(row)))
  eachComponent(sets, edges, (which) => {
    const first = which[0]!
    const root = sets.find(edges.a[first]!)
    if (!judged.has(root) && allSure(edges, which, model.thresholds.same)) joinAll(ids, edges, which, clusterOf)
    else if (judged.has(root) || !noneSure(edges, which, model.thresholds.same)) {
      const here = (pairs: RowPairs): RowPairs => (judged.has(root) ? pairs : [])
      clusterEdges(scales, model, edges, which, here(never), here(always), clusterOf)
    }
  })
  return clusterOf
}

function householdsOf(clusterOf: Uint32Array, together: EdgeList): Uint32Array {
  const sets = new Disjoint(clusterOf.length)
  for (let i = 0; i < clusterOf.length; i++) sets.join(i, clusterOf[i]!)
  for (let k = 0; k < together.n; k++) sets.join(together.a[k]!, together.b[k]!)
  return clusterOf.map((_, row) => sets.find(row))
}

/** Who is who among encoded records. The table loses its generic values on the way. */
export function resolveEncoded(table: Encoded, options: BulkOptions = {}): BulkResult {
  const watch = options.stopwatch ?? (() => ({ cpu: 0, wall: 0 }))
  const stages: BulkQuality['stages'] = {}
  const timed = <T>(stage: Stage, work: () => T): T => {
    const start = watch()
    const result = work()
    const end = watch()
    stages[stage] = { cpu: end.cpu - start.cpu, wall: end.wall - start.wall }
    return result
  }
  const learnt = timed('learn', () => {
    if (!options.model) {
      const learnt = learn(table)
      return options.mend ? { ...learnt, model: options.mend(learnt.model) } : learnt
    }
    dropGeneric(table, options.model)
    return { model: options.model, blocks: blocksOf(table, narrowRules(table), options.model.caps), generic: [] }
  })
  const { model, blocks } = learnt
  const scales = scalesOf(table, model)
  const wide = timed('score', () => wideBlocks(table, model))
  const scoring = stages.score!
  const scored = timed('score', () => scoreAll(scales, model, blocks, wide))
  stages.score = { cpu: stages.score!.cpu + scoring.cpu, wall: stages.score!.wall + scoring.wall }
  const clusterOf = timed('cluster', () => clusterAll(scales, model, scored.edges, options))
  return {
    model,
    ids: table.ids,
    clusterOf,
    edges: scored.edges,
    together: scored.together,
    near: scored.near,
    householdOf: householdsOf(clusterOf, scored.together),
    quality: {
      records: table.n,
      pairs: scored.pairs,
      blocks: blocks.placeOf.length + wide.placeOf.length,
      wideKeys: blocks.wide + wide.wide,
      generic: learnt.generic,
      nobody: [...table.nobody].map(([value, count]) => ({ value, count })),
      stages,
    },
  }
}
