import type { RefusalReason, ReviewSettings } from '../../contract/reviews.ts'
import { escaped, frame } from '../messages/page-shell.ts'
import { PAGE_WORDS } from './page-words.ts'
import { publicHead, publicHeader, STYLE } from './public-html.ts'
import type { Became } from './published.store.ts'
import type { Language } from './review-words.ts'

/**
 * How reviews are gathered, checked and published: what the law wants said in a place of its own (art. L111-7-2, D111-17 and D111-18 of the
 * French consumer code), with what became of all that was asked for, so that a selection would be seen.
 */
export function aboutHtml(asked: {
  origin: string
  network: string
  language: Language
  settings: ReviewSettings
  became: Became
}): string {
  const { origin, network, language, settings, became } = asked
  const words = PAGE_WORDS[language]
  const section = (title: string, lines: readonly string[]) =>
    `<section><h2>${escaped(title)}</h2>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</section>`
  const given = settings.inReturn[language] || settings.inReturn.fr
  const [who, ...rest] = words.sections
  const reasons = Object.entries(became.reasons).map(
    ([reason, n]) => `${words.reasons[reason as RefusalReason]} (${n})`,
  )
  const what =
    became.asked === 0
      ? [words.becameNone]
      : [
          words.becameLine(became),
          ...(reasons.length > 0
            ? [`${words.becameReasons}${language === 'fr' ? '\u00a0' : ''}: ${reasons.join(', ')}.`]
            : []),
          ...(became.medianDays === null ? [] : [words.median(became.medianDays)]),
        ]
  return frame(
    language,
    `${words.howTitle}, ${network}`,
    `${publicHeader(network, '/r/about', language, words)}<h1>${escaped(words.howTitle)}</h1><p class="dim">${escaped(words.howLead(network))}</p>${section(
      who!.title,
      [...who!.lines, given ? words.inReturn(given) : words.inReturnNone, words.unverified[settings.unverified]],
    )}${rest.map(({ title, lines }) => section(title, lines)).join('')}${section(
      language === 'fr' ? 'Délais' : 'Delays',
      [words.delay(settings.delayDays, settings.byItself), words.keep(settings.keepMonths)],
    )}${section(words.became, what)}`,
    STYLE,
    publicHead(origin, '/r/about', language, words.howLead(network)),
  )
}
