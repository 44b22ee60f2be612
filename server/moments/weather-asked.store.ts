import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db, House } from '../kit/house.ts'
import type { WeatherAside } from './weather.port.ts'

/** Lines that could not be used, kept to be shown: as many as somebody mends in one sitting. */
const MOST_ASIDE = 20

/** How a source fared when it was asked: what it told, or why it told nothing. When it last answered stays. */
export async function noteAsked(
  house: House,
  source: string,
  came: { told: number; aside: readonly WeatherAside[] } | { problem: Because },
): Promise<void> {
  const now = house.now()
  const [told, aside, problem] =
    'problem' in came ? [0, [], came.problem] : [came.told, came.aside.slice(0, MOST_ASIDE), null]
  const answered = problem ? null : now
  await sql`
    insert into moments.weather_asked (source, asked_at, answered_at, problem, told, aside)
    values (${source}, ${now}, ${answered}, ${problem && JSON.stringify(problem)}::jsonb, ${told}, ${JSON.stringify(aside)}::jsonb)
    on conflict (source) do update set asked_at = excluded.asked_at, answered_at = coalesce(excluded.answered_at, weather_asked.answered_at),
      problem = excluded.problem, told = case when excluded.problem is null then excluded.told else weather_asked.told end, aside = excluded.aside`.execute(
    house.db,
  )
}

/** Every source that was asked since an instant, by name. */
export const askedSince = (db: Db, since: Date) =>
  db.selectFrom('moments.weather_asked').selectAll().where('asked_at', '>=', since).orderBy('source').execute()

/** How many customers live at each postcode of some places, by country: as their address says. */
export async function livingAt(
  db: Db,
  begins: readonly string[],
  sites: 'all' | readonly string[],
): Promise<{ country: string; postcode: string; n: number }[]> {
  if (begins.length === 0) return []
  const { rows } = await sql<{ country: string; postcode: string; n: number }>`
    select country, postcode, count(*)::int as n from customers.customer
    where archived_at is null and left(upper(postcode), 2) = any(${[...begins]}::text[])
      ${sites === 'all' ? sql`` : sql`and site_id = any(${[...sites]}::uuid[])`}
    group by 1, 2`.execute(db)
  return rows
}
