import { type RawBuilder, sql } from 'kysely'
import type { SearchHit } from '../../contract/customers.ts'
import type { Db } from '../kit/house.ts'
import { assetName } from './asset-fields.ts'
import { type FoundWord, LAST, type Likeness, likelyWords, lookUps } from './likely-words.ts'
import { displayName } from './name.ts'
import { farProbes, nameProbes, type Probe } from './name-probes.ts'
import { nearPlates } from './near-plates.ts'
import { displayPhone } from './phone.ts'
import { displayPlate } from './plate.ts'
import type { Question } from './question.ts'
import { type Found, type FoundNeedle, rankAll, rankNeedles, rankWhole } from './rank-hits.ts'
import { byVehicle } from './search-vehicle.store.ts'

/** How much is read of one range: some bearers of each name; enough spellings to compare; the latest of the first few thousand. */
const FEW = 10
const MANY = 200
const LATEST_OF = 2500
const LATEST = 40
/** How many of the nearest are looked at whole. */
const SHORTLIST = 50
/** Above this the nearest found is doubtful, and it is worth looking farther. */
const NEAR_ENOUGH = 0.9
/** Up to this a name is the one that was typed, whole or begun, and nothing else need be looked for. */
const AS_TYPED = 0.3
/** Words of the vocabulary under one key; a sound of more is too common to tell anything. */
const WORDS_OF_KEY = 120
const EXACT = 20

async function wordsFor(db: Db, question: Question): Promise<Map<string, Map<string, Likeness>>> {
  const { names, formless } = question
  const terms = [...new Set([...names, ...formless.names].flat())]
  const unfinished = new Set(
    [...(question.typing ? names : []), ...(formless.typing ? formless.names : [])].map((reading) => reading.at(-1)!),
  )
  const asked = lookUps(terms, unfinished)
  if (asked.length === 0) return likelyWords(terms, unfinished, [])
  const { rows } = await sql<FoundWord>`
    select t.term, t.kind, w.word
    from unnest(
      ${asked.map((each) => each.term)}::text[], ${asked.map((each) => each.kind)}::text[],
      ${asked.map((each) => each.low)}::text[], ${asked.map((each) => each.high)}::text[]
    ) as t(term, kind, low, high)
    cross join lateral (
      select k.word from customers.word k
      where k.kind = replace(t.kind, '-begins', '') and k.key >= t.low and k.key < t.high
      order by k.key limit ${WORDS_OF_KEY}
    ) w`.execute(db)
  return likelyWords(terms, unfinished, rows)
}

/** Reads every range of one size in one statement; in the order of the index, so that nothing is sorted. */
function ranges(probes: readonly Probe[], size: Probe['size']): RawBuilder<FoundNeedle> | null {
  const some = probes.filter((probe) => probe.size === size)
  if (some.length === 0) return null
  const range = sql`
    select n.customer_id, n.kind, n.key, n.seen from customers.needle n
    where n.kind = p.kind and n.key >= p.low and n.key < p.high
    order by n.key, n.seen desc limit ${sql.lit(size === 'few' ? FEW : size === 'many' ? MANY : LATEST_OF)}`
  return sql`
    select x.customer_id as "customerId", x.kind, x.key, x.seen::text as seen
    from unnest(
      ${some.map((probe) => probe.kind)}::text[], ${some.map((probe) => probe.low)}::text[], ${some.map((probe) => probe.high)}::text[]
    ) as p(kind, low, high)
    cross join lateral (${
      size === 'latest'
        ? sql`select distinct on (r.seen, r.customer_id) r.* from (${range}) r order by r.seen desc, r.customer_id desc limit ${sql.lit(LATEST)}`
        : range
    }) x`
}

async function readNeedles(db: Db, probes: readonly Probe[]): Promise<FoundNeedle[]> {
  const parts = (['few', 'many', 'latest'] as const).flatMap((size) => ranges(probes, size) ?? [])
  if (parts.length === 0) return []
  return (await sql<FoundNeedle>`${sql.join(parts, sql` union all `)}`.execute(db)).rows
}

