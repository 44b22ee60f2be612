import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Extra } from './letter.ts'

export interface CardRow {
  id: string
  touchId: string | null
  customerId: string
  channel: 'postcard'
  moment: string | null
  title: string
  subject: string
  staffId: string | null
  siteId: string | null
  language: string
  body: string
  extra: Extra
}

const CARD = sql.raw(
  `id, touch_id as "touchId", customer_id as "customerId", channel, moment, title, subject, staff_id as "staffId", site_id as "siteId", language, body, extra`,
)

/** Takes waiting cards for a batch: they are leaving, in the hands of whoever prints them. */
export async function takeCards(
  db: Db,
  batch: string,
  providerId: string | null,
  most: number,
  now: Date,
): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    with taken as (select id as taken_id from messages.message where state = 'ready' and channel = 'postcard' and not_before <= ${now}
      order by not_before, id limit ${most} for update skip locked)
    update messages.message set state = 'leaving', claimed_by = ${batch}, claimed_at = ${now}, tries = tries + 1, changed_at = ${now},
      provider_id = ${providerId}::uuid
    from taken where id = taken_id returning ${CARD}`.execute(db)
  return rows
}

/** A batch that was printed and not yet said to be posted. */
export async function cardsOf(db: Db, batch: string): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`select ${CARD} from messages.message
    where claimed_by = ${batch} and state = 'leaving' and channel = 'postcard' order by id`.execute(db)
  return rows
}

export async function cardsWaiting(db: Db, now: Date) {
  const { rows: waiting } = await sql<{ n: number }>`select count(*)::int as n from messages.message
    where state = 'ready' and channel = 'postcard' and not_before <= ${now}`.execute(db)
  const { rows: batches } = await sql<{ batch: string; cards: number; printedAt: Date }>`
    select claimed_by as batch, count(*)::int as cards, min(claimed_at) as "printedAt" from messages.message
    where state = 'leaving' and channel = 'postcard' and claimed_by like 'print %' group by claimed_by order by min(claimed_at)`.execute(
    db,
  )
  return { waiting: waiting[0]?.n ?? 0, batches }
}
