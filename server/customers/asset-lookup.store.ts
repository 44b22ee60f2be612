import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type Given, theValuesOf } from '../kit/statement.ts'

/** Whether the camera and the telephone may know them: `default` follows the site's own rule. */
export type Recognition = 'default' | 'consented' | 'objected'

/** What the gate and the telephone need to know of a customer to decide and to fill a card; one row, no second query. */
export interface KnownPerson {
  customerId: string
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  pronunciation: string
  addressAs: string
  formality: 'vous' | 'tu'
  language: string
  advisorId: string | null
  deputyId: string | null
  siteId: string | null
  recognition: Recognition
  hasVoice: boolean
}

export interface KnownOwner extends KnownPerson {
  role: 'owner' | 'driver' | 'company'
}

/** A car that may be at the gate, with everyone who has it today. */
export interface PlatedAsset {
  assetId: string
  plate: string
  country: string
  make: string
  model: string
  body: string
  colour: string
  recognition: Recognition
  owners: KnownOwner[]
}

/** Plates, normalised, and the civil day on which they are asked for, YYYY-MM-DD. */
export interface PlatesToday {
  plates: readonly string[]
  today: string
}

const PERSON = sql.raw(`
  'customerId', c.id, 'kind', c.kind, 'title', c.title, 'givenName', c.given_name, 'familyName', c.family_name,
  'companyName', c.company_name, 'pronunciation', c.pronunciation, 'addressAs', c.address_as, 'formality', c.formality,
  'language', c.language, 'advisorId', c.advisor_id, 'deputyId', c.deputy_id, 'siteId', c.site_id,
  'recognition', c.recognition, 'hasVoice', exists (select from customers.voice v where v.customer_id = c.id)`)

/**
 * The cars that carry one of these plates on a day, with those who have them that day. Archived cars and customers are not
 * there; a car that nobody has any more has no row; the ones who objected are there, marked, for their plate must not be taken
 * for a neighbour's. Two cars with one plate are two rows. A part of a query: its rows are a {@link PlatedAsset} and the day its
 * plate ends, `until`.
 */
export const platedAssets = (the: Given<PlatesToday>): RawBuilder<PlatedAsset> =>
  // A set of fixed estimate, and not `= any($1)`: PostgreSQL plans that anew each time (0.5 ms) since it may guess the length.
  sql<PlatedAsset>`
    select a.id as "assetId", p.plate, p.country, p.until, a.make, a.model, a.body, a.colour, a.recognition, o.owners
    from jsonb_array_elements_text(${the(({ plates }) => JSON.stringify([...new Set(plates)]))}::jsonb) asked(plate)
    join customers.plate p on p.plate = asked.plate
    join customers.asset a on a.id = p.asset_id and a.archived_at is null
    cross join lateral (
      select jsonb_agg(jsonb_build_object('role', o.role, ${PERSON}) order by o.since desc nulls last, o.id) as owners
      from customers.ownership o
      join customers.customer c on c.id = o.customer_id and c.archived_at is null
      where o.asset_id = a.id
        and (o.since is null or o.since <= ${the(({ today }) => today)}::date)
        and (o.until is null or o.until > ${the(({ today }) => today)}::date)
    ) o
    where (p.until is null or p.until >= ${the(({ today }) => today)}::date)
      and o.owners is not null`

/** {@link platedAssets}, those whose plate does not end first. */
export async function assetsByPlates(db: Db, plates: readonly string[], today: string): Promise<PlatedAsset[]> {
  if (plates.length === 0) return []
  const { rows } = await sql<PlatedAsset>`
    select * from (${platedAssets(theValuesOf({ plates, today }))}) found order by found.until desc nulls first, found."assetId"`.execute(
    db,
  )
  return rows
}

/** Everyone reached under this number, the ones for whom it comes first before the others. Archived customers are not there. */
export async function customersByPhone(db: Db, e164: string): Promise<KnownPerson[]> {
  const { rows } = await sql<{ person: KnownPerson }>`
    select jsonb_build_object(${PERSON}) as person
    from customers.phone p
    join customers.customer c on c.id = p.customer_id and c.archived_at is null
    where p.e164 = ${e164}
    order by p.position, c.updated_at desc, c.id`.execute(db)
  return rows.map(({ person }) => person)
}

/** The same for customers one has by id (an appointment, a card to revise). Missing and archived ones are not there. */
export async function knownPeople(db: Db, ids: readonly string[]): Promise<KnownPerson[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ person: KnownPerson }>`
    select jsonb_build_object(${PERSON}) as person
    from customers.customer c
    where c.id = any(${[...ids]}::uuid[]) and c.archived_at is null`.execute(db)
  return rows.map(({ person }) => person)
}

/** One plate in force, for the filter that lives in memory. */
export interface OpenPlate {
  plate: string
  assetId: string
}

/** In force: the plate is on the car, the car is not archived, and someone who is not archived has it (or will). */
const inForce = (today: string) => sql`
  from customers.plate p
  join customers.asset a on a.id = p.asset_id and a.archived_at is null
  where (p.until is null or p.until >= ${sql.lit(today)}::date)
    and exists (
      select from customers.ownership o
      join customers.customer c on c.id = o.customer_id and c.archived_at is null
      where o.asset_id = p.asset_id and (o.until is null or o.until > ${sql.lit(today)}::date))`

/**
 * Every plate in force, in batches from a cursor: one plan over the whole (a million plates in pages by key took three times as
 * long), and never all of them in memory. It holds a connection until it is read or left. Plates that open meanwhile are told by
 * `plateChanged`: listen first, then read.
 * @param today civil day, YYYY-MM-DD
 */
export async function* allPlates(db: Db, today: string, batch = 20_000): AsyncGenerator<OpenPlate[]> {
  const reading = await db.startTransaction().setAccessMode('read only').execute()
  try {
    // A cursor is planned for its first tenth unless one says that all of it will be read.
    await sql`set local cursor_tuple_fraction = 1`.execute(reading)
    await sql`declare plates no scroll cursor for select p.plate, p.asset_id as "assetId" ${inForce(today)}`.execute(
      reading,
    )
    for (;;) {
      const { rows } = await sql<OpenPlate>`fetch ${sql.lit(batch)} from plates`.execute(reading)
      if (rows.length > 0) yield rows
      if (rows.length < batch) break
    }
  } finally {
    await reading.rollback().execute()
  }
}

/** How many plates the base holds, former ones with them. */
export async function platesOnFile(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from customers.plate`.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * The plates in force of these assets, after `okaeri_plates` named them; an asset without a row has none any more. Asked asset by asset: as
 * a list among conditions it made PostgreSQL join whole tables, 17 ms for 200 assets of 20,000 and more with each batch of an import.
 */
export async function platesOfAssets(db: Db, assetIds: readonly string[], today: string): Promise<OpenPlate[]> {
  if (assetIds.length === 0) return []
  const { rows } = await sql<OpenPlate>`
    select x.plate, x.id as "assetId" from unnest(${[...assetIds]}::uuid[]) as asked(id)
    cross join lateral (select p.plate, p.asset_id as id ${inForce(today)} and p.asset_id = asked.id offset 0) x`.execute(
    db,
  )
  return rows
}
