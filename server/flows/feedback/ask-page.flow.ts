import { bandOf, onScale } from '../../../contract/surveys.ts'
import { type AskView, askEndedHtml, askHtml, asksMore, OWN_ANSWER, type QuoteChoice } from '../../feedback/ask-html.ts'
import { speaksToAsk } from '../../feedback/ask-words.ts'
import { noteOpened } from '../../feedback/invitation.store.ts'
import { ownCode } from '../../feedback/own-code.ts'
import { servedMark } from '../../feedback/served.ts'
import { tabletHtml } from '../../feedback/tablet-html.ts'
import type { House } from '../../kit/house.ts'
import { sayDay } from '../../moments/say-day.ts'
import { dayAt } from '../../plain/civil.ts'
import { offerAfter } from '../reviews/offer.flow.ts'
import { changeableUntil, mayChange, type Question, type Shut } from './open-question.flow.ts'

export interface AskAnswer {
  status: number
  html: string
  /** After an answer the page is asked for anew, so that loading it again does not answer again. */
  to?: string
}

/** What came with the request. */
export interface Asked {
  /** `?lang=`, and what the browser prefers. */
  language: string | null
  browser: 'fr' | 'en'
}

const ZONE = 'Europe/Paris'

/** The language they chose, else theirs, else the browser's, else the first of the survey. */
export function languageFor({ speaks, survey }: Question, { language, browser }: Asked): string {
  const { languages } = survey.asks
  const wanted = [language, speaks, browser, languages[0]]
  return wanted.find((each) => each && languages.includes(each)) ?? 'fr'
}

export const shutPage = ({ shut, of }: Shut, { language, browser }: Asked): AskAnswer => ({
  status: shut === 'unknown' ? 404 : 410,
  html: askEndedHtml([language, of?.speaks, browser].find((each) => each && speaksToAsk(each)) ?? browser, shut, of),
})

/** More was sent than any box holds (what they typed is still in the page before), or too often from one address. */
export const refusedPage = (status: 413 | 429, { browser }: Pick<Asked, 'browser'>): AskAnswer => ({
  status,
  html: askEndedHtml(browser, status === 413 ? 'too-long' : 'too-many'),
})

/** The page, worked out for what is asked and what was answered before. */
export function viewOf(house: House, question: Question, language: string, over: Partial<AskView> = {}): AskView {
  const { before, survey } = question
  const now = house.now()
  const until = changeableUntil(question)
  const about = question.at?.id ?? question.invitation?.id ?? ''
  return {
    door: question.door,
    step: 'ask',
    base: question.base,
    network: question.network,
    place: question.place,
    language,
    survey: survey.asks,
    band: before?.band ?? null,
    given: {
      score: before?.score ?? null,
      text: before?.text ?? '',
      followUps: before?.followUps ?? {},
      quote: quoteBefore(question),
    },
    served:
      question.served ?? servedMark(house.seal.mark, about, { id: house.newId(), at: now, version: survey.version }),
    fault: null,
    cut: false,
    unquoted: false,
    changeUntil: until && mayChange(question, now) ? sayDay(dayAt(ZONE, until.getTime()), language, true) : null,
    own: ownOf(house, question),
    choices: question.choices,
    ...over,
  }
}

/** The tablet knows the code of what it keeps; of what came by a page, we say it. */
function ownOf({ seal, origin }: House, { door, before }: Question): AskView['own'] {
  if (door === 'ask' || (door === 'qr' && !before)) return null
  const code = before && ownCode(seal.mark, before)
  return { code: code ?? '', address: `${origin.replace(/^https?:\/\//u, '')}${OWN_ANSWER}` }
}

/** What they said to being quoted; a no is not kept as a consent, but stays chosen once the second step was sent. */
const quoteBefore = ({ before }: Question): QuoteChoice | null => before?.quote ?? null

/** Has the second step something to ask them? */
export const hasMore = ({ before, survey }: Question): boolean =>
  before !== null && asksMore(survey.asks, before.band, before.text)

/** Nothing is answered by looking: previews and scanners open links too. A score in the link is only chosen beforehand. */
export async function showQuestion(
  house: House,
  question: Question,
  asked: Asked & {
    part: string | null
    score: string | null
    edit: boolean
    cut: boolean
    unquoted: boolean
    byPerson: boolean
  },
): Promise<AskAnswer> {
  const { before, invitation, survey } = question
  const language = languageFor(question, asked)
  const page = (over: Partial<AskView>): AskAnswer => ({
    status: 200,
    html: askHtml(viewOf(house, question, language, over)),
  })
  if (invitation && asked.byPerson) await noteOpened(house.db, invitation.id, house.now())
  if (before) {
    const open = mayChange(question, house.now())
    if (open && asked.edit) return page({ step: 'ask' })
    if (open && asked.part === 'more' && hasMore(question)) return page({ step: 'more', cut: asked.cut })
    return page({
      step: 'thanks',
      cut: asked.cut,
      unquoted: asked.unquoted,
      after: await offerAfter(house, before.id, question.base, language),
    })
  }
  if (question.door === 'tablet' && question.at) return { status: 200, html: tabletPage(house, question, language) }
  const chosen = asked.score !== null && /^\d{1,2}$/u.test(asked.score) ? Number(asked.score) : null
  const score = chosen !== null && onScale(survey.asks.scale, chosen) ? chosen : null
  return page({
    given: { score, text: '', followUps: {}, quote: null },
    band: score === null ? null : bandOf(survey.asks.metric, survey.asks.scale, score),
  })
}

const tabletPage = (house: House, question: Question, language: string): string =>
  tabletHtml(viewOf(house, question, language), {
    door: question.at!.id,
    sendTo: `/api/ask/${question.base.split('/')[2]}/answers`,
    version: question.survey.version,
  })
