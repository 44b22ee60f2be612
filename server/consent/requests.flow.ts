import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/privacy.ts'
import { latestDayOf, todayOf } from '../customers/changed.flow.ts'
import { forgetMarks } from '../customers/erased.store.ts'
import { type Caller, callerMay, callerSites, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, forbidden, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { madeOnce } from '../network/made.store.ts'
import { siteById } from '../network/places.store.ts'
import { customerNames, keepingOut, staffNames } from './described.store.ts'
import { daysLeft, dueOn, mayExtend } from './request-clock.ts'
import {
  changeRequest,
  countOpen,
  insertRequest,
  lockRequest,
  type RequestRow,
  requestsPage,
} from './requests.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Requests as the screens show them. */
export async function describeRequests(house: House, rows: readonly RequestRow[]): Promise<api.DataRequest[]> {
  const today = todayOf(house)
  const [customers, staff, out] = await Promise.all([
    customerNames(
      house.db,
      rows.flatMap((row) => row.customer_id ?? []),
    ),
    staffNames(
      house.db,
      rows.flatMap((row) => row.answered_by ?? []),
    ),
    keepingOut(
      house.db,
      rows.filter((row) => row.receipt).map((row) => row.id),
    ),
  ])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    customerId: row.customer_id,
    name: (row.customer_id && customers.get(row.customer_id)) || row.who,
    door: row.door,
    siteId: row.site_id,
    note: row.note,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    daysLeft: daysLeft(row.due_on, today),
    extendedBecause: row.extended_because,
    mayExtend:
      row.state === 'open' &&
      mayExtend({ receivedOn: row.received_on, extended: row.extended_because !== null }, today),
    state: row.state,
    eraseAt: row.erase_at?.toISOString() ?? null,
    receipt: row.receipt,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: (row.answered_by && staff.get(row.answered_by)) || null,
    keptOut: out.has(row.id),
    copies: [],
  }))
}

export const describeRequest = async (house: House, row: RequestRow): Promise<api.DataRequest> =>
  (await describeRequests(house, [row]))[0]!

/** Who answers requests answers for the network; who only registers them sees those of their sites. */
const sitesSeen = (caller: Caller): 'all' | string[] =>
  callerMay(caller, 'privacy.manage', null) ? 'all' : callerSites(caller, 'requests.register')

export async function listRequests(house: House, { query }: In<'listRequests'>, caller: Caller): Out<'listRequests'> {
  const sites = sitesSeen(caller)
  const [rows, counts] = await Promise.all([
    requestsPage(house.db, { open: query.open, sites, limit: query.limit + 1, from: query.from }),
    countOpen(house.db, todayOf(house), sites),
  ])
  return {
    requests: await describeRequests(house, rows.slice(0, query.limit)),
    more: rows.length > query.limit,
    ...counts,
  }
}

export function registerRequest(house: House, { body }: In<'registerRequest'>, caller: Caller): Out<'registerRequest'> {
  const still = async (house: House, id: string) => describeRequest(house, await lockRequest(house.db, id))
  const make = async (house: House, id: string) => {
    if (body.siteId) {
      need(caller, 'requests.register', body.siteId)
      await siteById(house.db, body.siteId)
    } else if (sitesSeen(caller) !== 'all') throw forbidden('Choose one of your sites.')
    if (body.receivedOn > latestDayOf(house))
      throw invalid('body.receivedOn', 'in-the-future', 'A request has come before it is written down.')
    if (!body.customerId && !body.who)
      throw invalid('body.who', 'missing', 'Choose the customer, or write the name they gave.')
    if (body.customerId && !(await customerNames(house.db, [body.customerId])).has(body.customerId))
      throw invalid('body.customerId', 'unknown', 'There is no customer of this id.')
    const row = await insertRequest(
      house.db,
      {
        id,
        ...body,
        who: body.customerId ? '' : body.who,
        dueOn: dueOn(body.receivedOn, false),
        createdBy: caller.staffId,
      },
      house.now(),
    )
    await audit(house, caller, 'privacy.request', {
      customerId: body.customerId,
      siteId: body.siteId,
      detail: { request: row.id, kind: row.kind },
    })
    return describeRequest(house, row)
  }
  return madeOnce(house, caller, { what: 'request', body }, { make, still })
}

export function extendRequest(
  house: House,
  { params, body }: In<'extendRequest'>,
  caller: Caller,
): Out<'extendRequest'> {
  return inTransaction(house, async (house) => {
    const row = await lockRequest(house.db, params.id)
    const request = { receivedOn: row.received_on, extended: row.extended_because !== null }
    if (row.state !== 'open' || !mayExtend(request, todayOf(house)))
      throw conflict(
        'not-extendable',
        'This request cannot have more time',
        'Two months more are to be had once, and told within the first month.',
      )
    const extended = await changeRequest(house.db, row.id, {
      extended_because: body.because,
      due_on: dueOn(row.received_on, true),
    })
    await audit(house, caller, 'privacy.extend', {
      customerId: row.customer_id,
      siteId: row.site_id,
      detail: { request: row.id },
    })
    return describeRequest(house, extended)
  })
}

/** An erasure that waits is called off, not answered; one that was carried out stays so. */
export function answerRequest(
  house: House,
  { params, body }: In<'answerRequest'>,
  caller: Caller,
): Out<'answerRequest'> {
  return inTransaction(house, async (house) => {
    const row = await lockRequest(house.db, params.id)
    if (row.receipt || row.state === 'scheduled')
      throw conflict(
        'erasure-decided',
        'This erasure is decided',
        'Call it off while it waits; once done, it cannot be undone.',
      )
    if (row.kind === 'erasure' && body.state === 'done')
      throw conflict(
        'not-erased',
        'Nothing was erased',
        'Erase the person from their page: the request is answered by it.',
      )
    if (body.state === 'refused' && body.answer.length < 3)
      throw invalid('body.answer', 'missing', 'A refusal is told to the person with its reason: write it here.')
    const open = body.state === 'open'
    const answered = await changeRequest(house.db, row.id, {
      state: body.state,
      answer: open ? '' : body.answer,
      answered_at: open ? null : house.now(),
      answered_by: open ? null : caller.staffId,
    })
    await audit(house, caller, 'privacy.answer', {
      customerId: row.customer_id,
      siteId: row.site_id,
      detail: { request: row.id, state: body.state },
    })
    return describeRequest(house, answered)
  })
}

/** A person decides that somebody erased may come back by an import. */
export function letBack(house: House, { params }: In<'letBack'>, caller: Caller): Out<'letBack'> {
  return inTransaction(house, async (house) => {
    const row = await lockRequest(house.db, params.id)
    if ((await forgetMarks(house.db, [row.id])) === 0)
      throw conflict('not-kept-out', 'Nobody is kept out by this request', 'Nothing to do.')
    await audit(house, caller, 'privacy.let-back', { siteId: row.site_id, detail: { request: row.id } })
    return { ok: true as const }
  })
}
