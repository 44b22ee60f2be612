import type { Db } from '../kit/house.ts'

export interface Allowance {
  calls: number
  minutes: number
}
/** Unless they say otherwise: five calls, thirty minutes. */
const USUAL: Allowance = { calls: 5, minutes: 30 }

export async function allowanceOf(db: Db, staffId: string): Promise<Allowance> {
  const row = await db
    .selectFrom('work.allowance')
    .select(['calls', 'minutes'])
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row ?? USUAL
}

export async function writeAllowance(db: Db, staffId: string, given: Allowance, now: Date): Promise<void> {
  const row = { ...given, changed_at: now }
  await db
    .insertInto('work.allowance')
    .values({ staff_id: staffId, ...row })
    .onConflict((c) => c.column('staff_id').doUpdateSet(row))
    .execute()
}
