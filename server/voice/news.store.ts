import { sql } from 'kysely'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import type { News } from './news.ts'
import type { Period } from './period.ts'
import { NO_SITE } from './tally.store.ts'
import type { Said } from './voices.ts'

export interface SaidRow extends Said {
  siteId: string | null
  at: Date
  language: string
  polarity: number
}

/** People fall into so many parts by their id, the same ones in every period. */
export const PARTS = 1024

/** How many verbatims of a site (nil: of all) count in a period. */
export async function countSaid(db: Db, siteId: string, { from, to }: Period): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from feedback.verbatim where ${siteId === NO_SITE ? sql`true` : sql`site_id = ${siteId}::uuid`}
      and at >= ${from}::date::timestamp at time zone 'UTC' and at < (${to}::date + 1)::timestamp at time zone 'UTC' and left_out is null`.execute(
    db,
  )
  return rows[0]!.n
}

/** What the people of some parts wrote in a period. */
export async function saidBy(
  db: Db,
  siteId: string,
  { from, to }: Period,
  parts: { from: number; to: number },
): Promise<SaidRow[]> {
  const { rows } = await sql<{
    id: string
    customer_id: string | null
    site_id: string | null
    shape: string
    text: string
    language: string
    polarity: number
    at: Date
  }>`
    select id, customer_id, site_id, encode(shape, 'hex') as shape, feedback.whole(text, more) as text, language, polarity, at from feedback.verbatim
    where ${siteId === NO_SITE ? sql`true` : sql`site_id = ${siteId}::uuid`}
      and at >= ${from}::date::timestamp at time zone 'UTC' and at < (${to}::date + 1)::timestamp at time zone 'UTC' and left_out is null
      and hashtext(coalesce(customer_id, id)::text) & ${PARTS - 1} >= ${parts.from}
      and hashtext(coalesce(customer_id, id)::text) & ${PARTS - 1} < ${parts.to}
    order by at desc, id`.execute(db)
  return rows.map(({ customer_id, site_id, ...row }) => ({ ...row, customerId: customer_id, siteId: site_id }))
}

export interface LookRow {
  id: string
  siteId: string
  period: Period
  beforeFrom: string
  nNow: number
  nBefore: number
  tested: number
  seenFrom: number | null
  said: 'found' | 'nothing' | 'few'
  at: Date
}
export interface FoundRow extends News {
  phrase: string
  good: number
  bad: number
  verbatimIds: string[]
}

/** Keeps what was found; of one day the last look stands, and looks of long ago go. */
export async function saveLook(db: Db, look: LookRow, found: readonly FoundRow[]): Promise<void> {
  const gone = await sql<{ id: string }>`
    delete from voice.look where (site_id = ${look.siteId} and to_day = ${look.period.to}::date) or at < ${look.at}::timestamptz - interval '400 days'
    returning id`.execute(db)
  await sql`delete from voice.found where look_id = any(${gone.rows.map(({ id }) => id)}::uuid[])`.execute(db)
  await sql`
    insert into voice.look (id, site_id, from_day, to_day, before_from, n_now, n_before, tested, seen_from, said, at)
    values (${look.id}, ${look.siteId}, ${look.period.from}, ${look.period.to}, ${look.beforeFrom}, ${look.nNow}, ${look.nBefore}, ${look.tested},
      ${look.seenFrom}, ${look.said}, ${look.at})`.execute(db)
  for (const [place, one] of found.entries())
    await sql`
      insert into voice.found (look_id, place, phrase, key, direction, now, before, times, low, high, p, good, bad, verbatim_ids)
      values (${look.id}, ${place}, ${one.phrase}, ${one.key}, ${one.direction}, ${one.now}, ${one.before}, ${one.times}, ${one.low}, ${one.high},
        ${one.p}, ${one.good}, ${one.bad}, ${one.verbatimIds}::uuid[])`.execute(db)
}

export async function lastLook(db: Db, siteId: string): Promise<{ look: LookRow; found: FoundRow[] } | null> {
  const { rows } = await sql<{
    id: string
    from_day: string
    to_day: string
    before_from: string
    n_now: number
    n_before: number
    tested: number
    seen_from: number | null
    said: LookRow['said']
    at: Date
  }>`
    select id, to_char(from_day, 'YYYY-MM-DD') as from_day, to_char(to_day, 'YYYY-MM-DD') as to_day, to_char(before_from, 'YYYY-MM-DD') as before_from,
      n_now, n_before, tested, seen_from, said, at
    from voice.look where site_id = ${siteId} order by at desc limit 1`.execute(db)
  const row = rows[0]
  if (!row) return null
  const found = await sql<Omit<FoundRow, 'verbatimIds'> & { verbatim_ids: string[] }>`
    select phrase, key, direction, now, before, times, low, high, p, good, bad, verbatim_ids from voice.found
    where look_id = ${row.id} and not exists (select from voice.hushed h where h.key = found.key) order by place`.execute(
    db,
  )
  return {
    look: {
      id: row.id,
      siteId,
      period: { from: row.from_day, to: row.to_day },
      beforeFrom: row.before_from,
      nNow: row.n_now,
      nBefore: row.n_before,
      tested: row.tested,
      seenFrom: row.seen_from,
      said: row.said,
      at: row.at,
    },
    found: found.rows.map(({ verbatim_ids, ...one }) => ({ ...one, verbatimIds: verbatim_ids })),
  }
}

export interface Quoted {
  id: string
  customerId: string | null
  siteId: string | null
  at: Date
  text: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: string[]
}
/** The words of these, as they stand now: what was erased is not among them. */
export async function quotedOf(db: Db, ids: readonly string[]): Promise<Quoted[]> {
  const { rows } = await sql<
    Omit<Quoted, 'customerId' | 'siteId'> & { customer_id: string | null; site_id: string | null }
  >`
    select id, customer_id, site_id, at, text, polarity, mixed, band, praised from feedback.verbatim
    where id = any(${[...ids]}::uuid[]) and left_out is null and ${notBeingErased(sql`customer_id`)}`.execute(db)
  return rows.map(({ customer_id, site_id, ...row }) => ({ ...row, customerId: customer_id, siteId: site_id }))
}

export async function hushedKeys(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select key from voice.hushed`.execute(db)
  return new Set(rows.map(({ key }) => key))
}

/** Not shown any more, or shown again. */
export async function hush(db: Db, key: string, hushed: boolean, by: string | null, now: Date): Promise<void> {
  if (hushed)
    await sql`insert into voice.hushed (key, by_staff, at) values (${key}, ${by}, ${now}) on conflict (key) do nothing`.execute(
      db,
    )
  else await sql`delete from voice.hushed where key = ${key}`.execute(db)
}
