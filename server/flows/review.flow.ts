import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity.ts'
import { REVIEWED_AT_ONCE } from '../../contract/identity.ts'
import { countChanged } from '../customers/changed.store.ts'
import { importById } from '../customers/import.store.ts'
import { describePairs } from '../identity/describe.flow.ts'
import { eventOfJudgement, standingMerges } from '../identity/event.store.ts'
import type { EventBecause } from '../identity/event.ts'
import { insertJudgement, ordered, withdrawJudgement } from '../identity/judgement.store.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { oneResolverAtATime } from '../identity/record.store.ts'
import type { KeptEdge, KeptRecord } from '../identity/record.ts'
import { countOpen, openPairs } from '../identity/review.store.ts'
import { besides, mixed } from '../identity/review-order.ts'
import { controlsAnsweredSince, controlsToAsk, drawnMerge } from '../identity/sample.store.ts'
import { scorePair } from '../identity/score.ts'
import {
  decidedPair,
  insertSecond,
  readAgainSince,
  toReadAgain,
  toSettle,
  withdrawSecond,
} from '../identity/second.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { runOf } from './import-brought.flow.ts'
import { keptApart, mustKnowThatApart } from './kept-apart.flow.ts'
import { merge } from './merge.flow.ts'
import { recordPairs, twoRecords } from './pair-records.flow.ts'
import { undoEvent } from './rejoin.flow.ts'
import { unmerge } from './unmerge.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>
type Pair = AnswerOf<typeof api.reviewPairs>['pairs'][number]

const DAY_MS = 86_400_000

/** A pair as it is asked: as nobody's yet, as one somebody else has answered (which is not shown), or as one two people are torn about. */
type Asked = KeptEdge & { reading: Pair['reading']; blind: boolean }

/**
 * What one person is asked: what two others are torn about, then the doubts, and among them some pairs drawn at random and some that somebody
 * else has answered. Those two look like any doubt: who knows that the base was sure, or what a colleague said, agrees more often
 * than they would by themselves.
 */
export const reviewPairs =
  (models: ModelInForce) =>
  async (house: House, { query }: In<'reviewPairs'>, caller: Caller): Out<'reviewPairs'> => {
    const { model } = await models.of(house.db)
    const brought = query.import === undefined ? undefined : runOf(await importById(house.db, query.import))
    const doubts = await openPairs(house.db, {
      ask: model.thresholds.ask,
      limit: query.limit,
      reader: caller.staffId,
      brought,
    })
    const waiting = await countOpen(house.db, model.thresholds.ask, brought)
    const [torn, others] = brought ? [[], []] : await besidesDoubts(house, caller, doubts.length, query.limit)
    const doubt = (edge: KeptEdge): Asked => ({ ...edge, reading: 'first', blind: false })
    const asked = [...torn, ...mixed(doubts.map(doubt), others)].slice(0, query.limit)
    const pairs = await recordPairs(house, asked)
    const described = await describePairs(
      house,
      model,
      pairs.map(([a, b]) => [a, b] as const),
    )
    return {
      pairs: described.map((pair, n) => unseen(pair, pairs[n]![2])),
      waiting: waiting + torn.length + others.length,
      beside: others.length,
      behind: pairs.length > 0 ? 0 : await countChanged(house.db),
    }
  }

async function besidesDoubts(
  house: House,
  { staffId }: Caller,
  doubts: number,
  limit: number,
): Promise<[Asked[], Asked[]]> {
  if (staffId === null) return [[], []]
  const since = new Date(house.now().getTime() - DAY_MS)
  const torn = await toSettle(house.db, staffId, limit)
  const again = await toReadAgain(house.db, staffId, limit)
  const drawn = await controlsToAsk(house.db, limit)
  const answered = {
    drawn: await controlsAnsweredSince(house.db, staffId, since),
    again: await readAgainSince(house.db, staffId, since),
  }
  const room = besides(doubts, answered, { drawn: drawn.length, again: again.length })
  const others: Asked[] = []
  for (let n = 0; n < Math.max(room.again, room.drawn); n++) {
    if (n < room.again) others.push({ ...again[n]!, reading: 'second', blind: true })
    if (n < room.drawn) others.push({ ...drawn[n]!, reading: 'first', blind: true })
  }
  return [torn.map((edge): Asked => ({ ...edge, reading: 'third', blind: false })), others]
}

/** How many pairs somebody is asked beside those in doubt. */
export async function askedBeside(house: House, caller: Caller, doubts: number): Promise<number> {
  const [torn, others] = await besidesDoubts(house, caller, Math.min(doubts, REVIEWED_AT_ONCE), REVIEWED_AT_ONCE)
  return torn.length + others.length
}

/** Without what would tell that it was answered or joined: each record is shown as the customer it came as. */
const unseen = (pair: Pair, { reading, blind }: Asked): Pair => {
  const itself = (record: Pair['a']): Pair['a'] => ({ ...record, customerId: record.id, customerName: record.name })
  return blind ? { ...pair, a: itself(pair.a), b: itself(pair.b), judged: null, reading } : { ...pair, reading }
}

/**
 * Says whether two records are one person. The answer holds for ever; "same" joins their customers at once, and "different" parts a merge that was
 * drawn at random, or that two people were torn about. A second reading moves nothing.
 */
