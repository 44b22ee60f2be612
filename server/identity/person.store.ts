import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { PersonRecord } from './person-record.ts'

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
  given: string
  family: string
  company: string
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

/** Customers as they stand, as records to compare. Who was erased is not there. */
export async function peopleOf(db: Db, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select c.id, c.archived_at is not null as archived, c.created_at as since, c.kind, c.given_name as given, c.family_name as family,
      c.company_name as company, c.birth_date as birth, c.street, c.postcode, c.city,
      (select array_agg(p.e164 order by p.position, p.id) from customers.phone p where p.customer_id = c.id) as phones,
      (select array_agg(e.address order by e.position, e.id) from customers.email e where e.customer_id = c.id) as emails,
      v.plates, v.vins
    from unnest(${[...ids]}::uuid[]) asked(id)
    join customers.customer c on c.id = asked.id
    cross join lateral (
      select array_agg(distinct p.plate) filter (where p.plate is not null) as plates, array_agg(distinct a.vin) filter (where a.vin is not null) as vins
      from (select asset_id from customers.ownership o where o.customer_id = c.id limit ${MOST_VEHICLES}) o
      join customers.asset a on a.id = o.asset_id
      left join customers.plate p on p.asset_id = a.id) v`.execute(db)
  return rows.map((row) => ({ customerId: row.id, archived: row.archived, since: row.since, person: personOf(row) }))
}

function personOf(row: Row): Omit<PersonRecord, 'id'> {
  const said = <T>(name: string, value: T | null | undefined, given: boolean) => (given ? { [name]: value } : {})
  const word = (name: keyof PersonRecord, value: string | null) => said(name, value, Boolean(value))
  const list = (name: keyof PersonRecord, values: string[] | null) => said(name, values, (values?.length ?? 0) > 0)
  return {
    source: 'customer',
    ...(row.kind === 'company' ? {} : { ...word('givenName', row.given), ...word('familyName', row.family) }),
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
