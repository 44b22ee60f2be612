import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import { unknownReferences } from '../customers/references.store.ts'
import { type Caller, callerSites, need } from '../kit/caller.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { notFound, Problem } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { madeOnce } from '../network/made.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import {
  appointmentsOf,
  appointmentsOfSource,
  insertAppointmentOnce,
  lockAppointment,
  type SaidAppointment,
  writeAppointment,
} from './appointment.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

export async function listAppointments(
  house: House,
  { query }: In<'listAppointments'>,
  caller: Caller,
): Out<'listAppointments'> {
  if (query.site) need(caller, 'visits.read', query.site)
  const sites = callerSites(caller, 'visits.read')
  const appointments = await appointmentsOf(house.db, {
    ...(query.site ? { site: query.site } : sites === 'all' ? {} : { sites }),
    ...(query.customer ? { customer: query.customer } : {}),
    ...(query.from ? { from: new Date(query.from) } : {}),
    ...(query.to ? { to: new Date(query.to) } : {}),
    cancelled: query.cancelled,
  })
  if (query.customer)
    await audit(house, caller, 'appointment.list', {
      customerId: query.customer,
      siteId: query.site ?? null,
      detail: { n: appointments.length },
    })
  return { appointments }
}

async function one(house: House, id: string) {
  const [found] = await appointmentsOf(house.db, { ids: [id] })
  if (!found) throw notFound('appointment')
  return found
}

/**
 * Books. Sent again under the same source and key, it is the same appointment, brought to what is sent; without a key, the same sent again
 * within two minutes is the one there is.
 */
export async function createAppointment(
  house: House,
  { body }: In<'createAppointment'>,
  caller: Caller,
): Out<'createAppointment'> {
  need(caller, 'customers.write', body.siteId)
  const make = async (house: House, newId: string) => {
    await refuseStrangers(house, body)
    const { source, key, siteId, ...draft } = body
    const fields = { ...draft, at: new Date(draft.at).toISOString() }
    const ofKey = async () => (key === null ? undefined : (await appointmentsOfSource(house.db, source, [key]))[0])
    const before = await ofKey()
    const made = before
      ? undefined
      : await book(house, {
          id: newId,
          siteId,
          source,
          key,
          ...fields,
          state: 'booked',
          said: key === null ? null : { ...fields, state: 'booked' },
        })
    // Sent twice at the same moment: the other one booked it.
    const known = made ? undefined : (before ?? (await ofKey()))
    if (known && known.siteId !== siteId)
      throw new Problem(409, 'key-taken', 'This key is an appointment of another site', {
        hint: 'A source gives each appointment a key of its own.',
      })
    const id = made ?? known?.id
    if (!id) throw notFound('appointment')
    if (known) await writeAppointment(house.db, id, fields, { ...fields, state: known.state }, house.now())
    await audit(house, caller, known ? 'appointment.change' : 'appointment.create', {
      customerId: body.customerId,
      siteId,
      detail: { appointment: id },
    })
    if (!known)
      await noteFacts(house, [
        {
          kind: 'appointment.made',
          customerId: body.customerId,
          at: house.now(),
          siteId,
          assetId: body.assetId,
          data: { for: fields.at, service: body.service },
          key: `appointment:${id}:made`,
        },
      ])
    publish(house, { type: 'expected', site: siteId })
    return one(house, id)
  }
  if (body.key !== null) return inTransaction(house, (house) => make(house, house.newId()))
  const still = async (house: House, id: string) => {
    const found = await one(house, id)
    return found.state === 'booked' ? found : undefined
  }
  return madeOnce(house, caller, { what: 'appointment', body }, { make, still })
}

const book = async (house: House, draft: SaidAppointment): Promise<string | undefined> =>
  (await insertAppointmentOnce(house.db, draft, house.now())) ? draft.id : undefined

export async function updateAppointment(
  house: House,
  { params, body }: In<'updateAppointment'>,
  caller: Caller,
): Out<'updateAppointment'> {
  return inTransaction(house, async (house) => {
    const stored = await lockAppointment(house.db, params.id)
    if (!stored) throw notFound('appointment')
    need(caller, 'customers.write', stored.siteId)
    await refuseStrangers(house, { staffId: body.staffId, assetId: body.assetId })
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    if (body.at) change.at = new Date(body.at).toISOString()
    const fields = Object.keys(change).filter((field) => change[field] !== stored[field as keyof typeof stored])
    if (fields.length > 0) {
      await writeAppointment(house.db, params.id, change, undefined, house.now())
      await audit(house, caller, 'appointment.change', {
        customerId: stored.customerId,
        siteId: stored.siteId,
        detail: { appointment: params.id, fields },
      })
      publish(house, { type: 'expected', site: stored.siteId })
    }
    return one(house, params.id)
  })
}

/** Whom and what an appointment names must be there. */
async function refuseStrangers(
  house: House,
  named: {
    customerId?: string
    assetId?: string | null | undefined
    siteId?: string
    staffId?: string | null | undefined
  },
): Promise<void> {
  const faults = await unknownReferences(house.db, {
    staff: { 'body.staffId': named.staffId },
    sites: { 'body.siteId': named.siteId },
  })
  if (named.customerId) {
    const known = await house.db
      .selectFrom('customers.customer')
      .select('id')
      .where('id', '=', named.customerId)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    if (!known) faults.push({ path: 'body.customerId', because: 'There is no customer of this id (any more).' })
  }
  if (named.assetId) {
    const known = await house.db
      .selectFrom('customers.asset')
      .select('id')
      .where('id', '=', named.assetId)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    if (!known) faults.push({ path: 'body.assetId', because: 'There is no vehicle of this id (any more).' })
  }
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'Something in what you sent cannot be used', {
      faults,
      hint: 'Each fault names its field.',
    })
}
