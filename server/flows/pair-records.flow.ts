import { peopleOf } from '../identity/person.store.ts'
import { recordsById } from '../identity/record.store.ts'
import type { KeptRecord } from '../identity/record.ts'
import type { House } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'

/** Edges with the records they stand between; those whose record is gone are left out. */
export async function recordPairs<E extends { a: string; b: string }>(
  house: House,
  edges: readonly E[],
): Promise<[KeptRecord, KeptRecord, E][]> {
  const records = await recordsById(house.db, [...new Set(edges.flatMap(({ a, b }) => [a, b]))])
  const byId = new Map(records.map((record) => [record.id, record]))
  return edges.flatMap((edge): [KeptRecord, KeptRecord, E][] => {
    const [one, other] = [byId.get(edge.a), byId.get(edge.b)]
    return one && other ? [[one, other, edge]] : []
  })
}

/** The records of two ids: those of records, or the first record of two customers. */
export async function twoRecords(house: House, a: string, b: string): Promise<[KeptRecord, KeptRecord]> {
  const [one, other] = await Promise.all(
    [a, b].map(async (id) => (await recordsById(house.db, [id]))[0] ?? (await ofCustomer(house, id))),
  )
  if (!one || !other) throw notFound('record')
  if (one.id === other.id) throw invalid('b', 'same-record', 'Name two records.')
  return [one, other]
}

/** A customer nobody has looked at yet is compared as they stand. */
async function ofCustomer(house: House, id: string): Promise<KeptRecord | undefined> {
  const [known] = await peopleOf(house.db, [id])
  return known && { id, customerId: id, person: { ...known.person, id }, since: known.since }
}
