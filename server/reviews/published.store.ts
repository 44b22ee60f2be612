import { type RawBuilder, sql } from 'kysely'
import type { Experience, SubjectKind } from '../../contract/reviews.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { type Figures, NO_FIGURES } from './rating.ts'

/** Whose reviews: all, those of a site (what was experienced there, its products aside), those of one subject. */
export type Scope = { of: 'network' } | { of: 'site'; siteId: string } | { of: 'subject'; subjectId: string }

/** What the network has settled about showing: asked for once, so that the rule below is constants to the database. */
export interface Showing {
  /** Older than this nothing is shown. */
  since: Date
  unverified: 'never' | 'marked'
}

export async function showingNow(db: Db, now: Date): Promise<Showing> {
  const { rows } = await sql<Showing>`
    select ${now}::timestamptz - make_interval(months => coalesce(max(keep_months), 36)) as since, coalesce(max(unverified), 'never') as unverified
    from reviews.setting`.execute(db)
  return rows[0]!
}

/**
 * What is public at this instant. The one rule, for pages, badge, exports, structured data and figures alike: asked for by its author and
 * not taken back, let through, by someone who counts, resting on an experience unless the network shows others too, and not older than is
 * kept. Nothing here looks at how many stars it has.
 */
const shown = ({
  since,
  unverified,
}: Showing): RawBuilder<unknown> => sql`r.state = 'published' and r.published_at > ${since}
  and a.left_out is null and ${notBeingErased(sql`a.customer_id`)} ${unverified === 'marked' ? sql`` : sql`and r.experience is not null`}`

/** Figures need no words: a review whose words changed waits from that moment on, and is in none of them. */
const counted = (showing: Showing): RawBuilder<unknown> => sql`
  from reviews.review r
  join feedback.answer a on a.id = r.answer_id
  left join reviews.subject s on s.id = r.subject_id
  where ${shown(showing)}`

/**
 * With its words, which must be those that were read: changed behind its back, by hand in the database, they are not shown. The comparison is
 * dressed as a case: taken for a join of two columns it would be thought to hold for one row, and a page would sort all there are.
 */
const readable = (showing: Showing): RawBuilder<unknown> => sql`
  from reviews.review r
  join feedback.answer a on a.id = r.answer_id
  left join feedback.verbatim v on v.answer_id = a.id
  left join reviews.subject s on s.id = r.subject_id
  left join network.site p on p.id = a.site_id
  where ${shown(showing)} and v.left_out is null and (a.score is not null or v.text is not null)
    and case when r.read_hash = sha256(convert_to(coalesce(v.text, ''), 'UTF8')) then true else false end`

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

export async function figuresOf(db: Db, scope: Scope, showing: Showing): Promise<Figures> {
  const { rows } = await sql<FiguresRow>`select ${FIGURES} ${counted(showing)} ${within(scope)}`.execute(db)
  return rows[0] ? asFigures(rows[0]) : NO_FIGURES
}

/** Figures of the network, of every site and of every product and service, with the day the newest of them came. */
export interface Everywhere {
  network: Figures
  /** By the id of the site, or of the product or service. */
  places: Map<string, Figures & { newest: string }>
}

/** All of them by one look at the reviews: a site counts what was experienced there, its products aside. */
export async function figuresEverywhere(db: Db, showing: Showing): Promise<Everywhere> {
  const { rows } = await sql<
    FiguresRow & { site: string | null; subject: string | null; product: boolean; newest: string }
  >`
    select a.site_id as site, case when s.kind in ('product', 'service') then s.id end as subject, coalesce(s.kind = 'product', false) as product,
      max(r.published_at)::date::text as newest, ${FIGURES} ${counted(showing)} group by 1, 2, 3`.execute(db)
  const places: Everywhere['places'] = new Map()
  const into = (id: string | null, row: (typeof rows)[number]) => {
    if (id === null) return
    const there = places.get(id)
    const newest = there && there.newest > row.newest ? there.newest : row.newest
    places.set(id, { ...together(there ?? NO_FIGURES, asFigures(row)), newest })
  }
  for (const row of rows) {
    if (!row.product) into(row.site, row)
    into(row.subject, row)
  }
  return { network: rows.map(asFigures).reduce(together, NO_FIGURES), places }
}

const together = (one: Figures, other: Figures): Figures => ({
  shown: one.shown + other.shown,
  n: one.n + other.n,
  sum: one.sum + other.sum,
  byStar: one.byStar.map((n, at) => n + (other.byStar[at] ?? 0)) as unknown as Figures['byStar'],
})

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
  showing: Showing,
): Promise<PublicReview[]> {
  const { rows } = await sql<PublicReview>`
    select ${SHOWN} ${readable(showing)} ${within(scope)} ${asked.stars === null ? sql`` : sql`and ${COUNTS} and ${BAR} = ${asked.stars}`}
    order by r.published_at desc, r.id desc limit ${asked.most} offset ${asked.from}`.execute(db)
  return rows
}

/** The same, a page at a time by the last one seen: for exports of any length. */
export async function publicAfter(
  db: Db,
  scope: Scope,
  after: string | null,
  most: number,
  showing: Showing,
): Promise<PublicReview[]> {
  if (after !== null) {
    const there = await sql`select from reviews.review where id = ${after}::uuid and published_at is not null`.execute(
      db,
    )
    // Erased or taken back meanwhile: where to go on is not known, and an empty page would say that all was read.
    if (there.rows.length === 0)
      throw conflict('export-moved-on', 'The review you go on after is public no more', 'Begin the export again.')
  }
  const { rows } = await sql<PublicReview>`
    select ${SHOWN} ${readable(showing)} ${within(scope)}
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
  const showing = await showingNow(db, now)
  const { rows } = await sql<PublicReview & { siteId: string | null }>`
    select ${SHOWN}, a.site_id as "siteId" ${readable(showing)} and r.id = ${id}::uuid`.execute(db)
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
