import { displayPhone } from '../customers/phone.ts'
import { escaped, frame } from '../messages/page-shell.ts'
import { PAGE_WORDS, type PageWords } from './page-words.ts'
import { besideOf, inLanguage, type PublicView } from './public-view.ts'
import type { PublicReview } from './published.store.ts'
import { averageOf, LEAST, rounded } from './rating.ts'
import { dayWords, type Language, VERIFIED } from './review-words.ts'
import { jsonInPage, structuredData } from './structured-data.ts'

export const STYLE = `
main{max-width:44rem}
header a{color:inherit;text-decoration:none}header a:hover{text-decoration:underline}
header a,.foot a,.filters a,.pager a,.places a,.by a{display:inline-flex;align-items:center;min-height:44px}
h1{overflow-wrap:anywhere}
.sum{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.3fr);gap:8px 32px;align-items:center;padding-bottom:16px}
@media(max-width:34rem){.sum{grid-template-columns:minmax(0,1fr)}}
.big{font-size:3rem;line-height:1.1;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
.big small{font-size:1.1rem;font-weight:500;color:var(--dim);letter-spacing:0}
.stars{position:relative;display:inline-block;color:var(--line);letter-spacing:.06em;line-height:1;white-space:nowrap;font-size:1.15rem;font-family:system-ui,sans-serif}
.stars>i{position:absolute;inset:0 auto 0 0;overflow:hidden;color:var(--kaki);font-style:normal}
.bars{list-style:none;margin:0;padding:0}
.bars a{display:grid;grid-template-columns:6.2rem minmax(0,1fr) 5.6rem;gap:10px;align-items:center;min-height:36px;color:inherit;text-decoration:none;font-size:.94rem}
.bars a:hover span:first-child{text-decoration:underline}
.bars b{display:block;height:10px;border-radius:5px;background:var(--line);overflow:hidden}
.bars b>i{display:block;height:100%;background:var(--kaki)}
.bars span:last-child{text-align:right;color:var(--dim);font-variant-numeric:tabular-nums}
.rules{color:var(--dim);font-size:.94rem}
.filters,.pager,.foot,.places{display:flex;flex-wrap:wrap;gap:2px 18px;align-items:center}
.filters a[aria-current]{color:inherit;font-weight:650;text-decoration:none}
article{background:var(--paper);border:1px solid var(--line);border-radius:16px;padding:18px 20px 10px;margin:14px 0;scroll-margin-top:12px}
article:target{border-color:var(--kaki)}
article h3{font-size:1.02rem;margin:0;font-weight:650;overflow-wrap:anywhere}
.top{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline;margin-bottom:6px}
.words{white-space:pre-line;overflow-wrap:anywhere;overflow:clip;unicode-bidi:isolate;margin:8px 0 10px}
.facts{color:var(--dim);font-size:.92rem;margin:0 0 4px;list-style:none;padding:0}
.facts li{display:inline}.facts li+li::before{content:" · "}
.ok{color:var(--good);font-weight:600}
.by{display:flex;justify-content:flex-end;font-size:.92rem}
.answer{border-left:3px solid var(--line);padding:2px 0 2px 14px;margin:10px 0 6px}
.answer h4{font-size:.96rem;margin:0}
.places{list-style:none;padding:0;margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:0 24px}
.places li{display:flex;justify-content:space-between;gap:10px;align-items:center;border-top:1px solid var(--line);min-width:0}
.places a{overflow-wrap:anywhere}
.places span{color:var(--dim);font-size:.92rem;white-space:nowrap;font-variant-numeric:tabular-nums}
`

const GLYPHS = '★★★★★'

/** A number of stars as it is written in a language. */
export const starsIn = (stars: number, language: Language): string =>
  rounded(stars).toLocaleString(language, { minimumFractionDigits: 0, maximumFractionDigits: 1 })

