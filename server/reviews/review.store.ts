import { sql } from 'kysely'
import type { Experience, RefusalReason, ReviewState, SubjectKind } from '../../contract/reviews.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { STARS } from './published.store.ts'
import { isId } from './review-link.ts'

/** A review as its author and the people who moderate know it. */
export interface ReviewRow {
  id: string
  answerId: string
  state: ReviewState
  customerId: string | null
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  customerLanguage: string | null
  shownAs: string
  wording: string
  subjectId: string | null
  subjectKind: SubjectKind | null
  subjectSlug: string | null
  subjectTitle: { fr?: string; en?: string } | null
  siteId: string | null
  site: string | null
  language: string
  words: string
  /** SHA-256 of the words as they stand, hexadecimal. */
  hash: string
  readHash: string | null
  /** Of words and score together, when it was asked for or last changed by its author, and now. */
  editMark: string | null
  markNow: string
  stars: number | null
  score: number | null
  min: number | null
  max: number | null
  leftOut: string | null
  flags: string[]
  experience: Experience | null
  experienceId: string | null
  experienceOn: string | null
  askedAt: Date
  editedAt: Date | null
  publishedAt: Date | null
  decidedAt: Date | null
  decidedBy: string | null
  reason: RefusalReason | null
  reasonWords: string
  toldMessageId: string | null
  toldState: string | null
  appeal: string
  appealAt: Date | null
  appealSettledAt: Date | null
  withdrawnAt: Date | null
  changedAt: Date
  reply: string | null
  replyRole: string | null
  replyBy: string | null
  replyAt: Date | null
  replyChangedAt: Date | null
  reports: number
  linksRevoked: Date | null
}

const MARK_NOW = sql`sha256(convert_to(concat(a.score, '|', v.text), 'UTF8'))`
const ROW = sql`r.id, r.answer_id as "answerId", r.state, a.customer_id as "customerId", c.kind, c.given_name as "givenName",
  c.family_name as "familyName", c.company_name as "companyName", c.language as "customerLanguage", r.shown_as as "shownAs", r.wording,
  r.subject_id as "subjectId", s.kind as "subjectKind", s.slug as "subjectSlug", s.title as "subjectTitle", a.site_id as "siteId", p.name as site,
  coalesce(v.language, a.language) as language, coalesce(v.text, '') as words,
  encode(sha256(convert_to(coalesce(v.text, ''), 'UTF8')), 'hex') as hash, encode(r.read_hash, 'hex') as "readHash",
  encode(r.edit_mark, 'hex') as "editMark", encode(${MARK_NOW}, 'hex') as "markNow", l.before as "linksRevoked",
  ${STARS}::float8 as stars, a.score, a.scale_min as min, a.scale_max as max, coalesce(a.left_out, v.left_out) as "leftOut", r.flags, r.experience,
  r.experience_id as "experienceId", r.experience_on::text as "experienceOn", r.asked_at as "askedAt", r.edited_at as "editedAt", r.published_at as "publishedAt",
  r.decided_at as "decidedAt", d.name as "decidedBy", r.reason, r.reason_words as "reasonWords", r.told_message_id as "toldMessageId",
  m.state as "toldState", r.appeal, r.appeal_at as "appealAt", r.appeal_settled_at as "appealSettledAt", r.withdrawn_at as "withdrawnAt",
  r.changed_at as "changedAt", y.text as reply, y.role as "replyRole", yb.name as "replyBy", y.at as "replyAt", y.changed_at as "replyChangedAt",
  (select coalesce(sum(1 + o.more), 0)::int from reviews.report o where o.review_id = r.id and o.state = 'open') as reports`
const FROM = sql`from reviews.review r
  join feedback.answer a on a.id = r.answer_id
  left join feedback.verbatim v on v.answer_id = a.id
  left join customers.customer c on c.id = a.customer_id
  left join reviews.subject s on s.id = r.subject_id
  left join network.site p on p.id = a.site_id
  left join network.staff d on d.id = r.decided_by
  left join messages.message m on m.id = r.told_message_id
  left join messages.link_revoked l on l.customer_id = a.customer_id
  left join reviews.reply y on y.review_id = r.id
  left join network.staff yb on yb.id = y.by_staff`

/** What it is about, as it is named; undefined: the network as a whole. */
export const reviewSubject = (row: ReviewRow, language: 'fr' | 'en'): string | undefined =>
  (row.subjectKind === 'site' ? row.site : (row.subjectTitle?.[language] ?? row.subjectTitle?.fr)) ?? undefined

export async function reviewById(db: Db, id: string, { lock = false } = {}): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`
    select ${ROW} ${FROM} where r.id = ${id}::uuid ${lock ? sql`for update of r` : sql``}`.execute(db)
  return rows[0]
}

