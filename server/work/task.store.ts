import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { NewTask } from './task.ts'
import type { TaskRow } from './task-row.ts'

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/**
 * Writes tasks in one statement. A touch has one task: told twice, the first stands.
 * @returns ids of those that are new
 */
export async function insertTasks(db: Db, tasks: readonly NewTask[], now: Date): Promise<Set<string>> {
  if (tasks.length === 0) return new Set()
  const rows = tasks.map((task) => ({
    id: task.id,
    touch_id: task.touchId,
    customer_id: task.customerId,
    staff_id: task.staffId,
    site_id: task.siteId,
    asset_id: task.assetId,
    order_id: task.orderId,
    kind: task.kind,
    purpose: task.purpose,
    moment: task.moment,
    title: task.title,
    because: task.because,
    opening: task.opening,
    message: task.message,
    thank: task.thank,
    avoid: task.avoid,
    also: task.also ?? [],
    priority: task.priority,
    core: task.core,
    minutes: task.minutes,
    not_before: instant(task.notBefore),
    due_on: task.dueOn,
    expires_at: instant(task.expiresAt),
  }))
  const { rows: made } = await sql<{ id: string }>`
    insert into work.task (id, touch_id, customer_id, staff_id, site_id, asset_id, order_id, kind, purpose, moment, title, because, opening,
      message, thank, avoid, also, priority, core, minutes, not_before, due_on, expires_at, state, created_at, changed_at)
    select x.*, 'open', ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, touch_id uuid, customer_id uuid, staff_id uuid, site_id uuid,
      asset_id uuid, order_id uuid, kind text, purpose text, moment text, title text, because jsonb, opening text, message text, thank text, avoid text, also jsonb, priority smallint,
      core boolean, minutes smallint, not_before timestamptz, due_on date, expires_at timestamptz)
    on conflict (touch_id) do nothing
    returning id`.execute(db)
  return new Set(made.map((row) => row.id))
}

/** How many tasks each has open now. */
export async function openByStaff(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ staff_id: string; n: number }>`
    select staff_id, count(*)::int as n from work.task where state = 'open' and staff_id is not null group by 1`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.staff_id, row.n]))
}

/** Of what an open task tells besides its own: what is still told in it. */
const STILL_TOLD = sql`coalesce((select jsonb_agg(told.part order by told.n) from jsonb_array_elements(t.also) with ordinality as told(part, n)
      where t.state <> 'open' or exists (select from moments.touch m where m.id = (told.part ->> 'touch')::uuid and m.told_in = t.touch_id and m.state = 'doing')), '[]')`
const SHOWN = sql`
  select t.id, t.touch_id, t.customer_id, t.staff_id, s.name as staff_name, t.site_id, p.name as site_name, t.asset_id, t.order_id, t.kind, t.purpose, t.moment, t.title,
    t.because, t.opening, t.message, t.thank, t.avoid, ${STILL_TOLD} as also, t.priority, t.core, t.minutes, t.not_before, t.due_on::text as due_on, t.expires_at, t.state, t.outcome,
    t.tries, t.promised, t.created_at, t.done_at,
    c.kind as customer_kind, c.title as title_of, c.given_name, c.family_name, c.company_name, c.pronunciation, c.address_as, c.formality, c.language,
    c.advisor_id, c.deputy_id, c.country, c.postcode,
    exists (select from customers.voice v where v.customer_id = c.id) as has_voice,
    coalesce((select trim(a.make || ' ' || a.model) from customers.asset a where a.id = t.asset_id), '') as asset,
    coalesce((select jsonb_agg(jsonb_build_object('e164', n.e164, 'label', n.label) order by n.position, n.id)
      from customers.phone n where n.customer_id = c.id), '[]') as phones,
    (select jsonb_build_object('id', o.id, 'outcome', o.outcome, 'told_by', o.told_by, 'at', o.at, 'note', o.note,
        'by', (select b.name from network.staff b where b.id = o.by_staff))
      from work.outcome o where o.task_id = t.id and o.undone_at is null order by o.at desc, o.id desc limit 1) as last
  from work.task t join customers.customer c on c.id = t.customer_id and c.archived_at is null
    left join network.staff s on s.id = t.staff_id left join network.site p on p.id = t.site_id`

/** Most open tasks read for one list: more than anyone does in a month. */
const MOST = 400

/**
 * Open tasks that may be somebody's of today: theirs, those of people who are covered, those of nobody on their sites; due before an
 * instant, the most pressing first.
 */
export async function openTasks(
  db: Db,
  of: { staffId: string; covered: readonly string[]; sites: 'all' | readonly string[]; before: Date },
): Promise<TaskRow[]> {
  const nobody = of.sites === 'all' ? sql`true` : sql`t.site_id = any(${[...of.sites]}::uuid[])`
  const { rows } = await sql<TaskRow>`${SHOWN}
    where t.state = 'open' and t.not_before < ${of.before}
      and (t.staff_id = ${of.staffId} or t.staff_id = any(${[...of.covered]}::uuid[]) or (t.staff_id is null and ${nobody}))
    order by t.core desc, t.promised desc, t.priority, t.not_before, t.id limit ${MOST}`.execute(db)
  return rows
}

/** What somebody finished, or what finished by itself among theirs, since an instant; the newest first. */
export async function doneSince(db: Db, staffId: string, since: Date): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`${SHOWN}
    where t.state <> 'open' and t.done_at >= ${since} and (t.done_by = ${staffId} or t.staff_id = ${staffId})
    order by t.done_at desc limit 60`.execute(db)
  return rows
}

export async function taskById(db: Db, id: string): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`${SHOWN} where t.id = ${id}`.execute(db)
  return rows[0]
}
