import type { Which } from '../customers/changed.store.ts'
import type { House } from '../kit/house.ts'
import type { EventBecause } from './event.ts'
import { noteMeanwhile } from './meanwhile.store.ts'
import type { IdentityModel } from './model.ts'
import { type Candidate, type CappedKey, holdersOf, neighbourhoodOf } from './neighbours.store.ts'
import { ownPart, sameSaid } from './own-part.ts'
import { changedStandings, type Standing, standingsOf } from './person.store.ts'
import type { PersonRecord } from './person-record.ts'
import { recordsById } from './record.store.ts'
import type { KeptEdge, KeptRecord } from './record.ts'
import { recordKeys } from './record-keys.ts'
import { forgetRecords, type NewRecord, savePairs, saveRecords, writeRecords } from './record-save.store.ts'
import { clustersOf, componentsOf, type Judged, weighPairs } from './resolve-one.ts'
import { scorePair } from './score.ts'

/** Two customers that are one person, as far as we know. */
export interface Proposal {
  keep: string
  absorb: string
  because: EventBecause
}

/**
 * Looks at some customers that were written: their records are made anew, compared with whoever shares a key, and the groups they
 * touch are clustered anew. What is found is handed back; joining is for who can move all that hangs on a customer. Five statements
 * at most whatever the number; a record that says what it said before is neither written nor compared again.
 * @returns how many were looked at, and who should become one
 */
export async function lookAtChanged(
  house: House,
  model: IdentityModel,
  most: number,
  which: Which = 'all',
  /** A pass over everyone is under way, and must leave these alone. */
  beside = false,
): Promise<{ looked: number; proposals: Proposal[] }> {
  const standings = await changedStandings(house.db, most, which)
  const { changed, kept } = await renewRecords(house, model, standings)
  if (beside)
    await noteMeanwhile(
      house.db,
      standings.map(({ customerId }) => customerId),
    )
  const touched = await compareAll(house, model, changed)
  return {
    looked: standings.length,
    proposals: await proposalsAround(house, model, [...new Set([...touched, ...kept])]),
  }
}

/**
 * The records of these customers as they stand now. Who was absorbed keeps the record they came with; who is gone has none.
 * @returns those that say something else than before; which of those were kept before; and everyone kept
 */
async function renewed(house: House, standings: readonly Standing[]) {
  const changed: Omit<NewRecord, 'keys'>[] = []
  const known: string[] = []
  const kept: string[] = []
  const gone: string[] = []
  for (const { customerId: id, known: now, own, others } of standings) {
    const absorbed = own !== null && own.customerId !== id
    if (!absorbed && (!now || now.archived)) {
      if (own) gone.push(id)
      continue
    }
    if (own) kept.push(id)
    if (absorbed || !now) continue
    const person = own ? ownPart(now.person, own.person, others) : now.person
    if (own && sameSaid(person, own.person)) continue
    if (own) known.push(id)
    changed.push({ id, person, since: now.since })
  }
  await forgetRecords(house.db, gone)
  return { changed, known, kept }
}

/** A record made anew, with its keys. */
type Renewed = NewRecord & { capped: Map<number, number> }

async function renewRecords(
  house: House,
  model: IdentityModel,
  standings: readonly Standing[],
): Promise<{ changed: Renewed[]; kept: string[] }> {
  const { changed, known, kept } = await renewed(house, standings)
  const keyed = changed.map((record): Renewed => {
    const capped = recordKeys(model, { ...record.person, id: record.id })
    return { ...record, keys: [...capped.keys()], capped }
  })
  await saveRecords(
    house.db,
    keyed.map(({ capped: _capped, ...record }) => record),
    known,
    house.now(),
  )
  return { changed: keyed, kept }
}

/** The records of these customers as they stand now, for a pass over everyone to compare. */
export async function renewInBulk(house: House, ids: readonly string[]): Promise<void> {
  const { changed } = await renewed(house, await standingsOf(house.db, ids))
  await writeRecords(house.db, changed, house.now())
}

/**
 * Compares records once more that were looked at while a pass was under way: some of those the pass brought had no keys yet. What the pass left alone is
 * found anew, and said again.
 */
export async function lookAgain(house: House, model: IdentityModel, ids: readonly string[]): Promise<Proposal[]> {
  const records = await recordsById(house.db, ids)
  const keyed = records.map(({ id, person, since }): Renewed => {
    const { id: _id, ...said } = person
    const capped = recordKeys(model, person)
    return { id, person: said, since, keys: [...capped.keys()], capped }
  })
  const known = keyed.map(({ id }) => id)
  await saveRecords(
    house.db,
    keyed.map(({ capped: _capped, ...record }) => record),
    known,
    house.now(),
  )
  const touched = await compareAll(house, model, keyed)
  return proposalsAround(house, model, [...new Set([...touched, ...known])])
}

/** Compares each of these with whoever shares a key. @returns the ids of those that hang together with somebody */
async function compareAll(house: House, model: IdentityModel, changed: readonly Renewed[]): Promise<Set<string>> {
  const holders = await holdersOf(house.db, askedKeys(changed.map(({ capped }) => capped)))
  const records = holders.map(({ person }) => person)
  const place = new Map(records.map(({ id }, n) => [id, n]))
  const holding = holdersByKey(holders)
  const pairs = new Map<number, [number, number]>()
  for (const { id, keys } of changed) {
    const own = place.get(id)
    if (own === undefined) continue
    for (const key of keys)
      for (const other of holding.get(key) ?? []) {
        const [i, j] = own < other ? [own, other] : [other, own]
        if (i !== j) pairs.set(i * records.length + j, [i, j])
      }
  }
  if (pairs.size === 0) return new Set()
  const { edges, households } = weighPairs(model, records, pairs.values())
  await savePairs(
    house.db,
    edges.map(({ a, b, bits, related }) => ({ a, b, bits, related })),
    households,
  )
  return new Set(edges.flatMap(({ a, b }) => [a, b]))
}