export const starsRow = (stars: number, language: Language, words: PageWords): string =>
  `<span class="stars" role="img" aria-label="${escaped(words.stars(starsIn(stars, language)))}"><span aria-hidden="true">${GLYPHS}</span><i aria-hidden="true" style="width:${Math.round(stars * 20)}%">${GLYPHS}</i></span>`

/** What is the same on each public page: its own address, the other language, what search engines are told. */
export function publicHead(
  origin: string,
  path: string,
  language: Language,
  description: string,
  {
    indexed = true,
    more = '',
    query = {},
  }: { indexed?: boolean; more?: string; query?: Record<string, number | null> } = {},
): string {
  const at = (lang: Language) => escaped(`${origin}${inLanguage(path, lang, query)}`)
  return `<meta name="robots" content="${indexed ? 'index,follow' : 'noindex,follow'}"><meta name="description" content="${escaped(description)}"><link rel="canonical" href="${at(language)}"><link rel="alternate" hreflang="fr" href="${at('fr')}"><link rel="alternate" hreflang="en" href="${at('en')}"><link rel="alternate" hreflang="x-default" href="${escaped(`${origin}${path}`)}">${more}`
}

export const publicHeader = (
  network: string,
  path: string,
  language: Language,
  words: PageWords,
  query: Record<string, number | null> = {},
): string => {
  const other = language === 'fr' ? 'en' : 'fr'
  return `<header><a href="${escaped(inLanguage('/r', language))}"><strong>${escaped(network)}</strong></a><a href="${escaped(inLanguage(path, other, query))}" lang="${other}" hreflang="${other}">${escaped(words.language)}</a></header>`
}

/** Where it is: what search engines are told stands on the page. */
function where({ place: { address } }: PublicView): string {
  if (!address) return ''
  const line = [address.street, `${address.postcode} ${address.city}`.trim()].filter(Boolean).join(', ')
  const phone = address.phone
    ? `<a style="white-space:nowrap" href="tel:${escaped(address.phone)}">${escaped(displayPhone(address.phone, address.country))}</a>`
    : ''
  const said = [escaped(line), phone].filter(Boolean).join(' · ')
  return said ? `<p class="dim">${said}</p>` : ''
}

function summary(view: PublicView, words: PageWords): string {
  const { figures, language, place } = view
  if (figures.shown === 0) return ''
  const average = averageOf(figures)
  const big = average
    ? `<div><div class="big">${escaped(starsIn(average.average, language))} <small>/ 5</small></div><div>${starsRow(average.average, language, words)}</div><p class="dim">${escaped(words.onReviews(figures.n))}</p></div>`
    : `<div><p><strong>${escaped(words.count(figures.shown))}</strong></p><p class="dim">${escaped(words.tooFew(LEAST))}</p></div>`
  // Of all of them, not of the longest: a bar of half the width is half of the reviews.
  const all = Math.max(
    1,
    figures.byStar.reduce((sum, n) => sum + n, 0),
  )
  const bars = [5, 4, 3, 2, 1].map((stars) => {
    const n = figures.byStar[stars - 1] ?? 0
    return `<li><a href="${escaped(inLanguage(place.path, language, { stars }))}#reviews" rel="nofollow"><span>${escaped(words.bar(stars))}</span><b aria-hidden="true"><i style="width:${Math.round((n / all) * 100)}%"></i></b><span>${escaped(words.barCount(n))}</span></a></li>`
  })
  const counted = words.counted(figures.n, figures.shown)
  const mean = average ? `<p>${escaped(words.mean(starsIn(average.mean, language)))}</p>` : ''
  return `<section aria-label="${escaped(words.distribution)}"><div class="sum">${big}<ul class="bars">${bars.join('')}</ul></div><details><summary>${escaped(words.formula)}</summary><p>${escaped(words.formulaLine(LEAST))}</p>${mean}${counted ? `<p>${escaped(counted)}</p>` : ''}</details></section>`
}

