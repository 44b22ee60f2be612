import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, flag, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'
import { found, reviewFlag } from './review-flags.ts'

export const SUBJECT_KINDS = ['site', 'product', 'service'] as const
export const subjectKind = z.enum(SUBJECT_KINDS)
export type SubjectKind = z.infer<typeof subjectKind>

/** What a review rests on, found in our own records. */
export const EXPERIENCES = ['visit', 'order', 'sale', 'service'] as const
export const experience = z.enum(EXPERIENCES)
export type Experience = z.infer<typeof experience>

export const REVIEW_STATES = ['pending', 'published', 'refused', 'withdrawn'] as const
export const reviewState = z.enum(REVIEW_STATES)
export type ReviewState = z.infer<typeof reviewState>

/** Why a review may be refused: this list and no other. That it displeases is not on it. */
export const REFUSAL_REASONS = [
  'insult',
  'personal-data',
  'off-topic',
  'conflict-of-interest',
  'illegal',
  'other',
] as const
export const refusalReason = z.enum(REFUSAL_REASONS)
export type RefusalReason = z.infer<typeof refusalReason>

/** Why a reader may report a published review. */
export const REPORT_REASONS = ['not-authentic', ...REFUSAL_REASONS] as const
export const reportReason = z.enum(REPORT_REASONS)
export type ReportReason = z.infer<typeof reportReason>

const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'small letters, digits and single hyphens')
const titles = z.object({ fr: line(80).min(1), en: line(80).min(1) })

export const subject = z.object({
  id,
  kind: subjectKind,
  slug,
  title: z.object({ fr: z.string(), en: z.string() }),
  siteId: id.nullable(),
  site: z.string().nullable(),
  matches: z.array(z.string()),
  archived: z.boolean(),
  /** Shown in public now. */
  n: z.number().int(),
  /** Where it stands in public. */
  address: z.string(),
})
export type Subject = z.infer<typeof subject>

export const review = z.object({
  id,
  state: reviewState,
  /** Null for somebody nobody knows, and for those without the right to see customers. */
  customerId: id.nullable(),
  customer: z.string(),
  /** The name they agreed to show; empty: none. */
  shownAs: z.string(),
  subject: z.object({ kind: subjectKind, title: z.string(), address: z.string() }).nullable(),
  siteId: id.nullable(),
  site: z.string().nullable(),
  language: z.string(),
  words: z.string(),
  found: z.array(found),
  flags: z.array(reviewFlag),
  /** What is sent along to publish: it says which words were read. */
  seen: z.string(),
  /** 1 … 5. Null without a score, and while nobody has decided: what is said is judged, not how many stars stand over it. */
  stars: z.number().nullable(),
  given: z.object({ score: z.number().int(), min: z.number().int(), max: z.number().int() }).nullable(),
  experience: z.object({ kind: experience, on: day }).nullable(),
  /** Kept, but not shown while answers that rest on nothing are not. */
  shown: z.boolean(),
  askedAt: instant,
  publishedAt: instant.nullable(),
  updatedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: refusalReason.nullable(),
  reasonWords: z.string(),
  /** How the author is told of a refusal. */
  told: z.enum(['to-come', 'sent', 'page-only']).nullable(),
  appeal: z.object({ words: z.string(), at: instant, settled: z.boolean() }).nullable(),
  withdrawnAt: instant.nullable(),
  reply: z
    .object({
      text: z.string(),
      role: z.string(),
      by: z.string().nullable(),
      at: instant,
      changedAt: instant.nullable(),
    })
    .nullable(),
  reports: z.number().int(),
  /** Waits longer than is said in public. */
  late: z.boolean(),
})
export type Review = z.infer<typeof review>

