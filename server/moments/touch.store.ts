import { sql } from 'kysely'
import { type Because, say } from '../../contract/because.ts'
import type { Gesture } from '../../contract/playbook.ts'
import type { Judged } from '../consent/judged.ts'
import type { Db, House } from '../kit/house.ts'
import type { PlannedTouch } from './compiled.ts'

export type TouchState = 'planned' | 'held' | 'doing' | 'done' | 'dropped'

/** A touch as it stands. */
export interface Touch extends PlannedTouch {
  id: string
  playbookVersion: number
  state: TouchState
  gesture: Gesture | null
  staffId: string | null
  because: Because[]
  arm: 'treated' | 'held-out' | null
  /** The touch in whose contact it is told. */
  toldIn?: string | null
}

/** A touch to write: planned, or decided in the same breath. */
export interface NewTouch extends PlannedTouch {
  id: string
  playbookVersion: number
  state: TouchState
  gesture: Gesture | null
  staffId: string | null
  because: readonly Because[]
  judged: Judged | null
  arm: 'treated' | 'held-out' | null
}

/** What the clock brings, as it is first written: nobody has decided anything of it yet. */
export const saveOfClock = (
  house: Pick<House, 'db' | 'newId'>,
  touches: readonly (PlannedTouch & { because: Because })[],
  playbookVersion: number,
  now: Date,
): Promise<Set<string>> =>
  saveTouches(
    house.db,
    touches.map(({ because, ...touch }) => ({
      ...touch,
      id: house.newId(),
      playbookVersion,
      state: 'planned' as const,
      gesture: null,
      staffId: null,
      because: [because],
      judged: null,
      arm: null,
    })),
    now,
  )

const instantOf = (ms: number): string => new Date(ms).toISOString()

/**
 * Writes touches in one statement. One that is there already, for this customer, moment and occasion, stays as it is.
 * @returns ids of those that are new
 */
export async function saveTouches(db: Db, touches: readonly NewTouch[], now: Date): Promise<Set<string>> {
  if (touches.length === 0) return new Set()
  const rows = touches.map((touch) => ({
    id: touch.id,
    customer_id: touch.customerId,
    moment: touch.moment,
    occasion: touch.occasion,
    core: touch.core,
    priority: touch.priority,
    purpose: touch.purpose,
    playbook_version: touch.playbookVersion,
    fact_id: touch.factId,
    asset_id: touch.assetId,
    order_id: touch.orderId,
    site_id: touch.siteId,
    staff_id: touch.staffId,
    gesture: touch.gesture,
    due_at: instantOf(touch.dueAt),
    expires_at: instantOf(touch.expiresAt),
    state: touch.state,
    because: touch.because,
    judged: touch.judged,
    arm: touch.arm,
  }))
  const { rows: written } = await sql<{ id: string }>`
    insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, fact_id, asset_id, order_id,
      site_id, staff_id, gesture, due_at, expires_at, state, because, judged, arm, created_at, changed_at)
    select x.*, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer_id uuid, moment text, occasion text, core boolean,
      priority smallint, purpose text, playbook_version integer, fact_id uuid, asset_id uuid, order_id uuid, site_id uuid, staff_id uuid,
      gesture text, due_at timestamptz, expires_at timestamptz, state text, because jsonb, judged jsonb, arm text)
    on conflict (customer_id, moment, occasion) do nothing
    returning id`.execute(db)
  return new Set(written.map((row) => row.id))
}

interface TouchRow {
  id: string
  customer_id: string
  moment: string
  occasion: string
  core: boolean
  priority: number
  purpose: 'service' | 'commercial'
  playbook_version: number
  fact_id: string | null
  asset_id: string | null
  order_id: string | null
  site_id: string | null
  staff_id: string | null
  gesture: Gesture | null
  due_at: Date
  expires_at: Date | null
  state: TouchState
  because: Because[]
  arm: 'treated' | 'held-out' | null
  told_in: string | null
}

const COLUMNS = sql.raw(
  `id, customer_id, moment, occasion, core, priority, purpose, playbook_version, fact_id, asset_id, order_id, site_id, staff_id,
   gesture, due_at, expires_at, state, because, arm, told_in`,
)

