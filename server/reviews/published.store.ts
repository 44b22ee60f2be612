import { type RawBuilder, sql } from 'kysely'
import type { Experience, SubjectKind } from '../../contract/reviews.ts'
import type { Db } from '../kit/house.ts'
import { type Figures, NO_FIGURES } from './rating.ts'

/** Whose reviews: all, those of a site (what was experienced there, its products aside), those of one subject. */
export type Scope = { of: 'network' } | { of: 'site'; siteId: string } | { of: 'subject'; subjectId: string }

/**
 * What is public at this instant. The one rule, for pages, badge, exports, structured data and figures alike: asked for by its author and
 * not taken back, let through, by someone who counts, with the very words that were read, resting on an experience unless the network
 * shows others too, and not older than is kept. Nothing here looks at how many stars it has.
 */
const publicNow = (now: Date): RawBuilder<unknown> => sql`
  from reviews.review r
  join feedback.answer a on a.id = r.answer_id
  left join feedback.verbatim v on v.answer_id = a.id
  left join reviews.subject s on s.id = r.subject_id
  left join network.site p on p.id = a.site_id
  left join reviews.setting g on true
  where r.state = 'published' and a.left_out is null and v.left_out is null and (a.score is not null or v.text is not null)
    and r.read_hash = sha256(convert_to(coalesce(v.text, ''), 'UTF8'))
    and (r.experience is not null or coalesce(g.unverified, 'never') = 'marked')
    and r.published_at > ${now}::timestamptz - make_interval(months => coalesce(g.keep_months, 36))`

const within = (scope: Scope): RawBuilder<unknown> => {
  if (scope.of === 'site') return sql`and a.site_id = ${scope.siteId}::uuid and s.kind is distinct from 'product'`
  if (scope.of === 'subject') return sql`and r.subject_id = ${scope.subjectId}::uuid`
  return sql``
}

/** As `starsOf` has it. */
export const STARS = sql<number>`(1 + 4.0 * (case when a.direction = 'down' then a.scale_max - a.score else a.score - a.scale_min end)
  / nullif(a.scale_max - a.scale_min, 0))`
/** Which of the five bars; a half counts upwards. */
const BAR = sql<number>`round(${STARS})`
/** What rests on nothing is shown where the network wants it, and counted nowhere. */
const COUNTS = sql`r.experience is not null and a.score is not null`

interface FiguresRow {
  shown: number
  n: number
  sum: number
  one: number
  two: number
  three: number
  four: number
  five: number
}
const FIGURES = sql`count(*)::int as shown, count(*) filter (where ${COUNTS})::int as n,
  coalesce(sum(${STARS}) filter (where ${COUNTS}), 0)::float8 as sum,
  count(*) filter (where ${COUNTS} and ${BAR} = 1)::int as one, count(*) filter (where ${COUNTS} and ${BAR} = 2)::int as two,
  count(*) filter (where ${COUNTS} and ${BAR} = 3)::int as three, count(*) filter (where ${COUNTS} and ${BAR} = 4)::int as four,
  count(*) filter (where ${COUNTS} and ${BAR} = 5)::int as five`
const asFigures = ({ shown, n, sum, one, two, three, four, five }: FiguresRow): Figures => ({
  shown,
  n,
  sum,
  byStar: [one, two, three, four, five],
})

export async function figuresOf(db: Db, scope: Scope, now: Date): Promise<Figures> {
  const { rows } = await sql<FiguresRow>`select ${FIGURES} ${publicNow(now)} ${within(scope)}`.execute(db)
  return rows[0] ? asFigures(rows[0]) : NO_FIGURES
}

/** The figures of every site and of every product and service, by their id, with when the newest of them came. */
export async function figuresByPlace(db: Db, now: Date): Promise<Map<string, Figures & { newest: string }>> {
  const { rows } = await sql<FiguresRow & { id: string; newest: string }>`
    select a.site_id as id, max(r.published_at)::date::text as newest, ${FIGURES} ${publicNow(now)}
      and a.site_id is not null and s.kind is distinct from 'product' group by a.site_id
    union all
    select r.subject_id as id, max(r.published_at)::date::text as newest, ${FIGURES} ${publicNow(now)}
      and s.kind in ('product', 'service') group by r.subject_id`.execute(db)
  return new Map(rows.map((row) => [row.id, { ...asFigures(row), newest: row.newest }]))
}

