import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** Appointments, visits, calls and short lists. On a card the colleague's name is left out: it is theirs. */
export function heldVisits(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  return [
    {
      table: 'visits.appointment',
      page: async (from, most) =>
        (
          await sql<Row>`select * from visits.appointment where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'visits.visit',
      page: async (from, most) =>
        (
          await sql<Row>`select id, site_id, customer_id, asset_id, appointment_id, door, state, arrived_at, greeted_at, left_at, certainty, probability, confirmed,
            card - 'who' as card from visits.visit where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'visits.call',
      page: async (from, most) =>
        (
          await sql<Row>`select id, site_id, customer_id, state, at, answered_at, ended_at, certainty, probability, card - 'who' as card
            from visits.call where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'visits.perhaps',
      page: async (from, most) =>
        (
          await sql<Row>`select p.id, p.site_id, p.door, p.at, p.expires_at, c.value as candidate from visits.perhaps p, jsonb_array_elements(p.candidates) c
            where (c.value ->> 'customerId')::uuid = any(${own}::uuid[]) order by p.id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
  ]
}

/** The signals behind their visits and calls. */
export async function signalsBehind(
  db: Db,
  ids: Ids,
): Promise<{ ids: string[]; calls: { sourceId: string; call: string }[] }> {
  const visits = await db
    .selectFrom('visits.visit')
    .select('signal_id')
    .where('customer_id', 'in', [...ids])
    .where('signal_id', 'is not', null)
    .execute()
  const calls = await db
    .selectFrom('visits.call')
    .select(['source_id as sourceId', 'call'])
    .where('customer_id', 'in', [...ids])
    .execute()
  return { ids: visits.map((row) => row.signal_id!), calls }
}

/** Is somebody here now, or on the line? They are not erased while they are being received. */
export async function hereNow(db: Db, ids: Ids): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from visits.visit where customer_id = any(${[...ids]}::uuid[]) and state in ('arrived', 'greeted'))
      + (select count(*) from visits.call where customer_id = any(${[...ids]}::uuid[]) and state in ('ringing', 'answered')) as n`.execute(
    db,
  )
  return rows[0]!.n
}

/**
 * Erases their appointments, visits and calls with their cards. On the cards of others who have the same car they are named as « also has
 * this car »: that line goes. A short list that names them goes whole: it is good for a quarter of an hour.
 */
export async function eraseVisits(db: Db, ids: Ids, names: readonly string[]): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  return {
    'visits.appointment': await count(sql`delete from visits.appointment where customer_id = any(${own}::uuid[])`),
    'visits.visit': await count(sql`delete from visits.visit where customer_id = any(${own}::uuid[])`),
    'visits.call': await count(sql`delete from visits.call where customer_id = any(${own}::uuid[])`),
    'visits.perhaps': await count(sql`delete from visits.perhaps p where exists (
      select from jsonb_array_elements(p.candidates) c where (c.value ->> 'customerId')::uuid = any(${own}::uuid[]))`),
    'visits.card': await count(sql`update visits.visit set card = jsonb_set(card, '{because}', coalesce((
        select jsonb_agg(b.value order by b.ordinality) from jsonb_array_elements(card -> 'because') with ordinality b
        where not (b.value ->> 'code' = 'also-has-this-car' and b.value -> 'values' ->> 'name' = any(${[...names]}::text[]))), '[]'))
      where exists (select from jsonb_array_elements(card -> 'because') b
        where b.value ->> 'code' = 'also-has-this-car' and b.value -> 'values' ->> 'name' = any(${[...names]}::text[]))`),
  }
}

/** What a card says beyond who came when. Without a name it is stripped. */
const STRIPPED = JSON.stringify({
  name: '',
  addressAs: '',
  pronunciation: '',
  vehicle: null,
  why: [],
  who: null,
  say: null,
  thank: null,
  mind: null,
  because: [],
})

/** Takes what was written off some cards of visits and calls older than this; that they came stays. @returns how many */
export async function stripOldCards(db: Db, before: Date, most: number): Promise<number> {
  const visits = await sql`update visits.visit set card = card || ${STRIPPED}::jsonb where id in (
    select id from visits.visit where arrived_at < ${before}::timestamptz and card ->> 'name' <> '' limit ${most})`.execute(
    db,
  )
  const calls = await sql`update visits.call set card = card || ${STRIPPED}::jsonb where id in (
    select id from visits.call where at < ${before}::timestamptz and card ->> 'name' <> '' limit ${most})`.execute(db)
  return Number((visits.numAffectedRows ?? 0n) + (calls.numAffectedRows ?? 0n))
}
