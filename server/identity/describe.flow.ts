import type { IdentityEvent, IdentityRecord, Pair } from '../../contract/identity.ts'
import type { House } from '../kit/house.ts'
import { staffNames } from '../network/staff.store.ts'
import { namesOf, type SourceLine, sourcesOfCustomers } from './described.store.ts'
import { type EventRow, mergesBehind } from './event.store.ts'
import { judgementsAmong, ordered } from './judgement.store.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import type { KeptRecord } from './record.ts'
import { scorePair } from './score.ts'

const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ')

const bornAs = ({ birthName, gender }: PersonRecord): string =>
  birthName ? `(${gender === 'm' ? 'né' : 'née'} ${birthName})` : ''

const nameOf = (person: PersonRecord): string =>
  joined([person.givenName, person.familyName, bornAs(person)]) || person.fullName || person.company || ''

/** Records as screens show them. */
export async function describeRecords(house: House, records: readonly KeptRecord[]): Promise<IdentityRecord[]> {
  const customerIds = [...new Set(records.map((record) => record.customerId))]
  const names = await namesOf(house.db, customerIds)
  const sources = await sourcesByRecord(house, customerIds)
  return records.map(({ id, customerId, person, since }) => ({
    id,
    customerId,
    customerName: names.get(customerId) ?? '',
    sources: (sources.get(id) ?? []).map(({ source, key, at }) => ({ source, key, at: at.toISOString() })),
    since: since.toISOString(),
    name: nameOf(person),
    birthDate: person.birthDate ?? null,
    phones: [...(person.phones ?? [])],
    emails: [...(person.emails ?? [])],
    address: joined([person.street, joined([person.postcode, person.city])]),
    vehicles: [...(person.plates ?? []), ...(person.vins ?? [])],
    company: person.company ?? '',
  }))
}

/** A source line belongs to the record it came with: the first merge that moved it says which. */
async function sourcesByRecord(house: House, customerIds: readonly string[]): Promise<Map<string, SourceLine[]>> {
  const lines = await sourcesOfCustomers(house.db, customerIds)
  const cameWith = new Map<string, string>()
  const events = (await mergesBehind(house.db, customerIds)).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const event of events)
    for (const line of event.moved.rows.sourceRecord ?? []) if (!cameWith.has(line)) cameWith.set(line, event.other_id)
  return Map.groupBy(lines, (line) => cameWith.get(line.id) ?? line.customerId)
}

/** Two records side by side, with all that speaks for and against their being one person. */
export async function describePairs(
  house: House,
  model: IdentityModel,
  pairs: readonly (readonly [KeptRecord, KeptRecord])[],
): Promise<Pair[]> {
  const records = new Map(pairs.flat().map((record) => [record.id, record]))
  const described = new Map((await describeRecords(house, [...records.values()])).map((record) => [record.id, record]))
  const judged = await judgementsAmong(house.db, [...records.keys()])
  return pairs.map(([a, b]) => {
    const { bits, probability, outcome, related, contributions } = scorePair(model, a.person, b.person)
    const [first, second] = ordered(a.id, b.id)
    return {
      a: described.get(a.id)!,
      b: described.get(b.id)!,
      outcome,
      bits,
      probability,
      related,
      contributions,
      judged: judged.find((each) => each.a === first && each.b === second)?.verdict ?? null,
      reading: 'first',
    }
  })
}

export async function describeEvents(house: House, events: readonly EventRow[]): Promise<IdentityEvent[]> {
  const names = await namesOf(
    house.db,
    events.flatMap((event) => [event.customer_id, event.other_id]),
  )
  const staffName = await staffNames(
    house.db,
    events.flatMap((event) => event.by ?? []),
  )
  return events.map((event) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: event.kind,
    customerId: event.customer_id,
    customerName: names.get(event.customer_id) ?? '',
    otherId: event.other_id,
    otherName: names.get(event.other_id) ?? '',
    by: event.by ? (staffName.get(event.by) ?? '') : null,
    probability: event.because.probability,
    contributions: event.because.contributions,
    moved: Object.fromEntries(
      Object.entries(event.moved.rows).flatMap(([kind, ids]) =>
        ids.length > 0 && kind !== 'asset' ? [[kind, ids.length]] : [],
      ),
    ),
    undoneAt: event.undone_at?.toISOString() ?? null,
  }))
}
