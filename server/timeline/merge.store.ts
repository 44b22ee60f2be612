import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** What came since, of which is known whose it is: about these vehicles, and from these sources. */
export interface Newer {
  assets: readonly string[]
  since: Date
  /** The merge: what is younger came since, for ids carry their time. */
  event: string
  /** Sources that speak of one of the two alone. */
  sources: readonly string[]
}

/** Is this row from one of these sources? A kind of row may be named before the source's name, its site after. */
export const fromSources = ({
  sources,
  event,
}: Newer) => sql`(id > ${event}::uuid and exists (select from unnest(${[...sources]}::text[]) s
  where source = s or starts_with(source, s || '@') or (starts_with(source, 'import:') and right(source, length(s) + 1) = ':' || s)))`

/** Entries, orders and facts go along when customers join others: a statement for each table, giving `kind, absorb, id`. */
export const timelineMoves = ({ absorb, keep }: Joinings) => ({
  entry: sql`
    update timeline.entry t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'entry' as kind, m.absorb, t.id`,
  order: sql`
    update timeline."order" t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'order' as kind, m.absorb, t.id`,
  fact: sql`
    update timeline.fact t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'fact' as kind, m.absorb, t.id`,
})

/** The way back; with them goes what came since about the vehicles of `to`. */
export async function moveTimelineBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: Newer,
): Promise<void> {
  const assets = [...newer.assets]
  await sql`update timeline.entry set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.entry ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and created_at > ${newer.since}::timestamptz) or ${fromSources(newer)})`.execute(
    db,
  )
  await sql`update timeline."order" set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.order ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and placed_at > ${newer.since}::timestamptz) or ${fromSources(newer)})`.execute(
    db,
  )
  await sql`update timeline.fact set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.fact ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and accepted_at > ${newer.since}::timestamptz) or ${fromSources(newer)}
      or (id > ${newer.event}::uuid and order_id in (select o.id from timeline."order" o where o.customer_id = ${to}::uuid)))`.execute(
    db,
  )
}
