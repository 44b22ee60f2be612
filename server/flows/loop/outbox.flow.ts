import { say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/messages.ts'
import { displayName } from '../../customers/name.ts'
import { toE164 } from '../../customers/phone.ts'
import { followMessages } from '../../feedback/invitation.store.ts'
import { type Caller, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid } from '../../kit/problem.ts'
import { blockedPage, removeBlocked } from '../../messages/blocked.store.ts'
import { ledger, monthsBetween } from '../../messages/ledger.ts'
import type { Extra } from '../../messages/letter.ts'
import { linksFor, withoutLinks, withTheirLinks } from '../../messages/link.ts'
import {
  answerMessage,
  costRows,
  outboxCounts,
  outboxPage,
  putMessageBack,
  type SeenRow,
  seenMessage,
} from '../../messages/outbox.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { smsWith } from '../../messages/write-message.ts'
import { changeTouches, takeUpAgain, takeUpWithAll } from '../../moments/touch.store.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { reached, touchAfter } from './message-ends.flow.ts'
import { stopNumber } from './round.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DAY = 86_400_000

/** @param title of its moment, in the language of who reads; else as it was written, in the customer's */
const asMessage = (row: SeenRow, title: string | null = null): api.Message => ({
  id: row.id,
  customerId: row.customerId,
  customer: row.kind
    ? displayName({
        kind: row.kind,
        givenName: row.givenName ?? '',
        familyName: row.familyName ?? '',
        companyName: row.companyName ?? '',
      })
    : '',
  channel: row.channel,
  purpose: row.purpose,
  moment: row.moment,
  title: title ?? row.title,
  staff: row.staff,
  language: row.language,
  to: row.to,
  subject: row.subject,
  body: withoutLinks(row.body),
  state: row.state,
  because: row.because,
  notBefore: row.notBefore.toISOString(),
  leftAt: row.leftAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  segments: row.segments,
  costCents: row.costCents,
  tries: row.tries,
})

export const listMessages =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'listMessages'>, caller: Caller): Out<'listMessages'> => {
    const sites = callerSites(caller, 'loop.read')
    const [{ titleOf }, rows, counts] = await Promise.all([
      playbook(house),
      outboxPage(house.db, { ...query, number: query.q && toE164(query.q), sites }, query.limit + 1),
      outboxCounts(house.db, new Date(house.now().getTime() - 30 * DAY), sites),
    ])
    const page = rows.slice(0, query.limit)
    const shown = page.map((row) => asMessage(row, row.moment && titleOf(row.moment, caller.locale)))
    return { messages: shown, next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null, counts }
  }

export const outboxShows = ({ messages }: Awaited<Out<'listMessages'>>): Shown => ({
  action: 'message.list',
  customerIds: messages.map((one) => one.customerId),
})

/** What a person says of a message that may have left, or failed. Their word is written beside it. */
export async function settleDoubt(
  house: House,
  { params, body }: In<'settleDoubt'>,
  caller: Caller,
): Out<'settleDoubt'> {
  return inTransaction(house, async (house) => {
    const row = await seenMessage(house.db, params.id, { lock: true })
    need(caller, 'loop.manage', row.siteId)
    if (row.state !== 'doubt' && row.state !== 'failed')
      throw conflict(
        'not-in-doubt',
        'Somebody has answered already',
        'Look at the message again: it is neither in doubt nor failed any more.',
      )
    const { answer } = body
    const because = [say(`person-says-${answer}`, { name: caller.name, was: row.state })]
    if (answer === 'again') {
      const words = body.body === undefined ? undefined : await corrected(house, row, body.body)
      if ((words ?? row.body).includes('{{') || (body.subject ?? row.subject).includes('{{'))
        throw invalid('body.body', 'Its words still name what this customer has not: write what should stand there.')
      const segments = words !== undefined && row.channel === 'sms' ? segmentsOf(words).segments : undefined
      await answerMessage(
        house.db,
        row.id,
        { state: 'ready', because, body: words, subject: body.subject, segments },
        house.now(),
      )
      if (row.touchId) await takeUpAgain(house.db, row.touchId, house.now())
      house.queue.wake(house, OUTBOX)
    } else {
      const state = answer === 'left' ? ('left' as const) : ('called-off' as const)
      await answerMessage(house.db, row.id, { state, because }, house.now())
      if (state === 'left') await reached(house, [asCarried(row)])
      await changeTouches(house.db, touchAfter({ state, because }, row, { withAll: true }), house.now())
    }
    await followMessages(house.db, [row.id], house.now())
    await audit(house, caller, 'message.settle', {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { message: row.id, answer },
    })
    return asMessage(await seenMessage(house.db, row.id))
  })
}

