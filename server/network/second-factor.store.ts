import type { Db } from '../kit/house.ts'

/** Has someone a second factor, or must they set up a new one before anything else? */
export async function secondFactorOf(db: Db, staffId: string): Promise<{ on: boolean; due: boolean }> {
  const row = await db
    .selectFrom('network.staff as s')
    .leftJoin('network.user as u', 'u.id', 's.user_id')
    .select(['u.twoFactorEnabled as on', 's.second_factor_due as due'])
    .where('s.id', '=', staffId)
    .executeTakeFirst()
  return { on: row?.on ?? false, due: row?.due ?? false }
}

/**
 * Takes a second factor away: its secret and its backup codes. Until a new one is set up, this person may do nothing else.
 * @returns false when there was none
 */
export async function takeSecondFactor(db: Db, staffId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('network.staff as s')
    .innerJoin('network.user as u', 'u.id', 's.user_id')
    .select('u.id')
    .where('s.id', '=', staffId)
    .where('u.twoFactorEnabled', '=', true)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return false
  await db.deleteFrom('network.twoFactor').where('userId', '=', row.id).execute()
  await db
    .updateTable('network.user')
    .set({ twoFactorEnabled: false, updatedAt: now })
    .where('id', '=', row.id)
    .execute()
  await db.updateTable('network.staff').set({ second_factor_due: true }).where('id', '=', staffId).execute()
  return true
}

/** A new second factor is set up: nothing is due any more. */
export async function secondFactorSet(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('network.staff')
    .set({ second_factor_due: false })
    .where('user_id', '=', userId)
    .where('second_factor_due', '=', true)
    .execute()
}
