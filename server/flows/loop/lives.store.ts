import { sql } from 'kysely'
import { WEATHERS } from '../../../contract/playbook.ts'
import type { Db } from '../../kit/house.ts'
import type { LoopFact } from '../../moments/loop-person.ts'
import type { Life } from '../../moments/time-machine.ts'
import type { Warning } from '../../moments/weather-warning.ts'
import { loopPersons } from './persons.store.ts'

interface LifeFact {
  customer_id: string
  key: string
  kind: string
  at: Date
  asset_id: string | null
  order_id: string | null
  site_id: string | null
  staff_id: string | null
  data: Record<string, unknown>
}

/**
 * Lives of some customers up to an instant: who they are, and what happened. Before facts were told there were orders, visits and
 * timelines: what they say is told as the same facts, under the same keys, so that nothing counts twice.
 */
export async function livesOf(db: Db, ids: readonly string[], from: Date, to: Date): Promise<Life[]> {
  if (ids.length === 0) return []
  const wanted = sql`${[...ids]}::uuid[]`
  const [persons, facts, cases] = await Promise.all([
    loopPersons(db, ids, to, { since: from }),
    sql<LifeFact>`
      select customer_id, source || '|' || key as key, kind, at, asset_id, order_id, site_id, staff_id, data from timeline.fact
        where customer_id = any(${wanted}) and at < ${to} and state = 'decided'
      union all select customer_id, 'okaeri|order:' || id || ':placed', 'order.placed', placed_at, asset_id, id, site_id, null,
          jsonb_build_object('order', kind, 'title', title) from timeline."order" where customer_id = any(${wanted}) and placed_at < ${to}
      union all select customer_id, 'okaeri|order:' || id || ':' || state, 'order.' || state, coalesce(state_at, changed_at), asset_id, id, site_id, null,
          jsonb_build_object('order', kind, 'title', title) from timeline."order"
        where customer_id = any(${wanted}) and coalesce(state_at, changed_at) < ${to} and state <> 'placed'
      union all select customer_id, 'okaeri|order:' || id || ':service', 'service.done', coalesce(state_at, changed_at), asset_id, id, site_id, null,
          jsonb_build_object('title', title) from timeline."order"
        where customer_id = any(${wanted}) and coalesce(state_at, changed_at) < ${to} and state = 'delivered' and kind = 'repair'
      union all select customer_id, 'okaeri|visit:' || id || ':greeted', 'visit.greeted', greeted_at, asset_id, null, site_id,
          greeted_by, '{}' from visits.visit where customer_id = any(${wanted}) and greeted_at < ${to} and state in ('greeted', 'left')
      union all select customer_id, 'okaeri|visit:' || id || ':left', 'visit.left', left_at, asset_id, null, site_id, null, '{}'
        from visits.visit where customer_id = any(${wanted}) and left_at < ${to} and greeted_at is not null
      union all select customer_id, 'okaeri|entry:' || id, case kind when 'service' then 'service.done' when 'survey' then 'answer.received'
          else 'case.opened' end, at, asset_id, null, site_id, staff_id, '{}' from timeline.entry
        where customer_id = any(${wanted}) and at < ${to} and kind in ('service', 'survey', 'case') and source = 'hand'
      union all select customer_id, 'okaeri|entry:' || id || ':closed', 'case.closed', closed_at, asset_id, null, site_id, null, '{}'
        from timeline.entry where customer_id = any(${wanted}) and kind = 'case' and closed_at < ${to}`.execute(db),
    sql<{ customer_id: string; at: Date; closed_at: Date | null }>`
      select customer_id, at, closed_at from timeline.entry where customer_id = any(${wanted}) and kind = 'case'`.execute(
      db,
    ),
  ])
  const factsOf = Map.groupBy(facts.rows, (row) => row.customer_id)
  const casesOf = Map.groupBy(cases.rows, (row) => row.customer_id)
  return [...persons.values()].map((person) => ({
    person,
    facts: inOrder(factsOf.get(person.id) ?? []),
    cases: (casesOf.get(person.id) ?? []).map((each) => ({
      from: each.at.getTime(),
      to: each.closed_at?.getTime() ?? null,
    })),
  }))
}

/** Steps of an order that are told of one instant were taken in this order. */
const STEPS = ['order.placed', 'order.in-progress', 'order.ready', 'order.delivered', 'order.cancelled']
const stepOf = (kind: string): number => STEPS.indexOf(kind)

/** Each fact once, the first that tells it, in the order they happened. */
function inOrder(rows: readonly LifeFact[]): LoopFact[] {
  const once = new Map<string, LifeFact>()
  for (const row of rows) if (!once.has(row.key)) once.set(row.key, row)
  return [...once.values()]
    .sort((a, b) => a.at.getTime() - b.at.getTime() || stepOf(a.kind) - stepOf(b.kind) || (a.key < b.key ? -1 : 1))
    .map((row) => ({
      id: row.key,
      customerId: row.customer_id,
      kind: row.kind,
      at: row.at.getTime(),
      assetId: row.asset_id,
      orderId: row.order_id,
      siteId: row.site_id,
      staffId: row.staff_id,
      data: row.data,
      causedBy: [],
    }))
}

/** Customers in the order of their ids, page by page: everyone who is not put away. */
export async function* customerPages(db: Db, size: number, most: number | null): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  let left = most ?? Number.POSITIVE_INFINITY
  while (left > 0) {
    const rows = await db
      .selectFrom('customers.customer')
      .select('id')
      .where('archived_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(Math.min(size, left))
      .execute()
    if (rows.length === 0) return
    yield rows.map((row) => row.id)
    after = rows.at(-1)!.id
    left -= rows.length
  }
}

export async function countCustomers(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('customers.customer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Everyone who works or worked here, by name. */
export async function staffNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('network.staff').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The weather that was warned of between two instants. */
export async function warningsBetween(db: Db, from: Date, to: Date): Promise<Warning[]> {
  const rows = await db
    .selectFrom('moments.weather')
    .select(['kind', 'area', 'from_at', 'to_at'])
    .where('to_at', '>', from)
    .where('from_at', '<', to)
    .execute()
  return rows.flatMap(({ kind, area, from_at, to_at }) =>
    (WEATHERS as readonly string[]).includes(kind)
      ? [{ kind: kind as Warning['kind'], area, from: from_at.getTime(), to: to_at.getTime() }]
      : [],
  )
}
