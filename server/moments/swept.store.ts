import type { Db } from '../kit/house.ts'

/** How far a moment of the clock has looked; null: never. */
export async function sweptUntil(db: Db, moment: string): Promise<string | null> {
  const row = await db.selectFrom('moments.swept').select('until').where('moment', '=', moment).executeTakeFirst()
  return row?.until ?? null
}

export async function noteSwept(db: Db, moment: string, until: string, now: Date): Promise<void> {
  await db
    .insertInto('moments.swept')
    .values({ moment, until, at: now })
    .onConflict((conflict) => conflict.column('moment').doUpdateSet({ until, at: now }))
    .execute()
}
