import { escaped } from '../messages/page-shell.ts'
import { PAGE_WORDS } from './page-words.ts'
import { starsIn } from './public-html.ts'
import { averageOf, type Figures, LEAST } from './rating.ts'
import type { Language } from './review-words.ts'

const WIDTH = 260
const HEIGHT = 84
/** One star in a box of 20. */
const STAR = 'M10 1.6l2.6 5.5 6 .8-4.4 4.1 1.1 6-5.3-2.9-5.3 2.9 1.1-6L1.4 7.9l6-.8z'

/**
 * The badge for another site: one picture, no script, no cookie, no font from elsewhere. It says the average with how many it rests on, or
 * that there are reviews, and is drawn for light and dark by itself.
 */
export function badgeSvg(name: string, figures: Figures, language: Language): string {
  const words = PAGE_WORDS[language]
  const average = averageOf(figures)
  const short = [...name].length > 30 ? `${[...name].slice(0, 29).join('')}…` : name
  const said = average
    ? `${words.badge(name)}${language === 'fr' ? '\u00a0' : ''}: ${words.outOf(starsIn(average.average, language))} ${words.onReviews(figures.n)}`
    : `${words.badge(name)}${language === 'fr' ? '\u00a0' : ''}: ${words.count(figures.shown)}`
  const row = Array.from({ length: 5 }, (_, at) => `<path d="${STAR}" transform="translate(${at * 22} 0)"/>`).join('')
  const middle = average
    ? `<text x="16" y="52" class="big">${escaped(starsIn(average.average, language))}</text><g transform="translate(72 34)" class="none">${row}</g><g transform="translate(72 34)" class="full" clip-path="url(#k)">${row}</g><text x="16" y="72" class="dim">${escaped(words.onReviews(figures.n))}</text>`
    : `<text x="16" y="52" class="mid">${escaped(figures.shown === 0 ? words.badgeNone : words.count(figures.shown))}</text><text x="16" y="72" class="dim">${escaped(figures.shown === 0 ? '' : words.tooFew(LEAST))}</text>`
  const width = average ? (average.average / 5) * 108 : 0
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(said)}"><title>${escaped(said)}</title><style>.g{fill:#fffdf9;stroke:#e2d9cb}.n{fill:#2a2622;font:600 13px system-ui,sans-serif}.big{fill:#2a2622;font:650 27px system-ui,sans-serif}.mid{fill:#2a2622;font:600 17px system-ui,sans-serif}.dim{fill:#655d54;font:12px system-ui,sans-serif}.none{fill:#e2d9cb}.full{fill:#a8481a}@media(prefers-color-scheme:dark){.g{fill:#26221e;stroke:#433c35}.n,.big,.mid{fill:#f1ebe2}.dim{fill:#b8ad9f}.none{fill:#433c35}.full{fill:#f0a070}}</style><clipPath id="k"><rect width="${width.toFixed(1)}" height="20"/></clipPath><rect class="g" x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="13"/><text x="16" y="22" class="n">${escaped(short)}</text>${middle}</svg>`
}
