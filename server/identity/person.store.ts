import { type RawBuilder, sql } from 'kysely'
import { changedTaken, type Which } from '../customers/changed.store.ts'
import { BORN_AS } from '../customers/import-attributes.ts'
import type { Db } from '../kit/house.ts'
import type { PersonRecord } from './person-record.ts'
import { MAN, sexOfWord, UNSAID, WOMAN } from './sex.ts'

/** A customer as they are compared, and since when they are known. */
export interface Known {
  customerId: string
  archived: boolean
  since: Date
  person: Omit<PersonRecord, 'id'>
}

interface Row {
  id: string
  archived: boolean
  since: Date
  kind: 'person' | 'company'
  title: string
  given: string
  family: string
  company: string
  born_as: string | null
  birth: string | null
  street: string
  postcode: string
  city: string
  phones: string[] | null
  emails: string[] | null
  plates: string[] | null
  vins: string[] | null
}

/** A fleet's cars say nothing of one person; beyond so many they are left out. */
const MOST_VEHICLES = 20

/** What two customers are compared by. Values in the order of their positions; a fleet's cars up to a number. */
const AS_COMPARED = sql`
  c.id, c.archived_at is not null as archived, c.created_at as since, c.kind, c.title, c.given_name as given, c.family_name as family,
  c.company_name as company, (select max(r.data -> 'attributes' ->> ${sql.lit(BORN_AS)}) from customers.source_record r where r.customer_id = c.id) as born_as, c.birth_date as birth, c.street, c.postcode, c.city,
  (select array_agg(p.e164 order by p.position, p.id) from customers.phone p where p.customer_id = c.id) as phones,
  (select array_agg(e.address order by e.position, e.id) from customers.email e where e.customer_id = c.id) as emails,
  (select array_agg(distinct p.plate) from (select asset_id from customers.ownership o where o.customer_id = c.id limit ${sql.lit(MOST_VEHICLES)}) o
    join customers.plate p on p.asset_id = o.asset_id) as plates,
  (select array_agg(distinct a.vin) from (select asset_id from customers.ownership o where o.customer_id = c.id limit ${sql.lit(MOST_VEHICLES)}) o
    join customers.asset a on a.id = o.asset_id where a.vin is not null) as vins`

/** Customers as they stand, as records to compare. Who was erased is not there. */
export async function peopleOf(db: Db, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select ${AS_COMPARED} from unnest(${[...ids]}::uuid[]) asked(id)
    join customers.customer c on c.id = asked.id`.execute(db)
  return rows.map(knownOf)
}

const knownOf = (row: Row): Known => ({
  customerId: row.id,
  archived: row.archived,
  since: row.since,
  person: personOf(row),
})

/** A customer who was written: as they stand now (null: erased), the record they came with, and what the others they took in say. */
export interface Standing {
  customerId: string
  known: Known | null
  own: { person: Omit<PersonRecord, 'id'>; customerId: string } | null
  others: Omit<PersonRecord, 'id'>[]
}

/** {@link peopleOf} with the records kept of them, in one look. */
export async function standingsOf(db: Db, ids: readonly string[]): Promise<Standing[]> {
  return ids.length === 0 ? [] : standing(db, sql`select id from unnest(${[...ids]}::uuid[]) id`, sql``)
}

/** The same for those who were noted as written, and who are noted no more: one look and one note fewer for each who arrives. */
export const changedStandings = (db: Db, most: number, which: Which): Promise<Standing[]> =>
  standing(db, sql`select distinct customer_id from taken`, sql`with taken as (${changedTaken(most, which)})`)

async function standing(db: Db, asked: RawBuilder<unknown>, before: RawBuilder<unknown>): Promise<Standing[]> {
  const { rows } = await sql<
    Row & { asked: string; own: Omit<PersonRecord, 'id'> | null; part_of: string; others: Standing['others'] | null }
  >`
    ${before}
    select ${AS_COMPARED}, asked.id as asked, o.person as own, o.customer_id as part_of,
      (select json_agg(r.person) from identity.record r where r.customer_id = asked.id and r.id <> asked.id) as others
    from (${asked}) asked(id)
    left join customers.customer c on c.id = asked.id
    left join identity.record o on o.id = asked.id`.execute(db)
  return rows.map((row) => ({
    customerId: row.asked,
    known: row.id === null ? null : knownOf(row),
    own: row.own && { person: row.own, customerId: row.part_of },
    others: row.others ?? [],
  }))
}

/** What a title says (`M.`, `Mme`), as two records are compared by it. */
const SEXES = { [UNSAID]: '', [MAN]: 'm', [WOMAN]: 'f' } as const

function personOf(row: Row): Omit<PersonRecord, 'id'> {
  const said = <T>(name: string, value: T | null | undefined, given: boolean) => (given ? { [name]: value } : {})
  const word = (name: keyof PersonRecord, value: string | null) => said(name, value, Boolean(value))
  const list = (name: keyof PersonRecord, values: string[] | null) => said(name, values, (values?.length ?? 0) > 0)
  return {
    source: 'customer',
    ...(row.kind === 'company'
      ? {}
      : { ...word('givenName', row.given), ...word('familyName', row.family), ...word('birthName', row.born_as) }),
    ...said('gender', SEXES[sexOfWord(row.title)], row.kind === 'person' && sexOfWord(row.title) !== UNSAID),
    ...word('company', row.kind === 'company' ? row.company : ''),
    ...word('birthDate', row.birth),
    ...word('street', row.street),
    ...word('postcode', row.postcode),
    ...word('city', row.city),
    ...list('phones', row.phones),
    ...list('emails', row.emails),
    ...list('plates', row.plates),
    ...list('vins', row.vins),
  }
}