/** A person wrote the words: their links stand in them again, and in an SMS who speaks and the way out all the same (ELEC-3). */
async function corrected(house: House, row: SeenRow, words: string): Promise<string> {
  const [senderAt, providers] = await Promise.all([sendersOf(house.db), providersOf(house.db, { active: true })])
  const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id: row.id }, house.now())
  const { ask, notice } = row.extra as Extra
  const said = withTheirLinks(words, { page: links.page, ask: ask?.link })
  if (row.channel !== 'sms') return said
  return smsWith(said, row.language, {
    sender: { ...senderAt(row.siteId), stop: stopNumber(providers) },
    links,
    ask: ask ?? null,
    notice: notice ?? null,
  })
}

/** As {@link reached} wants it. */
export const asCarried = (row: SeenRow) => ({
  ...row,
  providerId: '',
  toAddress: row.to,
  extra: { ...row.extra } as Extra,
})

export async function callOffMessage(
  house: House,
  { params }: In<'callOffMessage'>,
  caller: Caller,
): Out<'callOffMessage'> {
  return inTransaction(house, async (house) => {
    const row = await seenMessage(house.db, params.id, { lock: true })
    need(caller, 'loop.manage', row.siteId)
    if (row.state !== 'ready') throw conflict('gone', 'It cannot be held any more', 'It is leaving, or has left.')
    const because = [say('called-off-by', { name: caller.name, was: 'ready' })]
    await answerMessage(house.db, row.id, { state: 'called-off', because }, house.now())
    await changeTouches(house.db, touchAfter({ state: 'called-off', because }, row, { withAll: true }), house.now())
    await followMessages(house.db, [row.id], house.now())
    await audit(house, caller, 'message.call-off', {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { message: row.id },
    })
    return asMessage(await seenMessage(house.db, row.id))
  })
}

/** What a person said, and what stood there before they said it. */
const TAKEN_AWAY = new Set(['called-off-by', 'person-says-let-go'])
const BEFORE = ['ready', 'doubt', 'failed'] as const

/** A person called it off or let it go, and takes that back: whether it is still to be said is looked at again before it leaves. */
export async function takeUpMessage(
  house: House,
  { params }: In<'takeUpMessage'>,
  caller: Caller,
): Out<'takeUpMessage'> {
  return inTransaction(house, async (house) => {
    const row = await seenMessage(house.db, params.id, { lock: true })
    need(caller, 'loop.manage', row.siteId)
    const last = row.because.at(-1)
    const before = BEFORE.find((state) => state === last?.values.was)
    if (row.state !== 'called-off' || !last || !TAKEN_AWAY.has(last.code) || !before)
      throw conflict(
        'not-called-off',
        'Nobody’s word took it away',
        'Only what a person called off or let go can be taken up again.',
      )
    const because = [say('taken-up-by', { name: caller.name })]
    await putMessageBack(house.db, row.id, before, because, house.now())
    // What had failed was let go of before anybody said so.
    if (row.touchId && before !== 'failed') await takeUpWithAll(house.db, row.touchId, because, house.now())
    await followMessages(house.db, [row.id], house.now())
    if (before === 'ready') house.queue.wake(house, OUTBOX)
    await audit(house, caller, 'message.take-up', {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { message: row.id },
    })
    return asMessage(await seenMessage(house.db, row.id))
  })
}

/** Twelve months to this day, unless said otherwise. */
export const messageCosts =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'messageCosts'>, caller: Caller): Out<'messageCosts'> => {
    const to = query.to ?? house.now().toISOString().slice(0, 10)
    const from = query.from ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4, 8)}01`
    if (from > to) throw invalid('query.from', 'It begins after it ends.')
    const rows = await costRows(house.db, query.by, { from, to, sites: callerSites(caller, 'loop.read') })
    const { titleOf } = await playbook(house)
    // A moment goes by its name in the reader's language, not by that of whoever was written to last.
    const named = rows.map((row) =>
      query.by === 'moment' ? { ...row, name: titleOf(row.key, caller.locale) ?? row.name } : row,
    )
    return ledger(named, monthsBetween(from, to))
  }

export async function listBlocked(house: House, { query }: In<'listBlocked'>): Out<'listBlocked'> {
  const rows = await blockedPage(house.db, query.limit)
  return { blocked: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

export async function unblockAddress(
  house: House,
  { body }: In<'unblockAddress'>,
  caller: Caller,
): Out<'unblockAddress'> {
  return inTransaction(house, async (house) => {
    const freed = await removeBlocked(house.db, body.channel, body.address)
    if (freed) await audit(house, caller, 'address.free', { detail: { channel: body.channel } })
    return { freed }
  })
}