async function byName(db: Db, question: Question, limit: number): Promise<Found[]> {
  if (question.names.length === 0) return []
  const likely = await wordsFor(db, question)
  const { formless } = question
  const rows = await readNeedles(db, [
    ...nameProbes(question.names, question.typing, likely),
    ...nameProbes(formless.names, formless.typing, likely),
  ])
  let near = rankNeedles(question, likely, rows, limit)
  const found = near[0]?.cost ?? Number.POSITIVE_INFINITY
  const [drives, far] = await Promise.all([
    found > AS_TYPED || question.all.length > question.words.length ? byVehicle(db, question) : [],
    found > NEAR_ENOUGH ? readNeedles(db, farProbes(question.names, likely)) : [],
  ])
  if (far.length > 0) near = rankNeedles(question, likely, [...rows, ...far], limit)
  near = near.slice(0, SHORTLIST + limit)
  if (near.length === 0) return drives
  const { rows: names } = await sql<{ id: string; given: string; family: string; company: string; city: string }>`
    select id, given_name as given, family_name as family, company_name as company, city
    from customers.customer where id = any(${near.map((each) => each.customerId)}::uuid[]) and archived_at is null`.execute(
    db,
  )
  const known = new Map(names.map((row) => [row.id, row]))
  const named = rankWhole(
    question,
    likely,
    near.flatMap((each) => {
      const row = known.get(each.customerId)
      if (!row) return []
      return { ...each, givenName: row.given, familyName: row.family, companyName: row.company, city: row.city }
    }),
  )
  return [...drives, ...named]
}

/** One text begins with another, by the index over its code points. */
const beginsWith = (column: RawBuilder<unknown>, start: string) =>
  sql`(${column} >= ${start} and ${column} < ${start + LAST})`

/** Phones, e-mails, plates and VINs that begin (or end) as typed: the whole thing first, then the shortest. */
async function byThing(db: Db, { phone, email, plate, vins }: Question): Promise<Found[]> {
  const backwards = (text: string) => Array.from(text).reverse().join('')
  const parts: RawBuilder<unknown>[] = []
  const e164 = sql`(p.e164 collate "C")`
  if (phone) {
    const ways = phone.begins.map((start) => beginsWith(e164, start))
    if (phone.ends) ways.push(beginsWith(sql`(reverse(p.e164) collate "C")`, backwards(phone.ends)))
    for (const way of ways)
      parts.push(sql`(select p.customer_id, 'phone' as because, p.e164 as matched, '' as country,
        case when p.e164 = any(${phone.begins}::text[]) then 0 else 0.2 end as cost
        from customers.phone p where ${way} limit ${sql.lit(EXACT)})`)
  }
  if (email)
    parts.push(sql`(select e.customer_id, 'email' as because, e.address as matched, '' as country,
      case when lower(e.address) = ${email} then 0 else 0.2 end as cost
      from customers.email e where ${beginsWith(sql`(lower(e.address) collate "C")`, email)} limit ${sql.lit(EXACT)})`)
  if (plate)
    parts.push(sql`(select o.customer_id, 'plate' as because, p.plate as matched, p.country,
      (case when p.plate = ${plate} then 0 else 0.2 end) + (case when p.until is null and o.until is null then 0 else 0.05 end)
        + (case o.role when 'owner' then 0 else 0.01 end) as cost
      from (select * from customers.plate p where ${beginsWith(sql`(p.plate collate "C")`, plate)} limit ${sql.lit(EXACT)}) p
      join customers.asset a on a.id = p.asset_id and a.archived_at is null
      join customers.ownership o on o.asset_id = p.asset_id)`)
  // What one remembers of a plate is its end, or the figures in its middle.
  for (const [column, start] of plate
    ? ([
        [sql`(reverse(p.plate) collate "C")`, backwards(plate)],
        [sql`(substr(p.plate, 3) collate "C")`, plate],
      ] as const)
    : [])
    parts.push(sql`(select o.customer_id, 'plate' as because, p.plate as matched, p.country,
      0.25 + (case when p.until is null and o.until is null then 0 else 0.05 end) + (case o.role when 'owner' then 0 else 0.01 end) as cost
      from (select * from customers.plate p where ${beginsWith(column, start)} limit ${sql.lit(EXACT)}) p
      join customers.asset a on a.id = p.asset_id and a.archived_at is null
      join customers.ownership o on o.asset_id = p.asset_id)`)
  const near = plate ? nearPlates(plate) : []
  // Misheard or mistyped: after every plate that begins as typed. A set of fixed estimate, as at the gate.
  if (near.length > 0)
    parts.push(sql`(select o.customer_id, 'plate' as because, p.plate as matched, p.country,
      0.6 + (case when p.until is null and o.until is null then 0 else 0.05 end) + (case o.role when 'owner' then 0 else 0.01 end) as cost
      from jsonb_array_elements_text(${JSON.stringify(near)}::jsonb) near(plate)
      join customers.plate p on p.plate = near.plate
      join customers.asset a on a.id = p.asset_id and a.archived_at is null
      join customers.ownership o on o.asset_id = p.asset_id limit ${sql.lit(EXACT)})`)
  for (const vin of vins)
    for (const way of [
      beginsWith(sql`(a.vin collate "C")`, vin),
      beginsWith(sql`(reverse(a.vin) collate "C")`, backwards(vin)),
    ])
      parts.push(sql`(select o.customer_id, 'vin' as because, a.vin as matched, '' as country,
        (case when a.vin = ${vin} then 0 else 0.2 end) + (case when o.until is null then 0 else 0.05 end)
          + (case o.role when 'owner' then 0 else 0.01 end) as cost
        from (select * from customers.asset a where a.vin is not null and a.archived_at is null and ${way} limit ${sql.lit(EXACT)}) a
        join customers.ownership o on o.asset_id = a.id)`)
  if (parts.length === 0) return []
  const { rows } = await sql<{
    customer_id: string
    because: 'phone' | 'email' | 'plate' | 'vin'
    matched: string
    country: string
    cost: string | number
    seen: string
  }>`
    select f.*, to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD') as seen
    from (${sql.join(parts, sql` union all `)}) f
    join customers.customer c on c.id = f.customer_id and c.archived_at is null`.execute(db)
  return rows.map(({ customer_id, because, matched, country, cost, seen }) => ({
    customerId: customer_id,
    because,
    matched:
      because === 'phone' ? displayPhone(matched) : because === 'plate' ? displayPlate(matched, country) : matched,
    cost: Number(cost),
    seen,
  }))
}

