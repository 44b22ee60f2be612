import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/replies.ts'
import { gapIn } from '../../../contract/reply-gaps.ts'
import { wholeWords } from '../../feedback/said-more.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid, notFound } from '../../kit/problem.ts'
import { linksFor, withoutLinks } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { emailText } from '../../messages/write-message.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import { sites } from '../../network/places.store.ts'
import { wordsThatAccuse } from '../../recovery/accused.store.ts'
import { beforeOf } from '../../recovery/before.ts'
import { type CaseRow, changeCase, lockCase } from '../../recovery/case.store.ts'
import {
  callOffReply,
  insertReply,
  type ReplyRow,
  repliesTo,
  replyById,
  sameReply,
} from '../../recovery/reply.store.ts'
import { addStep } from '../../recovery/step.store.ts'
import { UNDO_MS } from '../../recovery/step.ts'
import { entryOf } from '../../timeline/entries.store.ts'
import { type SeenVerbatim, seenVerbatim } from '../feedback/inbox.store.ts'
import { needNotAccused } from './accused.flow.ts'
import { noteCall, unnoteCall } from './note-call.flow.ts'
import { howToAnswer } from './reply-ground.flow.ts'
import { takeReplyBack } from './take-back.flow.ts'
import { aboutWords } from './what-they-say.ts'
import { who } from './who.flow.ts'
import { type ToWrite, writeReply } from './write-reply.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** What is answered: a case, or words; whose they are, and where. */
interface Target {
  customerId: string
  siteId: string | null
  caseId: string | null
  verbatimId: string | null
  row: CaseRow | null
}

async function targetOf(
  house: House,
  caller: Caller,
  { caseId, verbatimId }: { caseId?: string | undefined; verbatimId?: string | undefined },
): Promise<Target> {
  if (caseId) {
    const row = await lockCase(house.db, caseId)
    need(caller, 'feedback.act', row.siteId)
    await needNotAccused(house, caller, row)
    if (!row.customerId) throw conflict('nobody-known', 'Nobody knows who wrote this', 'There is nobody to answer.')
    return { customerId: row.customerId, siteId: row.siteId, caseId, verbatimId: null, row }
  }
  const words = await wordsToAnswer(house, caller, verbatimId ?? '')
  return { customerId: words.customerId!, siteId: words.siteId, caseId: null, verbatimId: words.id, row: null }
}

async function wordsToAnswer(house: House, caller: Caller, id: string): Promise<SeenVerbatim> {
  const found = await seenVerbatim(house.db, id)
  if (!found) throw notFound('verbatim')
  need(caller, 'feedback.act', found.siteId)
  if ((await wordsThatAccuse(house.db, caller.staffId, [id])).has(id)) throw forbidden()
  if (!found.customerId) throw conflict('nobody-known', 'Nobody knows who wrote this', 'There is nobody to answer.')
  return found
}

const writing = (target: Target, caller: Caller, body: In<'sendReply'>['body']): ToWrite => ({
  customerId: target.customerId,
  siteId: target.siteId,
  staffId: who(caller),
  channel: body.channel,
  subject: body.subject,
  text: body.text,
})

export const replyHow =
  (playbooks: PlaybookInForce) =>
  async (house: House, { params }: In<'replyHow'>, caller: Caller): Out<'replyHow'> => {
    const words = await wordsToAnswer(house, caller, params.id)
    const everyPlace = await sites(house.db)
    const about = aboutWords({ ...words, text: wholeWords(words.text, words.more) }, caller.name)
    const how = await howToAnswer(house, playbooks, {
      customerId: words.customerId!,
      siteId: words.siteId,
      place: everyPlace.find(({ id }) => id === words.siteId)?.name ?? '',
      staff: caller.name,
      locale: caller.locale,
      about,
      complaint: about.tone === 'sorry',
    })
    await audit(house, caller, 'feedback.reply-open', {
      customerId: words.customerId,
      siteId: words.siteId,
      detail: { verbatim: words.id },
    })
    const replies = await repliesTo(house.db, [words.id])
    return { how, replies: replies.map((row) => asReply(row, caller, house.now())) }
  }

export const asReply = (row: ReplyRow, caller: Caller, now: Date): api.CaseReply => ({
  id: row.id,
  by: row.staff ?? '',
  at: row.at.toISOString(),
  channel: row.channel,
  text: row.text,
  state: row.state,
  leftAt: row.leftAt?.toISOString() ?? null,
  calledOffAt: row.calledOffAt?.toISOString() ?? null,
  undoable:
    row.calledOffAt === null &&
    row.state === 'ready' &&
    row.staffId === caller.staffId &&
    now.getTime() - row.at.getTime() < UNDO_MS,
})

export const previewReply =
  (playbooks: PlaybookInForce) =>
  async (house: House, { body }: In<'previewReply'>, caller: Caller): Out<'previewReply'> =>
    inTransaction(house, async (house) => {
      const target = await targetOf(house, caller, body)
      const written = await writeReply(house, playbooks, writing(target, caller, body))
      if ('refused' in written)
        return {
          refused: written.refused,
          to: '',
          from: '',
          subject: '',
          text: '',
          segments: 0,
          costCents: null,
          notBefore: null,
        }
      const { message, sender, staff, site, costCents } = written
      const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id: message.id }, house.now())
      const text = message.channel === 'email' ? emailText(message.body, message.language, sender, links) : message.body
      return {
        refused: [],
        to: message.toAddress,
        from: [staff, site || sender.name].filter(Boolean).join(', '),
        subject: message.subject,
        text: withoutLinks(text),
        segments: message.segments,
        costCents,
        notBefore: new Date(message.notBefore).toISOString(),
      }
    })

