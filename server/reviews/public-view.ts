import type { SubjectKind } from '../../contract/reviews.ts'
import type { PublicReview } from './published.store.ts'
import type { Figures } from './rating.ts'
import type { Language } from './review-words.ts'

/** Reviews on one page. */
export const PER_PAGE = 20

/** Whose reviews a page shows. */
export interface Place {
  kind: 'network' | SubjectKind
  /** Without `?lang=`: `/r/versailles`. */
  path: string
  name: string
  /** Of a site: what search engines are told of a place. */
  address: { street: string; postcode: string; city: string; country: string; phone: string | null } | null
}

/** Another page of reviews, as a page leads to it. */
export interface Beside {
  kind: SubjectKind
  path: string
  name: string
  figures: Figures
}

/** All that a public page shows, worked out beforehand. */
export interface PublicView {
  origin: string
  language: Language
  network: string
  place: Place
  figures: Figures
  reviews: PublicReview[]
  stars: number | null
  page: number
  pages: number
  beside: Beside[]
  unverified: 'never' | 'marked'
}

/** An address in one language. */
export const inLanguage = (
  path: string,
  language: Language,
  more: Record<string, string | number | null> = {},
): string => {
  const query = new URLSearchParams({ lang: language })
  for (const [name, value] of Object.entries(more)) if (value !== null) query.set(name, String(value))
  return `${path}?${query.toString()}`
}

/** `/r/versailles` has its badge and its exports at `/r/versailles/badge.svg`, `/r/versailles.json`; the network’s are named for it. */
export const besideOf = (path: string, what: 'badge.svg' | 'json' | 'csv'): string => {
  const base = path === '/r' ? '/r/network' : path
  return what === 'badge.svg' ? `${base}/badge.svg` : `${base}.${what}`
}
