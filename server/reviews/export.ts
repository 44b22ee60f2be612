import { stringify } from '../network/audit-csv.ts'
import type { PublicReview } from './published.store.ts'
import { averageOf, type Figures, rounded } from './rating.ts'

/** A review as it is exported: what the page shows, no more. */
export const exported = (review: PublicReview, page: string) => ({
  id: review.id,
  url: `${page}#r-${review.id}`,
  site: review.site,
  subject:
    review.subjectKind === 'product' || review.subjectKind === 'service'
      ? { kind: review.subjectKind, title: review.subjectTitle ?? {} }
      : null,
  author: review.shownAs || null,
  stars: review.stars === null ? null : Math.round(review.stars * 100) / 100,
  given: review.score === null ? null : { score: review.score, min: review.min, max: review.max },
  language: review.language,
  words: review.words,
  publishedOn: review.publishedOn,
  changedOn: review.editedOn,
  experience: review.experience === null ? null : { kind: review.experience, on: review.experienceOn },
  verified: review.experience !== null,
  reply:
    review.reply === null
      ? null
      : { text: review.reply, role: review.replyRole, on: review.replyOn, changedOn: review.replyChangedOn },
})

export const exportedFigures = (figures: Figures) => {
  const average = averageOf(figures)
  return {
    shown: figures.shown,
    counted: figures.n,
    average: average === null ? null : rounded(average.average),
    mean: average === null ? null : rounded(average.mean),
    byStar: Object.fromEntries(figures.byStar.map((n, at) => [at + 1, n])),
    formula: '(5 × 3.5 + sum of stars) ÷ (5 + n); none under 5',
  }
}

const COLUMNS = [
  'id',
  'site',
  'subject',
  'author',
  'stars',
  'given',
  'of',
  'language',
  'words',
  'published on',
  'changed on',
  'experience',
  'experience on',
  'verified',
  'reply',
  'reply by',
  'reply on',
  'url',
]

/**
 * The same as CSV, for a spreadsheet. A cell that it would run as a formula gets an apostrophe before it, as everywhere in the house: the very
 * words are in the JSON.
 */
export function exportCsv(
  reviews: readonly PublicReview[],
  page: string,
  { withHead, language }: { withHead: boolean; language: 'fr' | 'en' },
): string {
  const lines = reviews.map((review) =>
    stringify([
      review.id,
      review.site ?? '',
      review.subjectTitle?.[language] || review.subjectTitle?.fr || '',
      review.shownAs,
      review.stars === null ? '' : String(Math.round(review.stars * 100) / 100),
      review.score === null ? '' : String(review.score),
      review.max === null ? '' : String(review.max),
      review.language,
      review.words,
      review.publishedOn,
      review.editedOn ?? '',
      review.experience ?? '',
      review.experienceOn ?? '',
      review.experience === null ? 'no' : 'yes',
      review.reply ?? '',
      review.replyRole ?? '',
      review.replyOn ?? '',
      `${page}#r-${review.id}`,
    ]),
  )
  return `${withHead ? `\ufeff${stringify(COLUMNS)}` : ''}${lines.join('')}`
}

const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')

/** Every public page in both languages, each naming the other. */
export function sitemapXml(origin: string, pages: readonly { path: string; on: string | null }[]): string {
  const at = (path: string, language: string) => xml(`${origin}${path}?lang=${language}`)
  const one = (path: string, on: string | null, language: string) =>
    `<url><loc>${at(path, language)}</loc>${on ? `<lastmod>${xml(on)}</lastmod>` : ''}<xhtml:link rel="alternate" hreflang="fr" href="${at(path, 'fr')}"/><xhtml:link rel="alternate" hreflang="en" href="${at(path, 'en')}"/></url>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${pages
    .flatMap(({ path, on }) => ['fr', 'en'].map((language) => one(path, on, language)))
    .join('')}</urlset>\n`
}