export const sendReply =
  (playbooks: PlaybookInForce) =>
  async (house: House, { body }: In<'sendReply'>, caller: Caller): Out<'sendReply'> =>
    inTransaction(house, async (house) => {
      for (const part of ['subject', 'text'] as const)
        if (gapIn(body[part]) !== null)
          throw invalid(`body.${part}`, 'gap-left', 'Fill in what stands in square brackets, or take it away.')
      const target = await targetOf(house, caller, body)
      if (target.row?.closedAt) throw conflict('case-closed', 'This case is over', 'Open it again to answer.')
      const now = house.now()
      const said = { ...target, staffId: who(caller), channel: body.channel, text: body.text }
      const before = await sameReply(house.db, said, new Date(now.getTime() - UNDO_MS))
      if (before) return { ...before, notBefore: before.notBefore.toISOString() }
      const written = await writeReply(house, playbooks, writing(target, caller, body))
      if ('refused' in written)
        throw conflict(
          'may-not-reply',
          'They may not be answered this way',
          written.refused[0]?.code ?? 'Choose another way.',
        )
      const reply = house.newId()
      const { message } = written
      await insertMessages(house.db, [message], now)
      await insertReply(
        house.db,
        {
          id: reply,
          verbatimId: target.verbatimId,
          caseId: target.caseId,
          customerId: target.customerId,
          staffId: said.staffId,
          channel: body.channel,
          messageId: message.id,
          text: body.text,
        },
        now,
      )
      const step = target.row
        ? await repliedOn(house, target.row, caller, { reply, channel: body.channel, text: body.text })
        : null
      await audit(house, caller, 'feedback.reply', {
        customerId: target.customerId,
        siteId: target.siteId,
        detail: {
          reply,
          channel: body.channel,
          ...(target.caseId ? { case: target.caseId } : { verbatim: target.verbatimId }),
        },
      })
      house.queue.wake(house, OUTBOX)
      return { reply, step, notBefore: new Date(message.notBefore).toISOString() }
    })

/** They have heard from us: the clock stands still, unless it does not arrive. */
async function repliedOn(
  house: House,
  row: CaseRow,
  caller: Caller,
  said: { reply: string; channel: string; text: string },
): Promise<string> {
  const now = house.now()
  const id = house.newId()
  await addStep(
    house.db,
    {
      id,
      caseId: row.id,
      customerId: row.customerId,
      kind: 'replied',
      by: caller.staffId,
      text: said.text,
      data: { replyId: said.reply, channel: said.channel, before: beforeOf(row) },
    },
    now,
  )
  await changeCase(house.db, row.id, { answeredAt: row.answeredAt ?? now, nextAt: null }, now)
  return id
}

/** They were called about their words: spoken with, they are answered. */
export const calledAboutWords =
  (playbooks: PlaybookInForce) =>
  (house: House, { params, body }: In<'calledAboutWords'>, caller: Caller): Out<'calledAboutWords'> =>
    inTransaction(house, async (house) => {
      const staffId = who(caller)
      const words = await wordsToAnswer(house, caller, params.id)
      const customerId = words.customerId!
      const about = { customerId, siteId: words.siteId, assetId: null, caseId: null }
      const { attemptId } = await noteCall(house, playbooks, about, caller, body)
      // The answer it is goes by the id of the call: both are taken back together.
      const reply = body.outcome === 'reached' ? attemptId : null
      if (reply)
        await insertReply(
          house.db,
          {
            id: reply,
            verbatimId: words.id,
            caseId: null,
            customerId,
            staffId,
            channel: 'call',
            messageId: null,
            text: body.text,
          },
          house.now(),
        )
      await audit(house, caller, 'feedback.reply', {
        customerId,
        siteId: words.siteId,
        detail: { verbatim: words.id, channel: 'call', outcome: body.outcome },
      })
      return { call: attemptId, reply }
    })

/** A call about words that was none, or another outcome: within ten minutes, by whoever noted it. One on a case is a step of that case. */
export const undoCallAboutWords = (
  house: House,
  { params }: In<'undoCallAboutWords'>,
  caller: Caller,
): Out<'undoCallAboutWords'> =>
  inTransaction(house, async (house) => {
    const noted = await entryOf(house.db, 'recovery', params.id)
    if (noted?.kind !== 'call') throw notFound('call')
    need(caller, 'feedback.act', noted.siteId)
    if (noted.caseId) throw conflict('of-a-case', 'It belongs to a case', 'Take the step back on the page of the case.')
    if (noted.staffId !== caller.staffId) throw forbidden('Only who did it takes it back.')
    if (house.now().getTime() - noted.at.getTime() >= UNDO_MS)
      throw conflict('too-late', 'This can no longer be taken back')
    await unnoteCall(house.db, { attemptId: params.id, attentionId: params.id })
    await callOffReply(house.db, params.id, house.now())
    await audit(house, caller, 'feedback.reply-undo', {
      customerId: noted.customerId,
      siteId: noted.siteId,
      detail: { call: params.id },
    })
    return { ok: true }
  })

export async function undoReply(house: House, { params }: In<'undoReply'>, caller: Caller): Out<'undoReply'> {
  return inTransaction(house, async (house) => {
    const row = await replyById(house.db, params.id)
    if (row.staffId !== caller.staffId) throw conflict('not-yours', 'Somebody else wrote it')
    if (row.caseId) throw conflict('of-a-case', 'It belongs to a case', 'Take the step back on the page of the case.')
    await takeReplyBack(house, row, caller)
    return { ok: true }
  })
}
