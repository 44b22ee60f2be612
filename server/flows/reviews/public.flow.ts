import type { SubjectKind } from '../../../contract/reviews.ts'
import type { House } from '../../kit/house.ts'
import { networkSender, sendersOf } from '../../messages/sender.store.ts'
import { sites } from '../../network/places.store.ts'
import { aboutHtml } from '../../reviews/about-html.ts'
import { badgeSvg } from '../../reviews/badge.ts'
import { exportCsv, exported, exportedFigures, sitemapXml } from '../../reviews/export.ts'
import { nothingHtml, publicHtml } from '../../reviews/public-html.ts'
import { type Beside, inLanguage, PER_PAGE, type Place } from '../../reviews/public-view.ts'
import {
  type Everywhere,
  figuresEverywhere,
  figuresOf,
  publicAfter,
  publicPage,
  type Scope,
  showingNow,
  whatBecame,
} from '../../reviews/published.store.ts'
import { NO_FIGURES } from '../../reviews/rating.ts'
import { isId } from '../../reviews/review-link.ts'
import type { Language } from '../../reviews/review-words.ts'
import { reviewSettings } from '../../reviews/setting.store.ts'
import { allSubjects, type SubjectRow, siteSubjects, subjectBySlug } from '../../reviews/subject.store.ts'
import { subjectPath } from './as-review.ts'
import { titleIn } from './ask-publication.flow.ts'

/** What a public address answers. */
export interface PublicAnswer {
  status: number
  type: 'html' | 'svg' | 'json' | 'csv' | 'xml' | 'txt'
  body: string
  /** It has moved there. */
  to?: string
  /** Where the next part of an export is. */
  next?: string | null
}

/** Which reviews an address names. */
export type Named = { kind: 'network' } | { kind: SubjectKind; slug: string }

/** Of an export, in one answer. */
const EXPORTED = 1_000

interface Found {
  scope: Scope
  place: Place
  /** The address it has now, when it was asked for by one it had. */
  moved: boolean
}

async function find(house: House, named: Named, language: Language): Promise<Found | undefined> {
  const { db } = house
  if (named.kind === 'network') {
    const { name } = await networkSender(db)
    // A house nobody has moved into has nothing to show.
    if (name === '') return undefined
    return { scope: { of: 'network' }, place: { kind: 'network', path: '/r', name, address: null }, moved: false }
  }
  if (!/^[a-z0-9-]{1,60}$/u.test(named.slug)) return undefined
  if (named.kind === 'site') await siteSubjects(db, house.newId, house.now())
  const subject = await subjectBySlug(db, named.kind, named.slug)
  if (!subject || subject.archivedAt) return undefined
  return {
    scope: scopeOf(subject),
    place: {
      kind: subject.kind,
      path: subjectPath(subject.kind, subject.slug),
      name: titleIn(subject, language),
      address: subject.kind === 'site' ? await addressOf(house, subject.siteId) : null,
    },
    moved: subject.slug !== named.slug,
  }
}

const scopeOf = (subject: SubjectRow): Scope =>
  subject.kind === 'site' && subject.siteId
    ? { of: 'site', siteId: subject.siteId }
    : { of: 'subject', subjectId: subject.id }

async function addressOf(house: House, siteId: string | null): Promise<Place['address']> {
  const site = (await sites(house.db)).find(({ id }) => id === siteId)
  return site
    ? { street: site.address, postcode: site.postcode, city: site.city, country: site.country, phone: site.phone }
    : null
}

/** Other pages that are open, with what stands on them: all from the network’s, what belongs to a place from its own. */
async function besidesOf(
  house: House,
  { scope, place }: Found,
  figures: () => Promise<Everywhere>,
  language: Language,
): Promise<Beside[]> {
  if (place.kind === 'network') await siteSubjects(house.db, house.newId, house.now())
  else if (scope.of !== 'site') return []
  const open = (await allSubjects(house.db)).filter(
    (one) => one.archivedAt === null && (scope.of !== 'site' || (one.kind !== 'site' && one.siteId === scope.siteId)),
  )
  if (open.length === 0) return []
  const { places } = await figures()
  return open.map((one) => ({
    kind: one.kind,
    path: subjectPath(one.kind, one.slug),
    name: titleIn(one, language),
    figures: places.get((one.kind === 'site' ? one.siteId : one.id) ?? '') ?? NO_FIGURES,
  }))
}

const nothing = async (house: House, language: Language): Promise<PublicAnswer> => ({
  status: 404,
  type: 'html',
  body: nothingHtml((await networkSender(house.db)).name, language),
})