export const listReviews = endpoint({
  name: 'listReviews',
  method: 'GET',
  path: '/api/reviews',
  access: 'reviews.manage',
  summary:
    'Reviews whose authors asked for publication: those that wait come oldest first and without their stars, the others newest first. Without a filter by score for those that wait.',
  query: pageQuery.extend({
    state: z.enum([...REVIEW_STATES, 'answered', 'reported']).default('pending'),
    site: id.optional(),
    subject: id.optional(),
    flagged: flag,
    q: line(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.object({
    reviews: z.array(review),
    next: z.string().nullable(),
    counts: z.object({
      pending: z.number().int(),
      published: z.number().int(),
      refused: z.number().int(),
      withdrawn: z.number().int(),
      answered: z.number().int(),
      reported: z.number().int(),
    }),
  }),
})
export const readReview = endpoint({
  name: 'readReview',
  method: 'GET',
  path: '/api/reviews/:id',
  access: 'reviews.manage',
  summary: 'One review, with what it rests on',
  params: idParams,
  answer: review,
})
export const publishReview = endpoint({
  name: 'publishReview',
  method: 'POST',
  path: '/api/reviews/:id/publish',
  access: 'reviews.manage',
  summary:
    'Publish a review as it stands. `seen` says which words were read: edited since, it is refused. Words that tell a number, an address, an account or a plate need `tells` besides.',
  params: idParams,
  body: z.object({ seen: z.string().max(64), tells: z.boolean().default(false) }),
  answer: review,
})
export const refuseReview = endpoint({
  name: 'refuseReview',
  method: 'POST',
  path: '/api/reviews/:id/refuse',
  access: 'reviews.manage',
  summary:
    'Refuse a review, or take a published one down, for a reason of the list. Its author is told, ten minutes later.',
  params: idParams,
  body: z
    .object({ reason: refusalReason, words: text(600).default('') })
    .refine(({ reason, words }) => reason !== 'other' || words.length >= 10, {
      path: ['words'],
      message: 'Say in words what the reason is: its author is told.',
    }),
  answer: review,
})
export const reconsiderReview = endpoint({
  name: 'reconsiderReview',
  method: 'POST',
  path: '/api/reviews/:id/reconsider',
  access: 'reviews.manage',
  summary:
    'Take a decision back: the review waits again. What its author was to be told is called off if it has not left.',
  params: idParams,
  answer: review,
})
export const settleAppeal = endpoint({
  name: 'settleAppeal',
  method: 'POST',
  path: '/api/reviews/:id/appeal',
  access: 'reviews.manage',
  summary: 'The author of a refused review answered; the refusal stands. To publish it after all, publish it.',
  params: idParams,
  answer: review,
})
export const replyToReview = endpoint({
  name: 'replyToReview',
  method: 'PUT',
  path: '/api/reviews/:id/reply',
  access: 'reviews.manage',
  summary: 'Answer a published review in public, or change the answer: both days are shown',
  params: idParams,
  body: z.object({ text: text(2000).min(2), role: line(60).min(2) }),
  answer: review,
})
export const removeReply = endpoint({
  name: 'removeReply',
  method: 'DELETE',
  path: '/api/reviews/:id/reply',
  access: 'reviews.manage',
  summary: 'Take the public answer away',
  params: idParams,
  answer: review,
})

export const report = z.object({
  id,
  reviewId: id,
  reason: reportReason,
  words: z.string(),
  at: instant,
  /** More that came after it, counted and not kept. */
  more: z.number().int(),
  state: z.enum(['open', 'kept', 'upheld']),
})
export type Report = z.infer<typeof report>
export const reviewReports = endpoint({
  name: 'reviewReports',
  method: 'GET',
  path: '/api/reviews/:id/reports',
  access: 'reviews.manage',
  summary: 'What readers doubted about a review, newest first',
  params: idParams,
  answer: z.object({ reports: z.array(report) }),
})
export const settleReports = endpoint({
  name: 'settleReports',
  method: 'POST',
  path: '/api/reviews/:id/reports',
  access: 'reviews.manage',
  summary: 'The reports of a review were looked at and it stays. To take it down, refuse it.',
  params: idParams,
  answer: review,
})

export const listSubjects = endpoint({
  name: 'listSubjects',
  method: 'GET',
  path: '/api/review-subjects',
  access: 'reviews.manage',
  summary: 'What reviews may be about: each site, and the products and services that were named',
  answer: z.object({ subjects: z.array(subject), network: z.object({ n: z.number().int(), address: z.string() }) }),
})
const subjectDraft = z.object({
  kind: z.enum(['product', 'service']),
  slug: slug.optional(),
  title: titles,
  siteId: id.nullable().default(null),
  /** Of a service: its codes. Of a product: make and model. */
  matches: z.array(line(80).min(1)).max(20).default([]),
})
export const createSubject = endpoint({
  name: 'createSubject',
  method: 'POST',
  path: '/api/review-subjects',
  access: 'reviews.manage',
  summary: 'Name a product or a service that may be reviewed',
  body: subjectDraft,
  answer: subject,
})
export const updateSubject = endpoint({
  name: 'updateSubject',
  method: 'PATCH',
  path: '/api/review-subjects/:id',
  access: 'reviews.manage',
  summary: 'Rename a subject, give it another address (the former ones lead on), or put it away',
  params: idParams,
  body: z.object({
    slug: slug.optional(),
    title: titles.optional(),
    matches: z.array(line(80).min(1)).max(20).optional(),
    archived: z.boolean().optional(),
  }),
  answer: subject,
})

export const reviewSettings = z.object({
  offered: z.boolean(),
  unverified: z.enum(['never', 'marked']),
  byItself: z.boolean(),
  delayDays: z.number().int().min(1).max(60),
  keepMonths: z.number().int().min(1).max(120),
  /** What is given in return for a review; empty: nothing. */
  inReturn: z.object({ fr: text(400), en: text(400) }),
})
export type ReviewSettings = z.infer<typeof reviewSettings>
export const readReviewSettings = endpoint({
  name: 'readReviewSettings',
  method: 'GET',
  path: '/api/review-settings',
  access: 'reviews.manage',
  summary:
    'How reviews are published here, and the share of each number of stars that was refused: a difference would need a reason',
  answer: z.object({
    settings: reviewSettings,
    mayChange: z.boolean(),
    /** Decided so far, by stars: were those who are content treated alike with those who are not? */
    refusals: z.array(z.object({ stars: z.number().int(), decided: z.number().int(), refused: z.number().int() })),
    because: z.array(because),
  }),
})
export const setReviewSettings = endpoint({
  name: 'setReviewSettings',
  method: 'PUT',
  path: '/api/review-settings',
  access: 'reviews.manage',
  reach: 'network',
  summary: 'Change how reviews are published, for the whole network',
  body: reviewSettings.refine(({ inReturn }) => (inReturn.fr === '') === (inReturn.en === ''), {
    path: ['inReturn'],
    message: 'Say it in both languages, or leave both empty.',
  }),
  answer: reviewSettings,
})

/** What stands in the address of an author's own page: this house's mark over the review. */
const token = z.object({ token: z.string().max(60) })
export const myReview = z.object({
  state: reviewState,
  language: z.enum(['fr', 'en']),
  network: z.string(),
  subject: z.string(),
  /** Where it stands in public; null while it does not. */
  address: z.string().nullable(),
  words: z.string(),
  stars: z.number().nullable(),
  shownAs: z.string(),
  /** What could be shown instead of no name; empty: we know none. */
  couldShow: z.string(),
  experience: z.object({ kind: experience, on: day }).nullable(),
  askedAt: instant,
  publishedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  reason: refusalReason.nullable(),
  reasonWords: z.string(),
  appeal: z.object({ words: z.string(), at: instant, settled: z.boolean() }).nullable(),
  reply: z.object({ text: z.string(), role: z.string(), at: instant, changedAt: instant.nullable() }).nullable(),
})
export type MyReview = z.infer<typeof myReview>
export const readMyReview = endpoint({
  name: 'readMyReview',
  method: 'GET',
  path: '/api/my-review/:token',
  access: 'public',
  summary: 'An author’s own page of their review, by its link. Reading it changes nothing.',
  params: token,
  answer: myReview,
})
export const withdrawMyReview = endpoint({
  name: 'withdrawMyReview',
  method: 'POST',
  path: '/api/my-review/:token/withdraw',
  access: 'public',
  summary: 'The author takes their review back: it leaves pages, badge, exports and structured data at once',
  params: token,
})
export const appealMyReview = endpoint({
  name: 'appealMyReview',
  method: 'POST',
  path: '/api/my-review/:token/answer',
  access: 'public',
  summary: 'The author of a refused review answers: a person looks again',
  params: token,
  body: z.object({ words: text(2000).min(2) }),
})
export const renameMyReview = endpoint({
  name: 'renameMyReview',
  method: 'POST',
  path: '/api/my-review/:token/name',
  access: 'public',
  summary: 'The author shows their first name and initial, or no name',
  params: token,
  body: z.object({ named: z.boolean() }),
})
