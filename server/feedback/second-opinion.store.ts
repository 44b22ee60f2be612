import { sql } from 'kysely'
import type { SecondProblem } from '../../contract/reader.ts'
import type { Polarity } from '../../contract/reading.ts'
import type { Db } from '../kit/house.ts'
import type { Second } from './opinion.ts'

export interface SecondSetting {
  url: string
  model: string
  keySealed: string | null
  onSince: Date | null
  agreedBy: string | null
  agreedAt: Date | null
  refine: boolean
  mostADay: number
  seenTo: Date
  seenId: string
  read: number
  bad: number
  failed: number
  problem: SecondProblem | null
  problemAt: Date | null
  day: string | null
  dayRead: number
}

const COLUMNS = sql`o.url, o.model, o.key_sealed as "keySealed", o.on_since as "onSince", s.name as "agreedBy", o.agreed_at as "agreedAt", o.refine,
  o.most_a_day as "mostADay", o.seen_to as "seenTo", o.seen_id as "seenId", o.read, o.bad, o.failed, o.problem, o.problem_at as "problemAt", o.day::text as day,
  o.day_read as "dayRead"`

export async function secondSetting(db: Db): Promise<SecondSetting | undefined> {
  const { rows } = await sql<SecondSetting>`
    select ${COLUMNS} from feedback.second_opinion o left join network.staff s on s.id = o.agreed_by`.execute(db)
  return rows[0]
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Turned on, it begins with what is written from then on. */
export async function saveSecondSetting(
  db: Db,
  set: {
    url: string
    model: string
    keySealed: string | null
    on: boolean
    refine: boolean
    mostADay: number
    agreedBy: string | null
  },
  now: Date,
): Promise<void> {
  const onSince = set.on ? now : null
  const agreedAt = set.on ? now : null
  const agreedBy = set.on ? set.agreedBy : null
  await sql`
    insert into feedback.second_opinion (url, model, key_sealed, on_since, agreed_by, agreed_at, refine, most_a_day, seen_to, seen_id)
    values (${set.url}, ${set.model}, ${set.keySealed}, ${onSince}::timestamptz, ${agreedBy}::uuid, ${agreedAt}::timestamptz, ${set.refine}, ${set.mostADay},
      ${now}::timestamptz, ${NOBODY}::uuid)
    on conflict (one) do update set url = excluded.url, model = excluded.model, key_sealed = excluded.key_sealed, refine = excluded.refine,
      most_a_day = excluded.most_a_day, problem = null, problem_at = null,
      on_since = case when excluded.on_since is null then null else coalesce(feedback.second_opinion.on_since, excluded.on_since) end,
      -- A yes was said of one address: another one is agreed to anew, by who names it.
      agreed_by = case when feedback.second_opinion.on_since is not null and feedback.second_opinion.url = excluded.url and excluded.on_since is not null
        then feedback.second_opinion.agreed_by else excluded.agreed_by end,
      agreed_at = case when feedback.second_opinion.on_since is not null and feedback.second_opinion.url = excluded.url and excluded.on_since is not null
        then feedback.second_opinion.agreed_at else excluded.agreed_at end,
      seen_to = case when feedback.second_opinion.on_since is null then excluded.seen_to else feedback.second_opinion.seen_to end,
      seen_id = case when feedback.second_opinion.on_since is null then excluded.seen_id else feedback.second_opinion.seen_id end`.execute(
    db,
  )
}

/** A verbatim that may be asked about. */
export interface ToAsk {
  id: string
  text: string
  shape: string
  language: string
  customer: string
  sure: number
  second: Second | null
  corrected: boolean
  /** Its instant to the microsecond, to go on from. */
  cursor: string
}

/** What was written or read anew since, the oldest first; what is being written this moment waits for its turn. */
export async function writtenSince(
  db: Db,
  after: { at: Date | string; id: string },
  before: Date,
  most: number,
): Promise<ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select v.id, feedback.whole(v.text, v.more) as text, encode(v.shape, 'hex') as shape, v.language, concat_ws(' ', c.given_name, c.family_name) as customer, v.sure, v.second,
      v.corrected_at is not null as corrected, v.changed_at::text as cursor
    from feedback.verbatim v left join customers.customer c on c.id = v.customer_id
    where (v.changed_at, v.id) > (${after.at}::timestamptz, ${after.id}::uuid) and v.changed_at < ${before}::timestamptz and v.left_out is null
    order by v.changed_at, v.id limit ${most}`.execute(db)
  return rows
}

export async function seenUpTo(db: Db, cursor: string, id: string): Promise<void> {
  await sql`update feedback.second_opinion set seen_to = ${cursor}::timestamptz, seen_id = ${id}::uuid`.execute(db)
}

/** What a model answered, counted; a bad answer is counted too, and is all that is kept of it. */
export async function countAsked(db: Db, problem: SecondProblem | null, now: Date): Promise<void> {
  const [read, bad] = [problem === null ? 1 : 0, problem === 'bad-answer' || problem === 'too-long' ? 1 : 0]
  const day = now.toISOString().slice(0, 10)
  await sql`
    update feedback.second_opinion set read = read + ${read}::int, bad = bad + ${bad}::int, failed = failed + ${1 - read - bad}::int,
      problem = ${problem}, problem_at = case when ${problem}::text is null then null else ${now}::timestamptz end,
      day_read = case when day = ${day}::date then day_read else 0 end + 1, day = ${day}::date`.execute(db)
}

/** Kept beside the reading, if the words are still those that were asked about. */
export async function saveSecond(db: Db, id: string, second: Second): Promise<void> {
  await sql`
    update feedback.verbatim set second = ${JSON.stringify(second)}::jsonb
    where id = ${id}::uuid and encode(shape, 'hex') = ${second.shape}`.execute(db)
}

/** Where a second opinion was used, the reader is to read anew: its word comes back, what people said stays. */
export async function takeBackSeconds(db: Db): Promise<void> {
  await sql`update feedback.verbatim set reader = 'again', second = second || '{"used": false}' where second->>'used' = 'true'`.execute(
    db,
  )
}

export interface Disagreeing {
  id: string
  at: Date
  siteId: string | null
  customerId: string | null
  customer: string
  text: string
  reader: Polarity
  second: Polarity
  people: Polarity | null
}

/** Texts that were read twice, the newest first: by the reader, by the model, and by a colleague where one corrected. */
export async function readTwice(db: Db, since: Date, most: number): Promise<Disagreeing[]> {
  const { rows } = await sql<Disagreeing>`
    select v.id, v.at, v.site_id as "siteId", v.customer_id as "customerId", concat_ws(' ', c.given_name, c.family_name) as customer, v.text,
      (v.second->'first'->>'polarity')::int as reader, (v.second->>'polarity')::int as second,
      (select (k.becomes->>'polarity')::int from feedback.correction k where k.verbatim_id = v.id and k.head = 'polarity' and k.undone_at is null
        order by k.at desc, k.id desc limit 1) as people
    from feedback.verbatim v left join customers.customer c on c.id = v.customer_id
    where v.second is not null and v.second->>'shape' = encode(v.shape, 'hex') and v.at >= ${since}::timestamptz and v.left_out is null
    order by v.at desc, v.id desc limit ${most}`.execute(db)
  return rows
}
