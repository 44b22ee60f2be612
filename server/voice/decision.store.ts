import { sql } from 'kysely'
import type { DecisionState } from '../../contract/decisions.ts'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

export interface DecisionRow {
  id: string
  text: string
  why: string
  siteIds: string[] | null
  theme: string | null
  ownerId: string | null
  owner: string | null
  dueOn: string | null
  state: DecisionState
  outcome: string
  settledAt: Date | null
  toldAt: Date | null
  toldBecause: string
  createdAt: Date
  changedAt: Date
  words: number
  people: number
  telling: { total: number; doneAt: string | null } | null
  /** Whose message left. */
  told: number
  /** Whose message has not left yet. */
  waiting: number
  /** Whose message failed, or was called off. */
  lost: number
  held: number
}

const SEEN = sql`
  select d.id, d.text, d.why, d.site_ids as "siteIds", d.theme, d.owner_id as "ownerId", s.name as owner, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn",
    d.state, d.outcome, d.settled_at as "settledAt", d.told_at as "toldAt", d.told_because as "toldBecause", d.created_at as "createdAt",
    d.changed_at as "changedAt", w.words, w.people,
    case when t.decision_id is null then null else jsonb_build_object('total', t.total, 'doneAt', t.done_at) end as telling, o.told, o.waiting, o.lost, o.held
  from voice.decision d
  left join network.staff s on s.id = d.owner_id
  left join voice.telling t on t.decision_id = d.id
  cross join lateral (
    select count(*)::int as words, count(distinct v.customer_id)::int as people
    from voice.decision_word l join feedback.verbatim v on v.id = l.verbatim_id where l.decision_id = d.id) w
  cross join lateral (
    select count(*) filter (where w.message_id is null)::int as held, count(*) filter (where m.state in ('ready', 'leaving'))::int as waiting,
      count(*) filter (where m.state in ('failed', 'called-off'))::int as lost,
      count(*) filter (where w.message_id is not null and coalesce(m.state, 'left') not in ('ready', 'leaving', 'failed', 'called-off'))::int as told
    from voice.told w left join messages.message m on m.id = w.message_id where w.decision_id = d.id) o`

/** Those of these sites, and those of the whole network. */
const here = (sites: 'all' | readonly string[]) =>
  sites === 'all' ? sql`true` : sql`(d.site_ids is null or d.site_ids && ${[...sites]}::uuid[])`

export interface DecisionFilter {
  sites: 'all' | readonly string[]
  over?: boolean | undefined
  verbatim?: string | undefined
  /** Taken in this time. */
  taken?: { from: Date; to: Date } | undefined
  /** Taken before this time, and open when it began. */
  standing?: Date | undefined
}

const MOST = 300

/** Late first, then by their day, those without one last; those over, newest first. */
export async function decisions(
  db: Db,
  { sites, over, verbatim, taken, standing }: DecisionFilter,
): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`${SEEN}
    where ${here(sites)}
      ${over === undefined ? sql`` : over ? sql`and d.told_at is not null` : sql`and d.told_at is null`}
      ${verbatim ? sql`and exists (select from voice.decision_word l where l.decision_id = d.id and l.verbatim_id = ${verbatim}::uuid)` : sql``}
      ${taken ? sql`and d.created_at >= ${taken.from}::timestamptz and d.created_at < ${taken.to}::timestamptz` : sql``}
      ${standing ? sql`and d.created_at < ${standing}::timestamptz and (d.told_at is null or d.told_at >= ${standing}::timestamptz)` : sql``}
    order by d.told_at desc nulls first, d.due_on nulls last, d.created_at, d.id limit ${MOST}`.execute(db)
  return rows
}

export async function decisionCounts(db: Db, sites: 'all' | readonly string[], today: string) {
  const { rows } = await sql<{ open: number; doing: number; toTell: number; over: number; late: number }>`
    select count(*) filter (where told_at is null and state = 'open')::int as open,
      count(*) filter (where told_at is null and state = 'doing')::int as doing,
      count(*) filter (where told_at is null and state in ('settled', 'dropped'))::int as "toTell",
      count(told_at)::int as over,
      count(*) filter (where state in ('open', 'doing') and due_on < ${today}::date)::int as late
    from voice.decision d where ${here(sites)}`.execute(db)
  return rows[0]!
}

