import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arrive, resolveBulk } from '../../test/who-is-who.ts'
import { defaultModel, type IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { recordKeys } from './record-keys.ts'
import type { RecordEdge } from './resolve-one.ts'

const GIVEN = ['Anne', 'Ann', 'Paul', 'Jean', 'Jean-Pierre', 'Claire', '']
const FAMILY = ['Cieille', 'Ciellie', 'Durand', 'de la Cruz', 'Cruz', '']
const some = (values: readonly string[]) => fc.constantFrom(...values)
const record = fc.record({
  givenName: some(GIVEN),
  familyName: some(FAMILY),
  birthDate: some(['1980-05-17', '1980-17-05', '1980-01-01', '1952-02-20', '']),
  phones: fc.subarray(['0639981234', '0639981235', '0639980011'], { maxLength: 2 }),
  emails: fc.subarray(['anne.cieille@example.fr', 'acieille@example.fr', 'durand7@example.fr'], { maxLength: 1 }),
  street: some(['12 rue des Lilas', '12 r des lilas', '3 rue Foch', '']),
  postcode: some(['72000', '13001', '']),
  plates: fc.subarray(['AB123CD', 'EF456GH'], { maxLength: 1 }),
})
const base = fc.array(record, { minLength: 2, maxLength: 14 }).chain((people) => {
  const records = people.map(
    (fields, n): PersonRecord => ({ id: `r${String(n).padStart(2, '0')}`, source: 's', ...fields }),
  )
  return fc.record({
    records: fc.constant(records),
    order: fc.shuffledSubarray(records, { minLength: records.length }),
  })
})

const sorted = (clusters: string[][]): string[] => clusters.map((ids) => [...ids].sort().join(' ')).sort()

/** Records arrive one by one: candidates by key, edges kept, the touched component clustered anew. */
function arriveOneByOne(model: IdentityModel, records: readonly PersonRecord[]): string[] {
  const known = new Map<string, PersonRecord>()
  const keysOf = new Map<string, Set<number>>()
  const edges: RecordEdge[] = []
  const clusterOf = new Map<string, string[]>()
  for (const each of records) {
    const keys = [...recordKeys(model, each).keys()]
    const candidates = [...known.values()].filter(({ id }) => keys.some((key) => keysOf.get(id)!.has(key)))
    const { added, clusters } = arrive(model, each, candidates, { records: [...known.values()], edges })
    edges.push(...added)
    known.set(each.id, each)
    keysOf.set(each.id, new Set(keys))
    for (const ids of clusters) for (const id of ids) clusterOf.set(id, ids)
  }
  return sorted([...new Set(clusterOf.values())])
}

function inBulk(model: IdentityModel, records: readonly PersonRecord[]): string[] {
  const { ids, clusterOf } = resolveBulk(records, { model })
  const clusters = new Map<number, string[]>()
  for (const [row, id] of ids.entries()) clusters.set(clusterOf[row]!, [...(clusters.get(clusterOf[row]!) ?? []), id])
  return sorted([...clusters.values()])
}

it('one by one in any order, and all at once in any order, make the same people', () => {
  const model = defaultModel(2000)
  fc.assert(
    fc.property(base, ({ records, order }) => {
      const bulk = inBulk(model, records)
      expect(inBulk(model, order)).toEqual(bulk)
      expect(arriveOneByOne(model, order)).toEqual(bulk)
    }),
    { numRuns: 1500 },
  )
})

/** In the house an id tells who came first: so the same people in several orders, each time with new ids. People who say the same are one for this. */
const asTheyCame = (order: readonly PersonRecord[]): PersonRecord[] =>
  order.map((record, n) => ({ ...record, id: `n${String(n).padStart(2, '0')}` }))
const said = ({ id: _id, ...record }: PersonRecord): string => JSON.stringify(record)
function told(clusters: readonly string[], records: readonly PersonRecord[]): string[] {
  const byId = new Map(records.map((record) => [record.id, said(record)]))
  return clusters
    .map((ids) =>
      ids
        .split(' ')
        .map((id) => byId.get(id)!)
        .sort()
        .join('\n'),
    )
    .sort()
}
const orders = fc.array(record, { minLength: 3, maxLength: 14 }).chain((people) => {
  const records = people.map((fields, n): PersonRecord => ({ id: `r${n}`, source: 's', ...fields }))
  const order = fc.shuffledSubarray(records, { minLength: records.length })
  return fc.tuple(order, order, order, order)
})

it.each([
  ['as they are', {}],
  // With a low clip nearly all weights are one: whoever breaks the ties decides.
  ['with ties everywhere', { clip: 3, same: 2 }],
] as const)('the ids that an arrival hands out change nothing: four orders, %s', (_, bars) => {
  const known = defaultModel(2000)
  const model = { ...known, thresholds: { ...known.thresholds, ...bars } }
  fc.assert(
    fc.property(orders, (several) => {
      const [first, ...others] = several.map((order) => {
        const records = asTheyCame(order)
        const bulk = told(inBulk(model, records), records)
        expect(told(arriveOneByOne(model, records), records)).toEqual(bulk)
        return bulk
      })
      for (const other of others) expect(other).toEqual(first)
    }),
    { numRuns: 500 },
  )
})
