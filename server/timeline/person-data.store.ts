import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'
import { type Kept, keptOrder } from './kept-order.ts'

/** What happened with these customers, and what they ordered. */
export function heldTimeline(db: Db, ids: readonly string[]): Held[] {
  const own = [...ids]
  return [
    {
      table: 'timeline.entry',
      page: async (from, most) =>
        (
          await sql<Row>`select * from timeline.entry where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'timeline.fact',
      page: async (from, most) =>
        (
          await sql<Row>`select * from timeline.fact where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'timeline.order',
      page: async (from, most) =>
        (
          await sql<Row>`select * from timeline."order" where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
  ]
}

/** How many orders are on their way: while there is one, the person is needed to carry it out. */
export async function ordersInProgress(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from timeline."order"
    where customer_id = any(${[...ids]}::uuid[]) and state in ('placed', 'in-progress', 'ready')`.execute(db)
  return rows[0]!.n
}

/** How a sender names somebody we do not know, or did not yet. */
export interface Told {
  phones: readonly string[]
  emails: readonly string[]
  plates: readonly string[]
  keys: readonly { source: string; key: string }[]
}

/** Facts that wait, or were set aside, and name them by a number, an address, a plate or the key of a source. */
async function eraseFactsAside(db: Db, told: Told): Promise<number> {
  const gone = await sql`delete from timeline.fact where customer_id is null and (
    who ->> 'phone' = any(${[...told.phones]}::text[]) or lower(who ->> 'email') = any(${[...told.emails]}::text[]) or who ->> 'plate' = any(${[...told.plates]}::text[])
    or exists (select from unnest(${told.keys.map(({ source }) => source)}::text[], ${told.keys.map(({ key }) => key)}::text[]) k(source, key)
      where k.source = who ->> 'source' and k.key = who ->> 'key'))`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}

/**
 * Erases what happened, and of the orders all but what the law wants kept, of which nothing says any more who placed it: each goes to an id
 * of its own that leads nowhere, so that not even two of them can be told to be one person's.
 */
export async function eraseTimeline(
  db: Db,
  ids: readonly string[],
  told: Told,
  today: string,
): Promise<{ gone: Counts; kept: Kept[] }> {
  const own = [...ids]
  const facts = await sql`delete from timeline.fact where customer_id = any(${own}::uuid[])`.execute(db)
  const aside = await eraseFactsAside(db, told)
  const entries = await sql`delete from timeline.entry where customer_id = any(${own}::uuid[])`.execute(db)
  const orders = await db
    .selectFrom('timeline.order')
    .select(['id', 'state', 'amount_cents', 'placed_at', 'changed_at'])
    .where('customer_id', 'in', own)
    .forUpdate()
    .execute()
  const kept = orders.flatMap((row) => {
    const stays = keptOrder(
      {
        state: row.state,
        amountCents: row.amount_cents,
        placedAt: row.placed_at.toISOString(),
        changedAt: row.changed_at.toISOString(),
      },
      today,
    )
    return stays ? [{ id: row.id, ...stays }] : []
  })
  await sql`update timeline."order" o set customer_id = gen_random_uuid(), asset_id = null, title = '', beside = o.id::text, promised_on = null, attributes = '{}', kept_for = x.because, kept_until = x.until
    from unnest(${kept.map(({ id }) => id)}::uuid[], ${kept.map(({ because }) => because)}::text[], ${kept.map(({ until }) => until)}::date[]) x(id, because, until)
    where o.id = x.id`.execute(db)
  const gone = await sql`delete from timeline."order" where customer_id = any(${own}::uuid[])`.execute(db)
  return {
    gone: {
      'timeline.fact': Number(facts.numAffectedRows ?? 0n) + aside,
      'timeline.entry': Number(entries.numAffectedRows ?? 0n),
      'timeline.order': Number(gone.numAffectedRows ?? 0n),
    },
    kept,
  }
}

/** Orders of people erased, once their time is over. @returns how many */
export async function forgetKeptOrders(db: Db, today: string): Promise<number> {
  const gone = await sql`delete from timeline."order" where kept_until < ${today}::date`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