export async function reviewOfAnswer(db: Db, answerId: string, { lock = false } = {}): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`
    select ${ROW} ${FROM} where r.answer_id = ${answerId}::uuid ${lock ? sql`for update of r` : sql``}`.execute(db)
  return rows[0]
}

/** Of one customer, newest first: for their own page. */
export async function reviewsOfCustomer(db: Db, customerId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select ${ROW} ${FROM} where a.customer_id = ${customerId}::uuid order by r.asked_at desc limit 50`.execute(db)
  return rows
}

export type Pile = ReviewState | 'answered' | 'reported'

export interface ReviewFilter {
  pile: Pile
  sites: 'all' | string[]
  site?: string | undefined
  subject?: string | undefined
  flagged: boolean
  q?: string | undefined
  /** `at|id` of the last one seen. */
  after?: string | undefined
}

const PILES = {
  pending: sql`r.state = 'pending'`,
  published: sql`r.state = 'published'`,
  refused: sql`r.state = 'refused'`,
  withdrawn: sql`r.state = 'withdrawn'`,
  answered: sql`r.state = 'refused' and r.appeal_at is not null and r.appeal_settled_at is null`,
  reported: sql`r.state = 'published' and exists (select from reviews.report o where o.review_id = r.id and o.state = 'open')`,
}
const here = (sites: 'all' | string[]) => (sites === 'all' ? sql`` : sql`and a.site_id = any(${sites}::uuid[])`)
/** What waits comes oldest first, whatever stands in it; the rest newest first. */
export const oldestFirst = (pile: Pile): boolean => pile === 'pending' || pile === 'answered' || pile === 'reported'

export async function reviewPage(db: Db, filter: ReviewFilter, limit: number): Promise<ReviewRow[]> {
  const oldest = oldestFirst(filter.pile)
  const key = oldest ? sql`r.asked_at` : sql`r.changed_at`
  const [at, id] = filter.after?.split('|') ?? []
  const after = at && id && !Number.isNaN(Date.parse(at)) && isId(id)
  const { rows } = await sql<ReviewRow>`
    select ${ROW} ${FROM} where ${PILES[filter.pile]} and ${notBeingErased(sql`a.customer_id`)} ${here(filter.sites)}
      ${filter.site ? sql`and a.site_id = ${filter.site}::uuid` : sql``}
      ${filter.subject ? sql`and r.subject_id = ${filter.subject}::uuid` : sql``}
      ${filter.flagged ? sql`and cardinality(r.flags) > 0` : sql``}
      ${filter.q ? sql`and position(lower(${filter.q}) in lower(concat_ws(' ', v.text, r.shown_as))) > 0` : sql``}
      ${after ? (oldest ? sql`and (${key}, r.id) > (${at}::timestamptz, ${id}::uuid)` : sql`and (${key}, r.id) < (${at}::timestamptz, ${id}::uuid)`) : sql``}
    order by ${key} ${oldest ? sql`asc` : sql`desc`}, r.id ${oldest ? sql`asc` : sql`desc`} limit ${limit}`.execute(db)
  return rows
}

export async function reviewCounts(db: Db, sites: 'all' | string[]): Promise<Record<Pile, number>> {
  const n = (pile: Pile) => sql`count(*) filter (where ${PILES[pile]})::int`
  const { rows } = await sql<Record<Pile, number>>`
    select ${n('pending')} as pending, ${n('published')} as published, ${n('refused')} as refused, ${n('withdrawn')} as withdrawn,
      ${n('answered')} as answered, ${n('reported')} as reported
    from reviews.review r join feedback.answer a on a.id = r.answer_id where ${notBeingErased(sql`a.customer_id`)} ${here(sites)}`.execute(
    db,
  )
  return rows[0]!
}

/** Of what was decided, how much was refused, by stars. */
export async function refusalsByStars(
  db: Db,
  sites: 'all' | string[],
): Promise<{ stars: number; decided: number; refused: number }[]> {
  const { rows } = await sql<{ stars: number; decided: number; refused: number }>`
    select round(${STARS})::int as stars, count(*)::int as decided, count(*) filter (where r.state = 'refused')::int as refused
    from reviews.review r join feedback.answer a on a.id = r.answer_id
    where r.state in ('published', 'refused') and a.score is not null ${here(sites)} group by 1 order by 1`.execute(db)
  return rows
}

export interface NewReview {
  id: string
  answerId: string
  subjectId: string | null
  shownAs: string
  wording: string
  experience: { kind: Experience; id: string; on: string } | null
  flags: readonly string[]
}

/** Written when its author asks, or asks anew after having taken it back. */
export async function askReview(db: Db, review: NewReview, now: Date): Promise<void> {
  const asks = {
    subject_id: review.subjectId,
    shown_as: review.shownAs,
    wording: review.wording,
    asked_at: now,
    edited_at: null,
    experience: review.experience?.kind ?? null,
    experience_id: review.experience?.id ?? null,
    experience_on: review.experience?.on ?? null,
    state: 'pending' as const,
    flags: [...review.flags],
    read_hash: null,
    published_at: null,
    decided_by: null,
    decided_at: null,
    withdrawn_at: null,
    changed_at: now,
  }
  await db
    .insertInto('reviews.review')
    .values({ id: review.id, answer_id: review.answerId, reason: null, told_message_id: null, ...asks })
    .onConflict((c) => c.column('answer_id').doUpdateSet(asks))
    .execute()
  await sql`update reviews.review r set edit_mark = ${MARK_NOW} from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id
    where r.answer_id = a.id and a.id = ${review.answerId}::uuid`.execute(db)
}

/** Is there a review of this experience by another answer already, waiting or shown? */
export async function reviewedAlready(
  db: Db,
  asked: { answerId: string; experienceId: string; subjectId: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from reviews.review where experience_id = ${asked.experienceId}::uuid
      and subject_id is not distinct from ${asked.subjectId}::uuid and state in ('pending', 'published')
      and answer_id <> ${asked.answerId}::uuid) as there`.execute(db)
  return rows[0]?.there ?? false
}

