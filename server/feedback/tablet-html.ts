import { BANDS, type Band, bandOf } from '../../contract/surveys.ts'
import { escaped, frame } from '../messages/page-shell.ts'
import { inLanguage } from '../messages/question-words.ts'
import { ASK_STYLE, type AskView, asksMore, stepHtml, tongues } from './ask-html.ts'
import { askWords } from './ask-words.ts'

/** Read from a step away, touched with a whole hand. */
const STYLE = `
html{font-size:125%}
main{max-width:52rem;min-height:100vh;display:flex;flex-direction:column;padding:28px 32px}
main>header{padding-bottom:32px}
legend h1{font-size:2rem}
.step span{min-height:84px;font-size:1.6rem}
.pick span{min-height:58px;border-radius:29px;padding:8px 24px}
.act button.first{min-height:72px;font-size:1.25rem}
textarea{min-height:120px}
h1:focus{outline:none}
#waiting{position:fixed;right:16px;top:6px;pointer-events:none;color:var(--dim);font-size:.8rem;margin:0}
@media(max-width:34rem){html{font-size:106%}main{padding:18px}.step span{min-height:60px}}
`

/** What the tablet needs to know besides the page. */
export interface TabletPlace {
  /** Under which its answers wait on the device. */
  door: string
  /** Where they are sent. */
  sendTo: string
  version: number
}

/**
 * The page of a tablet: every step in every language stands in it, so that it needs no network while people answer. The steps are those of
 * the page without a script.
 */
export function tabletHtml(view: AskView, { door, sendTo, version }: TabletPlace): string {
  const { survey } = view
  const words = askWords(view.language)
  const first = (of: AskView): string =>
    headed(
      of,
      banded(stepHtml({ ...of, step: 'ask' }), of)
        .replace('<form ', `<form data-step="ask" data-problem="${escaped(askWords(of.language).faults['no-score'])}" `)
        .replace(
          '</div></form>',
          `<button type="reset" class="link">${escaped(askWords(of.language).tablet.clear)}</button></div></form>`,
        ),
    )
  const templates = survey.languages.flatMap((language) => {
    const here: AskView = { ...view, language, base: '' }
    return [
      part('ask', language, '', first(here)),
      ...[null, ...BANDS].flatMap((band) =>
        ['', 'x'].flatMap((text) =>
          asksMore(survey, band, text)
            ? part('more', language, nameOf(band, text), headed(here, more(here, band, text)))
            : [],
        ),
      ),
      part('thanks', language, '', headed(here, thanks({ ...here, step: 'thanks' }))),
    ]
  })
  const data = { door, send: sendTo, version: String(version), first: view.language }
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escaped(value)}"`)
  return frame(
    view.language,
    `${inLanguage(survey.title, view.language, survey)}, ${view.network}`,
    // Stands there until the script has begun, and without one it is sent as any form is.
    first(view),
    {
      style: ASK_STYLE + STYLE,
      main: attributes.join(''),
      after: `<p id="waiting" data-words="${escaped(words.tablet.waiting)}"></p>${templates.join('')}<script type="module" src="/t/tablet.js"></script>`,
    },
  )
}

const nameOf = (band: Band | null, text: string): string => `${band ?? 'none'}${text ? '-words' : ''}`

const part = (step: string, language: string, band: string, inside: string): string =>
  `<template data-step="${step}" data-lang="${language}"${step === 'more' ? ` data-band="${band}"` : ''}>${inside}</template>`

const headed = (view: AskView, inside: string): string =>
  `<header><strong>${escaped(view.place ?? view.network)}</strong>${tongues({ ...view, step: 'ask' })}</header>${inside}`

/** Each step of the scale says which band it is in: the tablet knows what to ask next without asking. */
const banded = (html: string, { survey }: AskView): string =>
  html.replaceAll(
    /(name="score" value="(\d+)")/gu,
    (_all, field: string, n: string) => `${field} data-band="${bandOf(survey.metric, survey.scale, Number(n))}"`,
  )

const more = (view: AskView, band: Band | null, text: string): string =>
  stepHtml({ ...view, step: 'more', band, given: { ...view.given, text } }).replace('<form ', '<form data-step="more" ')

const thanks = (view: AskView): string => {
  const words = askWords(view.language)
  return `${stepHtml(view)}<p class="dim">${escaped(words.tablet.back)}</p><div class="act"><a class="button" href="#">${escaped(words.tablet.next)}</a></div>`
}
