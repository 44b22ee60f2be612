import { wallBetween } from './caution.ts'
import { bridgesOf, clusterComponent, type Edge, type Step } from './cluster.ts'
import { byContent } from './content-order.ts'
import { apartAgain } from './kept-apart.ts'
import { livesTogether } from './lives-together.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import type { KeptHousehold } from './record.ts'
import { scalesOf } from './scales.ts'
import { type Outcome, outcomeOf, tableFor } from './score.ts'
import { bitsBetween } from './weigh.ts'

/** An edge between two kept records, by their ids. */
export interface RecordEdge {
  a: string
  b: string
  bits: number
  outcome: Outcome
  /** How probably the two are related people. */
  related: number
}

/**
 * Some pairs of records, weighed: those that are the same or must be asked about, and those of people who, if they are two, live together.
 * @param pairs by their places in `records`
 */
export function weighPairs(
  model: IdentityModel,
  records: readonly PersonRecord[],
  pairs: Iterable<readonly [number, number]>,
): { edges: RecordEdge[]; households: KeptHousehold[] } {
  const scales = scalesOf(tableFor(model, records), model)
  const edges: RecordEdge[] = []
  const households: KeptHousehold[] = []
  for (const [i, j] of pairs) {
    const bits = bitsBetween(scales, i, j)
    const related = scales.lastRelated
    const outcome = outcomeOf(model, bits)
    const [one, other] = [records[i]!.id, records[j]!.id]
    const [a, b] = one < other ? [one, other] : [other, one]
    if (outcome !== 'different') edges.push({ a, b, bits, outcome, related })
    if (outcome !== 'same' && livesTogether(scales, i, j)) households.push({ a, b, related })
  }
  return { edges, households }
}

/** What people said of pairs of records. */
export interface Judged {
  never: readonly (readonly [string, string])[]
  always: readonly (readonly [string, string])[]
}

export interface ComponentClusters {
  /** Record ids of each cluster in order; clusters in the order of their first id. */
  clusters: string[][]
  /** How they formed, by one id of each group. */
  steps: { a: string; b: string; bits: Step['bits']; size: number }[]
  bridges: { a: string; b: string; bits: number }[]
}

/**
 * The clusters of records that hang together by edges. All records of the component and all edges among them are needed; pairs
 * without an edge are weighed when they count. The answer depends on neither the order of records nor that of edges.
 */
export function clustersOf(
  model: IdentityModel,
  records: readonly PersonRecord[],
  edges: readonly Pick<RecordEdge, 'a' | 'b' | 'bits'>[],
  judged: Judged = { never: [], always: [] },
): ComponentClusters {
  // Named by their first id, decided by what they say.
  const table = tableFor(model, records)
  const { nodes, said } = byContent(table, [...records.keys()])
  const sorted = nodes.map((row) => records[row]!)
  const place = new Map(sorted.map(({ id }, n) => [id, n]))
  const scales = scalesOf(table, model)
  const known = <T extends { a: string; b: string }>(pair: T): boolean => place.has(pair.a) && place.has(pair.b)
  const own = edges
    .filter(known)
    .map((edge): Edge => ({ a: place.get(edge.a)!, b: place.get(edge.b)!, bits: edge.bits }))
  const rows = (pairs: Judged['never']): [number, number][] =>
    pairs.filter(([a, b]) => known({ a, b })).map(([a, b]) => [place.get(a)!, place.get(b)!])
  const bitsOf = (i: number, j: number): number => bitsBetween(scales, i, j)
  const scoreOf = (a: number, b: number): number => bitsOf(nodes[a]!, nodes[b]!)
  const constraints = { never: apartAgain(table, nodes, rows(judged.never)), always: rows(judged.always) }
  const rowsAt = (places: readonly number[]): number[] => places.map((at) => nodes[at]!)
  const wall = (one: readonly number[], other: readonly number[]): boolean =>
    wallBetween(scales, rowsAt(one), rowsAt(other), bitsOf)
  const found = clusterComponent(sorted.length, own, constraints, { ...model.thresholds, scoreOf, said, wall })
  const clusters = new Map<number, string[]>()
  sorted.forEach(({ id }, n) => {
    const head = found.clusterOf[n]!
    clusters.set(head, [...(clusters.get(head) ?? []), id])
  })
  const idOf = (n: number): string => sorted[n]!.id
  const named = [...clusters.values()].map((ids) => ids.sort()).sort(([x], [y]) => (x! < y! ? -1 : 1))
  return {
    clusters: named,
    steps: found.steps.map(({ a, b, bits, size }) => ({ a: idOf(a), b: idOf(b), bits, size })),
    bridges: bridgesOf(own, found.clusterOf, model.thresholds.same).map(({ a, b, bits }) => ({
      a: idOf(a),
      b: idOf(b),
      bits,
    })),
  }
}

/** Records in groups that hang together, through any number of edges and of "same" judgements. */
export function componentsOf(
  ids: Iterable<string>,
  edges: readonly Pick<RecordEdge, 'a' | 'b'>[],
  judged?: Judged,
): string[][] {
  const next = new Map<string, string[]>()
  const link = (a: string, b: string): void => {
    const others = next.get(a)
    if (others) others.push(b)
    else next.set(a, [b])
  }
  for (const { a, b } of [...edges, ...(judged?.always ?? []).map(([a, b]) => ({ a, b }))]) {
    link(a, b)
    link(b, a)
  }
  const seen = new Set<string>()
  const components: string[][] = []
  for (const id of ids) {
    if (seen.has(id)) continue
    const found = new Set([id])
    for (const each of found) for (const other of next.get(each) ?? []) found.add(other)
    for (const each of found) seen.add(each)
    components.push([...found])
  }
  return components
}
