import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Leaving } from './letter.ts'
import { asLeaving, LEAVING, type LeavingRow } from './message.store.ts'

/** Takes waiting cards for a batch: they are leaving, in the hands of whoever prints them. */
export async function takeCards(
  db: Db,
  batch: string,
  providerId: string | null,
  most: number,
  now: Date,
): Promise<Leaving[]> {
  const { rows } = await sql<LeavingRow>`
    with taken as (select id as taken_id from messages.message where state = 'ready' and channel = 'postcard' and not_before <= ${now}
      order by not_before, id limit ${most} for update skip locked)
    update messages.message m set state = 'leaving', claimed_by = ${batch}, claimed_at = ${now}, tries = tries + 1, changed_at = ${now},
      provider_id = ${providerId}::uuid
    from taken where m.id = taken_id returning ${LEAVING}`.execute(db)
  return rows.map(asLeaving)
}

/** A batch that was printed and not yet said to be posted. */
export async function cardsOf(db: Db, batch: string): Promise<Leaving[]> {
  const { rows } = await sql<LeavingRow>`select ${LEAVING} from messages.message m
    where m.claimed_by = ${batch} and m.state = 'leaving' and m.channel = 'postcard' order by m.id`.execute(db)
  return rows.map(asLeaving)
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
