import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Audience, TellingWords } from '../../contract/decisions.ts'
import type { Db } from '../kit/house.ts'

/** Read as a complaint under a good score, and no person has said whether it is one. Who gave a bad score was not content, however they said it. */
const DOUBTED = sql`(v.corrected_at is null and not v.mixed and v.band = 'happy' and v.polarity < 0)`

/**
 * Who raised the matter: the authors of the linked words, and those who spoke of the theme, not well, on these sites in these days. What is not
 * counted (floods, bots) raised nothing; praise of the very theme did not either. Where score and words are at odds nobody can tell what was raised: who
 * may have been content is not written to of « what was not well » until a person has read the words.
 */
const raisedBy = (decisionId: string, { theme, sites, from, to }: Audience, doubted = false) => sql`
  select distinct v.customer_id from feedback.verbatim v
  where v.customer_id is not null and ${doubted ? DOUBTED : sql`not ${DOUBTED}`} and (
    v.id in (select verbatim_id from voice.decision_word where decision_id = ${decisionId}::uuid)
    ${
      theme && from && to
        ? sql`or (v.left_out is null
          and v.at >= ${from}::date::timestamp at time zone 'UTC' and v.at < (${to}::date + 1)::timestamp at time zone 'UTC'
          ${sites ? sql`and v.site_id = any(${sites}::uuid[])` : sql``}
          and exists (select from jsonb_to_recordset(v.themes) t(theme text, polarity int) where t.theme = ${theme} and t.polarity <= 0))`
        : sql``
    })`

/** How many might have raised it, if only their score did not say the opposite of their words. Who raised it otherwise as well is told. */
export async function howManyDoubted(db: Db, decisionId: string, audience: Audience): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${raisedBy(decisionId, audience, true)} except ${raisedBy(decisionId, audience)}) d
    where not exists (select from voice.told t where t.decision_id = ${decisionId}::uuid and t.customer_id = d.customer_id)`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** How many raised it, and those who were not looked at yet, some at a time and always in the same order. */
export async function stillToTell(db: Db, decisionId: string, audience: Audience, most: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select r.customer_id from (${raisedBy(decisionId, audience)}) r
    where not exists (select from voice.told t where t.decision_id = ${decisionId}::uuid and t.customer_id = r.customer_id)
    order by r.customer_id limit ${most}`.execute(db)
  return rows.map((row) => row.customer_id)
}

export async function howManyToTell(
  db: Db,
  decisionId: string,
  audience: Audience,
): Promise<{ n: number; languages: Record<string, number> }> {
  const { rows } = await sql<{ language: string; n: number }>`
    select c.language, count(*)::int as n from (${raisedBy(decisionId, audience)}) r
    join customers.customer c on c.id = r.customer_id
    where not exists (select from voice.told t where t.decision_id = ${decisionId}::uuid and t.customer_id = r.customer_id
      and t.message_id is not null)
    group by 1`.execute(db)
  return {
    n: rows.reduce((sum, row) => sum + row.n, 0),
    languages: Object.fromEntries(rows.map((row) => [row.language, row.n])),
  }
}

/** Begins to tell. Who was held back before is looked at anew; who was told stays told. */
export async function beginTelling(
  db: Db,
  telling: { decisionId: string; audience: Audience; words: TellingWords; by: string | null; total: number },
  now: Date,
): Promise<void> {
  await sql`delete from voice.told where decision_id = ${telling.decisionId}::uuid and message_id is null`.execute(db)
  const set = {
    audience: JSON.stringify(telling.audience),
    words: JSON.stringify(telling.words),
    by_staff: telling.by,
    total: telling.total,
    at: now,
    done_at: null,
  }
  await db
    .insertInto('voice.telling')
    .values({ decision_id: telling.decisionId, ...set })
    .onConflict((c) => c.column('decision_id').doUpdateSet(set))
    .execute()
}

export interface TellingRow {
  decisionId: string
  audience: Audience
  words: TellingWords
  at: Date
  doneAt: Date | null
}

