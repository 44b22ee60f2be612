import { type RawBuilder, sql } from 'kysely'
import type { Hours, Service, Site } from '../../contract/network.ts'
import type { Db } from '../kit/house.ts'
import { invalid, notFound, Problem } from '../kit/problem.ts'
import { byName } from '../plain/by-name.ts'

/** All sites in force, by name. */
export async function sites(db: Db): Promise<Site[]> {
  const rows = await db.selectFrom('network.site').selectAll().where('archived_at', 'is', null).execute()
  return rows.map(asSite).sort(byName)
}

/** The zone in which people of the network mean a day where no site is named: the one of most of its sites. A part of a query. */
export const NETWORK_ZONE = sql<string>`(select coalesce(
  (select time_zone from network.site where archived_at is null group by 1 order by count(*) desc, 1 limit 1), 'Europe/Paris'))`

/** The instants of these civil days of the network, from the first through the last, as conditions on a column. */
export const daysOf = (
  column: RawBuilder<unknown>,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): RawBuilder<boolean>[] => [
  ...(from ? [sql<boolean>`${column} >= ${from}::date::timestamp at time zone ${NETWORK_ZONE}`] : []),
  ...(to ? [sql<boolean>`${column} < (${to}::date + 1)::timestamp at time zone ${NETWORK_ZONE}`] : []),
]

/** The sites in force; their rows are held, so that the last two are not put away at the same moment. */
export async function lockSites(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('network.site')
    .select('id')
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** Until the transaction ends, nobody else changes this site. */
export const lockSite = (db: Db, id: string) =>
  db.selectFrom('network.site').select('id').where('id', '=', id).forNoKeyUpdate().execute()

/** Two sites or two brands of one name cannot be told apart in any list. Refuses the second, whatever its capitals. */
export async function needName(db: Db, of: 'site' | 'brand', name: string, exceptId?: string): Promise<void> {
  // Whoever gives a name at the same moment waits to see this one.
  await sql`select pg_advisory_xact_lock(hashtext(${`network.${of}.name`}))`.execute(db)
  const { rows } =
    of === 'site'
      ? await sql`select from network.site where lower(name) = ${name.toLowerCase()} and archived_at is null
          and id is distinct from ${exceptId ?? null}::uuid limit 1`.execute(db)
      : await sql`select from network.brand where lower(name) = ${name.toLowerCase()} and archived_at is null
          and id is distinct from ${exceptId ?? null}::uuid limit 1`.execute(db)
  if (rows.length > 0) throw invalid('body.name', 'name-taken', 'Another one bears this name.')
}

export async function siteById(db: Db, id: string): Promise<Site> {
  const row = await db.selectFrom('network.site').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('site')
  return asSite(row)
}

/** The site of a network that has one: whoever and whatever names none is of it. Null where there are several, or none yet. */
export async function onlySite(db: Db): Promise<string | null> {
  const rows = await db.selectFrom('network.site').select('id').where('archived_at', 'is', null).limit(2).execute()
  return rows.length === 1 ? rows[0]!.id : null
}

/** The countries the network is in, that of most of its sites first. */
export async function countriesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    select country from network.site where archived_at is null group by 1 order by count(*) desc, 1`.execute(db)
  return rows.map(({ country }) => country)
}

/** Where somebody new is taken to live: in the country of their site, or of most sites. */
export async function homeCountry(db: Db, siteId: string | null): Promise<string> {
  const own = siteId
    ? await db.selectFrom('network.site').select('country').where('id', '=', siteId).executeTakeFirst()
    : undefined
  return own?.country || (await countriesOf(db))[0] || 'FR'
}

/** Refuses a site that is not there (any more), by the field that names it. */
export async function needSites(db: Db, named: Record<string, string | null | undefined>): Promise<void> {
  const asked = Object.entries(named).filter((pair): pair is [string, string] => Boolean(pair[1]))
  if (asked.length === 0) return
  const rows = await db
    .selectFrom('network.site')
    .select('id')
    .where(
      'id',
      'in',
      asked.map(([, id]) => id),
    )
    .where('archived_at', 'is', null)
    .execute()
  const known = new Set(rows.map((row) => row.id))
  const faults = asked.filter(([, id]) => !known.has(id))
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'Something in what you sent cannot be used', {
      faults: faults.map(([path]) => ({ path, because: 'There is no site of this id (any more).' })),
      hint: 'Choose one of the sites of the network.',
    })
}

export async function needBrand(db: Db, id: string | null | undefined): Promise<void> {
  if (!id) return
  const known = await db
    .selectFrom('network.brand')
    .select('id')
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!known) throw invalid('body.brandId', 'There is no brand of this id (any more).')
}

function asSite(row: {
  id: string
  brand_id: string | null
  name: string
  address: string
  postcode: string
  city: string
  country: string
  time_zone: string
  phone: string | null
  hours: Hours
  services: string[]
  greet_within_s: number
  ring_s: number
  recognition: 'informed' | 'opt-in' | 'off'
  version: number
}): Site {
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    address: row.address,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    timeZone: row.time_zone,
    phone: row.phone,
    hours: row.hours,
    services: row.services as Service[],
    greetWithinS: row.greet_within_s,
    ringS: row.ring_s,
    recognition: row.recognition,
    version: row.version,
  }
}

export async function brands(db: Db): Promise<{ id: string; name: string }[]> {
  const rows = await db.selectFrom('network.brand').select(['id', 'name']).where('archived_at', 'is', null).execute()
  return rows.sort(byName)
}

export async function setHours(db: Db, siteId: string, hours: Site['hours']): Promise<void> {
  await db
    .updateTable('network.site')
    .set({ hours: JSON.stringify(hours) })
    .where('id', '=', siteId)
    .execute()
}

/** A setting of the network, or the value given when it was never set. */
export async function setting<T>(db: Db, key: string, otherwise: T): Promise<T> {
  const row = await db.selectFrom('network.setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? (row.value as T) : otherwise
}

/** Settings under several keys, in one statement; those that were never set are left out. */
export async function settings<T>(db: Db, keys: readonly string[]): Promise<Map<string, T>> {
  const rows = await db
    .selectFrom('network.setting')
    .select(['key', 'value'])
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute()
  return new Map(rows.map(({ key, value }) => [key, value as T]))
}

export async function setSetting(db: Db, key: string, value: unknown, now: Date): Promise<void> {
  await db
    .insertInto('network.setting')
    .values({ key, value: JSON.stringify(value), changed_at: now })
    .onConflict((c) => c.column('key').doUpdateSet({ value: JSON.stringify(value), changed_at: now }))
    .execute()
}

export async function clearSetting(db: Db, key: string): Promise<void> {
  await db.deleteFrom('network.setting').where('key', '=', key).execute()
}
