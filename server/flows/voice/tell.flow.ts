import { type Because, say } from '../../../contract/because.ts'
import type * as api from '../../../contract/decisions.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { displayName } from '../../customers/name.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid } from '../../kit/problem.ts'
import { withoutLinks } from '../../messages/link.ts'
import { callOffReady } from '../../messages/outbox.store.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { type DecisionRow, decisionById, writeOver } from '../../voice/decision.store.ts'
import {
  beginTelling,
  endTelling,
  forgetTold,
  howManyDoubted,
  howManyToTell,
  messagesTold,
  stillToTell,
  tellingOf,
  toldPage,
} from '../../voice/told.store.ts'
import { spokenIn } from '../../voice/told-words.ts'
import { asDecision, decisionAround, decisionToChange, mayWrite, nameOf, seenDecision } from './decisions.flow.ts'
import { openTelling, TELLING, UNDO_MS, type WrittenTo, writeToSome } from './telling.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** People looked at one by one before anybody is told. */
const LOOKED = 200
const PAGE = 100

/** Of the sites the decision is for, and of no other. */
function withinSites(row: DecisionRow, audience: api.Audience, caller: Caller): api.Audience {
  const sites = audience.sites ?? row.siteIds
  if (row.siteIds && sites?.some((site) => !row.siteIds!.includes(site)))
    throw invalid('body.audience.sites', 'The decision is not for this site.')
  if (sites?.some((site) => !callerMay(caller, 'voice.manage', site)))
    throw forbidden('You do not hold this right on one of these sites.')
  return { ...audience, sites }
}

export const previewTelling =
  (playbooks: PlaybookInForce) =>
  async (house: House, { params, body }: In<'previewTelling'>, caller: Caller): Out<'previewTelling'> => {
    const row = await seenDecision(house, params.id, caller)
    if (!mayWrite(caller, row.siteIds)) throw forbidden()
    const audience = withinSites(row, body.audience, caller)
    const [counted, doubted, ids, round] = await Promise.all([
      howManyToTell(house.db, row.id, audience),
      howManyDoubted(house.db, row.id, audience),
      stillToTell(house.db, row.id, audience, LOOKED),
      openTelling(house, playbooks, body.words, house.now().getTime() + UNDO_MS),
    ])
    const written = await writeToSome(house, ids, round)
    const named = callerMay(caller, 'customers.read')
    const reader =
      written.find((one) => one.customerId === body.reader && one.message) ?? written.find((one) => one.message)
    return {
      ...counted,
      doubted,
      reached: written.filter(({ message }) => message).length,
      looked: written.length,
      people: named ? written.slice(0, PAGE).map(asToTell) : [],
      held: heldBy(written),
      sample: reader?.message
        ? {
            customer: named && reader.person ? displayName(reader.person) : '',
            channel: reader.message.channel,
            subject: reader.message.subject,
            text: withoutLinks(reader.message.body),
          }
        : null,
    }
  }

const asToTell = ({ person, customerId, advisor, message, because }: WrittenTo) => ({
  customerId,
  customer: person ? displayName(person) : '',
  language: person?.language ?? '',
  channel: message?.channel ?? null,
  advisor,
  because,
})

/** The first reason of each who is held back, the most frequent first. */
function heldBy(written: readonly WrittenTo[]): { because: Because; n: number }[] {
  const held = written.filter(({ message }) => !message).map(({ because }) => because[0] ?? say('tell.gone'))
  return [...Map.groupBy(held, ({ code }) => code).values()]
    .map((all) => ({ because: all[0]!, n: all.length }))
    .sort((a, b) => b.n - a.n)
}

export const previewShows = ({ people }: Awaited<Out<'previewTelling'>>): Shown => ({
  action: 'decision.preview',
  customerIds: people.map(({ customerId }) => customerId),
})

export const tellDecision = (house: House, { params, body }: In<'tellDecision'>, caller: Caller): Out<'tellDecision'> =>
  inTransaction(house, async (house) => {
    const row = await decisionToChange(house, params.id, caller)
    if (row.state !== 'settled' && row.state !== 'dropped')
      throw conflict('not-settled', 'It is neither settled nor dropped', 'Say what came of it first.')
    if (row.telling && !row.telling.doneAt) throw conflict('being-told', 'People are being told just now')
    if (spokenIn(body.words).length === 0)
      throw invalid('body.words', 'Nothing is written yet: a subject and a message in one language at least.')
    const audience = withinSites(row, body.audience, caller)
    const { n } = await howManyToTell(house.db, row.id, audience)
    if (n === 0)
      throw conflict(
        'nobody-to-tell',
        'Nobody we know raised this and is still to be told',
        'Link words to it, choose a theme and days, or close it with the reason.',
      )
    await beginTelling(
      house.db,
      {
        decisionId: row.id,
        audience,
        words: body.words,
        by: caller.staffId,
        total: n + row.told + row.waiting + row.lost,
      },
      house.now(),
    )
    await writeOver(house.db, row.id, null, '', house.now())
    await audit(house, caller, 'decision.tell', { detail: { decision: row.id, people: n } })
    house.queue.wake(house, TELLING)
    return asDecision(await decisionById(house.db, row.id), await decisionAround(house, caller), caller)
  })

export const undoTelling = (house: House, { params }: In<'undoTelling'>, caller: Caller): Out<'undoTelling'> =>
  inTransaction(house, async (house) => {
    const row = await decisionToChange(house, params.id, caller)
    const telling = await tellingOf(house.db, row.id)
    if (!telling) throw conflict('not-told', 'Nobody is being told')
    const now = house.now()
    const because = [say('called-off-by', { name: caller.name })]
    const calledOff = await callOffReady(house.db, await messagesTold(house.db, row.id), because, now)
    await forgetTold(house.db, row.id, calledOff)
    await endTelling(house.db, row.id, now)
    await writeOver(house.db, row.id, null, '', now)
    await audit(house, caller, 'decision.untell', { detail: { decision: row.id, calledOff: calledOff.length } })
    return {
      calledOff: calledOff.length,
      decision: asDecision(await decisionById(house.db, row.id), await decisionAround(house, caller), caller),
    }
  })

export async function toldOfDecision(
  house: House,
  { params, query }: In<'toldOfDecision'>,
  caller: Caller,
): Out<'toldOfDecision'> {
  const row = await seenDecision(house, params.id, caller)
  const named = callerMay(caller, 'customers.read')
  const rows = await toldPage(house.db, row.id, query, PAGE + 1)
  const page = rows.slice(0, PAGE)
  return {
    people: page.map((one) => ({
      customerId: named ? one.customerId : null,
      customer: named && one.kind ? nameOf(one) : '',
      state: one.state,
      channel: one.channel,
      because: one.state === null ? one.because : (one.messageBecause ?? []),
      at: one.at.toISOString(),
    })),
    next: rows.length > PAGE ? (page.at(-1)?.customerId ?? null) : null,
  }
}

export const toldShows = ({ people }: Awaited<Out<'toldOfDecision'>>): Shown => ({
  action: 'decision.told',
  customerIds: people.flatMap(({ customerId }) => customerId ?? []),
})
