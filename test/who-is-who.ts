import { encode } from '../server/identity/encode.ts'
import type { IdentityModel } from '../server/identity/model.ts'
import type { PersonRecord } from '../server/identity/person-record.ts'
import { type BulkOptions, type BulkResult, resolveEncoded } from '../server/identity/resolve-bulk.ts'
import { clustersOf, componentsOf, type RecordEdge, weighPairs } from '../server/identity/resolve-one.ts'

/** Who is who among records: with a given model, or with one learnt from them without labels. */
export const resolveBulk = (records: Iterable<PersonRecord>, options: BulkOptions = {}): BulkResult =>
  resolveEncoded(encode(records, options.model?.generics), options)

/** The edges a new record brings: one with each candidate that is the same or must be asked about. */
export function edgesOfOne(
  model: IdentityModel,
  record: PersonRecord,
  candidates: readonly PersonRecord[],
): RecordEdge[] {
  const others = candidates.filter(({ id }) => id !== record.id)
  return weighPairs(
    model,
    [record, ...others],
    others.map((_, n) => [0, n + 1]),
  ).edges
}

/** One record arrives: its edges to the candidates are found, then what hangs together with it is clustered anew. */
export function arrive(
  model: IdentityModel,
  record: PersonRecord,
  candidates: readonly PersonRecord[],
  known: { records: readonly PersonRecord[]; edges: readonly RecordEdge[] },
): { added: RecordEdge[]; clusters: string[][] } {
  const added = edgesOfOne(model, record, candidates)
  const edges = [...known.edges, ...added]
  const touched = new Set(componentsOf([record.id], edges)[0])
  const records = [...known.records, record].filter(({ id }) => touched.has(id))
  const within = edges.filter(({ a, b }) => touched.has(a) && touched.has(b))
  return { added, clusters: clustersOf(model, records, within).clusters }
}
