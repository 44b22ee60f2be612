import { type RawBuilder, sql } from 'kysely'
import { displayName } from '../customers/name.ts'
import { type Brought, ofImport } from '../identity/event.store.ts'
import type { Db } from '../kit/house.ts'

/** Somebody on the list of an import, as they are kept. */
export interface Person {
  customerId: string
  name: string
  city: string
  changes: Record<string, [unknown, unknown] | null>
  joinedTo: string | null
  joinedAt: Date | null
  joinedBy: string | null
  /** What the next page begins after. */
  cursor: string
}

export interface Wanted {
  /** Folded words, each of them in the name. */
  words: readonly string[]
  after: string | undefined
  limit: number
}

/** The names of who came, and of whose page they joined. */
const CAME = sql`c.given_name || ' ' || c.family_name || ' ' || c.company_name`
const KEPT = sql`k.given_name || ' ' || k.family_name || ' ' || k.company_name`

/** Is each of these words in the name? As `fold` writes it, near enough: small letters without accents or apostrophes. */
const named = (name: RawBuilder<unknown>, words: readonly string[]): RawBuilder<boolean> =>
  words.length === 0
    ? sql<boolean>`true`
    : sql<boolean>`(select bool_and(strpos(f.name, w) > 0) from unnest(${[...words]}::text[]) w, (select
        replace(replace(regexp_replace(normalize(lower(${name}), NFKD), '[\u0300-\u036f''’]', '', 'g'), 'œ', 'oe'), 'æ', 'ae') as name) f)`

interface Row {
  customerId: string
  kind: 'person' | 'company'
  givenName: string
  familyName: string
  companyName: string
  city: string
  changes: Person['changes']
  joinedTo: string | null
  joinedAt: Date | null
  joinedBy: string | null
  cursor: string
}
const NAMED = sql`c.id as "customerId", c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", c.city`
const person = ({ kind, givenName, familyName, companyName, ...row }: Row): Person => ({
  ...row,
  name: displayName({ kind, givenName, familyName, companyName }),
})

/** Whom an import made, or changed, in the order they came to the house; whose page they joined since, if they did. */
export async function broughtPage(
  db: Db,
  importId: string,
  kind: 'new' | 'changed',
  { words, after, limit }: Wanted,
): Promise<Person[]> {
  const { rows } = await sql<Row>`
    select ${NAMED}, p.changes, c.id::text as cursor,
      (select e.customer_id from identity.event e where e.other_id = c.id and e.kind = 'merge' and e.undone_at is null limit 1) as "joinedTo",
      null as "joinedAt", null as "joinedBy"
    from customers.import_person p join customers.customer c on c.id = p.customer_id
    where p.import_id = ${importId}::uuid and p.kind = ${sql.lit(kind)} and ${named(CAME, words)}
      and ${after === undefined ? sql`true` : sql`p.customer_id > ${after}::uuid`}
    order by p.customer_id limit ${limit}`.execute(db)
  return rows.map(person)
}

/** Whom who-is-who joined to somebody since an import brought them, last first. Both names are looked in. */
export async function joinedPage(db: Db, brought: Brought, { words, after, limit }: Wanted): Promise<Person[]> {
  const [at, id] = after?.split('|') ?? []
  const { rows } = await sql<Row>`
    select ${NAMED}, '{}'::jsonb as changes, e.at::text || '|' || e.id as cursor, e.customer_id as "joinedTo", e.at as "joinedAt", s.name as "joinedBy"
    from (select * from identity.event where ${ofImport(brought)} and undone_at is null) e
    join customers.customer c on c.id = e.other_id join customers.customer k on k.id = e.customer_id
    left join network.staff s on s.id = e.by
    where (${named(CAME, words)} or ${named(KEPT, words)})
      and ${at && id ? sql`(e.at, e.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`}
    order by e.at desc, e.id desc limit ${limit}`.execute(db)
  return rows.map(person)
}

/** What vehicles are called today. */
export async function vehicleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; make: string; model: string; plate: string | null }>`
    select a.id, a.make, a.model, (select p.plate from customers.plate p where p.asset_id = a.id and p.until is null limit 1) as plate
    from customers.asset a where a.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, make, model, plate }) => [id, `${make} ${model}`.trim() || (plate ?? '')]))
}

/** What colleagues and sites are called: a change of the advisor is told by names. */
export async function houseNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from network.staff union all select id, name from network.site`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
