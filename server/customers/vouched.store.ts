import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import type { FieldGroup, Vouched } from './field-groups.ts'
import { BORN_AS } from './import-attributes.ts'
import type { SourceLine } from './standing.ts'

/** The order of trust that head office has set, first most. */
export async function trustOrder(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('customers.trusted_source').select('source').orderBy('place').execute()
  return rows.map(({ source }) => source)
}

export async function setTrustOrder(db: Db, order: readonly string[]): Promise<void> {
  await db.deleteFrom('customers.trusted_source').execute()
  if (order.length > 0)
    await db
      .insertInto('customers.trusted_source')
      .values(order.map((source, place) => ({ source, place })))
      .execute()
}

/** Sources that have spoken of somebody, by name. Each costs one look into the index, however much it said. */
export async function sourcesHeard(db: Db): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    with recursive heard as (
      (select source from customers.source_record order by source limit 1)
      union all
      select (select r.source from customers.source_record r where r.source > h.source order by r.source limit 1) from heard h
      where h.source is not null)
    select source from heard where source is not null`.execute(db)
  return rows.map(({ source }) => source)
}

/** Somebody wrote these groups of a customer's fields here. */
export async function typedHere(db: Db, customerId: string, groups: readonly FieldGroup[], now: Date): Promise<void> {
  if (groups.length === 0) return
  const word = Object.fromEntries(groups.map((group) => [group, { how: 'typed', at: now.toISOString() }]))
  await sql`update customers.customer set vouched = vouched || ${JSON.stringify(word)}::jsonb where id = ${customerId}::uuid`.execute(
    db,
  )
}

export async function setVouched(db: Db, customerId: string, vouched: Vouched): Promise<void> {
  await db
    .updateTable('customers.customer')
    .set({ vouched: JSON.stringify(vouched) })
    .where('id', '=', customerId)
    .execute()
}

export async function vouchedOf(db: Db, customerId: string): Promise<Vouched> {
  const row = await db
    .selectFrom('customers.customer')
    .select('vouched')
    .where('id', '=', customerId)
    .executeTakeFirst()
  return row?.vouched ?? {}
}

const REPLACED = { customerId: 'uuid', group: 'text' }

/** A statement: nobody vouches any more for what a source has replaced. */
export const noLongerVouched = (replaced: readonly { customerId: string; group: FieldGroup }[]) => sql`
  update customers.customer c set vouched = c.vouched - x.groups
  from (select customer_id, array_agg(field) as groups from unnest(${arraysOf(REPLACED, replaced)}) as u(customer_id, field) group by 1) x
  where c.id = x.customer_id`

/** What stands behind the values of these customers: for what people vouch, and what sources say. */
export async function standingBehind(
  db: Db,
  customerIds: readonly string[],
  but: string | null,
): Promise<Map<string, { vouched: Vouched; lines: SourceLine[] }>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; vouched: Vouched; lines: SourceLine[] | null }>`
    select c.id, c.vouched, (
      select json_agg(json_build_object('source', r.source, 'at', r.at, 'fields', r.data -> 'fields', 'bornAs', r.data -> 'attributes' ->> ${sql.lit(BORN_AS)}))
      from customers.source_record r where r.customer_id = c.id and r.asset_id is null and r.source is distinct from ${but}) as lines
    from unnest(${[...customerIds]}::uuid[]) asked(id) join customers.customer c on c.id = asked.id`.execute(db)
  return new Map(
    rows.map(({ id, vouched, lines }) => [
      id,
      {
        vouched,
        lines: (lines ?? []).map((line) => ({
          ...line,
          at: new Date(line.at).toISOString(),
          fields: line.fields ?? {},
        })),
      },
    ]),
  )
}
