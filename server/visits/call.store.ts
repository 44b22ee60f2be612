import { sql } from 'kysely'
import type { Call, Card, Who } from '../../contract/visits.ts'
import type { Db } from '../kit/house.ts'
import { asCall } from './visit.store.ts'

export async function callOf(db: Db, sourceId: string, call: string): Promise<Call | undefined> {
  const row = await db
    .selectFrom('visits.call')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('call', '=', call)
    .executeTakeFirst()
  return row && asCall(row)
}

const stateOf = (call: { pickedUpAt?: Date | null; hungUpAt?: Date | null }): Call['state'] =>
  call.hungUpAt ? (call.pickedUpAt ? 'ended' : 'missed') : call.pickedUpAt ? 'answered' : 'ringing'

/** Keeps a recognised call once under (source, call); undefined when it was already there. */
export async function insertCall(
  db: Db,
  call: {
    id: string
    siteId: string
    sourceId: string
    call: string
    customerId: string
    at: Date
    certainty: string
    probability: number
    card: Card
    whoId: string | null
    /** When it was picked up and hung up, if that was before it was known whose it is. */
    pickedUpAt?: Date | null
    hungUpAt?: Date | null
    takenById?: string | null
  },
  now: Date,
): Promise<Call | undefined> {
  const row = await db
    .insertInto('visits.call')
    .values({
      id: call.id,
      site_id: call.siteId,
      source_id: call.sourceId,
      call: call.call,
      customer_id: call.customerId,
      state: stateOf(call),
      at: call.at,
      answered_at: call.pickedUpAt ?? null,
      ended_at: call.hungUpAt ?? null,
      certainty: call.certainty,
      probability: call.probability,
      card: JSON.stringify(call.card),
      who_id: call.whoId,
      taken_by: call.takenById ?? null,
      updated_at: now,
    })
    .onConflict((c) => c.columns(['source_id', 'call']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && asCall(row)
}

/** A call moves on; steps that come out of order never move it back. Undefined when nothing changed. @param takenBy who picked up, where that is told */
export async function moveCall(
  db: Db,
  sourceId: string,
  call: string,
  to: 'answered' | 'ended' | 'missed',
  now: Date,
  takenBy: string | null = null,
): Promise<Call | undefined> {
  const row = await db
    .updateTable('visits.call')
    .set({
      state: to === 'ended' ? sql`case when answered_at is null then 'missed' else 'ended' end` : to,
      ...(to === 'answered' ? { answered_at: now } : { ended_at: now }),
      ...(takenBy ? { taken_by: takenBy } : {}),
      updated_at: now,
    })
    .where('source_id', '=', sourceId)
    .where('call', '=', call)
    .where('state', 'in', to === 'answered' ? ['ringing'] : ['ringing', 'answered'])
    .returningAll()
    .executeTakeFirst()
  return row && asCall(row)
}

/** Gives a call that still rings to somebody else; undefined when it rings no more. */
export async function passCall(db: Db, id: string, who: Who, now: Date): Promise<Call | undefined> {
  const row = await db
    .updateTable('visits.call')
    .set({
      who_id: who.staffId,
      card: sql`card || jsonb_build_object('who', ${JSON.stringify(who)}::jsonb)`,
      updated_at: now,
    })
    .where('id', '=', id)
    .where('state', '=', 'ringing')
    .returningAll()
    .executeTakeFirst()
  return row && asCall(row)
}

/** Does a call of this customer ring at this telephone system since less than a minute? */
export async function ringsAlready(db: Db, sourceId: string, customerId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('visits.call')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('customer_id', '=', customerId)
    .where('state', '=', 'ringing')
    .where('at', '>', new Date(now.getTime() - 60_000))
    .executeTakeFirst()
  return row !== undefined
}

/** Ends calls whose end nobody told: ringing since before one instant (missed), or answered and begun before another (ended); returns them. */
export async function endOldCalls(db: Db, ringingSince: Date, answeredSince: Date, now: Date) {
  return db
    .updateTable('visits.call')
    .set({ state: sql`case when answered_at is null then 'missed' else 'ended' end`, ended_at: now, updated_at: now })
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'ringing'), eb('at', '<', ringingSince)]),
        eb.and([eb('state', '=', 'answered'), eb('at', '<', answeredSince)]),
      ]),
    )
    .returning(['id', 'customer_id as customerId', 'site_id as siteId', 'state', 'at'])
    .execute()
}

/** Codes of today for the callers: what makes one of several people of a number the likelier, or, for who is here, the less likely. */
export async function callerContext(db: Db, customerIds: readonly string[], now: Date): Promise<Map<string, string[]>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; code: string }>`
    select customer_id as id, case when abs(extract(epoch from at - ${now})) < 7200 then 'expected-now' else 'expected-today' end as code
      from visits.appointment where state = 'booked' and customer_id = any(${[...customerIds]}::uuid[])
        and at between ${now}::timestamptz - interval '12 hours' and ${now}::timestamptz + interval '24 hours'
    union select customer_id, 'called-today' from visits.call
      where customer_id = any(${[...customerIds]}::uuid[]) and at > ${now}::timestamptz - interval '10 hours'
    union select customer_id, 'case-open' from timeline.entry
      where customer_id = any(${[...customerIds]}::uuid[]) and kind = 'case' and closed_at is null
    union select customer_id, case when state = 'ready' then 'vehicle-ready' else 'order-open' end from timeline."order"
      where customer_id = any(${[...customerIds]}::uuid[]) and state in ('placed', 'in-progress', 'ready')
    union select customer_id, 'recent-visit' from visits.visit
      where customer_id = any(${[...customerIds]}::uuid[]) and arrived_at > ${now}::timestamptz - interval '7 days' and state <> 'withdrawn'
    union select customer_id, 'here-now' from visits.visit
      where customer_id = any(${[...customerIds]}::uuid[]) and arrived_at > ${now}::timestamptz - interval '14 hours' and state in ('arrived', 'greeted')`.execute(
    db,
  )
  const context = new Map<string, string[]>()
  for (const row of rows) context.set(row.id, [...(context.get(row.id) ?? []), row.code])
  return context
}
