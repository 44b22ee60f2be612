import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/feedback.ts'
import type { SaidNo } from '../../../contract/feedback.ts'
import type { RequestKind } from '../../../contract/privacy.ts'
import { heardNos } from '../../consent/heard-no.store.ts'
import { forgetObjection, standingObjections } from '../../consent/objection.store.ts'
import { type ReceiptToWrite, writeReceipts } from '../../consent/receipts.store.ts'
import { dueOn } from '../../consent/request-clock.ts'
import { changeRequest, hasOpenRequest, insertRequest, requestsOf } from '../../consent/requests.store.ts'
import { todayOf } from '../../customers/changed.flow.ts'
import { answerBefore } from '../../feedback/answer-before.store.ts'
import { invitationToAsk } from '../../feedback/invitation.store.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { freeRead } from '../../messages/blocked.store.ts'
import { messageOf } from '../../messages/news.store.ts'
import { nosIn } from '../../messages/said-no.ts'
import { audit } from '../../network/audit.store.ts'
import { callOff, stopsAt } from '../loop/said-stop.flow.ts'
import { BY_ITSELF } from '../merge.flow.ts'
import type { Recorded } from './given.ts'
import { seenVerbatim } from './inbox.store.ts'

/** As long as words may be that a receipt and the register hold. */
const MOST_QUOTED = 500

/**
 * Whoever says no needs no set form, nor a set place (RGPD-2): what is a STOP when it is sent back to a message is one inside an answer; so are a no to
 * calls, the wish to be erased and the question where we have it from (RGPD-1). Each is written down as they said it and holds at once; the register
 * has what must be answered within the month. It holds whether or not the answer counts. Of somebody we do not know there is nothing to hold.
 */
export async function noHears(house: House, { given, whole, answerId }: Recorded): Promise<void> {
  const { customerId, siteId } = given.about
  if (!customerId || given.judged) return
  const said = nosIn(whole)
  if (said.length === 0) return
  // Said once, it is heard once: also where a person took it back.
  const before = new Set((await heardNos(house.db, [answerId])).map(({ no }) => no))
  const fresh = said.filter((no) => !before.has(no))
  await holdNos(house, fresh, {
    customerId,
    siteId,
    answerId,
    words: whole.slice(0, MOST_QUOTED),
    invitationId: given.invitationId,
    byStaff: given.takenBy ?? null,
  })
}

interface NoSaid {
  customerId: string
  siteId: string | null
  answerId: string
  words: string
  invitationId: string | null
  /** Who took it down. */
  byStaff: string | null
}

async function holdNos(house: House, nos: readonly SaidNo[], said: NoSaid): Promise<void> {
  const { customerId } = said
  if (nos.includes('stop')) await stops(house, said)
  if (nos.includes('calls'))
    await writeReceipts(house, [
      { ...receiptOf(said, 'calls'), channel: 'call' },
      { ...receiptOf(said, 'calls'), channel: 'call', purpose: 'service' },
    ])
  if (nos.includes('erasure')) {
    await asks(house, 'erasure', said)
    // Who wishes to be forgotten wishes to be offered nothing while they wait.
    await writeReceipts(house, [receiptOf(said, 'erasure')])
    await callOff(house, { customerId, channel: 'all', services: false }, 'said-stop')
  }
  if (nos.includes('access')) await asks(house, 'access', said)
}

const receiptOf = ({ customerId, siteId, answerId, words, byStaff }: NoSaid, no: SaidNo) =>
  ({
    customerId,
    action: 'withdrawn',
    channel: 'all',
    purpose: 'commercial',
    place: 'answer',
    wording: words,
    siteId,
    byStaff,
    evidence: { answer: answerId, no },
  }) satisfies ReceiptToWrite

