import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type VisitRhythm, visitRhythm } from './next-visit.ts'
import { heldByTooMany } from './placeholder-dates.ts'

/** Birth dates that far too many hold, each with how many. */
export async function placeholderBirths(db: Db): Promise<{ day: string; n: number }[]> {
  const { rows } = await sql<{ day: string; n: number; known: number }>`
    select * from (
      select birth_date::text as day, count(*)::int as n, (sum(count(*)) over ())::int as known
      from customers.customer where birth_date is not null and archived_at is null group by birth_date
    ) each where n >= 20 order by n desc limit 100`.execute(db)
  const many = heldByTooMany(rows, rows[0]?.known ?? 0)
  return rows.flatMap(({ day, n }) => (many.has(day) ? [{ day, n }] : []))
}

/** What is usual between two services of one vehicle: from the ten thousand newest intervals, enough for any network. */
export async function rhythmOfNetwork(db: Db): Promise<VisitRhythm | null> {
  const { rows } = await sql<{ days: number }>`
    select (at::date - before::date) as days from (
      select at, lag(at) over (partition by asset_id order by at) as before
      from timeline.fact where kind = 'service.done' and asset_id is not null
    ) each where before is not null and at::date > before::date order by at desc limit 10000`.execute(db)
  return visitRhythm(rows.map((row) => row.days))
}
