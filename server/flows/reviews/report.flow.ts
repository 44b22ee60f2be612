import { type ReportReason, reportReason } from '../../../contract/reviews.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { reportedHtml, reportHtml } from '../../reviews/author-html.ts'
import { nothingHtml } from '../../reviews/public-html.ts'
import { inLanguage } from '../../reviews/public-view.ts'
import { type PublicReview, publicOne } from '../../reviews/published.store.ts'
import { addReport } from '../../reviews/report.store.ts'
import { isId } from '../../reviews/review-link.ts'
import type { Language } from '../../reviews/review-words.ts'
import { subjectPath } from './as-review.ts'
import type { PublicAnswer } from './public.flow.ts'

/** Shorter than this a reason says nothing. */
const LEAST_WORDS = 5
const MOST_WORDS = 1_000
/** Who reports is not known, and not asked. */
const READER = { staffId: null, name: 'review-reader' }

const backTo = (review: PublicReview, language: Language): string =>
  `${inLanguage(review.subjectKind && review.subjectSlug ? subjectPath(review.subjectKind, review.subjectSlug) : '/r', language)}#r-${review.id}`

export async function showReport(house: House, id: string, language: Language): Promise<PublicAnswer> {
  const [review, senderAt] = await Promise.all([
    isId(id) ? publicOne(house.db, id, house.now()) : undefined,
    sendersOf(house.db),
  ])
  const sender = senderAt(review?.siteId)
  if (!review) return { status: 404, type: 'html', body: nothingHtml(sender.name, language) }
  const back = backTo(review, language)
  return { status: 200, type: 'html', body: reportHtml({ network: sender.name, language, review, back, given: null }) }
}

/**
 * Anyone may report a review that is public, with a reason and why. It goes to those who moderate and changes nothing by itself. What only a
 * program fills in is answered alike and kept nowhere.
 */
export async function sendReport(
  house: House,
  id: string,
  fields: URLSearchParams,
  language: Language,
): Promise<PublicAnswer> {
  const [review, senderAt] = await Promise.all([
    isId(id) ? publicOne(house.db, id, house.now()) : undefined,
    sendersOf(house.db),
  ])
  const sender = senderAt(review?.siteId)
  if (!review) return { status: 404, type: 'html', body: nothingHtml(sender.name, language) }
  const back = backTo(review, language)
  const reason = reportReason.safeParse(fields.get('reason'))
  const words = (fields.get('words') ?? '')
    .replaceAll(/[^\P{Cc}\n]|\p{Cs}/gu, '')
    .trim()
    .slice(0, MOST_WORDS)
  if (!reason.success || words.length < LEAST_WORDS) {
    const given: { reason: ReportReason | null; words: string } = { reason: reason.data ?? null, words }
    return { status: 422, type: 'html', body: reportHtml({ network: sender.name, language, review, back, given }) }
  }
  if ((fields.get('website') ?? '') === '')
    await inTransaction(house, async (house) => {
      await addReport(house.db, { id: house.newId(), reviewId: id, reason: reason.data, words }, house.now())
      await audit(house, READER, 'review.report', {
        siteId: review.siteId,
        detail: { review: id, reason: reason.data },
      })
    })
  return { status: 200, type: 'html', body: reportedHtml(sender.name, language, back) }
}
