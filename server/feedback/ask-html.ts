import type { Band, FollowUp } from '../../contract/surveys.ts'
import { displayPhone } from '../customers/phone.ts'
import { button, escaped, form, frame } from '../messages/page-shell.ts'
import { endsOf, inLanguage } from '../messages/question-words.ts'
import { type AskWords, askWords, languageName } from './ask-words.ts'
import { followUpsAfter } from './survey-faults.ts'
import type { SurveyAsks } from './tables.ts'

export type AskFault = 'no-score' | 'off-scale' | 'too-quick'
export type QuoteChoice = 'named' | 'unnamed' | 'no'

/** Everything the page shows, worked out beforehand. */
export interface AskView {
  door: 'ask' | 'qr' | 'tablet'
  step: 'ask' | 'more' | 'thanks'
  /** Where its forms lead, without a slash at the end. */
  base: string
  network: string
  place: string | null
  language: string
  survey: SurveyAsks
  band: Band | null
  /** What they gave before, or what their link preselects. */
  given: { score: number | null; text: string; followUps: Record<string, unknown>; quote: QuoteChoice | null }
  served: string
  fault: AskFault | null
  /** Their text was longer than we keep. */
  cut: boolean
  /** They have just taken back that they may be quoted. */
  unquoted: boolean
  /** The day until which the answer may be changed, as it is said; null: no longer. */
  changeUntil: string | null
  /** The code by which an answer without a name is opened again, and where; empty: the tablet fills it in. Null: it has a link of its own. */
  own: { code: string; address: string } | null
  /** Their own page: why they were asked, and their choices. */
  choices: string | null
  /** What is offered under the thanks, as HTML. */
  after?: string
}

/** What the second step asks: questions that follow this answer, and whether their words may be quoted, where there are words. */
export const asksMore = (survey: SurveyAsks, band: Band | null, text: string): boolean =>
  followUpsAfter(survey.followUps, band).length > 0 || (survey.askQuote && text.trim() !== '')

export const ASK_STYLE = `
textarea{background:var(--paper)}
fieldset{border:0;padding:0;margin:0 0 18px;min-width:0}
legend{padding:0;display:block;width:100%}
legend h1{font-size:1.5rem;margin:0 0 14px}
legend h2{margin:0 0 8px}
.steps{display:grid;grid-template-columns:repeat(var(--n),minmax(0,1fr));gap:8px}
.step,.pick{position:relative;margin:0}
.step{font-weight:600}
.step input,.pick input{position:absolute;opacity:0;width:1px;height:1px}
.step span{display:flex;align-items:center;justify-content:center;min-height:56px;border:1.5px solid #8a8075;border-radius:14px;background:var(--paper);font-size:1.15rem;font-variant-numeric:tabular-nums;cursor:pointer}
.step span:hover,.pick span:hover{border-color:var(--kaki)}
.step input:checked+span,.pick input:checked+span{background:var(--kaki);border-color:var(--kaki);color:var(--kaki-ink)}
.step input:focus-visible+span,.pick input:focus-visible+span{outline:3px solid var(--kaki);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:16px;color:var(--dim);font-size:.92rem;margin-top:8px}
.ends span:last-child{text-align:right}
@media(max-width:34rem){.steps.many{grid-template-columns:repeat(6,minmax(0,1fr))}}
.picks{display:flex;flex-wrap:wrap;gap:8px}
.pick{font-weight:500}
.pick span{display:flex;align-items:center;min-height:46px;padding:6px 16px;border:1.5px solid #8a8075;border-radius:23px;background:var(--paper);cursor:pointer}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
.problem{background:var(--paper);border:2px solid var(--bad);border-radius:14px;padding:12px 16px;margin:0 0 18px;font-weight:600}
nav.tongues{display:flex;flex-wrap:wrap;gap:2px 12px}
nav.tongues a{display:inline-flex;align-items:center;min-height:44px;color:inherit}
.hint{color:var(--dim);font-size:.92rem;margin:6px 0 0}
.data summary{display:inline-flex;align-items:center;min-height:44px;color:var(--dim);font-size:.92rem;text-decoration:underline;cursor:pointer}
.data{margin-top:12px}
.data p{margin:0 0 8px}
.code{font-size:1.5rem;font-weight:650;letter-spacing:.06em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;user-select:all}
.act{display:flex;flex-wrap:wrap;gap:10px;margin:18px 0 10px}
.act button.first{flex:1 1 12rem;justify-content:center;min-height:54px;font-size:1.1rem}
`