export async function decisionById(db: Db, id: string): Promise<DecisionRow> {
  const { rows } = await sql<DecisionRow>`${SEEN} where d.id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw notFound('decision')
  return rows[0]
}

/** Held until the open transaction ends. */
export async function lockDecision(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom('voice.decision').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('decision')
}

export interface DecisionFields {
  text: string
  why: string
  siteIds: string[] | null
  theme: string | null
  ownerId: string | null
  dueOn: string | null
}

const columns = (set: Partial<DecisionFields>) => ({
  ...(set.text === undefined ? {} : { text: set.text }),
  ...(set.why === undefined ? {} : { why: set.why }),
  ...(set.siteIds === undefined ? {} : { site_ids: set.siteIds }),
  ...(set.theme === undefined ? {} : { theme: set.theme }),
  ...(set.ownerId === undefined ? {} : { owner_id: set.ownerId }),
  ...(set.dueOn === undefined ? {} : { due_on: set.dueOn }),
})

export async function insertDecision(
  db: Db,
  id: string,
  fields: DecisionFields,
  by: string | null,
  now: Date,
): Promise<void> {
  await db
    .insertInto('voice.decision')
    .values({ id, ...columns(fields), text: fields.text, created_by: by, created_at: now, changed_at: now })
    .execute()
}

export async function updateDecision(db: Db, id: string, set: Partial<DecisionFields>, now: Date): Promise<void> {
  await db
    .updateTable('voice.decision')
    .set({ ...columns(set), changed_at: now })
    .where('id', '=', id)
    .execute()
}

/** Reopened, it has not been told anew; who was told stays told. */
export async function writeState(
  db: Db,
  id: string,
  { state, outcome }: { state: DecisionState; outcome: string },
  now: Date,
): Promise<void> {
  const over = state === 'settled' || state === 'dropped'
  await db
    .updateTable('voice.decision')
    .set({
      state,
      outcome,
      settled_at: over ? now : null,
      told_at: null,
      told_because: '',
      changed_at: now,
    })
    .where('id', '=', id)
    .execute()
}

export async function writeOver(db: Db, id: string, toldAt: Date | null, because: string, now: Date): Promise<void> {
  await db
    .updateTable('voice.decision')
    .set({ told_at: toldAt, told_because: because, changed_at: now })
    .where('id', '=', id)
    .execute()
}

export async function insertNote(
  db: Db,
  note: { id: string; decisionId: string; by: { staffId: string | null; name: string }; text: string },
  state: DecisionState | null,
  now: Date,
): Promise<void> {
  await db
    .insertInto('voice.decision_note')
    .values({
      id: note.id,
      decision_id: note.decisionId,
      by_staff: note.by.staffId,
      by_name: note.by.name,
      state,
      text: note.text,
      at: now,
    })
    .execute()
}

export const notesOf = (db: Db, id: string) =>
  db
    .selectFrom('voice.decision_note')
    .select(['id', 'at', 'by_name as by', 'state', 'text'])
    .where('decision_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()

/** Only words that are there; those linked already stay. @returns how many were linked */
export async function linkWords(
  db: Db,
  id: string,
  verbatims: readonly string[],
  sites: 'all' | readonly string[],
  by: string | null,
  now: Date,
): Promise<number> {
  if (verbatims.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into voice.decision_word (decision_id, verbatim_id, by_staff, at)
    select ${id}::uuid, v.id, ${by}::uuid, ${now}::timestamptz from feedback.verbatim v
    where v.id = any(${[...verbatims]}::uuid[]) ${sites === 'all' ? sql`` : sql`and v.site_id = any(${[...sites]}::uuid[])`}
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export async function unlinkWords(db: Db, id: string, verbatims: readonly string[]): Promise<void> {
  if (verbatims.length === 0) return
  await db
    .deleteFrom('voice.decision_word')
    .where('decision_id', '=', id)
    .where('verbatim_id', 'in', [...verbatims])
    .execute()
}

export interface LinkedRow {
  verbatimId: string
  at: Date
  siteId: string | null
  customerId: string | null
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  text: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: string[]
}

export async function linkedWords(db: Db, id: string): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select v.id as "verbatimId", v.at, v.site_id as "siteId", c.id as "customerId", c.kind, c.given_name as "givenName",
      c.family_name as "familyName", c.company_name as "companyName", feedback.whole(v.text, v.more) as text, v.polarity, v.mixed, v.band, v.praised
    from voice.decision_word l join feedback.verbatim v on v.id = l.verbatim_id
    left join customers.customer c on c.id = v.customer_id
    where l.decision_id = ${id}::uuid and ${notBeingErased(sql`v.customer_id`)} order by v.at desc, v.id limit 200`.execute(
    db,
  )
  return rows
}

export async function deleteDecision(db: Db, id: string): Promise<void> {
  await db.deleteFrom('voice.decision_word').where('decision_id', '=', id).execute()
  await db.deleteFrom('voice.decision_note').where('decision_id', '=', id).execute()
  await db.deleteFrom('voice.told').where('decision_id', '=', id).execute()
  await db.deleteFrom('voice.telling').where('decision_id', '=', id).execute()
  await db.deleteFrom('voice.decision').where('id', '=', id).execute()
}
