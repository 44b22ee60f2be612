import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Marked } from './erased-marks.ts'
import { nameKey } from './import-known.ts'
import { broughtOf } from './import-people.store.ts'
import type { Traces } from './traces.ts'

interface Name {
  kind: 'person' | 'company'
  givenName: string
  familyName: string
  companyName: string
}

/** What they were called before an import called them otherwise, as long as it is kept what the import changed. */
export const formerNames = (own: string[]): RawBuilder<unknown> => sql`
  select c.kind, coalesce(p.changes -> 'givenName' ->> 0, c.given_name) as given_name, coalesce(p.changes -> 'familyName' ->> 0, c.family_name) as family_name,
    coalesce(p.changes -> 'companyName' ->> 0, c.company_name) as company_name, coalesce(p.changes -> 'city' ->> 0, c.city) as city
  from (select * from customers.import_person where ${broughtOf(own)} and changes ?| '{givenName,familyName,companyName,city}') p
  join customers.customer c on c.id = p.customer_id`

/** Numbers or addresses they had before. */
const former = (own: string[], list: 'phones' | 'emails'): RawBuilder<unknown> => sql`
  select jsonb_array_elements_text(changes -> ${sql.lit(list)} -> 0) from customers.import_person
  where ${broughtOf(own)} and jsonb_typeof(changes -> ${sql.lit(list)} -> 0) = 'array'`

/**
 * By what these customers are told in texts, and would be known again in rows: as they stand, as each source says, and as they stood before an import changed it. A number or an
 * address that somebody else has too tells nothing in a text: the line may be the other's.
 */
export async function tracesOf(
  db: Db,
  ids: readonly string[],
  sole: readonly string[],
): Promise<{ traces: Traces; marked: Marked }> {
  const own = [...ids]
  const { rows: found } = await sql<{
    names: Name[]
    births: string[]
    shared: string[]
    phones: string[]
    emails: string[]
    plates: string[]
    vins: string[]
    keys: { source: string; key: string }[]
  }>`
    with said as (select source, key, data from customers.source_record where customer_id = any(${own}::uuid[]))
    select
      coalesce((select jsonb_agg(distinct n) from (
        select jsonb_build_object('kind', kind, 'givenName', given_name, 'familyName', family_name, 'companyName', company_name) as n
          from (select kind, given_name, family_name, company_name, city from customers.customer where id = any(${own}::uuid[]) union ${formerNames(own)}) x
        union select jsonb_build_object('kind', coalesce(data -> 'fields' ->> 'kind', 'person'), 'givenName', coalesce(data -> 'fields' ->> 'givenName', ''),
          'familyName', coalesce(data -> 'fields' ->> 'familyName', ''), 'companyName', coalesce(data -> 'fields' ->> 'companyName', '')) from said) x), '[]') as names,
      array(select birth_date::text from customers.customer where id = any(${own}::uuid[]) and birth_date is not null
        union select data -> 'fields' ->> 'birthDate' from said where data -> 'fields' ->> 'birthDate' is not null) as births,
      array(select e164 from customers.phone where customer_id = any(${own}::uuid[])
        union select jsonb_array_elements_text(coalesce(data -> 'phones', '[]')) from said
        union ${former(own, 'phones')}) as phones,
      array(select address from customers.email where customer_id = any(${own}::uuid[])
        union select jsonb_array_elements_text(coalesce(data -> 'emails', '[]')) from said
        union ${former(own, 'emails')}) as emails,
      array(select e164 from customers.phone p where e164 in (select e164 from customers.phone where customer_id = any(${own}::uuid[])) and customer_id <> all(${own}::uuid[])
        union select address from customers.email where address in (select address from customers.email where customer_id = any(${own}::uuid[])) and customer_id <> all(${own}::uuid[])) as shared,
      array(select plate from customers.plate where asset_id = any(${[...sole]}::uuid[])) as plates,
      array(select vin from customers.asset where id = any(${[...sole]}::uuid[]) and vin is not null) as vins,
      coalesce((select jsonb_agg(jsonb_build_object('source', source, 'key', key)) from said), '[]') as keys`.execute(
    db,
  )
  const { names, shared, ...rest } = found[0]!
  const alone = (values: string[]): string[] => values.filter((value) => !shared.includes(value))
  return {
    traces: {
      names: names.map(wordsOf),
      phones: alone(rest.phones),
      emails: alone(rest.emails),
      plates: rest.plates,
      vins: rest.vins,
    },
    marked: { ...rest, names: [...new Set(names.map(nameKey))] },
  }
}

const wordsOf = (name: Name): string[] =>
  (name.kind === 'company' && name.companyName ? [name.companyName] : [name.givenName, name.familyName]).filter(Boolean)
