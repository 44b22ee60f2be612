import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/work.ts'
import { advisedBy, knownCustomers } from '../customers/customers.store.ts'
import { type Caller, callerMay } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { forbidden, invalid, notFound, Problem } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { madeOnce } from '../network/made.store.ts'
import { staffById, staffOf } from '../network/staff.store.ts'
import { dayAt, instantOf } from '../plain/civil.ts'
import { allowanceOf, writeAllowance } from './allowance.store.ts'
import {
  endHandoverRow,
  type HandoverRow,
  handoversInForce,
  handoversOf,
  insertHandover,
  lockHandover,
  staffZone,
} from './handover.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

const staffIdOf = (caller: Caller): string => {
  if (!caller.staffId) throw invalid('session', 'api-key', 'Only a person has people of their own.')
  return caller.staffId
}

const asHandover = (row: HandoverRow, now: Date): api.Handover => ({
  id: row.id,
  fromId: row.from_staff,
  from: row.from_name,
  toId: row.to_staff,
  to: row.to_name,
  at: row.at.toISOString(),
  until: row.until?.toISOString() ?? null,
  lastDay: row.until && dayAt(row.zone, row.until.getTime() - 1),
  over: row.ended_at !== null || (row.until !== null && row.until <= now),
  words: row.words,
  customers: row.customers,
  people: row.people,
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Who manages staff on every site sees all; others what they gave or received. */
export async function listHandovers(house: House, _input: In<'listHandovers'>, caller: Caller): Out<'listHandovers'> {
  const everybody = caller.roles.some((held) => held.siteId === null) && callerMay(caller, 'staff.manage')
  const rows = await handoversOf(house.db, everybody ? 'everybody' : { staffId: staffIdOf(caller) })
  return { handovers: rows.map((row) => asHandover(row, house.now())) }
}

/** Does this person manage the staff of a site where the other one works? */
async function mayFor(house: House, caller: Caller, staffId: string): Promise<boolean> {
  if (staffId === caller.staffId) return true
  const other = await staffById(house.db, house.now(), staffId, { archived: true })
  return other.roles.some((held) => callerMay(caller, 'staff.manage', held.siteId))
}

/**
 * Who left and handed nobody over: their customers have an advisor who is not there, and no list of anybody's shows them. Most customers first.
 */
export async function listLeavers(house: House, _input: In<'listLeavers'>, caller: Caller): Out<'listLeavers'> {
  const now = house.now()
  const [everybody, here, given] = [
    await staffOf(house.db, now, { archived: true }),
    new Set((await staffOf(house.db, now)).map(({ id }) => id)),
    await handoversInForce(house.db, now),
  ]
  const whole = new Set(given.filter(({ customers }) => customers === null).map(({ from }) => from))
  const left = everybody.filter(
    ({ id, roles }) =>
      !here.has(id) && !whole.has(id) && roles.some((held) => callerMay(caller, 'staff.manage', held.siteId)),
  )
  if (left.length === 0) return { leavers: [] }
  const theirs = await advisedBy(
    house.db,
    left.map(({ id }) => id),
  )
  return {
    leavers: left
      .flatMap(({ id, name }) => (theirs.has(id) ? [{ id, name, customers: theirs.get(id)! }] : []))
      .sort((a, b) => b.customers - a.customers),
  }
}

export async function makeHandover(house: House, { body }: In<'makeHandover'>, caller: Caller): Out<'makeHandover'> {
  const from = body.fromId ?? staffIdOf(caller)
  if (!(await mayFor(house, caller, from)))
    throw forbidden('Who manages the staff of their site may hand over for a colleague.')
  const faults: { path: string; because: string }[] = []
  const now = house.now()
  const until = body.until ? await endOf(house, body.until, from) : null
  if (from === body.toId)
    faults.push({ path: 'body.toId', because: 'Choose a colleague: these people are theirs already.' })
  else
    await staffById(house.db, now, body.toId).catch(() =>
      faults.push({ path: 'body.toId', because: 'Nobody of this id works here (any more).' }),
    )
  if (until && until <= now) faults.push({ path: 'body.until', because: 'The end lies in the past.' })
  const unknown = body.customerIds ? await unknownAmong(house, body.customerIds) : 0
  if (unknown > 0)
    faults.push({ path: 'body.customerIds', because: `${unknown} of these are no customers (any more).` })
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'Something in what you sent cannot be used', {
      faults,
      hint: 'Each fault names its field.',
    })
  const made = async (house: House, id: string) => (await handoversOf(house.db, { id }))[0]
  const still = async (house: House, id: string) => {
    const row = await made(house, id)
    return row && !row.ended_at ? asHandover(row, now) : undefined
  }
  const make = async (house: House, id: string) => {
    const customerIds = body.customerIds ? [...new Set(body.customerIds)] : null
    await insertHandover(house.db, { id, from, to: body.toId, at: now, until, words: body.words, customerIds })
    await audit(house, caller, 'handover.make', {
      detail: { handover: id, from, to: body.toId, customers: customerIds?.length ?? 'all' },
    })
    return asHandover((await made(house, id)) as HandoverRow, now)
  }
  return madeOnce(house, caller, { what: 'handover', body: { ...body, fromId: from } }, { make, still })
}

/** A day ends at midnight where the giver works, whatever the clock of the browser. */
async function endOf(house: House, until: string, staffId: string): Promise<Date> {
  if (until.includes('T')) return new Date(until)
  return new Date(instantOf(await staffZone(house.db, staffId), until, 1440))
}

async function unknownAmong(house: House, ids: readonly string[]): Promise<number> {
  const known = await knownCustomers(house.db, ids)
  return new Set(ids.filter((id) => !known.has(id))).size
}

/** Giver, receiver, or who manages the giver's staff. */
export async function endHandover(house: House, { params }: In<'endHandover'>, caller: Caller): Out<'endHandover'> {
  return inTransaction(house, async (house) => {
    const row = await lockHandover(house.db, params.id)
    if (!row) throw notFound('hand-over')
    if (row.to_staff !== caller.staffId && !(await mayFor(house, caller, row.from_staff))) throw forbidden()
    if (row.ended_at === null) {
      await endHandoverRow(house.db, params.id, house.now())
      await audit(house, caller, 'handover.end', { detail: { handover: params.id } })
    }
    return { ok: true as const }
  })
}

export const myAllowance = (house: House, _input: In<'myAllowance'>, caller: Caller): Out<'myAllowance'> =>
  allowanceOf(house.db, staffIdOf(caller))

export async function setAllowance(house: House, { body }: In<'setAllowance'>, caller: Caller): Out<'setAllowance'> {
  await writeAllowance(house.db, staffIdOf(caller), body, house.now())
  return body
}
