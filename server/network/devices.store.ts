import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** What was closed, in numbers. */
export interface Closed {
  sessions: number
  told: number
  passkeys: number
}

/**
 * Ends the sessions of a user, what their devices are told, the devices trusted with the second factor, and passkeys.
 * @param keep a session that goes on, and what its own device is told
 * @param passkeys the ids of those taken away; or all
 */
export async function closeDevices(
  db: Db,
  who: { staffId: string; userId: string | null },
  { keep, passkeys }: { keep: string | null; passkeys: readonly string[] | 'all' },
): Promise<Closed> {
  // First, for a session takes with it what its device is told.
  let theirs = db.deleteFrom('network.push').where('staff_id', '=', who.staffId)
  if (keep) theirs = theirs.where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '!=', keep)]))
  const told = await theirs.executeTakeFirst()
  if (!who.userId) return { sessions: 0, told: Number(told.numDeletedRows), passkeys: 0 }
  const sessions = await db
    .deleteFrom('network.session')
    .where('userId', '=', who.userId)
    .where('id', '!=', keep ?? '')
    .executeTakeFirst()
  // A half-open sign-in and a trusted device are rows of the same table, with the user as their value.
  await db.deleteFrom('network.verification').where('value', '=', who.userId).execute()
  const gone = await sql`delete from network.passkey where "userId" = ${who.userId}
    and ${passkeys === 'all' ? sql`true` : sql`id = any(${[...passkeys]}::text[])`}`.execute(db)
  return {
    sessions: Number(sessions.numDeletedRows),
    told: Number(told.numDeletedRows),
    passkeys: Number(gone.numAffectedRows ?? 0n),
  }
}

/** How many passkeys a user has. */
export async function passkeysOf(db: Db, userId: string | null): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from network.passkey where "userId" = ${userId}`.execute(db)
  return rows[0]?.n ?? 0
}
