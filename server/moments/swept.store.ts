import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** How far a moment of the clock has looked, when it last did, and the first day it ever looked at. */
export interface Swept {
  until: string
  at: Date
  since: string
}

/** Null: it has never looked. */
export async function sweptOf(db: Db, moment: string): Promise<Swept | null> {
  const row = await db
    .selectFrom('moments.swept')
    .select(['until', 'at', 'since'])
    .where('moment', '=', moment)
    .executeTakeFirst()
  return row ?? null
}

export async function noteSwept(db: Db, moment: string, { until, since, at }: Swept): Promise<void> {
  await db
    .insertInto('moments.swept')
    .values({ moment, until, since, at })
    .onConflict((conflict) => conflict.column('moment').doUpdateSet({ until, since, at }))
    .execute()
}

/** What these customers were told of a moment, or are being told: its occasions, by customer. */
export async function toldOccasions(
  db: Db,
  moment: string,
  customerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ customer_id: string; occasion: string }>`
    select customer_id, occasion from moments.touch
    where customer_id = any(${[...customerIds]}::uuid[]) and moment = ${moment} and state in ('doing', 'done')`.execute(
    db,
  )
  const told = new Map<string, string[]>()
  for (const { customer_id, occasion } of rows) told.set(customer_id, [...(told.get(customer_id) ?? []), occasion])
  return told
}