/** What stands beside each review by law: its days, any change, what it rests on. */
function facts(review: PublicReview, view: PublicView, words: PageWords): string {
  const { language, place } = view
  const day = (on: string) => `<time datetime="${escaped(on)}">${escaped(dayWords(on, language))}</time>`
  const said = (line: (day: string) => string, on: string) => escaped(line('\u0000')).replace('\u0000', day(on))
  const lines = [
    said(words.published, review.publishedOn),
    review.experience && review.experienceOn
      ? `${said(words.experience, review.experienceOn)}, <span class="ok">${escaped(VERIFIED[language][review.experience])}</span>`
      : escaped(words.notVerified),
    ...(review.editedOn ? [said(words.updated, review.editedOn)] : []),
    ...(place.kind !== 'site' && review.site ? [escaped(words.at(review.site))] : []),
    ...(review.score !== null && review.max !== null && review.max !== 5
      ? [escaped(words.given(review.score, review.max))]
      : []),
  ]
  return `<ul class="facts">${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
}

/** Words in a language we do not know are said to be in none, and written in the direction they are read. */
const inTheirLanguage = ({ language }: PublicReview): string =>
  /^[a-z]{2}$/u.test(language) ? ` lang="${language}"` : ''

function article(review: PublicReview, view: PublicView, words: PageWords): string {
  const { language, place } = view
  const subject = place.kind === 'network' || place.kind === 'site' ? subjectName(review, language) : ''
  const replyDays = [
    review.replyOn ? words.replyOn(dayWords(review.replyOn, language)) : '',
    review.replyChangedOn ? words.replyChanged(dayWords(review.replyChangedOn, language)) : '',
  ]
    .filter(Boolean)
    .join(', ')
  const reply =
    review.reply === null
      ? ''
      : `<div class="answer"><h4>${escaped(words.reply(review.replyRole ?? ''))}</h4><p class="facts">${escaped(replyDays)}</p><p class="words" dir="auto">${escaped(review.reply)}</p></div>`
  const name = review.shownAs || words.anonymous
  return `<article id="r-${review.id}" aria-labelledby="n-${review.id}"><div class="top"><h3 id="n-${review.id}"><bdi>${escaped(name)}</bdi></h3>${review.stars === null ? '' : starsRow(review.stars, language, words)}</div>${facts(review, view, words)}${subject ? `<p class="facts">${escaped(words.about(subject))}</p>` : ''}${
    review.words
      ? `<p class="words" dir="auto"${inTheirLanguage(review)}>${escaped(review.words)}</p>`
      : `<p class="dim">${escaped(words.noWords)}</p>`
  }${reply}<div class="by"><a href="${escaped(inLanguage(`/r/report/${review.id}`, language))}" rel="nofollow" aria-label="${escaped(`${words.report} (${name})`)}">${escaped(words.report)}</a></div></article>`
}

/** What a review is about, where its page is about more. */
const subjectName = ({ subjectKind, subjectTitle }: PublicReview, language: Language): string =>
  subjectKind === 'product' || subjectKind === 'service' ? (subjectTitle?.[language] ?? subjectTitle?.fr ?? '') : ''

function filters({ place, language, stars, figures }: PublicView, words: PageWords): string {
  if (figures.shown === 0) return ''
  const each = (n: number | null) =>
    `<a href="${escaped(inLanguage(place.path, language, { stars: n }))}#reviews"${n === stars ? ' aria-current="true"' : ''} rel="nofollow"${n === null ? '' : ` aria-label="${escaped(words.only(n))}"`}>${n === null ? escaped(words.every) : `${n}\u00a0★`}</a>`
  return `<nav class="filters" aria-label="${escaped(words.distribution)}">${[null, 5, 4, 3, 2, 1].map(each).join('')}</nav>`
}

function pager({ place, language, stars, page, pages }: PublicView, words: PageWords): string {
  if (pages < 2) return ''
  const to = (n: number, label: string, rel: string) =>
    `<a href="${escaped(inLanguage(place.path, language, { stars, page: n === 1 ? null : n }))}#reviews" rel="${rel}">${escaped(label)}</a>`
  return `<nav class="pager" aria-label="${escaped(words.page(page, pages))}">${page > 1 ? to(page - 1, words.newer, 'prev') : ''}<span class="dim">${escaped(words.page(page, pages))}</span>${page < pages ? to(page + 1, words.older, 'next') : ''}</nav>`
}

function besides({ beside, language }: PublicView, words: PageWords): string {
  const titles = { site: words.places, service: words.services, product: words.products }
  return (['site', 'service', 'product'] as const)
    .map((kind) => {
      const some = beside.filter((each) => each.kind === kind)
      if (some.length === 0) return ''
      const lines = some.map(({ path, name, figures }) => {
        const average = averageOf(figures)
        const said = average
          ? `${starsIn(average.average, language)}\u00a0★ · ${words.count(figures.shown)}`
          : words.count(figures.shown)
        return `<li><a href="${escaped(inLanguage(path, language))}">${escaped(name)}</a><span>${escaped(said)}</span></li>`
      })
      return `<section><h2>${escaped(titles[kind])}</h2><ul class="places">${lines.join('')}</ul></section>`
    })
    .join('')
}

/** A public page of reviews: it needs no script, sets no cookie, and tells search engines no more than it shows. */
export function publicHtml(view: PublicView): string {
  const { place, language, network, origin, figures, reviews, stars, page } = view
  const words = PAGE_WORDS[language]
  const title = words.title(place.name)
  const query = { ...(stars === null ? {} : { stars }), ...(page > 1 ? { page } : {}) }
  const lead =
    view.unverified === 'never' ? `${words.control} ${words.controlLine}` : `${words.control} ${words.unverifiedLine}`
  const list =
    reviews.length > 0
      ? reviews.map((review) => article(review, view, words)).join('')
      : `<section><h3>${escaped(stars === null ? words.none : words.noneStars)}</h3><p class="dim">${escaped(stars === null ? words.noneLine : '')}</p></section>`
  const foot = `<footer><nav class="foot"><a href="${escaped(inLanguage('/r/about', language))}">${escaped(words.how)}</a>${place.kind === 'network' ? '' : `<a href="${escaped(inLanguage('/r', language))}">${escaped(words.all(network))}</a>`}<a href="${escaped(besideOf(place.path, 'json'))}" rel="nofollow">${escaped(words.json)}</a><a href="${escaped(besideOf(place.path, 'csv'))}" rel="nofollow">${escaped(words.csv)}</a></nav></footer>`
  const head = publicHead(origin, place.path, language, words.description(place.name, figures.shown), {
    indexed: stars === null,
    query: stars === null ? query : {},
    more: `<script type="application/ld+json">${jsonInPage(structuredData(view))}</script>`,
  })
  return frame(
    language,
    `${title}${place.name === network ? '' : `, ${network}`}`,
    `${publicHeader(network, place.path, language, words, query)}<h1>${escaped(title)}</h1>${where(view)}<p class="rules">${escaped(lead)} <a href="${escaped(inLanguage('/r/about', language))}">${escaped(words.how)}</a></p>${summary(view, words)}${besides(view, words)}<h2 id="reviews">${escaped(words.reviews)}</h2><p class="rules">${escaped(words.order)}</p>${filters(view, words)}${list}${pager(view, words)}${foot}`,
    STYLE,
    head,
  )
}

/** Nothing stands at this address. */
export function nothingHtml(network: string, language: Language): string {
  const words = PAGE_WORDS[language]
  return frame(
    language,
    words.notFoundTitle,
    `${publicHeader(network, '/r', language, words)}<section><h1>${escaped(words.notFoundTitle)}</h1><p class="dim">${escaped(words.notFoundLine)}</p><p><a href="${escaped(inLanguage('/r', language))}">${escaped(words.all(network))}</a></p></section>`,
    STYLE,
    '<meta name="robots" content="noindex">',
  )
}
