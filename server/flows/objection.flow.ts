import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/privacy.ts'
import { forgetObjection, objectsSince, standingObjections } from '../consent/objection.store.ts'
import { type ReceiptToWrite, writeReceipts } from '../consent/receipts.store.ts'
import { dueOn } from '../consent/request-clock.ts'
import { describeRequests } from '../consent/requests.flow.ts'
import { changeRequest, insertRequest, requestsOf } from '../consent/requests.store.ts'
import { platedAssetsOf } from '../customers/assets.store.ts'
import { customerChanged, todayOf } from '../customers/changed.flow.ts'
import { lockCustomer, writeCustomer } from '../customers/customers.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { archivedOf } from './archived-page.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

export async function customerRights(house: House, { params }: In<'customerRights'>): Out<'customerRights'> {
  const [since, rows, archived] = await Promise.all([
    objectsSince(house.db, params.id),
    requestsOf(house.db, [params.id]),
    archivedOf(house, params.id),
  ])
  return { marketingObjection: since?.toISOString() ?? null, requests: await describeRequests(house, rows), archived }
}

/**
 * They object, or take it back. No reason is asked, it holds at once, and the register has it as a request that was answered on the spot;
 * taking it back is no request.
 */
export function objectTo(house: House, { params, body }: In<'objectTo'>, caller: Caller): Out<'objectTo'> {
  return inTransaction(house, async (house) => {
    const stored = await lockCustomer(house.db, params.id)
    if (!stored) throw notFound('customer')
    const now = house.now()
    const about = { customerId: params.id, siteId: stored.fields.siteId }
    const already =
      body.to === 'marketing'
        ? (await objectsSince(house.db, params.id)) !== null
        : stored.fields.recognition === 'objected'
    if (already === body.objects) return { ok: true as const }
    if (body.to === 'recognition') {
      const recognition = body.objects ? 'objected' : 'default'
      await writeCustomer(house.db, params.id, { recognition }, undefined, now)
      await audit(house, caller, `customer.recognition-${recognition}`, about)
      await customerChanged(house, [params.id], await platedAssetsOf(house.db, params.id, todayOf(house)))
    }
    if (body.objects) await answeredAtOnce(house, params.id, stored.fields.siteId, body, caller)
    if (body.to === 'marketing') {
      const receipt = {
        customerId: params.id,
        channel: 'all',
        purpose: 'commercial',
        place: body.door,
        siteId: stored.fields.siteId,
        byStaff: caller.staffId,
      } as const
      await writeReceipts(
        house,
        body.objects ? [{ ...receipt, action: 'withdrawn' }] : await slips(house, { ...receipt, place: 'correction' }),
      )
      if (!body.objects) {
        await forgetObjection(house.db, params.id, now)
        await strikeFromRegister(house, params.id)
      }
      await audit(house, caller, body.objects ? 'customer.marketing-objected' : 'customer.marketing-default', about)
    }
    return { ok: true as const }
  })
}

/**
 * An objection that somebody of the house wrote is taken back as a slip: what stood before it holds again, and the proof says who took it
 * back. It is no yes. What they said by their own hand, or came from another system, is no slip of ours: only their own word ends it.
 */
async function slips(house: House, receipt: Omit<ReceiptToWrite, 'action'>): Promise<ReceiptToWrite[]> {
  const standing = await standingObjections(house.db, receipt.customerId)
  if (standing.some(({ byStaff, place }) => byStaff === null || place === 'import'))
    throw conflict(
      'their-own-word',
      'They objected themselves',
      'Only what they say now takes it back: write it under “May we contact them?”.',
    )
  return standing.map(({ id }) => ({ ...receipt, action: 'notice', evidence: { undoes: id } }))
}

/** The register counts what people asked: an objection that was a slip of ours nobody asked for. */
async function strikeFromRegister(house: House, customerId: string): Promise<void> {
  const asked = (await requestsOf(house.db, [customerId])).find(
    ({ kind, note, state }) => kind === 'objection' && note === 'marketing' && state === 'done',
  )
  if (asked) await changeRequest(house.db, asked.id, { state: 'withdrawn' })
}

async function answeredAtOnce(
  house: House,
  customerId: string,
  siteId: string | null,
  { to, door }: In<'objectTo'>['body'],
  caller: Caller,
): Promise<void> {
  const today = todayOf(house)
  const row = await insertRequest(
    house.db,
    {
      id: house.newId(),
      kind: 'objection',
      customerId,
      who: '',
      door,
      siteId,
      note: to,
      receivedOn: today,
      dueOn: dueOn(today, false),
      createdBy: caller.staffId,
    },
    house.now(),
  )
  await changeRequest(house.db, row.id, { state: 'done', answered_at: house.now(), answered_by: caller.staffId })
}