const asTouch = (row: TouchRow): Touch => ({
  id: row.id,
  customerId: row.customer_id,
  moment: row.moment,
  occasion: row.occasion,
  core: row.core,
  priority: row.priority,
  purpose: row.purpose,
  playbookVersion: row.playbook_version,
  factId: row.fact_id,
  assetId: row.asset_id,
  orderId: row.order_id,
  siteId: row.site_id,
  staffId: row.staff_id,
  gesture: row.gesture,
  dueAt: row.due_at.getTime(),
  expiresAt: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
  state: row.state,
  because: row.because,
  arm: row.arm,
  toldIn: row.told_in,
})

/** Some touches that are due, the longest due first, locked: another worker takes others. */
export async function claimDue(db: Db, now: Date, most: number): Promise<Touch[]> {
  const { rows } = await sql<TouchRow>`
    select ${COLUMNS} from moments.touch where state in ('planned', 'held') and due_at <= ${now}
    order by due_at limit ${most} for update skip locked`.execute(db)
  return rows.map(asTouch)
}

/** What else is to come for these customers: planned, held, or being done. */
export async function touchesToCome(db: Db, customerIds: readonly string[]): Promise<Touch[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<TouchRow>`
    select ${COLUMNS} from moments.touch where customer_id = any(${[...customerIds]}::uuid[]) and state in ('planned', 'held', 'doing')
    order by due_at`.execute(db)
  return rows.map(asTouch)
}

export async function touchesById(db: Db, ids: readonly string[]): Promise<Map<string, Touch>> {
  if (ids.length === 0) return new Map()
  const { rows } =
    await sql<TouchRow>`select ${COLUMNS} from moments.touch where id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, asTouch(row)]))
}

/** Of these touches those that wait, locked: whoever decides one of them now keeps it, and it is not told in another contact as well. */
export async function keepWaiting(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from moments.touch where id = any(${[...new Set(ids)]}::uuid[]) and state in ('planned', 'held') for update skip locked`.execute(
    db,
  )
  return new Set(rows.map((row) => row.id))
}

/** What is told in the contacts of these, while they are being made. */
export async function touchesToldIn(db: Db, ids: readonly string[]): Promise<Touch[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<TouchRow>`select ${COLUMNS} from moments.touch where told_in = any(${[...new Set(ids)]}::uuid[]) and state = 'doing'`.execute(
      db,
    )
  return rows.map(asTouch)
}

/** What becomes of a touch. */
export interface TouchChange {
  id: string
  state: TouchState
  gesture: Gesture | null
  staffId: string | null
  dueAt: number | null
  /** Added to the reasons it has. */
  because: readonly Because[]
  judged: Judged | null
  arm?: 'treated' | 'held-out' | null
  /** What its moment makes of it in the page in force, where that is not what it was planned as. */
  purpose?: 'service' | 'commercial'
  core?: boolean
  /** The touch in whose contact it is told. */
  toldIn?: string
  /** A person let it go: what is told in it goes with it, and is not said by itself. */
  withAll?: boolean
}

/**
 * These are decided anew, at once: what was to be said of them did not leave. Also those that were told in the contact of another;
 * but nothing that was let go, nor what has meanwhile been told by itself.
 * @param touches `toldIn`: only as long as it is told in that one
 */
export async function decideAnew(
  db: Db,
  touches: readonly { id: string; because: readonly Because[]; toldIn?: string | null }[],
  now: Date,
): Promise<void> {
  if (touches.length === 0) return
  await sql`
    update moments.touch t set state = 'planned', gesture = null, staff_id = null, told_in = null, due_at = ${now}::timestamptz, changed_at = ${now}::timestamptz,
      because = t.because || x.because
    from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as x(id uuid, because jsonb, "toldIn" uuid)
    where t.id = x.id and t.state <> 'dropped' and (x."toldIn" is null or x."toldIn" = t.told_in)`.execute(db)
}

/** A touch held for months says why a dozen times at most; then it begins anew. */
const MOST_REASONS = 12