/** Each key once, with the widest cap anyone gives it. */
function askedKeys(all: readonly Map<number, number>[]): CappedKey[] {
  const caps = new Map<number, number>()
  for (const keys of all) for (const [key, cap] of keys) caps.set(key, Math.max(cap, caps.get(key) ?? 0))
  return [...caps].map(([key, cap]) => ({ key, cap }))
}

function holdersByKey(holders: readonly Candidate[]): Map<number, number[]> {
  const holding = new Map<number, number[]>()
  for (const [n, { keys }] of holders.entries())
    for (const key of keys) {
      const held = holding.get(key)
      if (held) held.push(n)
      else holding.set(key, [n])
    }
  return holding
}

/** Records on file that share a key with one that is not. */
export const candidatesOf = async (house: House, model: IdentityModel, record: PersonRecord): Promise<Candidate[]> =>
  holdersOf(house.db, askedKeys([recordKeys(model, record)]))

/** Groups of these records' neighbourhoods that are one person and stand as several customers. */
export async function proposalsAround(
  house: House,
  model: IdentityModel,
  recordIds: readonly string[],
): Promise<Proposal[]> {
  const { records, edges, judgements } = await neighbourhoodOf(house.db, recordIds)
  const judged = judgedOf(judgements)
  const byId = new Map(records.map((record) => [record.id, record]))
  const edgesOf = Map.groupBy(edges, ({ a }) => a)
  return componentsOf(byId.keys(), edges, judged).flatMap((ids): Proposal[] => {
    const group = ids.flatMap((each) => byId.get(each) ?? [])
    if (new Set(group.map((record) => record.customerId)).size < 2) return []
    const own = ids.flatMap((each) => edgesOf.get(each) ?? [])
    const people = group.map((record) => record.person)
    const { clusters } = clustersOf(model, people, own, judged)
    const recordsOf = Map.groupBy(group, ({ customerId }) => customerId)
    return clusters.flatMap((cluster) => {
      // A customer of whom one record is of another cluster goes nowhere by itself: what else they are made of would be dragged along.
      const whole = (customerId: string): boolean => recordsOf.get(customerId)!.every(({ id }) => cluster.includes(id))
      const records = cluster.map((each) => byId.get(each)!).filter(({ customerId }) => whole(customerId))
      return proposalsOf(model, records, own)
    })
  })
}

const judgedOf = (judgements: readonly { a: string; b: string; verdict: string }[]): Judged => ({
  never: judgements.filter(({ verdict }) => verdict === 'different').map(({ a, b }) => [a, b] as const),
  always: judgements.filter(({ verdict }) => verdict === 'same').map(({ a, b }) => [a, b] as const),
})

/** Everyone of one cluster joins the customer that has been known longest. */
function proposalsOf(model: IdentityModel, cluster: readonly KeptRecord[], edges: readonly KeptEdge[]): Proposal[] {
  const customers = [...new Set(cluster.map((record) => record.customerId))]
  if (customers.length < 2) return []
  const sinceOf = (customerId: string): string =>
    cluster
      .filter((record) => record.customerId === customerId)
      .map((record) => record.since.toISOString())
      .sort()[0]!
  const [keep, ...rest] = customers.sort((x, y) => (sinceOf(x) + x < sinceOf(y) + y ? -1 : 1))
  return rest.map((absorb) => ({ keep: keep!, absorb, because: becauseOf(model, cluster, absorb, edges) }))
}

/** The pair that speaks most for joining a customer to the rest of the cluster: by its edge, or, where a person joined them, of all. */
function becauseOf(
  model: IdentityModel,
  cluster: readonly KeptRecord[],
  absorb: string,
  edges: readonly KeptEdge[],
): EventBecause {
  const byId = new Map(cluster.map((record) => [record.id, record]))
  const joins = (one: KeptRecord | undefined, other: KeptRecord | undefined): boolean =>
    one !== undefined && other !== undefined && (one.customerId === absorb) !== (other.customerId === absorb)
  const across = edges.filter(({ a, b }) => joins(byId.get(a), byId.get(b)))
  const strongest = across.reduce<KeptEdge | undefined>((x, y) => (x && x.bits >= y.bits ? x : y), undefined)
  const pairs = strongest
    ? [[byId.get(strongest.a)!, byId.get(strongest.b)!] as const]
    : cluster.flatMap((a) => cluster.flatMap((b) => (a.id < b.id && joins(a, b) ? [[a, b] as const] : [])))
  const scored = pairs.map(([a, b]) => ({ a, b, score: scorePair(model, a.person, b.person) }))
  const { a, b, score } = scored.reduce((x, y) => (y.score.bits > x.score.bits ? y : x))
  const pair: [string, string] = a.customerId === absorb ? [a.id, b.id] : [b.id, a.id]
  return { probability: score.probability, contributions: score.contributions, pair, reason: '' }
}
