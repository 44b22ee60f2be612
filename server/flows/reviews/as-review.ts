import type { Found, ReviewFlag } from '../../../contract/review-flags.ts'
import type { Review } from '../../../contract/reviews.ts'
import { displayName } from '../../customers/name.ts'
import { type Colleague, findFlags } from '../../reviews/find-flags.ts'
import type { ReviewRow } from '../../reviews/review.store.ts'

const DAY = 86_400_000

/** What a review is shown with to those who moderate. */
export interface Looking {
  origin: string
  now: Date
  locale: 'fr' | 'en'
  colleagues: readonly Colleague[]
  delayDays: number
  unverified: 'never' | 'marked'
  /** May they see whose it is? */
  customers: (siteId: string | null) => boolean
}

export const subjectPath = (kind: string, slug: string): string =>
  kind === 'site' ? `/r/${slug}` : `/r/${kind}/${slug}`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/**
 * A review for the eyes of those who moderate. While nobody has decided, its stars are left out: what is said is judged, not how many
 * stars stand over it.
 */
export function asReview(row: ReviewRow, looking: Looking): Review {
  const { origin, now, locale, colleagues, delayDays } = looking
  const found: Found[] = findFlags(row.words, colleagues)
  const open = row.state === 'pending'
  const known = row.kind !== null && looking.customers(row.siteId)
  return {
    id: row.id,
    state: row.state,
    customerId: known ? row.customerId : null,
    customer:
      known && row.kind
        ? displayName({
            kind: row.kind,
            givenName: row.givenName ?? '',
            familyName: row.familyName ?? '',
            companyName: row.companyName ?? '',
          })
        : '',
    shownAs: row.shownAs,
    subject:
      row.subjectKind && row.subjectSlug
        ? {
            kind: row.subjectKind,
            title: (row.subjectKind === 'site' ? row.site : (row.subjectTitle?.[locale] ?? row.subjectTitle?.fr)) ?? '',
            address: `${origin}${subjectPath(row.subjectKind, row.subjectSlug)}`,
          }
        : null,
    siteId: row.siteId,
    site: row.site,
    language: row.language,
    words: row.words,
    found,
    flags: row.flags as ReviewFlag[],
    seen: row.hash,
    stars: open ? null : row.stars,
    given:
      open || row.score === null || row.min === null || row.max === null
        ? null
        : { score: row.score, min: row.min, max: row.max },
    experience: row.experience && row.experienceOn ? { kind: row.experience, on: row.experienceOn } : null,
    shown:
      row.state === 'published' &&
      row.leftOut === null &&
      row.hash === row.readHash &&
      (row.experience !== null || looking.unverified === 'marked'),
    askedAt: row.askedAt.toISOString(),
    publishedAt: iso(row.publishedAt),
    updatedAt: iso(row.editedAt),
    decidedAt: iso(row.decidedAt),
    decidedBy: row.decidedBy,
    reason: row.reason,
    reasonWords: row.reasonWords,
    told: row.state === 'refused' ? toldBy(row) : null,
    appeal: row.appealAt
      ? { words: row.appeal, at: row.appealAt.toISOString(), settled: row.appealSettledAt !== null }
      : null,
    withdrawnAt: iso(row.withdrawnAt),
    reply:
      row.reply !== null && row.replyAt
        ? {
            text: row.reply,
            role: row.replyRole ?? '',
            by: row.replyBy,
            at: row.replyAt.toISOString(),
            changedAt: iso(row.replyChangedAt),
          }
        : null,
    reports: row.reports,
    late: open && now.getTime() - row.askedAt.getTime() > delayDays * DAY,
  }
}

/** On its way, gone, or nowhere but on their own page: without an address, or where it came back. */
function toldBy({ toldState }: ReviewRow): Review['told'] {
  if (toldState === 'ready' || toldState === 'leaving' || toldState === 'doubt') return 'to-come'
  return toldState === 'left' || toldState === 'delivered' ? 'sent' : 'page-only'
}
