import { sql } from 'kysely'
import { displayName } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'
import { fold } from '../plain/fold.ts'
import { type Candidate, namePairs, type Told } from './who-comes.ts'

/** A trait that more people share than this tells nothing. */
const SHARED_BY = 20

/** Everyone whom one of these lines of a diary may mean, in two statements for all of them. Archived customers are not there. */
export async function candidatesFor(
  db: Db,
  source: string,
  told: readonly Told[],
  today: string,
): Promise<Candidate[]> {
  const phones = [...new Set(told.flatMap((one) => one.phones))]
  const emails = [...new Set(told.flatMap((one) => one.emails))]
  const plates = [...new Set(told.flatMap((one) => one.plates))]
  const keys = [...new Set(told.flatMap((one) => one.customerKey ?? []))]
  const pairs = [...new Set(told.flatMap((one) => namePairs(one.name)))]
  if (phones.length + emails.length + plates.length + keys.length + pairs.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.source_record where source = ${source} and key = any(${keys}::text[]) and customer_id is not null
    union select o.customer_id from customers.source_record r cross join lateral jsonb_array_elements_text(r.data -> 'others') as x(key)
      join customers.source_record o on o.source = r.source and o.key = x.key
      where r.source = ${source} and r.key = any(${keys}::text[]) and o.customer_id is not null
    union select p.customer_id from unnest(${phones}::text[]) as x(v) cross join lateral (select customer_id from customers.phone where e164 = x.v limit ${SHARED_BY}) p
    union select p.customer_id from unnest(${emails}::text[]) as x(v) cross join lateral (select customer_id from customers.email where address = x.v limit ${SHARED_BY}) p
    union select o.customer_id from customers.plate p join customers.ownership o on o.asset_id = p.asset_id
      where p.plate = any(${plates}::text[]) and (p.until is null or p.until >= ${today}::date) and (o.until is null or o.until > ${today}::date)
    union select n.customer_id from unnest(${pairs}::text[]) as x(v) cross join lateral (select customer_id from customers.needle where kind = 'name' and key = x.v limit ${SHARED_BY}) n`.execute(
    db,
  )
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const found = await sql<{
    id: string
    kind: 'person' | 'company'
    given_name: string
    family_name: string
    company_name: string
    keys: string[]
    phones: string[]
    emails: string[]
    plates: { plate: string; asset: string }[]
  }>`
    select c.id, c.kind, c.given_name, c.family_name, c.company_name,
      array(select k.key from customers.source_record r cross join lateral (select case when r.key = any(${keys}::text[]) then r.key
          else regexp_replace(r.key, '~[^~]*$', '') end as key) k
        where r.customer_id = c.id and r.source = ${source} and k.key = any(${keys}::text[]) and r.asset_id is null) as keys,
      array(select e164 from customers.phone p where p.customer_id = c.id) as phones,
      array(select address from customers.email e where e.customer_id = c.id) as emails,
      (select coalesce(jsonb_agg(jsonb_build_object('plate', p.plate, 'asset', p.asset_id)), '[]') from customers.ownership o join customers.plate p on p.asset_id = o.asset_id
        join customers.asset a on a.id = o.asset_id and a.archived_at is null
        where o.customer_id = c.id and (o.until is null or o.until > ${today}::date) and p.plate = any(${plates}::text[]) and (p.until is null or p.until >= ${today}::date)) as plates
    from customers.customer c where c.id = any(${ids}::uuid[]) and c.archived_at is null order by c.id`.execute(db)
  return found.rows.map((row) => ({
    customerId: row.id,
    company: row.kind === 'company',
    words: fold(
      displayName({
        kind: row.kind,
        givenName: row.given_name,
        familyName: row.family_name,
        companyName: row.company_name,
      }),
    )
      .split(' ')
      .filter(Boolean),
    keys: new Set(row.keys),
    phones: new Set(row.phones),
    emails: new Set(row.emails),
    plates: new Map(row.plates.map(({ plate, asset }) => [plate, asset])),
  }))
}

/** The candidates one line may mean: those it shares a trait or a name with. */
export const indexCandidates = (candidates: readonly Candidate[]) => {
  const byTrait = new Map<string, Candidate[]>()
  const put = (trait: string, candidate: Candidate) => {
    const list = byTrait.get(trait)
    if (list) list.push(candidate)
    else byTrait.set(trait, [candidate])
  }
  for (const candidate of candidates) {
    for (const trait of [
      ...candidate.phones,
      ...candidate.emails,
      ...candidate.plates.keys(),
      ...[...candidate.keys].map((key) => `#${key}`),
    ])
      put(trait, candidate)
    for (const word of candidate.words) put(`~${word}`, candidate)
  }
  return (told: Told): Candidate[] => {
    const traits = [
      ...told.phones,
      ...told.emails,
      ...told.plates,
      ...(told.customerKey ? [`#${told.customerKey}`] : []),
      ...fold(told.name)
        .split(' ')
        .map((word) => `~${word}`),
    ]
    return [...new Set(traits.flatMap((trait) => byTrait.get(trait) ?? []))]
  }
}
