import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** More than this under one household is no household: a default value, or a home for the aged. */
const LARGEST_HOUSEHOLD = 12

export interface NewRelation {
  customerId: string
  otherId: string
  kind: 'household' | 'company'
  role: string
}

/**
 * Who is related by what a source says, for these keys of it: those of one household, a person and their company; whichever row came
 * first. Only whom the source says so anew is looked at, so that a relation a person has ended does not come back with each file.
 * @param keys of persons whose household or company is said anew; @param arrived of all rows: a company may come after its people
 */
export async function relatedBySource(
  db: Db,
  source: string,
  keys: readonly string[],
  arrived: readonly string[],
): Promise<NewRelation[]> {
  const { rows } = await sql<NewRelation>`
    with said as (
      select customer_id, data ->> 'household' as household, data ->> 'company' as company, coalesce(data ->> 'companyRole', '') as role
      from customers.source_record where source = ${source} and key = any(${keys}::text[]) and customer_id is not null
    )
    select s.customer_id as "customerId", r.customer_id as "otherId", 'household' as kind, '' as role
    from said s join customers.source_record r
      on r.source = ${source} and r.data ->> 'household' = s.household and r.data ->> 'household' is not null
    where r.customer_id is not null and r.customer_id <> s.customer_id
      and (select count(*) from (
        select from customers.source_record h where h.source = ${source} and h.data ->> 'household' = s.household
          and h.data ->> 'household' is not null limit ${sql.lit(LARGEST_HOUSEHOLD + 1)}) h) <= ${sql.lit(LARGEST_HOUSEHOLD)}
    union
    select s.customer_id, r.customer_id, 'company', s.role
    from said s join customers.source_record r on r.source = ${source} and r.key = s.company
    where r.customer_id is not null and r.customer_id <> s.customer_id
    union
    select p.customer_id, c.customer_id, 'company', coalesce(p.data ->> 'companyRole', '')
    from customers.source_record c join customers.source_record p
      on p.source = ${source} and p.data ->> 'company' = c.key and p.data ->> 'company' is not null
    where c.source = ${source} and c.key = any(${arrived}::text[]) and c.customer_id is not null
      and p.customer_id is not null and p.customer_id <> c.customer_id`.execute(db)
  return rows
}

/** Relates them, each pair once, the smaller id first. @returns those that were not related before */
export async function addRelations(
  db: Db,
  relations: readonly NewRelation[],
  newId: () => string,
): Promise<{ customerId: string; otherId: string }[]> {
  if (relations.length === 0) return []
  const drafts = relations.map(({ customerId, otherId, kind, role }) => {
    const [first, second] = [customerId, otherId].sort()
    // A source says what a person does in their company.
    const role_of_other = role === '' ? null : second === customerId
    return { id: newId(), customer_id: first, other_id: second, kind, role, role_of_other }
  })
  const { rows } = await sql<{ customerId: string; otherId: string }>`
    insert into customers.relation (id, customer_id, other_id, kind, role, role_of_other, by_hand)
    select *, false from json_to_recordset(${JSON.stringify(drafts)}::json) as x(id uuid, customer_id uuid, other_id uuid, kind text, role text,
      role_of_other boolean)
    on conflict (customer_id, other_id, kind) do nothing
    returning customer_id as "customerId", other_id as "otherId"`.execute(db)
  return rows
}

/**
 * Ends what a source said of these keys' customers and says no more: another household, another company. What a person said stays, and what any source
 * still says; and of whom this source knows nothing it has taken nothing back.
 * @param keys of persons whose household or company is said anew
 */
export async function endRelations(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<{ customerId: string; otherId: string }[]> {
  const { rows } = await sql<{ customerId: string; otherId: string }>`
    with said as (
      select customer_id, data ->> 'household' is not null as household, data ->> 'company' is not null as company
      from customers.source_record where source = ${source} and key = any(${[...keys]}::text[]) and customer_id is not null and asset_id is null
    )
    delete from customers.relation r using said s
    where not r.by_hand and s.customer_id in (r.customer_id, r.other_id)
      and case r.kind when 'household' then s.household else s.company end
      and exists (select from customers.source_record k where k.source = ${source} and k.asset_id is null
        and k.customer_id = case when s.customer_id = r.customer_id then r.other_id else r.customer_id end)
      and not exists (
        select from customers.source_record a join customers.source_record b on b.source = a.source and b.customer_id = r.other_id
        where a.customer_id = r.customer_id and a.asset_id is null and b.asset_id is null and case r.kind
          when 'household' then a.data ->> 'household' = b.data ->> 'household'
          else a.data ->> 'company' = b.key or b.data ->> 'company' = a.key end)
    returning r.customer_id as "customerId", r.other_id as "otherId"`.execute(db)
  return rows
}

/** What these keys' persons do in their company, as their source says it now; what a person wrote there stays. */
export async function sayRoles(db: Db, source: string, keys: readonly string[]): Promise<void> {
  await sql`
    update customers.relation r set role = p.data ->> 'companyRole', role_of_other = p.customer_id = r.other_id
    from customers.source_record p join customers.source_record c on c.source = p.source and c.key = p.data ->> 'company'
    where p.source = ${source} and p.key = any(${[...keys]}::text[]) and p.data ->> 'companyRole' is not null
      and r.kind = 'company' and not r.by_hand
      and (r.customer_id, r.other_id) in ((p.customer_id, c.customer_id), (c.customer_id, p.customer_id))`.execute(db)
}
