import { dayChanged } from '../../feedback/answer.store.ts'
import type { AnswerBefore } from '../../feedback/answer-before.store.ts'
import { picksSaid } from '../../feedback/follow-ups.ts'
import { answerOfCode, deleteAnswer, wordsIdOf } from '../../feedback/own-answer.store.ts'
import { codeMark, readCode } from '../../feedback/own-code.ts'
import { ownAnswerHtml, ownErasedHtml, ownFieldHtml } from '../../feedback/own-html.ts'
import { saidMore } from '../../feedback/said-more.ts'
import { asksOf } from '../../feedback/survey.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { inLanguage } from '../../messages/question-words.ts'
import { networkSender, sitesNamed } from '../../messages/sender.store.ts'
import { sayDay } from '../../moments/say-day.ts'
import { audit } from '../../network/audit.store.ts'
import { dayAt } from '../../plain/civil.ts'
import { eraseAnswerFromGate } from '../../quality/erase-answer.store.ts'
import { noteServiceDue } from '../../quality/product.store.ts'
import { eraseAnswerFromCare } from '../../recovery/erase-answer.store.ts'
import { eraseReviewOfAnswer } from '../../reviews/erase-review.store.ts'
import { unlinkErased } from '../../voice/erase-answer.store.ts'
import { SOON_MS } from '../quality/hear-answer.flow.ts'
import { tallySoon } from '../voice/tally.flow.ts'
import type { AskAnswer } from './ask-page.flow.ts'

const ZONE = 'Europe/Paris'
/** Who acts, for the audit log: whoever holds the code. */
const AUTHOR = { staffId: null, name: 'answer-author' }

/** The page where a code is typed; after an erasure it says so. */
export async function showOwnField(house: House, language: string, erased: boolean): Promise<AskAnswer> {
  const { name } = await networkSender(house.db)
  return { status: 200, html: erased ? ownErasedHtml(name, language) : ownFieldHtml(name, language, null) }
}

/** What a code opens: the answer as its author gave it. Nothing says whether a code ever was one. */
export async function showOwnAnswer(house: House, typed: string, language: string): Promise<AskAnswer> {
  const code = readCode(typed)
  const [answer, { name }] = await Promise.all([
    code ? answerOfCode(house.db, codeMark(house.seal.mark, code)) : undefined,
    networkSender(house.db),
  ])
  if (!code || !answer) return { status: 404, html: ownFieldHtml(name, language, typed) }
  return { status: 200, html: ownAnswerHtml(await told(house, answer, { code, language, network: name })) }
}

async function told(
  house: House,
  answer: AnswerBefore,
  { code, language, network }: { code: string; language: string; network: string },
) {
  const { about, surveyId, surveyVersion, scale, score } = answer
  const [asks, sites] = await Promise.all([
    surveyId !== null && surveyVersion !== null ? asksOf(house.db, surveyId, surveyVersion) : undefined,
    about.siteId ? sitesNamed(house.db, [about.siteId]) : new Map<string, { name: string }>(),
  ])
  const questions = asks?.followUps ?? []
  const below = [
    ...picksSaid(asks, answer.followUps, language).map(({ title, picked, value }) => ({
      title,
      picked,
      value,
    })),
    ...saidMore(questions, answer.followUps).map(({ key, text }) => ({
      title: asks ? inLanguage(questions.find((each) => each.key === key)?.title ?? {}, language, asks) : '',
      picked: [text],
      value: null,
    })),
  ]
  return {
    code,
    language,
    network,
    place: (about.siteId && sites.get(about.siteId)?.name) || network,
    day: sayDay(dayAt(ZONE, answer.at.getTime()), language, true),
    question: asks ? inLanguage(asks.question, language, asks) : '',
    score: score === null || !scale ? null : { is: score, of: scale.max },
    text: answer.text,
    below,
  }
}

/**
 * Its author erases it: words, score, what was published of it, the care for it, and its place in decisions and files go, in one transaction.
 * Doing it twice is doing it once.
 * @returns whether there was such an answer
 */
export async function eraseOwnAnswer(house: House, typed: string): Promise<boolean> {
  const code = readCode(typed)
  if (!code) return false
  const mark = codeMark(house.seal.mark, code)
  return inTransaction(house, async (house) => {
    const { db } = house
    const answer = await answerOfCode(db, mark, { lock: true })
    if (!answer) return false
    const now = house.now()
    const its = { answerId: answer.id, verbatimId: await wordsIdOf(db, answer.id) }
    if (its.verbatimId) await unlinkErased(db, its.verbatimId)
    await eraseAnswerFromGate(db, its)
    await eraseAnswerFromCare(db, its, now)
    await eraseReviewOfAnswer(db, answer.id)
    await deleteAnswer(db, { id: answer.id, mark }, now)
    const { siteId, service } = answer.about
    await dayChanged(db, [{ siteId, at: answer.at }], now)
    if (service && answer.score !== null) await noteServiceDue(db, service, new Date(now.getTime() + SOON_MS))
    await tallySoon(house)
    await audit(house, AUTHOR, 'answer.erase', { siteId, detail: { answer: answer.id } })
    return true
  })
}
