import { sql } from 'kysely'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import type { RatingGroup } from './evidence.ts'

export interface Rated {
  id: string
  reference: string
}

/**
 * Every answer about a product, each with the version it is about: the one that was named beside it, else the one on the shelf when it was
 * ordered, or answered. An answer is about a product whose reference is its service, alone or before `@version`. Whether a case is settled is
 * another question: its score rates no product.
 */
const heard = ({ id, reference }: Rated) => sql`
  select a.id, a.score, a.scale_min, a.scale_max, a.direction, a.at, a.left_out, a.customer_id, a.site_id,
    coalesce(a.customer_id::text, r.rater) as person, coalesce(r.version, named.number, shelf.number, 1) as version
  from feedback.answer a
  left join quality.rating r on r.answer_id = a.id
  left join timeline."order" o on o.id = a.order_id
  left join quality.version named on named.product_id = ${id}::uuid and position('@' in a.service) > 0
    and lower(named.label) = lower(split_part(a.service, '@', 2))
  left join lateral (
    select v.number from quality.version v
    where v.product_id = ${id}::uuid and v.shelf_at <= coalesce(o.placed_at, a.at) order by v.shelf_at desc limit 1
  ) shelf on true
  where lower(split_part(a.service, '@', 1)) = lower(${reference}) and a.score is not null and a.scale_min is not null
    and a.scale_max is not null and a.direction is not null and not a.after_case`

interface GroupRow {
  score: number
  scale_min: number
  scale_max: number
  direction: 'up' | 'down'
  known: boolean
  not_counted: RatingGroup['not']
  n: number
}

/**
 * The ratings of a version, counted: what was left out as it came is told apart, so is what is older than `since`, and all but the newest
 * of one person.
 */
export async function ratingGroups(
  db: Db,
  product: Rated,
  version: number,
  since: Date | null,
): Promise<RatingGroup[]> {
  const { rows } = await sql<GroupRow>`
    with heard as (${heard(product)}), judged as (
      select *, case when left_out is not null then 'left-out' when at < ${since}::timestamptz then 'old' end as because
      from heard where version = ${version}::int
    ), placed as (
      select *, row_number() over (partition by person order by because is not null, at desc, id desc) as place from judged
    )
    select score, scale_min, scale_max, direction, person is not null as known,
      coalesce(because, case when person is not null and place > 1 then 'again' end) as not_counted, count(*)::int as n
    from placed group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows.map((row) => ({
    score: row.score,
    scale: { min: row.scale_min, max: row.scale_max, direction: row.direction },
    known: row.known,
    not: row.not_counted,
    n: row.n,
  }))
}

export interface SpokenRow {
  id: string
  score: number | null
  scale_min: number | null
  scale_max: number | null
  direction: 'up' | 'down' | null
  version: number
  text: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: string[]
  at: Date
  site: string | null
  customerId: string | null
  leftOut: string | null
  linked: boolean
}

/** What customers said about it in their own words: those in the open file first, then the newest. */
export async function spokenOf(db: Db, product: Rated, fileId: string | null, most: number): Promise<SpokenRow[]> {
  const { rows } = await sql<SpokenRow>`
    with heard as (${heard(product)})
    select v.id, h.score, h.scale_min, h.scale_max, h.direction, h.version, feedback.whole(v.text, v.more) as text, v.polarity, v.mixed, v.band, v.praised, v.at, s.name as site,
      v.customer_id as "customerId", coalesce(h.left_out, v.left_out) as "leftOut", w.verbatim_id is not null as linked
    from heard h join feedback.verbatim v on v.answer_id = h.id
    left join network.site s on s.id = h.site_id
    left join quality.word w on w.verbatim_id = v.id and w.file_id = ${fileId}::uuid
    where ${notBeingErased(sql`v.customer_id`)}
    order by (w.verbatim_id is not null) desc, v.at desc, v.id desc limit ${most}`.execute(db)
  return rows
}

/**
 * Customers who rated a version before this one, and were not told since: all, or those who were not content. Ill words under a good score may be
 * misread: until a person has read them they say nothing.
 */
export async function ratersBefore(
  db: Db,
  product: Rated,
  version: number,
  unhappyUnder: number | null,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    with heard as (${heard(product)}), newest as (
      select distinct on (h.customer_id) h.customer_id, h.id, h.at,
        1 + 4 * (case h.direction when 'up' then h.score - h.scale_min else h.scale_max - h.score end)::float8
          / nullif(h.scale_max - h.scale_min, 0) as stars
      from heard h where h.customer_id is not null and h.left_out is null and h.version < ${version}::int
      order by h.customer_id, h.at desc, h.id desc
    )
    select n.customer_id from newest n left join feedback.verbatim v on v.answer_id = n.id
    where (${unhappyUnder}::float8 is null or n.stars <= ${unhappyUnder}::float8 
      or v.polarity < 0 and (v.band is distinct from 'happy' or v.corrected_at is not null))
      and not exists (
        select 1 from quality.told t join quality.event e on e.id = t.event_id
        where e.product_id = ${product.id}::uuid and t.customer_id = n.customer_id and t.message_id is not null and t.at >= n.at)
    order by n.customer_id`.execute(db)
  return rows.map((row) => row.customer_id)
}

/** What another system told beside an answer; the same (source, key) again replaces itself. */
export async function saveRating(
  db: Db,
  rating: {
    answerId: string
    productId: string
    version: number | null
    rater: string | null
    source: string
    key: string
    at: Date
  },
): Promise<void> {
  const row = {
    answer_id: rating.answerId,
    product_id: rating.productId,
    version: rating.version,
    rater: rating.rater,
    source: rating.source,
    key: rating.key,
    at: rating.at,
  }
  await db
    .insertInto('quality.rating')
    .values(row)
    .onConflict((c) => c.columns(['source', 'key']).doUpdateSet(row))
    .execute()
}

/**
 * Whoever is erased rated once, however often they said it, and goes on counting once: their bare stars about one product share a mark that says
 * nothing but that, and keep the version they were about, which only their order or another system may have told. In the open transaction,
 * before their answers forget whose they are.
 */
export async function staysOneVoice(db: Db, customerIds: readonly string[]): Promise<void> {
  const { rows } = await sql<Rated>`
    select p.id, p.reference from quality.product p where exists (
      select from feedback.answer a where a.customer_id = any(${[...customerIds]}::uuid[]) and lower(split_part(a.service, '@', 1)) = lower(p.reference))
    order by p.archived_at nulls last`.execute(db)
  for (const product of rows)
    await sql`
      with heard as (${heard(product)}), theirs as (
        select id, version, at, min(id::text) over () as mark from heard where customer_id = any(${[...customerIds]}::uuid[])
      )
      insert into quality.rating (answer_id, product_id, version, rater, source, key, at)
      select id, ${product.id}::uuid, version, 'erased ' || mark, 'erased', id::text, at from theirs
      on conflict (answer_id) do update set version = coalesce(quality.rating.version, excluded.version), rater = excluded.rater`.execute(
      db,
    )
}

/** Are these a customer's words about this product? */
export async function isAboutProduct(db: Db, { reference }: Rated, verbatimId: string): Promise<boolean> {
  const { rows } = await sql`
    select from feedback.verbatim v join feedback.answer a on a.id = v.answer_id
    where v.id = ${verbatimId}::uuid and lower(split_part(a.service, '@', 1)) = lower(${reference})`.execute(db)
  return rows.length > 0
}
