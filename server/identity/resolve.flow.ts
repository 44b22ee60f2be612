import { takeChanged } from '../customers/changed.store.ts'
import type { House } from '../kit/house.ts'
import { blockingKeys } from './blocking-keys.ts'
import type { EventBecause } from './event.ts'
import { judgementsAmong } from './judgement.store.ts'
import type { IdentityModel } from './model.ts'
import { ownPart } from './own-part.ts'
import { type Known, peopleOf } from './person.store.ts'
import type { PersonRecord } from './person-record.ts'
import {
  componentAround,
  forgetRecords,
  holdersOf,
  type KeptRecord,
  recordsById,
  recordsOfCustomers,
  saveEdges,
  saveRecords,
} from './record.store.ts'
import { clustersOf, edgesOfOne, type Judged } from './resolve-one.ts'
import { scorePair } from './score.ts'

/** Two customers that are one person, as far as we know. */
export interface Proposal {
  keep: string
  absorb: string
  because: EventBecause
}

/**
 * Looks at some customers that were written: their records are made anew, compared with whoever shares a key, and the groups they
 * touch are clustered anew. What is found is handed back; joining is for who can move all that hangs on a customer.
 * @returns how many were looked at, and who should become one
 */
export async function lookAtChanged(
  house: House,
  model: IdentityModel,
  most: number,
): Promise<{ looked: number; proposals: Proposal[] }> {
  const ids = await takeChanged(house.db, most)
  const records = await renewRecords(house, model, ids)
  await compareAll(house, model, records)
  return {
    looked: ids.length,
    proposals: await proposalsAround(
      house,
      model,
      records.map((record) => record.id),
    ),
  }
}

/** The records of these customers as they stand now. Who was absorbed keeps the record they came with; who is gone has none. */
async function renewRecords(house: House, model: IdentityModel, ids: readonly string[]): Promise<PersonRecord[]> {
  const known = await peopleOf(house.db, ids)
  const members = Map.groupBy(await recordsOfCustomers(house.db, ids), (record) => record.customerId)
  const absorbed = new Set(
    (await recordsById(house.db, ids)).filter(({ id, customerId }) => customerId !== id).map(({ id }) => id),
  )
  const inForce = known.filter((each) => !each.archived && !absorbed.has(each.customerId))
  const living = new Set([...inForce.map((each) => each.customerId), ...absorbed])
  await forgetRecords(
    house.db,
    ids.filter((id) => !living.has(id)),
  )
  const records = inForce.map((each) => ({
    id: each.customerId,
    person: ownOf(each, members.get(each.customerId) ?? []),
    since: each.since,
  }))
  await saveRecords(
    house.db,
    records.map((record) => ({
      ...record,
      keys: blockingKeys({ ...record.person, id: record.id }, model.generics, model.caps),
    })),
    house.now(),
  )
  return records.map(({ id, person }) => ({ ...person, id }))
}

function ownOf({ customerId, person }: Known, members: readonly KeptRecord[]): Omit<PersonRecord, 'id'> {
  const own = members.find((record) => record.id === customerId)
  const others = members.filter((record) => record.id !== customerId)
  return own
    ? ownPart(
        person,
        own.person,
        others.map((other) => other.person),
      )
    : person
}

/** Compares each of these with whoever shares a key. */
async function compareAll(house: House, model: IdentityModel, records: readonly PersonRecord[]): Promise<void> {
  const candidates = await candidatesOf(house, model, records)
  const edges = new Map<string, { a: string; b: string; bits: number; related: number }>()
  for (const record of records)
    for (const { a, b, bits, related } of edgesOfOne(model, record, candidates.get(record.id) ?? []))
      edges.set(`${a}|${b}`, { a, b, bits, related })
  await saveEdges(house.db, [...edges.values()])
}

/** Records that share a key with each of these, by id. */
export async function candidatesOf(
  house: House,
  model: IdentityModel,
  records: readonly PersonRecord[],
): Promise<Map<string, PersonRecord[]>> {
  const keys = new Map(records.map((record) => [record.id, blockingKeys(record, model.generics, model.caps)]))
  const holders = await holdersOf(house.db, [...new Set([...keys.values()].flat())])
  const wanted = new Map(
    records.map(({ id }) => {
      const ids = new Set((keys.get(id) ?? []).flatMap((key) => holders.get(key) ?? []))
      ids.delete(id)
      return [id, ids]
    }),
  )
  const kept = await recordsById(house.db, [...new Set([...wanted.values()].flatMap((ids) => [...ids]))])
  const byId = new Map(kept.map(({ person }) => [person.id, person]))
  return new Map([...wanted].map(([id, ids]) => [id, [...ids].flatMap((other) => byId.get(other) ?? [])]))
}

/** Groups of these records' neighbourhoods that are one person and stand as several customers. */
export async function proposalsAround(
  house: House,
  model: IdentityModel,
  recordIds: readonly string[],
): Promise<Proposal[]> {
  const seen = new Set<string>()
  const proposals: Proposal[] = []
  for (const id of recordIds) {
    if (seen.has(id)) continue
    const { ids, edges } = await componentAround(house.db, id)
    for (const each of ids) seen.add(each)
    if (ids.length < 2) continue
    const records = await recordsById(house.db, ids)
    const judged = judgedOf(await judgementsAmong(house.db, ids))
    const { clusters } = clustersOf(
      model,
      records.map((record) => record.person),
      edges,
      judged,
    )
    for (const cluster of clusters)
      proposals.push(
        ...proposalsOf(
          model,
          cluster.flatMap((each) => records.find((record) => record.id === each) ?? []),
        ),
      )
  }
  return proposals
}

export const judgedOf = (judgements: readonly { a: string; b: string; verdict: string }[]): Judged => ({
  never: judgements.filter(({ verdict }) => verdict === 'different').map(({ a, b }) => [a, b] as const),
  always: judgements.filter(({ verdict }) => verdict === 'same').map(({ a, b }) => [a, b] as const),
})

/** Everyone of one cluster joins the customer that has been known longest. */
function proposalsOf(model: IdentityModel, cluster: readonly KeptRecord[]): Proposal[] {
  const customers = [...new Set(cluster.map((record) => record.customerId))]
  if (customers.length < 2) return []
  const sinceOf = (customerId: string): string =>
    cluster
      .filter((record) => record.customerId === customerId)
      .map((record) => record.since.toISOString())
      .sort()[0]!
  const [keep, ...rest] = customers.sort((x, y) => (sinceOf(x) + x < sinceOf(y) + y ? -1 : 1))
  return rest.map((absorb) => ({ keep: keep!, absorb, because: becauseOf(model, cluster, absorb) }))
}

/** The pair that speaks most for joining a customer to the rest of the cluster. */
function becauseOf(model: IdentityModel, cluster: readonly KeptRecord[], absorb: string): EventBecause {
  const [mine, others] = [
    cluster.filter((r) => r.customerId === absorb),
    cluster.filter((r) => r.customerId !== absorb),
  ]
  const pairs = mine.flatMap((a) => others.map((b) => ({ a, b, score: scorePair(model, a.person, b.person) })))
  const best = pairs.reduce((x, y) => (y.score.bits > x.score.bits ? y : x))
  return {
    probability: best.score.probability,
    contributions: best.score.contributions,
    pair: [best.a.id, best.b.id],
    reason: '',
  }
}
