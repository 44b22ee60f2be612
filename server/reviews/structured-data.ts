import { PAGE_WORDS } from './page-words.ts'
import { inLanguage, type PublicView } from './public-view.ts'
import type { PublicReview } from './published.store.ts'
import { averageOf, rounded } from './rating.ts'

type Data = Record<string, unknown>
/**
 * Search engines show reviews of some types alone; `Service` is none of them, while a `Product` of schema.org is « any offered product or service ».
 */
const TYPES = { network: 'Organization', site: 'LocalBusiness', product: 'Product', service: 'Product' } as const

/**
 * What search engines are told (schema.org): what the page shows and nothing else. No average where none is shown, no rating that is not
 * there, the reviews of this page alone.
 */
export function structuredData(view: PublicView): Data {
  const { place, origin, language, figures, reviews, network } = view
  const url = `${origin}${inLanguage(place.path, language)}`
  const average = averageOf(figures)
  const { address } = place
  return {
    '@context': 'https://schema.org',
    '@type': TYPES[place.kind],
    '@id': `${origin}${place.path}#subject`,
    name: place.name,
    url,
    ...(address && (address.street || address.city)
      ? {
          address: {
            '@type': 'PostalAddress',
            ...(address.street ? { streetAddress: address.street } : {}),
            ...(address.postcode ? { postalCode: address.postcode } : {}),
            ...(address.city ? { addressLocality: address.city } : {}),
            addressCountry: address.country,
          },
        }
      : {}),
    ...(address?.phone ? { telephone: address.phone } : {}),
    ...(place.kind === 'site' ? { parentOrganization: { '@type': 'Organization', name: network } } : {}),
    ...(place.kind === 'service'
      ? { additionalType: 'https://schema.org/Service', brand: { '@type': 'Brand', name: network } }
      : {}),
    ...(average
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: rounded(average.average),
            bestRating: 5,
            worstRating: 1,
            ratingCount: figures.n,
          },
        }
      : {}),
    ...(reviews.length > 0 ? { review: reviews.map((review) => reviewData(review, view)) } : {}),
  }
}

function reviewData(review: PublicReview, { language, origin, place }: PublicView): Data {
  return {
    '@type': 'Review',
    '@id': `${origin}${place.path}#r-${review.id}`,
    author: { '@type': 'Person', name: review.shownAs || PAGE_WORDS[language].anonymous },
    datePublished: review.publishedOn,
    ...(review.editedOn ? { dateModified: review.editedOn } : {}),
    ...(review.words
      ? { reviewBody: review.words, ...(/^[a-z]{2}$/u.test(review.language) ? { inLanguage: review.language } : {}) }
      : {}),
    ...(review.stars === null
      ? {}
      : { reviewRating: { '@type': 'Rating', ratingValue: rounded(review.stars), bestRating: 5, worstRating: 1 } }),
    ...(review.reply === null
      ? {}
      : { comment: { '@type': 'Comment', text: review.reply, dateCreated: review.replyChangedOn ?? review.replyOn } }),
  }
}

/** JSON that stands inside a page: nothing in it can end the element it stands in, or begin another. */
export const jsonInPage = (data: unknown): string =>
  JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
