import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { assetName } from './asset-fields.ts'
import { LAST } from './likely-words.ts'
import type { Question } from './question.ts'
import type { Found } from './rank-hits.ts'
import { isNamed, namesAndVehicles } from './vehicle-words.ts'

/** So many bearers of a name are looked at, and so many who drive it are enough. */
const BEARERS = 4000
const ENOUGH = 40
/** A make or a model named whole; one begun, which may as well be a name written otherwise (« Rénau » for Reynaud), stands behind those. */
const WHOLE_COST = 0.2
const BEGUN_COST = 0.9
/** « martin 3008 »: the name alone leaves a word out, and stands behind. */
const NUMBER_COST = -0.1

/** As the indexes of `0116_search_by_more.sql` write it. */
const oneWord = (text: RawBuilder<unknown>) =>
  sql`(translate(lower(${text}), 'àâäáéèêëíîïóôöúùûüç -./''’', 'aaaaeeeeiiiooouuuuc') collate "C")`
const begins = (text: RawBuilder<unknown>, start: RawBuilder<unknown>) =>
  sql`(${oneWord(text)} >= ${start} and ${oneWord(text)} < ${start} || ${LAST})`
const modelOrMake = (start: RawBuilder<unknown>) =>
  sql`(${begins(sql`a.model`, start)} or ${begins(sql`a.make || a.model`, start)})`

/**
 * Who bears this name and drives that: « martin clio » when three hundred are called Martin. Words that begin no make and no model that is on file cost
 * one look in an index, and nothing more.
 */
export async function byVehicle(db: Db, question: Question): Promise<Found[]> {
  if (question.names.length === 0) return []
  const asked = namesAndVehicles(question)
  if (asked.length === 0) return []
  const { rows } = await sql<{
    customer_id: string
    asked: string
    make: string
    model: string
    body: string
    seen: string
  }>`
    with asked as materialized (
      select t.* from unnest(
        ${asked.map((each) => each.vehicle)}::text[], ${asked.map((each) => each.low)}::text[], ${asked.map((each) => each.high)}::text[]
      ) t(vehicle, low, high)
      where exists (select from customers.asset a where a.archived_at is null and ${begins(sql`a.model`, sql`t.vehicle`)})
        or exists (select from customers.asset a where a.archived_at is null and ${begins(sql`a.make || a.model`, sql`t.vehicle`)})
    )
    select n.customer_id, t.vehicle as asked, v.make, v.model, v.body, n.seen::text as seen
    from asked t
    cross join lateral (
      select n.customer_id, n.seen from customers.needle n
      where n.kind = 'name' and n.key >= t.low collate "C" and n.key < t.high collate "C"
      order by n.key, n.seen desc limit ${sql.lit(BEARERS)}
    ) n
    cross join lateral (
      select a.make, a.model, a.body from customers.ownership o
      join customers.asset a on a.id = o.asset_id and a.archived_at is null
      where o.customer_id = n.customer_id and o.until is null and ${modelOrMake(sql`t.vehicle`)}
      limit 1
    ) v
    limit ${sql.lit(ENOUGH)}`.execute(db)
  const once = new Map(rows.map((row) => [row.customer_id, row]))
  return [...once.values()].map(({ customer_id, asked, seen, ...vehicle }) => ({
    customerId: customer_id,
    because: 'vehicle' as const,
    matched: assetName(vehicle),
    cost: /\d/u.test(asked) ? NUMBER_COST : isNamed(asked, vehicle) ? WHOLE_COST : BEGUN_COST,
    seen,
  }))
}