/** On the way by which they were asked, as a STOP sent back to it; asked by no message, it is a no to all offers. */
async function stops(house: House, said: NoSaid): Promise<void> {
  const { customerId, answerId, words } = said
  const invitation = said.invitationId ? await invitationToAsk(house.db, said.invitationId) : undefined
  const about = invitation?.messageId ? await messageOf(house.db, invitation.messageId) : undefined
  if (about) {
    const evidence = { answer: answerId, no: 'stop' satisfies SaidNo }
    return stopsAt(house, { channel: about.channel, place: 'answer', address: about.toAddress, about, words, evidence })
  }
  await writeReceipts(house, [receiptOf(said, 'stop')])
  await callOff(house, { customerId, channel: 'all', services: false }, 'said-stop')
}

/** A request of the register, from this day. One of the same kind that is open is this one. */
async function asks(house: House, kind: RequestKind, { customerId, siteId, words, byStaff }: NoSaid): Promise<void> {
  if (await hasOpenRequest(house.db, customerId, kind)) return
  const today = todayOf(house)
  const row = await insertRequest(
    house.db,
    {
      id: house.newId(),
      kind,
      customerId,
      who: '',
      door: 'web',
      siteId,
      note: words,
      receivedOn: today,
      dueOn: dueOn(today, false),
      createdBy: byStaff,
    },
    house.now(),
  )
  await audit(house, BY_ITSELF, 'privacy.request', { customerId, siteId, detail: { request: row.id, kind } })
}

/**
 * A person read it: it was no no. What stood before stands again, and the proof says who took it back; the request is struck from the register. Said
 * to be one after all, it is held anew.
 */
export const noWasNone = (
  house: House,
  { params, body }: InputOf<typeof api.noWasNone>,
  caller: Caller,
): Promise<AnswerOf<typeof api.noWasNone>> =>
  inTransaction(house, async (house) => {
    const row = await seenVerbatim(house.db, params.id)
    if (!row?.answerId || !row.customerId) throw notFound('verbatim')
    need(caller, 'feedback.act', row.siteId)
    const { answerId, customerId } = row
    const answer = await answerBefore(house.db, { id: answerId })
    const standing = (await heardNos(house.db, [answerId])).filter((each) => each.stands)
    if (body.none === (standing.length === 0)) throw conflict('changed-since', 'Somebody said so already')
    if (body.none) await takeBack(house, standing, caller, { customerId, answerId })
    else {
      const words = [row.text, ...row.more.map(({ text }) => text)].join('\n').slice(0, MOST_QUOTED)
      const { siteId } = row
      const said = { customerId, siteId, answerId, words, invitationId: answer?.invitationId ?? null }
      await holdNos(house, nosIn(words), { ...said, byStaff: caller.staffId })
    }
    await audit(house, caller, body.none ? 'feedback.no-none' : 'feedback.no-heard', {
      customerId,
      siteId: row.siteId,
      detail: { verbatim: row.id },
    })
    return { ok: true as const }
  })

async function takeBack(
  house: House,
  standing: Awaited<ReturnType<typeof heardNos>>,
  caller: Caller,
  { customerId, answerId }: { customerId: string; answerId: string },
): Promise<void> {
  await writeReceipts(
    house,
    standing.map(
      (each): ReceiptToWrite => ({
        customerId: each.customerId,
        action: 'notice',
        channel: each.channel,
        purpose: each.purpose,
        contact: each.contact,
        place: 'correction',
        byStaff: caller.staffId,
        evidence: { undoes: each.id, because: 'read in an answer, and none' },
      }),
    ),
  )
  await freeRead(
    house.db,
    standing.flatMap(({ contact }) => contact ?? []),
  )
  for (const each of new Set(standing.map((one) => one.customerId)))
    if ((await standingObjections(house.db, each)).length === 0) await forgetObjection(house.db, each, house.now())
  const answer = await answerBefore(house.db, { id: answerId })
  const asked = (await requestsOf(house.db, [customerId])).filter(
    ({ state, note, kind }) => state === 'open' && kind === 'erasure' && note !== '' && answer?.text.startsWith(note),
  )
  for (const { id } of asked)
    await changeRequest(house.db, id, { state: 'withdrawn', answered_at: house.now(), answered_by: caller.staffId })
}