/** Where a code opens an answer. */
export const OWN_ANSWER = '/mine'

const GLYPH = '\u2605'

/** One step of a scale: a radio as large as a thumb. */
function steps(
  name: string,
  { min, max }: { min: number; max: number },
  chosen: unknown,
  label: (n: number) => { shown: string; said?: string },
): string {
  const numbers = Array.from({ length: max - min + 1 }, (_, at) => min + at)
  const each = numbers.map((n) => {
    const { shown, said } = label(n)
    return `<label class="step"><input type="radio" name="${escaped(name)}" value="${n}"${n === chosen ? ' checked' : ''}${said ? ` aria-label="${escaped(said)}"` : ''}><span>${escaped(shown)}</span></label>`
  })
  return `<div class="steps${numbers.length > 7 ? ' many' : ''}" style="--n:${numbers.length}">${each.join('')}</div>`
}

const picks = (
  kind: 'radio' | 'checkbox',
  name: string,
  options: readonly { value: string; title: string; on: boolean }[],
) =>
  `<div class="picks">${options
    .map(
      ({ value, title, on }) =>
        `<label class="pick"><input type="${kind}" name="${escaped(name)}" value="${escaped(value)}"${on ? ' checked' : ''}><span>${escaped(title)}</span></label>`,
    )
    .join('')}</div>`

function scoreField(view: AskView, words: AskWords): string {
  const { survey, language, given } = view
  const stars = survey.metric === 'stars'
  const ends = endsOf(survey, language)
  const line = ends
    ? `<div class="ends" aria-hidden="true"><span>${survey.scale.min} · ${escaped(ends.low)}</span><span>${survey.scale.max} · ${escaped(ends.high)}</span></div>`
    : ''
  const said = (n: number): string | undefined => {
    if (stars) return words.stars(n)
    if (ends && n === survey.scale.min) return `${n}, ${ends.low}`
    return ends && n === survey.scale.max ? `${n}, ${ends.high}` : undefined
  }
  const label = (n: number) => {
    const spoken = said(n)
    return { shown: stars ? `${n}\u00a0${GLYPH}` : String(n), ...(spoken ? { said: spoken } : {}) }
  }
  return `<fieldset><legend><h1>${escaped(inLanguage(survey.question, language, survey))}</h1></legend>${steps('score', survey.scale, given.score, label)}${line}</fieldset>`
}

/** To be read before one writes, and open to whoever wants to know (GDPR, article 13). Who has a link of their own has it all on their page. */
function dataNote({ network, place }: AskView, { data }: AskWords): string {
  const lines = data.lines(network, place ?? network).map((line) => `<p class="dim small">${escaped(line)}</p>`)
  return `<details class="data"><summary>${escaped(data.title)}</summary>${lines.join('')}</details>`
}

/** The one question and the free word. */
function askStep(view: AskView, words: AskWords): string {
  const { survey, language, given, fault } = view
  const hint = view.door === 'ask' ? words.hint : words.hintUnknown
  const problem = fault
    ? `<p class="problem" role="alert" tabindex="-1" autofocus>${escaped(words.faults[fault])}</p>`
    : ''
  const unscored =
    fault === 'no-score' && given.text.trim() !== ''
      ? `<button name="unscored" value="1">${escaped(words.sendUnscored)}</button>`
      : ''
  const word = `<label for="text">${escaped(inLanguage(survey.word, language, survey))}</label><textarea id="text" name="text" rows="4" aria-describedby="hint">${escaped(given.text)}</textarea><p class="hint" id="hint">${escaped(hint)}</p>${view.door === 'ask' ? '' : dataNote(view, words)}`
  const trap = `<div class="trap" aria-hidden="true"><label>${escaped(words.trap)}<input name="website" tabindex="-1" autocomplete="off"></label></div>`
  return `${problem}${form(
    view.base,
    { lang: language, served: view.served },
    `${scoreField(view, words)}${word}${trap}<div class="act">${button(words.send, 'first')}${unscored}</div>`,
  )}`
}

