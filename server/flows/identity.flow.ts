import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity.ts'
import { todayOf } from '../customers/changed.flow.ts'
import { customerById } from '../customers/customers.store.ts'
import { importById } from '../customers/import.store.ts'
import { absorbedBy } from '../identity/absorbed.store.ts'
import { describeEvents, describePairs, describeRecords } from '../identity/describe.flow.ts'
import { namesOf } from '../identity/described.store.ts'
import { eventsPage } from '../identity/event.store.ts'
import type { EventBecause } from '../identity/event.ts'
import { insertJudgement, ordered } from '../identity/judgement.store.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { peopleOf } from '../identity/person.store.ts'
import type { PersonRecord } from '../identity/person-record.ts'
import { oneResolverAtATime, recordsOfCustomers } from '../identity/record.store.ts'
import { candidatesOf } from '../identity/resolve.flow.ts'
import { scorePair } from '../identity/score.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { runOf } from './import-brought.flow.ts'
import { keptApart, mustKnowThatApart, overrule, toldApart } from './kept-apart.flow.ts'
import { merge } from './merge.flow.ts'
import { twoRecords } from './pair-records.flow.ts'
import { originsOf } from './provenance.flow.ts'
import { undoEvent } from './rejoin.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

export const comparePair =
  (models: ModelInForce) =>
  async (house: House, { query }: In<'comparePair'>): Out<'comparePair'> => {
    const { model } = await models.of(house.db)
    const [a, b] = await twoRecords(house, query.a, query.b)
    const [pair] = await describePairs(house, model, [[a, b]])
    return { ...pair!, apart: await toldApart(house, await keptApart(house, a.customerId, b.customerId)) }
  }

export const undoIdentityEvent = (
  house: House,
  { params }: In<'undoIdentityEvent'>,
  caller: Caller,
): Out<'undoIdentityEvent'> =>
  inTransaction(house, async (house) => {
    await oneResolverAtATime(house.db)
    return undoEvent(house, caller, params.id)
  })

export async function identityEvents(house: House, { query }: In<'identityEvents'>): Out<'identityEvents'> {
  const [at, id] = query.after?.split('|') ?? []
  const after = at && id && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : undefined
  if (query.after && !after) throw invalid('query.after', 'not-a-cursor', 'This is not the `next` of a page before.')
  const brought = query.import === undefined ? undefined : runOf(await importById(house.db, query.import))
  const rows = await eventsPage(house.db, { customer: query.customer, brought, after, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    events: await describeEvents(house, page),
    next: rows.length > query.limit && last ? `${last.at.toISOString()}|${last.id}` : null,
  }
}

export async function customerRecords(house: House, { params }: In<'customerRecords'>): Out<'customerRecords'> {
  const [[known], customer] = await Promise.all([
    peopleOf(house.db, [params.id]),
    customerById(house.db, params.id, todayOf(house)),
  ])
  if (!known || !customer) throw notFound('customer')
  const own = await recordsOfCustomers(house.db, [params.id])
  const records =
    own.length > 0
      ? own
      : [{ id: params.id, customerId: params.id, person: { ...known.person, id: params.id }, since: known.since }]
  const events = await eventsPage(house.db, { customer: params.id, limit: 100 })
  return {
    records: await describeRecords(house, records),
    events: await describeEvents(house, events),
    ...(await originsOf(house, customer, records)),
  }
}

export const mergeCustomers =
  (models: ModelInForce) =>
  (house: House, { params, body }: In<'mergeCustomers'>, caller: Caller): Out<'mergeCustomers'> =>
    inTransaction(house, async (house) => {
      await oneResolverAtATime(house.db)
      if ((await absorbedBy(house, params.id)).includes(body.other))
        throw conflict('joined', 'These two are one customer already', 'Nothing to do.')
      const standing = await keptApart(house, params.id, body.other)
      mustKnowThatApart(standing, body.anyway)
      const { model } = await models.of(house.db)
      const [a, b] = await twoRecords(house, params.id, body.other)
      const score = scorePair(model, a.person, b.person)
      const judgementId = house.newId()
      await insertJudgement(
        house.db,
        {
          id: judgementId,
          pair: ordered(a.id, b.id),
          verdict: 'same',
          bits: null,
          by: caller.staffId,
          reason: body.reason,
        },
        house.now(),
      )
      const { probability, contributions } = score
      const because: EventBecause = { probability, contributions, pair: [a.id, b.id], reason: body.reason, judgementId }
      if (standing.length > 0) because.overruled = await overrule(house, caller, standing, body.reason)
      return { eventId: await merge(house, caller, params.id, body.other, because) }
    })

/** Likeliest first; strangers are not shown. */
const MOST_ALIKE = 5

export const lookAlike =
  (models: ModelInForce) =>
  async (house: House, { body }: In<'lookAlike'>): Out<'lookAlike'> => {
    const { model } = await models.of(house.db)
    const person: PersonRecord = {
      id: 'typed',
      source: 'desk',
      ...(body.givenName ? { givenName: body.givenName } : {}),
      ...(body.familyName ? { familyName: body.familyName } : {}),
      ...(body.companyName ? { company: body.companyName } : {}),
      ...(body.birthDate ? { birthDate: body.birthDate } : {}),
      ...(body.street ? { street: body.street } : {}),
      ...(body.postcode ? { postcode: body.postcode } : {}),
      ...(body.city ? { city: body.city } : {}),
      phones: body.phones.filter(Boolean),
      emails: body.emails.filter(Boolean),
      plates: body.plates.filter(Boolean),
    }
    const scored = (await candidatesOf(house, model, person))
      .map((candidate) => ({ ...candidate, score: scorePair(model, person, candidate.person) }))
      .filter(({ score }) => score.outcome !== 'different')
      .sort((x, y) => y.score.bits - x.score.bits)
    const best = new Map<string, (typeof scored)[number]>()
    for (const each of scored) if (!best.has(each.customerId) && best.size < MOST_ALIKE) best.set(each.customerId, each)
    const names = await namesOf(house.db, [...best.keys()])
    return {
      people: [...best].map(([customerId, { person: candidate, score }]) => ({
        customerId,
        name: names.get(customerId) ?? '',
        city: candidate.city ?? '',
        outcome: score.outcome,
        probability: score.probability,
        contributions: score.contributions,
      })),
    }
  }