/** A review as the public sees it. Days are those of the site's clock. */
export interface PublicReview {
  id: string
  words: string
  language: string
  stars: number | null
  score: number | null
  min: number | null
  max: number | null
  shownAs: string
  publishedOn: string
  editedOn: string | null
  experience: Experience | null
  experienceOn: string | null
  site: string | null
  subjectKind: SubjectKind | null
  subjectSlug: string | null
  subjectTitle: { fr?: string; en?: string } | null
  reply: string | null
  replyRole: string | null
  replyOn: string | null
  replyChangedOn: string | null
}

const dayHere = (at: RawBuilder<unknown>) => sql`(${at} at time zone coalesce(p.time_zone, 'Europe/Paris'))::date::text`
const SHOWN = sql`r.id, coalesce(v.text, '') as words, coalesce(v.language, a.language) as language, ${STARS}::float8 as stars, a.score,
  a.scale_min as min, a.scale_max as max, r.shown_as as "shownAs", ${dayHere(sql`r.published_at`)} as "publishedOn",
  case when r.edited_at > r.published_at then ${dayHere(sql`r.edited_at`)} end as "editedOn",
  r.experience, r.experience_on::text as "experienceOn", p.name as site, s.kind as "subjectKind", s.slug as "subjectSlug", s.title as "subjectTitle",
  (select y.text from reviews.reply y where y.review_id = r.id) as reply, (select y.role from reviews.reply y where y.review_id = r.id) as "replyRole",
  (select ${dayHere(sql`y.at`)} from reviews.reply y where y.review_id = r.id) as "replyOn",
  (select ${dayHere(sql`y.changed_at`)} from reviews.reply y where y.review_id = r.id) as "replyChangedOn"`

/** Newest first: the one order there is. */
export async function publicPage(
  db: Db,
  scope: Scope,
  asked: { stars: number | null; from: number; most: number },
  now: Date,
): Promise<PublicReview[]> {
  const { rows } = await sql<PublicReview>`
    select ${SHOWN} ${publicNow(now)} ${within(scope)} ${asked.stars === null ? sql`` : sql`and ${BAR} = ${asked.stars}`}
    order by r.published_at desc, r.id desc limit ${asked.most} offset ${asked.from}`.execute(db)
  return rows
}

/** The same, a page at a time by the last one seen: for exports of any length. */
export async function publicAfter(
  db: Db,
  scope: Scope,
  after: string | null,
  most: number,
  now: Date,
): Promise<PublicReview[]> {
  const { rows } = await sql<PublicReview>`
    select ${SHOWN} ${publicNow(now)} ${within(scope)}
      ${after === null ? sql`` : sql`and (r.published_at, r.id) < (select o.published_at, o.id from reviews.review o where o.id = ${after}::uuid)`}
    order by r.published_at desc, r.id desc limit ${most}`.execute(db)
  return rows
}

/** One review, if it is public. */
export async function publicOne(
  db: Db,
  id: string,
  now: Date,
): Promise<(PublicReview & { siteId: string | null }) | undefined> {
  const { rows } = await sql<PublicReview & { siteId: string | null }>`
    select ${SHOWN}, a.site_id as "siteId" ${publicNow(now)} and r.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** What became of all that was asked to be published, for the page on how it is done. */
export interface Became {
  asked: number
  published: number
  pending: number
  refused: number
  withdrawn: number
  reasons: Record<string, number>
  /** Days from asking to publication: the middle one. */
  medianDays: number | null
}
export async function whatBecame(db: Db): Promise<Became> {
  const { rows } = await sql<Became>`
    select count(*)::int as asked, count(*) filter (where state = 'published')::int as published,
      count(*) filter (where state = 'pending')::int as pending, count(*) filter (where state = 'refused')::int as refused,
      count(*) filter (where state = 'withdrawn')::int as withdrawn,
      coalesce((select jsonb_object_agg(reason, n) from (
        select reason, count(*)::int as n from reviews.review where state = 'refused' group by reason) by_reason), '{}') as reasons,
      (percentile_cont(0.5) within group (order by extract(epoch from published_at - asked_at) / 86400)
        filter (where published_at is not null))::float8 as "medianDays"
    from reviews.review`.execute(db)
  return rows[0]!
}