function followUp(each: FollowUp, view: AskView, words: AskWords): string {
  const { survey, language, given } = view
  const name = `f-${each.key}`
  const title = escaped(inLanguage(each.title, language, survey))
  const was = given.followUps[each.key]
  if (each.kind === 'text')
    return `<label for="${name}">${title}</label><textarea id="${name}" name="${name}" rows="2">${escaped(typeof was === 'string' ? was : '')}</textarea>`
  const inside = (): string => {
    if (each.kind === 'scale' && each.scale) return steps(name, each.scale, was, (n) => ({ shown: String(n) }))
    if (each.kind === 'yes-no')
      return picks('radio', name, [
        { value: 'yes', title: words.yes, on: was === true },
        { value: 'no', title: words.no, on: was === false },
      ])
    const on = (key: string): boolean => (Array.isArray(was) ? was.includes(key) : was === key)
    return picks(
      each.kind === 'choices' ? 'checkbox' : 'radio',
      name,
      each.options.map(({ key, title }) => ({
        value: key,
        title: inLanguage(title, language, survey),
        on: on(key),
      })),
    )
  }
  return `<fieldset><legend><h2>${title}</h2></legend>${inside()}</fieldset>`
}

/** The words of each answer to "may we quote you", as they are kept with it. */
export const quoteWording = (language: string, choice: Exclude<QuoteChoice, 'no'>): string => {
  const words = askWords(language)
  return `${words.quote} ${choice === 'named' ? words.quoteNamed : words.quoteUnnamed}`
}

/** Never chosen beforehand. Whoever nobody knows has no name to quote. */
function quoteField({ door, given }: AskView, words: AskWords): string {
  const options = [
    ...(door === 'ask' ? [{ value: 'named', title: words.quoteNamed }] : []),
    { value: 'unnamed', title: words.quoteUnnamed },
    { value: 'no', title: words.quoteNo },
  ]
  return `<fieldset><legend><h2>${escaped(words.quote)}</h2><p class="dim small">${escaped(words.quoteLead)}</p></legend>${picks(
    'radio',
    'quote',
    options.map((each) => ({ ...each, on: given.quote === each.value })),
  )}</fieldset>`
}

/** The second step, for whoever has another moment. The answer is kept already. One way on: it takes what was ticked, be it nothing. */
function moreStep(view: AskView, words: AskWords): string {
  const { survey, band, given } = view
  const questions = followUpsAfter(survey.followUps, band).map((each) => followUp(each, view, words))
  const quote = survey.askQuote && given.text.trim() !== '' ? quoteField(view, words) : ''
  return `<h1>${escaped(words.moreTitle)}</h1><p class="dim">${escaped(words.moreLead)}</p>${form(
    `${view.base}/more`,
    { lang: view.language },
    `${questions.join('')}${quote}<div class="act">${button(words.moreSkip, 'first')}</div>`,
  )}`
}

/** What they agreed to, and taking it back: as easy as it was given, for as long as it stands. */
function quotedSection({ base, language, given }: AskView, words: AskWords): string {
  if (given.quote !== 'named' && given.quote !== 'unnamed') return ''
  return `<section aria-labelledby="quoted"><h2 id="quoted">${escaped(words.quotedTitle)}</h2><p class="dim">${escaped(given.quote === 'named' ? words.quotedNamed : words.quotedUnnamed)}</p>${form(
    `${base}/more`,
    { lang: language, only: 'quote', quote: 'no' },
    `<div class="row">${button(words.unquote)}</div>`,
  )}</section>`
}

