import { blockingKeys } from '../../server/identity/blocking-keys.ts'
import type { IdentityModel } from '../../server/identity/model.ts'
import type { PersonRecord } from '../../server/identity/person-record.ts'
import { type RecordEdge, resolveOne } from '../../server/identity/resolve-one.ts'
import { quantile } from '../../server/plain/quantile.ts'

export interface Arrival {
  p50Ms: number
  p99Ms: number
}

/** A base in memory: what the key table and the edges are in the database. */
class Base {
  byKey = new Map<number, string[]>()
  records = new Map<string, PersonRecord>()
  edges = new Map<string, RecordEdge[]>()
  readonly model: IdentityModel
  constructor(model: IdentityModel) {
    this.model = model
  }

  candidates(keys: readonly number[]): PersonRecord[] {
    const ids = new Set<string>()
    for (const key of keys) {
      const held = this.byKey.get(key) ?? []
      if (held.length <= 100) for (const id of held) ids.add(id)
    }
    return [...ids].map((id) => this.records.get(id)!)
  }

  /** The records that hang together with some, and their edges. */
  component(from: readonly PersonRecord[]): { records: PersonRecord[]; edges: RecordEdge[] } {
    const ids = new Set(from.map(({ id }) => id))
    const edges = new Set<RecordEdge>()
    for (const id of ids)
      for (const edge of this.edges.get(id) ?? []) {
        edges.add(edge)
        ids.add(edge.a).add(edge.b)
      }
    return { records: [...ids].map((id) => this.records.get(id)!), edges: [...edges] }
  }

  arrive(record: PersonRecord): void {
    const keys = blockingKeys(record, this.model.generics, this.model.caps)
    const candidates = this.candidates(keys)
    const { added } = resolveOne(this.model, record, candidates, this.component(candidates))
    this.records.set(record.id, record)
    for (const key of keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), record.id])
    for (const edge of added)
      for (const id of [edge.a, edge.b]) this.edges.set(id, [...(this.edges.get(id) ?? []), edge])
  }
}

/** Records that arrive one by one, in this process and nothing committed; the last thousand are timed. */
export function arriveInProcess(model: IdentityModel, records: Iterable<PersonRecord>): Arrival {
  const base = new Base(model)
  const times: number[] = []
  for (const record of records) {
    const start = performance.now()
    base.arrive(record)
    times.push(performance.now() - start)
  }
  const last = times.slice(-1000).sort((a, b) => a - b)
  return { p50Ms: quantile(last, 0.5) ?? 0, p99Ms: quantile(last, 0.99) ?? 0 }
}