/** Changes touches in one statement. Those that are over (done, dropped) stay over. */
export async function changeTouches(db: Db, changes: readonly TouchChange[], now: Date): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  const rows = changes.map((change) => ({
    id: change.id,
    state: change.state,
    gesture: change.gesture,
    staff_id: change.staffId,
    due_at: change.dueAt === null ? null : instantOf(change.dueAt),
    because: change.because,
    judged: change.judged,
    arm: change.arm ?? null,
    purpose: change.purpose ?? null,
    core: change.core ?? null,
    told_in: change.toldIn ?? null,
  }))
  const { rows: changed } = await sql<{ id: string }>`
    update moments.touch t set state = x.state, gesture = coalesce(x.gesture, t.gesture), staff_id = coalesce(x.staff_id, t.staff_id),
      due_at = coalesce(x.due_at, t.due_at), judged = coalesce(x.judged, t.judged), arm = coalesce(x.arm, t.arm), purpose = coalesce(x.purpose, t.purpose), core = coalesce(x.core, t.core), told_in = coalesce(x.told_in, t.told_in), changed_at = ${now}::timestamptz,
      because = case when jsonb_array_length(t.because) >= ${MOST_REASONS}::int then x.because else t.because || x.because end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, state text, gesture text, staff_id uuid, due_at timestamptz,
      because jsonb, judged jsonb, arm text, purpose text, core boolean, told_in uuid)
    where t.id = x.id and t.state not in ('done', 'dropped')
    returning t.id`.execute(db)
  const ids = new Set(changed.map((row) => row.id))
  await followMain(
    db,
    changes.filter(({ id }) => ids.has(id)),
    now,
  )
  return ids
}

/** Why what was to be told besides was not. */
export const NOT_TOLD_WITH = 'touch.not-told-with'

/**
 * What is told in the contact of another goes where that one goes: done with it; let go with it where a person said so. Where the other fell away by
 * itself, it is decided anew, for it was to be said all the same.
 */
export async function followMain(
  db: Db,
  changes: readonly Pick<TouchChange, 'id' | 'state' | 'withAll'>[],
  now: Date,
): Promise<void> {
  const over = changes.flatMap(({ id, state, withAll }) =>
    state === 'done' || state === 'dropped' ? [{ id, goes: state === 'done' || withAll ? state : 'planned' }] : [],
  )
  if (over.length === 0) return
  await sql`
    update moments.touch t set state = x.goes, changed_at = ${now}::timestamptz,
      gesture = case when x.goes = 'planned' then null else t.gesture end, staff_id = case when x.goes = 'planned' then null else t.staff_id end,
      told_in = case when x.goes = 'planned' then null else t.told_in end, due_at = case when x.goes = 'planned' then ${now}::timestamptz else t.due_at end,
      because = case when x.goes = 'done' then t.because else t.because || ${JSON.stringify([say(NOT_TOLD_WITH)])}::jsonb end
    from jsonb_to_recordset(${JSON.stringify(over)}::jsonb) as x(id uuid, goes text)
    where t.told_in = x.id and t.state = 'doing'`.execute(db)
}

/** A person sends once more what had failed: it is being done again. */
export async function takeUpAgain(db: Db, id: string, now: Date): Promise<void> {
  await sql`update moments.touch set state = 'doing', changed_at = ${now} where id = ${id}::uuid and state = 'dropped'`.execute(
    db,
  )
}

/** A person takes back that they let it go: it is being done again, and with it what is told in it. */
export async function takeUpWithAll(db: Db, id: string, because: readonly Because[], now: Date): Promise<void> {
  await sql`
    update moments.touch set state = 'doing', changed_at = ${now}, because = because || ${JSON.stringify(because)}::jsonb
    where id = ${id}::uuid and state = 'dropped'`.execute(db)
  await sql`
    update moments.touch set state = 'doing', changed_at = ${now}, because = because - -1
    where told_in = ${id}::uuid and state = 'dropped' and because -> -1 ->> 'code' = ${NOT_TOLD_WITH}`.execute(db)
}

/** They did not hear of it after all: it came back. So it was not done, nor was what it told besides. */
export async function takeBackDone(db: Db, id: string, because: readonly Because[], now: Date): Promise<void> {
  await sql`
    update moments.touch set state = 'dropped', because = because || ${JSON.stringify(because)}::jsonb, changed_at = ${now}::timestamptz
    where (id = ${id}::uuid or told_in = ${id}::uuid) and state = 'done'`.execute(db)
}

/** The facts that started these were taken back: what is not being done yet is let go. */
export async function letGoOfFacts(db: Db, factIds: readonly string[], now: Date): Promise<void> {
  if (factIds.length === 0) return
  await sql`
    update moments.touch set state = 'dropped', changed_at = ${now}, because = because || ${JSON.stringify([say('touch.fact-withdrawn')])}::jsonb
    where fact_id = any(${[...factIds]}::uuid[]) and state in ('planned', 'held')`.execute(db)
}