export const tellingOf = (db: Db, id: string): Promise<TellingRow | undefined> =>
  db
    .selectFrom('voice.telling')
    .select(['decision_id as decisionId', 'audience', 'words', 'at', 'done_at as doneAt'])
    .where('decision_id', '=', id)
    .executeTakeFirst()

/** One that is not at its end, held by this process alone. */
export async function claimTelling(db: Db): Promise<TellingRow | undefined> {
  const { rows } = await sql<TellingRow>`
    select decision_id as "decisionId", audience, words, at, done_at as "doneAt" from voice.telling
    where done_at is null order by at limit 1 for update skip locked`.execute(db)
  return rows[0]
}

export const endTelling = (db: Db, decisionId: string, at: Date) =>
  db.updateTable('voice.telling').set({ done_at: at }).where('decision_id', '=', decisionId).execute()

export interface ToldLine {
  customerId: string
  messageId: string | null
  because: readonly Because[]
}

export async function insertTold(db: Db, decisionId: string, lines: readonly ToldLine[], now: Date): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map((line) => ({
    customer_id: line.customerId,
    message_id: line.messageId,
    because: line.because,
  }))
  await sql`
    insert into voice.told (decision_id, customer_id, message_id, because, at)
    select ${decisionId}::uuid, x.customer_id, x.message_id, x.because, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(customer_id uuid, message_id uuid, because jsonb)
    on conflict do nothing`.execute(db)
}

export async function messagesTold(db: Db, decisionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select message_id as id from voice.told where decision_id = ${decisionId}::uuid and message_id is not null`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Whose message was called off has not been told. */
export async function forgetTold(db: Db, decisionId: string, messages: readonly string[]): Promise<void> {
  await sql`delete from voice.told where decision_id = ${decisionId}::uuid
    and (message_id is null or message_id = any(${[...messages]}::uuid[]))`.execute(db)
}

export interface ToldRow {
  customerId: string
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  state: string | null
  channel: string | null
  because: Because[]
  messageBecause: Because[] | null
  at: Date
}

export async function toldPage(
  db: Db,
  decisionId: string,
  { held, after }: { held: boolean; after?: string | undefined },
  most: number,
): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`
    select t.customer_id as "customerId", c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName",
      m.state, m.channel, t.because, m.because as "messageBecause", t.at
    from voice.told t left join customers.customer c on c.id = t.customer_id left join messages.message m on m.id = t.message_id
    where t.decision_id = ${decisionId}::uuid and (t.message_id is null) = ${held}
      ${after ? sql`and t.customer_id > ${after}::uuid` : sql``}
    order by t.customer_id limit ${most}`.execute(db)
  return rows
}

/** Is anybody held back by one of these reasons? */
export async function someWait(db: Db, decisionId: string, codes: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select from voice.told t, jsonb_to_recordset(t.because) b(code text)
      where t.decision_id = ${decisionId}::uuid and t.message_id is null and b.code = any(${[...codes]}::text[])) as some`.execute(
    db,
  )
  return rows[0]!.some
}

/** Tellings since then whose held-back people may be told by now begin anew, for those alone. @returns how many */
export async function tellAgainLater(db: Db, codes: readonly string[], since: Date): Promise<number> {
  const { rows } = await sql<{ decision_id: string }>`
    with waiting as (
      select distinct t.decision_id from voice.told t, jsonb_to_recordset(t.because) b(code text)
      where t.message_id is null and b.code = any(${[...codes]}::text[])
    )
    update voice.telling g set done_at = null from voice.decision d
    where d.id = g.decision_id and g.done_at is not null and d.told_at is null and d.settled_at >= ${since}::timestamptz
      and g.decision_id in (select decision_id from waiting)
    returning g.decision_id`.execute(db)
  const ids = rows.map((row) => row.decision_id)
  await sql`delete from voice.told where decision_id = any(${ids}::uuid[]) and message_id is null`.execute(db)
  return ids.length
}