export const judgePair =
  (models: ModelInForce) =>
  (house: House, { body }: In<'judgePair'>, caller: Caller): Out<'judgePair'> =>
    inTransaction(house, async (house) => {
      await oneResolverAtATime(house.db)
      const { model } = await models.of(house.db)
      const [a, b] = await twoRecords(house, body.a, body.b)
      if (body.reading === 'third') await mustBeThird(house, caller, a, b)
      else if (body.reading === 'second' || (await answeredByAnother(house, caller, a, b)))
        return readSecond(house, caller, a, b, body.verdict)
      if (body.verdict === 'same') await mustBeFree(house, a, b)
      const score = scorePair(model, a.person, b.person)
      const judgementId = house.newId()
      const pair = ordered(a.id, b.id)
      await insertJudgement(
        house.db,
        { id: judgementId, pair, verdict: body.verdict, bits: score.bits, by: caller.staffId, reason: body.reason },
        house.now(),
      )
      await noteAnswer(house, caller, a, b, { verdict: body.verdict })
      if (body.verdict === 'different' && a.customerId === b.customerId) {
        await part(house, caller, [a, b], body.reading, judgementId)
        return { judgementId, eventId: null, reading: body.reading }
      }
      if (body.verdict !== 'same' || a.customerId === b.customerId)
        return { judgementId, eventId: null, reading: body.reading }
      const because: EventBecause = {
        probability: score.probability,
        contributions: score.contributions,
        pair: [a.id, b.id],
        reason: body.reason,
        judgementId,
      }
      const [keep, absorb] = a.since <= b.since ? [a.customerId, b.customerId] : [b.customerId, a.customerId]
      return { judgementId, eventId: await merge(house, caller, keep, absorb, because), reading: body.reading }
    })

/** Saying yes to one pair joins all records of both sides: not over a no to another pair of theirs. This pair's own older answer is what is mended. */
async function mustBeFree(house: House, a: KeptRecord, b: KeptRecord): Promise<void> {
  const [first, second] = ordered(a.id, b.id)
  const standing = await keptApart(house, a.customerId, b.customerId)
  mustKnowThatApart(
    standing.filter((each) => each.a !== first || each.b !== second),
    false,
  )
}

const noteAnswer = (
  house: House,
  caller: Caller,
  a: KeptRecord,
  b: KeptRecord,
  detail: Record<string, unknown>,
): Promise<void> =>
  audit(house, caller, 'identity.judge', { customerId: a.customerId, detail: { other: b.customerId, ...detail } })

/** The merge that made one customer of them comes apart: the one that was drawn, or, for a third person, the one between the two. */
async function part(
  house: House,
  caller: Caller,
  [a, b]: readonly [KeptRecord, KeptRecord],
  reading: Pair['reading'],
  judgementId: string,
): Promise<void> {
  const drawn = await drawnMerge(house.db, ordered(a.id, b.id))
  const between = async () =>
    (await standingMerges(house.db, a.customerId)).find(
      ({ moved }) => moved.records.includes(a.id) !== moved.records.includes(b.id),
    )?.id
  const event = drawn ?? (reading === 'third' ? await between() : undefined)
  if (!event)
    throw conflict(
      'joined',
      'These two are one customer',
      'Undo the merge on the customer’s page: everything goes back.',
    )
  await unmerge(house, caller, event, true, judgementId)
}

/**
 * Somebody else has said yes or no to it since this person was asked: two who look at one list answer the same pair. The first answer holds, and theirs is a
 * second reading, with all that follows where the two differ.
 */
async function answeredByAnother(house: House, { staffId }: Caller, a: KeptRecord, b: KeptRecord): Promise<boolean> {
  const first = await decidedPair(house.db, ordered(a.id, b.id))
  return first !== undefined && first.by !== null && first.by !== staffId
}

/** What a second person says of a pair that another has answered: never the same one, and once. */
async function readSecond(
  house: House,
  caller: Caller,
  a: KeptRecord,
  b: KeptRecord,
  verdict: In<'judgePair'>['body']['verdict'],
): Out<'judgePair'> {
  const pair = ordered(a.id, b.id)
  const first = await decidedPair(house.db, pair)
  if (!first || !caller.staffId || first.by === caller.staffId || first.second) throw answered()
  const id = house.newId()
  await insertSecond(house.db, { id, judgementId: first.id, pair, verdict, by: caller.staffId }, house.now())
  await noteAnswer(house, caller, a, b, { verdict, reading: 'second' })
  return { judgementId: id, eventId: null, reading: 'second' }
}

async function mustBeThird(house: House, caller: Caller, a: KeptRecord, b: KeptRecord): Promise<void> {
  const first = await decidedPair(house.db, ordered(a.id, b.id))
  if (!first?.second || !caller.staffId || [first.by, first.second].includes(caller.staffId)) throw answered()
}

const answered = () =>
  conflict('read-already', 'Somebody has answered this pair', 'Another pair comes; nothing was changed.')

/** Takes an answer back: what it joined comes apart, what it parted is joined again, and the pair waits again. */
export const undoJudgement = (house: House, { params }: In<'undoJudgement'>, caller: Caller): Out<'undoJudgement'> =>
  inTransaction(house, async (house) => {
    await oneResolverAtATime(house.db)
    const pair =
      (await withdrawSecond(house.db, params.id, house.now())) ??
      (await withdrawJudgement(house.db, params.id, house.now()))
    if (!pair) throw notFound('answer')
    const event = await eventOfJudgement(house.db, params.id)
    if (event?.kind === 'merge') await unmerge(house, caller, event.id, false)
    else if (event) await undoEvent(house, caller, event.id)
    await audit(house, caller, 'identity.undo', {
      customerId: pair.a,
      detail: { other: pair.b, judgement: params.id },
    })
    return { ok: true as const }
  })
