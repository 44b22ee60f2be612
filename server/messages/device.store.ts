import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A browser of a customer that may be rung. */
export interface Device {
  id: string
  customerId: string
  endpoint: string
  p256dh: string
  auth: string
  name: string
  createdAt: Date
  shownAt: Date | null
}

/** Why one is rung no more: somebody took it away, or its push service says that it is gone. */
export type GoneBecause = 'removed' | 'push-service'

const columns = [
  'id',
  'customer_id as customerId',
  'endpoint',
  'p256dh',
  'auth',
  'name',
  'created_at as createdAt',
  'shown_at as shownAt',
] as const

/** Devices of some customers that may be rung, the oldest first. */
export async function devicesOf(db: Db, customerIds: readonly string[]): Promise<Device[]> {
  if (customerIds.length === 0) return []
  return db
    .selectFrom('messages.device')
    .select(columns)
    .where('customer_id', 'in', [...new Set(customerIds)])
    .where('gone_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Whose these are, in one order for all who lock them. */
export async function ownersOf(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('messages.device')
    .select('customer_id as id')
    .distinct()
    .where('id', 'in', [...ids])
    .orderBy('customer_id')
    .execute()
  return rows.map(({ id }) => id)
}

/** One that may be rung. */
export async function deviceById(db: Db, id: string): Promise<Device | undefined> {
  return db
    .selectFrom('messages.device')
    .select(columns)
    .where('id', '=', id)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
}

/** What is known of an endpoint, whoever's it was. */
export async function deviceAt(
  db: Db,
  endpoint: string,
): Promise<(Device & { goneBecause: GoneBecause | null }) | undefined> {
  return db
    .selectFrom('messages.device')
    .select([...columns, 'gone_because as goneBecause'])
    .where('endpoint', '=', endpoint)
    .forUpdate()
    .executeTakeFirst()
}

/** A device is this customer's from now on. One that was taken away is taken back; one that another had is theirs no more. */
export async function keepDevice(
  db: Db,
  device: Pick<Device, 'id' | 'customerId' | 'endpoint' | 'p256dh' | 'auth' | 'name'>,
  now: Date,
): Promise<void> {
  const row = {
    customer_id: device.customerId,
    p256dh: device.p256dh,
    auth: device.auth,
    name: device.name,
    gone_at: null,
    gone_because: null,
  }
  await db
    .insertInto('messages.device')
    .values({ id: device.id, endpoint: device.endpoint, ...row, created_at: now, shown_at: null })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet({ ...row, created_at: now, shown_at: null }))
    .execute()
}

/** The push service gave a browser another address: the same device, rung there from now on. */
export async function moveDevice(db: Db, id: string, to: Pick<Device, 'endpoint' | 'p256dh' | 'auth'>): Promise<void> {
  await db.updateTable('messages.device').set(to).where('id', '=', id).execute()
}

/**
 * Rung no more: their keys go, the endpoint stays, so that nobody brings it back.
 * @returns those that could be rung until now, by customer
 */
export async function endDevices(
  db: Db,
  ids: readonly string[],
  because: GoneBecause,
  now: Date,
): Promise<{ id: string; customerId: string }[]> {
  if (ids.length === 0) return []
  return db
    .updateTable('messages.device')
    .set({ gone_at: now, gone_because: because, p256dh: '', auth: '' })
    .where('id', 'in', [...ids])
    .where('gone_at', 'is', null)
    .returning(['id', 'customer_id as customerId'])
    .execute()
}

/** One of theirs has shown something. */
export async function noteShown(db: Db, endpoint: string, customerId: string, now: Date): Promise<void> {
  await db
    .updateTable('messages.device')
    .set({ shown_at: now })
    .where('endpoint', '=', endpoint)
    .where('customer_id', '=', customerId)
    .execute()
}

/** Gone for so long that no browser remembers them. */
export async function dropGoneDevices(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('messages.device').where('gone_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Pushes whose time is over and of which no device has said that it showed them: no longer than `mostMs` after they left. */
export async function unshownPushes(
  db: Db,
  { now, mostMs, graceMs, limit }: { now: Date; mostMs: number; graceMs: number; limit: number },
): Promise<{ id: string; providerId: string }[]> {
  const { rows } = await sql<{ id: string; providerId: string }>`
    select id, provider_id as "providerId" from messages.message
    where channel = 'push' and state = 'left' and provider_id is not null
      and least(coalesce(expires_at, 'infinity'), left_at + ${mostMs} * interval '1 millisecond')
        < ${now}::timestamptz - ${graceMs} * interval '1 millisecond'
    order by left_at limit ${limit}`.execute(db)
  return rows
}