/** It is nobody's by name, so a code is what says whose it is: shown once they have answered, in no address. */
function ownSection({ own, language, door }: AskView, words: AskWords): string {
  if (!own) return ''
  // On a tablet the next person stands behind: the page of the code is for a telephone of their own.
  const open =
    door === 'tablet' || own.code === ''
      ? ''
      : form(OWN_ANSWER, { lang: language, code: own.code }, `<div class="row">${button(words.own.open)}</div>`)
  return `<section aria-labelledby="own"><h2 id="own">${escaped(words.own.title)}</h2><p class="dim">${escaped(words.own.line(own.address))}</p><p class="code"><output data-code aria-label="${escaped(words.own.code)}">${escaped(own.code)}</output></p>${open}</section>`
}

function thanksStep(view: AskView, words: AskWords): string {
  const { survey, language } = view
  const change =
    view.changeUntil === null
      ? `<p class="dim">${escaped(words.kept)}</p>`
      : `<p class="dim">${escaped(words.changeUntil(view.changeUntil))}</p><div class="row"><a class="button" href="${escaped(view.base)}?edit=1&amp;lang=${escaped(language)}">${escaped(words.change)}</a></div>`
  const unquoted =
    view.unquoted && view.given.quote === null ? `<p class="done" role="status">${escaped(words.unquoted)}</p>` : ''
  const cut = view.cut ? `<p class="done" role="status">${escaped(words.cut)}</p>` : ''
  return `${cut}${unquoted}<section><h1>${escaped(words.thanks)}</h1><p>${escaped(inLanguage(survey.thanks, language, survey))}</p><p>${escaped(words.read(view.place ?? view.network))}</p>${change}</section>${ownSection(view, words)}${quotedSection(view, words)}${view.after ?? ''}`
}

const STEPS = { ask: askStep, more: moreStep, thanks: thanksStep }

/** The step that is shown, without what stands around it. */
export const stepHtml = (view: AskView): string => STEPS[view.step](view, askWords(view.language))

/** Other languages of the survey, each by its own name. */
export function tongues({ survey, language, base, step }: AskView): string {
  const others = survey.languages.filter((each) => each !== language)
  if (others.length === 0) return ''
  const at = `${base}${step === 'more' ? '/more' : ''}?${step === 'thanks' ? 'done=1&' : ''}`
  return `<nav class="tongues">${others
    .map(
      (each) =>
        `<a href="${escaped(`${at}lang=${each}`)}" lang="${each}" hreflang="${each}">${escaped(languageName(each))}</a>`,
    )
    .join('')}</nav>`
}

/** The page that asks, in one language: the same for an invitation, a QR, the preview of the builder. It needs no script. */
export function askHtml(view: AskView): string {
  const words = askWords(view.language)
  const name = view.place && view.place !== view.network ? view.place : view.network
  const foot = view.choices ? `<p><a href="${escaped(view.choices)}">${escaped(words.choices)}</a></p>` : ''
  return frame(
    view.language,
    `${inLanguage(view.survey.title, view.language, view.survey)}, ${view.network}`,
    `<header><strong>${escaped(name)}</strong>${tongues(view)}</header>${stepHtml(view)}<footer>${foot}<p>${escaped(words.foot)}</p></footer>`,
    { style: ASK_STYLE },
  )
}

/** Who asked, and how they are reached instead. */
export interface AskedBy {
  name: string
  phone: string | null
  /** Their own page, of whoever was invited. */
  choices: string | null
}

/** A question that cannot be answered here any more, or never could. Whoever asked it says who they are, and is one touch away. */
export function askEndedHtml(language: string, why: keyof AskWords['ended'], by?: AskedBy): string {
  const words = askWords(language)
  const { title, line } = words.ended[why]
  const call = by?.phone
    ? `<div class="row"><a class="button" href="tel:${escaped(by.phone)}">${escaped(displayPhone(by.phone))}</a></div>`
    : ''
  const foot = by?.choices
    ? `<footer><p><a href="${escaped(by.choices)}">${escaped(words.choices)}</a></p></footer>`
    : ''
  return frame(
    language,
    title,
    `${by ? `<header><strong>${escaped(by.name)}</strong></header>` : ''}<section${by ? '' : ' style="margin-top:12vh"'}><h1>${escaped(title)}</h1><p class="dim">${escaped(line)}</p>${call}</section>${foot}`,
    { style: ASK_STYLE },
  )
}
