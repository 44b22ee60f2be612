import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity.ts'
import { todayOf } from '../customers/changed.flow.ts'
import { countChanged } from '../customers/changed.store.ts'
import { customerById } from '../customers/customers.store.ts'
import { importById } from '../customers/import.store.ts'
import { reachOf } from '../identity/bands.ts'
import { describeEvents, describePairs, describeRecords } from '../identity/describe.flow.ts'
import { namesOf } from '../identity/described.store.ts'
import { eventCounts, eventsPage } from '../identity/event.store.ts'
import type { EventBecause } from '../identity/event.ts'
import { insertJudgement, judgementCounts, ordered } from '../identity/judgement.store.ts'
import { kappaOf } from '../identity/kappa.ts'
import { changeSettings, lastLearning, type ModelInForce } from '../identity/model.store.ts'
import { askForPass, passUnderWay } from '../identity/pass.store.ts'
import { peopleOf } from '../identity/person.store.ts'
import type { PersonRecord } from '../identity/person-record.ts'
import { answersSoFar, estimatedQuality, FEWEST_TO_LEARN, readableWeights } from '../identity/quality.ts'
import { oneResolverAtATime, recordsOfCustomers } from '../identity/record.store.ts'
import { candidatesOf } from '../identity/resolve.flow.ts'
import { countEdges, countOpen, countRecords, edgesBetween, spreadOfEdges } from '../identity/review.store.ts'
import { sampledBands, waitingBands } from '../identity/sample.store.ts'
import { scorePair } from '../identity/score.ts'
import { countTorn, readTwice } from '../identity/second.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { runOf } from './import-brought.flow.ts'
import { keptApart, mustKnowThatApart, overrule, toldApart } from './kept-apart.flow.ts'
import { absorbedBy, merge } from './merge.flow.ts'
import { recordPairs, twoRecords } from './pair-records.flow.ts'
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

/** What was drawn, band by band, as it is shown. */
const sampleOf = (bands: Awaited<ReturnType<typeof sampledBands>>): AnswerOf<typeof api.identityQuality>['sample'] =>
  bands.map(({ at, band, kind, ...counts }) => ({ kind, ...reachOf(kind, band), ...counts, at: at.toISOString() }))

export const identityQuality =
  (models: ModelInForce) =>
  async (house: House): Out<'identityQuality'> => {
    const { model, settings } = await models.of(house.db)
    const [counts, waiting, behind, merges, judgements, both, torn, drawn, open, learning, pass] = await Promise.all([
      countRecords(house.db),
      countOpen(house.db, model.thresholds.ask),
      countChanged(house.db),
      eventCounts(house.db),
      judgementCounts(house.db),
      readTwice(house.db),
      countTorn(house.db),
      sampledBands(house.db),
      waitingBands(house.db, model.thresholds.ask),
      lastLearning(house.db),
      passUnderWay(house.db),
    ])
    const bands = drawn.map((band) => (band.kind === 'asked' ? { ...band, pairs: open.get(band.band) ?? 0 } : band))
    const twice = both.bothSame + both.bothDifferent + both.differ
    return {
      ...counts,
      waiting,
      behind,
      merges: { automatic: merges.automatic, byPeople: merges.byPeople, undone: merges.undone },
      ...estimatedQuality(bands, merges.byPeopleStanding),
      sample: sampleOf(bands),
      needs: answersSoFar(bands),
      judgements,
      agreement: { pairs: twice, kappa: kappaOf(both), agreed: both.bothSame + both.bothDifferent, torn },
      model: {
        learntFrom: model.records,
        at: learning?.state === 'done' ? (learning.finished_at?.toISOString() ?? null) : null,
        same: model.thresholds.same,
        ask: model.thresholds.ask,
        comparisons: readableWeights(model),
        generic: learning?.quality?.generic ?? [],
      },
      lastLearning: learning
        ? {
            state: learning.state,
            startedAt: learning.at.toISOString(),
            finishedAt: learning.finished_at?.toISOString() ?? null,
            pairs: learning.quality?.pairs ?? 0,
            records: learning.quality?.records ?? 0,
          }
        : null,
      pass: pass
        ? { phase: pass.phase, done: pass.done, total: pass.total, startedAt: pass.started_at.toISOString() }
        : null,
      automatic: settings.automatic,
    }
  }

/** What other bars would do. Pairs below today's lower bar were not kept: a lower one is told from the next learning on. */
export const identityDryRun =
  (models: ModelInForce) =>
  async (house: House, { query }: In<'identityDryRun'>): Out<'identityDryRun'> => {
    const { model } = await models.of(house.db)
    const { same, ask } = model.thresholds
    // What is joined stays joined: a higher bar asks about none of it.
    const bars = async (bar: number, from: number) => {
      const [over, waiting, joined, before] = await Promise.all([
        countEdges(house.db, bar),
        countOpen(house.db, Math.min(from, bar)),
        bar < same ? countOpen(house.db, bar) : 0,
        bar < same ? countOpen(house.db, same) : 0,
      ])
      return { joined: over.pairs, asked: waiting - (joined - before) }
    }
    const [now, would, spread] = await Promise.all([
      bars(same, ask),
      bars(query.same, query.ask),
      spreadOfEdges(house.db),
    ])
    const [low, high] = query.same < same ? [query.same, same] : [same, query.same]
    const border = await edgesBetween(house.db, low, high === low ? low + 1 : high, 6)
    return {
      now: { same, ask, ...now },
      would,
      spread: spread.map(({ from, pairs }) => ({ from, pairs })),
      examples: await describePairs(
        house,
        model,
        (await recordPairs(house, border)).map(([a, b]) => [a, b] as const),
      ),
    }
  }

export const setIdentity =
  (models: ModelInForce) =>
  (house: House, { body }: In<'setIdentity'>, caller: Caller): Out<'setIdentity'> =>
    inTransaction(house, async (house) => {
      const { model } = await models.of(house.db)
      const [same, ask] = [body.same ?? model.thresholds.same, body.ask ?? model.thresholds.ask]
      if (ask > same) throw invalid('body.ask', 'above-same', 'Asking begins below the bar from which two are one.')
      await changeSettings(house.db, {
        ...(body.same === undefined ? {} : { same: body.same }),
        ...(body.ask === undefined ? {} : { ask: body.ask }),
        ...(body.automatic === undefined ? {} : { automatic: body.automatic }),
      })
      await audit(house, caller, 'identity.settings', { detail: body })
      await askForPass(house.db, false)
      return { ok: true as const }
    })

export async function learnIdentity(house: House, _input: In<'learnIdentity'>, caller: Caller): Out<'learnIdentity'> {
  const { records } = await countRecords(house.db)
  if (records < FEWEST_TO_LEARN)
    throw conflict(
      'too-few',
      `${FEWEST_TO_LEARN} records are needed to learn from, and there are ${records}`,
      'Until then the weights of published studies are used.',
    )
  await inTransaction(house, async (house) => {
    await audit(house, caller, 'identity.learn')
    await askForPass(house.db, true)
  })
  return { ok: true }
}