interface HitRow {
  id: string
  kind: 'person' | 'company'
  given_name: string
  family_name: string
  company_name: string
  pronunciation: string
  city: string
  e164: string | null
  make: string | null
  model: string | null
  body: string | null
  plate: string | null
  country: string | null
}

/** The lines to show for what was found, in the same order; who is archived or gone is left out. */
export async function showHits(db: Db, found: readonly Found[]): Promise<SearchHit[]> {
  if (found.length === 0) return []
  const { rows } = await sql<HitRow>`
    select c.id, c.kind, c.given_name, c.family_name, c.company_name, c.pronunciation, c.city,
      (select p.e164 from customers.phone p where p.customer_id = c.id order by p.position, p.id limit 1) as e164,
      v.make, v.model, v.body, v.plate, v.country
    from customers.customer c
    left join lateral (
      select a.make, a.model, a.body, p.plate, p.country
      from customers.ownership o
      join customers.asset a on a.id = o.asset_id and a.archived_at is null
      left join customers.plate p on p.asset_id = a.id and p.until is null
      where o.customer_id = c.id and o.until is null
      order by a.kind desc, a.updated_at desc, p.since desc nulls last
      limit 1
    ) v on true
    where c.id = any(${found.map((each) => each.customerId)}::uuid[]) and c.archived_at is null`.execute(db)
  const known = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ customerId, because, matched }) => {
    const row = known.get(customerId)
    if (!row) return []
    const name = displayName({
      kind: row.kind,
      givenName: row.given_name,
      familyName: row.family_name,
      companyName: row.company_name,
    })
    return {
      id: row.id,
      kind: row.kind,
      name,
      pronunciation: row.pronunciation,
      city: row.city,
      phone: row.e164 ? displayPhone(row.e164) : null,
      vehicle:
        row.make === null ? null : assetName({ make: row.make, model: row.model ?? '', body: row.body ?? '' }) || null,
      plate: row.plate ? displayPlate(row.plate, row.country ?? 'FR') : null,
      because: because === 'name' && row.kind === 'company' ? 'company' : because,
      matched: matched ?? (because === 'city' ? `${name}, ${row.city}` : name),
    }
  })
}

/** Who a question may mean, nearest first, at most `limit`. Archived customers are never found. */
export async function findCustomers(db: Db, question: Question, limit: number): Promise<Found[]> {
  const things = await byThing(db, question)
  const names = await byName(db, question, limit)
  return rankAll([...things, ...names]).slice(0, limit)
}
