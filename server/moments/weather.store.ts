import { sql } from 'kysely'
import { WEATHERS } from '../../contract/playbook.ts'
import type { Db, House } from '../kit/house.ts'
import type { ToldWarning } from './weather.port.ts'
import type { Warning } from './weather-warning.ts'

/**
 * Writes what a source tells. Told again under the same key it is the same warning, with its hours of now.
 * @param whole it tells all it knows: what it tells no more was withdrawn. What had begun ends now, what had not never was.
 */
export async function saveWarnings(
  house: House,
  source: string,
  told: readonly ToldWarning[],
  { whole = false } = {},
): Promise<void> {
  if (whole) await withdrawOthers(house, source, told)
  if (told.length === 0) return
  // One statement may not touch a row twice: of two under one key the last is what is told.
  const rows = [...new Map(told.map((each) => [`${each.key} ${each.area}`, each])).values()].map((each) => ({
    id: house.newId(),
    key: each.key,
    kind: each.kind,
    area: each.area,
    from_at: new Date(each.from).toISOString(),
    to_at: new Date(each.to).toISOString(),
    level: each.level,
  }))
  await sql`insert into moments.weather (id, source, key, kind, area, from_at, to_at, level, told_at)
    select id, ${source}, key, kind, area, from_at, to_at, level, ${house.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, key text, kind text, area text, from_at timestamptz,
      to_at timestamptz, level text)
    on conflict (source, key, area) do update set from_at = excluded.from_at, to_at = excluded.to_at, level = excluded.level`.execute(
    house.db,
  )
}

async function withdrawOthers(house: House, source: string, told: readonly ToldWarning[]): Promise<void> {
  const now = house.now()
  const stays = sql`${told.map(({ key, area }) => `${key} ${area}`)}::text[]`
  const others = sql`source = ${source} and to_at > ${now} and key || ' ' || area <> all(${stays})`
  await sql`delete from moments.weather where ${others} and from_at > ${now}`.execute(house.db)
  await sql`update moments.weather set to_at = ${now} where ${others}`.execute(house.db)
}

/** What a colleague told of by hand, taken back. @returns false when nothing was there to take back */
export async function takeWarningBack(db: Db, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('moments.weather')
    .where('id', '=', id)
    .where('source', '=', 'hand')
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

const coming = (db: Db, now: Date) =>
  db
    .selectFrom('moments.weather')
    .selectAll()
    .where('to_at', '>', now)
    .orderBy('from_at')
    .orderBy('area')
    .limit(2_000)
    .execute()
export const warningRows = coming

const isKind = (kind: string): kind is Warning['kind'] => (WEATHERS as readonly string[]).includes(kind)

/** Weather that is not over, the first to begin first. */
export async function warningsAhead(db: Db, now: Date): Promise<Warning[]> {
  return (await coming(db, now)).flatMap(({ kind, area, from_at, to_at }) =>
    isKind(kind) ? [{ kind, area, from: from_at.getTime(), to: to_at.getTime() }] : [],
  )
}