/** A page of reviews, newest first, of all or of one number of stars. */
export async function showReviews(
  house: House,
  named: Named,
  asked: { language: Language; stars: number | null; page: number },
): Promise<PublicAnswer> {
  const { db } = house
  const { language, stars } = asked
  const found = await find(house, named, language)
  if (!found) return nothing(house, language)
  const { scope, place } = found
  if (found.moved) return { status: 301, type: 'html', body: '', to: inLanguage(place.path, language, { stars }) }
  const showing = await showingNow(db, house.now())
  // The network’s page shows the figures of all its pages, and is counted by the same look.
  const all = place.kind === 'network' ? await figuresEverywhere(db, showing) : null
  const [figures, senderAt] = await Promise.all([all?.network ?? figuresOf(db, scope, showing), sendersOf(db)])
  const sender = senderAt(scope.of === 'site' ? scope.siteId : null)
  const n = stars === null ? figures.shown : (figures.byStar[stars - 1] ?? 0)
  const pages = Math.max(1, Math.ceil(n / PER_PAGE))
  if (asked.page > pages) return nothing(house, language)
  const [reviews, beside] = await Promise.all([
    publicPage(db, scope, { stars, from: (asked.page - 1) * PER_PAGE, most: PER_PAGE }, showing),
    asked.page === 1 && stars === null
      ? besidesOf(house, found, async () => all ?? figuresEverywhere(db, showing), language)
      : [],
  ])
  return {
    status: 200,
    type: 'html',
    body: publicHtml({
      origin: house.origin,
      language,
      network: sender.name,
      place,
      figures,
      reviews,
      stars,
      page: asked.page,
      pages,
      beside,
      unverified: showing.unverified,
    }),
  }
}

export async function showHow(house: House, language: Language): Promise<PublicAnswer> {
  const [settings, became, sender] = await Promise.all([
    reviewSettings(house.db),
    whatBecame(house.db),
    networkSender(house.db),
  ])
  return {
    status: 200,
    type: 'html',
    body: aboutHtml({ origin: house.origin, network: sender.name, language, settings, became }),
  }
}

/** The badge. Of what is no more, or never was, an empty picture would mislead: there is none. */
export async function showBadge(house: House, named: Named, language: Language): Promise<PublicAnswer> {
  const found = await find(house, named, language)
  if (!found) return nothing(house, language)
  const figures = await figuresOf(house.db, found.scope, await showingNow(house.db, house.now()))
  return { status: 200, type: 'svg', body: badgeSvg(found.place.name, figures, language) }
}

/** The same reviews for a program or a spreadsheet, some thousand at a time. */
export async function exportReviews(
  house: House,
  named: Named,
  asked: { format: 'json' | 'csv'; after: string | null; language: Language },
): Promise<PublicAnswer> {
  const found = await find(house, named, asked.language)
  if (!found) return nothing(house, asked.language)
  const { scope, place } = found
  const showing = await showingNow(house.db, house.now())
  const after = asked.after !== null && isId(asked.after) ? asked.after : null
  const [rows, figures] = await Promise.all([
    publicAfter(house.db, scope, after, EXPORTED + 1, showing),
    figuresOf(house.db, scope, showing),
  ])
  const some = rows.slice(0, EXPORTED)
  const page = `${house.origin}${place.path}`
  const last = rows.length > EXPORTED ? (some.at(-1)?.id ?? null) : null
  const next = last && `${house.origin}${place.path === '/r' ? '/r/network' : place.path}.${asked.format}?after=${last}`
  if (asked.format === 'csv') {
    const body = exportCsv(some, page, { withHead: after === null, language: asked.language })
    return { status: 200, type: 'csv', body, next }
  }
  return {
    status: 200,
    type: 'json',
    body: JSON.stringify({
      subject: { kind: place.kind, name: place.name, url: page },
      figures: exportedFigures(figures),
      order: 'newest first',
      reviews: some.map((review) => exported(review, page)),
      next,
    }),
    next,
  }
}

/** Every page there is something to read on, and how it is done. */
export async function showSitemap(house: House): Promise<PublicAnswer> {
  const { db } = house
  await siteSubjects(db, house.newId, house.now())
  const showing = await showingNow(db, house.now())
  const [subjects, { places }] = await Promise.all([allSubjects(db), figuresEverywhere(db, showing)])
  const pages = subjects.flatMap((one) => {
    const known = places.get((one.kind === 'site' ? one.siteId : one.id) ?? '')
    return one.archivedAt === null && known ? [{ path: subjectPath(one.kind, one.slug), on: known.newest }] : []
  })
  const newest =
    pages
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? null
  return {
    status: 200,
    type: 'xml',
    body: sitemapXml(house.origin, [{ path: '/r', on: newest }, { path: '/r/about', on: null }, ...pages]),
  }
}

/** What search engines may read: the reviews, and nothing else of this house. */
export const robots = (house: House): PublicAnswer => ({
  status: 200,
  type: 'txt',
  body: `User-agent: *\nAllow: /r$\nAllow: /r?\nAllow: /r/\nAllow: /c/figtree.woff2\nDisallow: /r/mine/\nDisallow: /r/report/\nDisallow: /\n\nSitemap: ${house.origin}/r/sitemap.xml\n`,
})