/** What a decision writes; what is not named stays. */
export async function changeReview(
  db: Db,
  id: string,
  change: {
    state?: ReviewState
    shownAs?: string
    subjectId?: string | null
    flags?: readonly string[]
    /** Of the words that were read, hexadecimal; null: of none any more. */
    readHash?: string | null
    publishedAt?: Date | null
    editedAt?: Date
    editMark?: string
    decided?: { by: string | null; at: Date } | null
    refusal?: { reason: RefusalReason; words: string } | null
    toldMessageId?: string | null
    appeal?: { words: string; at: Date } | null
    appealSettledAt?: Date | null
    withdrawnAt?: Date | null
  },
  now: Date,
): Promise<void> {
  await db
    .updateTable('reviews.review')
    .set({
      changed_at: now,
      ...(change.state ? { state: change.state } : {}),
      ...(change.shownAs !== undefined ? { shown_as: change.shownAs } : {}),
      ...(change.subjectId !== undefined ? { subject_id: change.subjectId } : {}),
      ...(change.flags ? { flags: [...change.flags] } : {}),
      ...(change.readHash !== undefined
        ? { read_hash: change.readHash === null ? null : Buffer.from(change.readHash, 'hex') }
        : {}),
      ...(change.publishedAt !== undefined ? { published_at: change.publishedAt } : {}),
      ...(change.editedAt ? { edited_at: change.editedAt } : {}),
      ...(change.editMark ? { edit_mark: Buffer.from(change.editMark, 'hex') } : {}),
      ...(change.decided !== undefined
        ? { decided_by: change.decided?.by ?? null, decided_at: change.decided?.at ?? null }
        : {}),
      ...(change.refusal !== undefined
        ? { reason: change.refusal?.reason ?? null, reason_words: change.refusal?.words ?? '' }
        : {}),
      ...(change.toldMessageId !== undefined ? { told_message_id: change.toldMessageId } : {}),
      ...(change.appeal !== undefined
        ? { appeal: change.appeal?.words ?? '', appeal_at: change.appeal?.at ?? null }
        : {}),
      ...(change.appealSettledAt !== undefined ? { appeal_settled_at: change.appealSettledAt } : {}),
      ...(change.withdrawnAt !== undefined ? { withdrawn_at: change.withdrawnAt } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** The public answer of the site, written or changed. */
export async function saveReply(
  db: Db,
  reviewId: string,
  reply: { text: string; role: string; by: string | null },
  now: Date,
): Promise<void> {
  await sql`insert into reviews.reply (review_id, text, role, by_staff, at) values (${reviewId}::uuid, ${reply.text}, ${reply.role}, ${reply.by}, ${now})
    on conflict (review_id) do update set text = excluded.text, role = excluded.role, by_staff = excluded.by_staff, changed_at = excluded.at
    where reviews.reply.text <> excluded.text or reviews.reply.role <> excluded.role`.execute(db)
}

export const removeReplyOf = (db: Db, reviewId: string) =>
  db.deleteFrom('reviews.reply').where('review_id', '=', reviewId).execute()

/** What waited long enough, was flagged by nothing, and nobody refused: ids, locked. */
export async function dueByItself(db: Db, until: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from reviews.review r join reviews.setting g on g.by_itself join feedback.answer a on a.id = r.answer_id
    where r.state = 'pending' and a.left_out is null and cardinality(r.flags) = 0 and greatest(r.asked_at, r.edited_at) <= ${until}
    order by r.asked_at, r.id limit ${most} for update of r skip locked`.execute(db)
  return rows.map(({ id }) => id)
}

/** Everyone who works or worked here, by name: their family names are not for the public. */
export async function colleagueNames(db: Db): Promise<{ name: string }[]> {
  return db.selectFrom('network.staff').select('name').execute()
}
