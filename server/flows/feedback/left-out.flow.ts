import type * as api from '../../../contract/answers.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { readCursor, writeCursor } from '../../customers/cursor.ts'
import { displayName } from '../../customers/name.ts'
import { answerBefore } from '../../feedback/answer-before.store.ts'
import { followUpsSaid } from '../../feedback/follow-ups.ts'
import { type LeftOutRow, leftOutPage } from '../../feedback/left-out.store.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import type { Reader } from '../../feedback/reading.ts'
import { placesIn, wholeWords, within } from '../../feedback/said-more.ts'
import { asksOfVersions } from '../../feedback/survey.store.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { everyName } from './every-name.store.ts'
import { givenAgain } from './given.ts'
import { recordAnswer } from './record-answer.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

export async function leftOutAnswersFlow(
  house: House,
  { params, query }: In<'leftOutAnswers'>,
  caller: Caller,
): Out<'leftOutAnswers'> {
  const cursor = query.after === undefined ? undefined : readCursor(query.after)
  if (cursor === null) throw invalid('query.after', 'This is not the `next` of a page before.')
  const rows = await leftOutPage(house.db, params.id, {
    sites: callerSites(caller, 'feedback.read'),
    after: cursor,
    limit: query.limit + 1,
  })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const names = nameBook(await everyName(house.db))
  const asks = await asksOfVersions(
    house.db,
    page.map(({ surveyVersion }) => ({ surveyId: params.id, surveyVersion })),
  )
  const seesCustomers = callerMay(caller, 'customers.read')
  const wordsOf = (row: LeftOutRow) => {
    const whole = wholeWords(row.text, row.more)
    const masked = shownWords({ ...row, text: whole }, namesIn(whole, names), {
      numbers: false,
      names: callerMay(caller, 'staff.manage', row.siteId),
    })
    const places = placesIn(row.text, row.more)
    const own = places.find(({ key }) => key === null) ?? { key: null, from: 0, to: 0 }
    const followed = { asks: asks(params.id, row.surveyVersion), answers: row.followUps, masked, marks: [], places }
    return {
      text: masked.text.slice(own.from, own.to),
      hidden: within(masked.hidden, own),
      followUps: followUpsSaid(followed, caller.locale),
    }
  }
  return {
    answers: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      channel: row.channel,
      door: row.door,
      siteId: row.siteId,
      site: row.site,
      customerId: seesCustomers ? row.customerId : null,
      name: seesCustomers && row.kind ? displayName({ ...row, kind: row.kind }) : null,
      score: row.score,
      language: row.language,
      ...wordsOf(row),
      leftOut: row.leftOut,
    })),
    next: rows.length > query.limit && last ? writeCursor({ at: last.cursorAt, id: last.id }) : null,
  }
}

/** A person judges it: counted, it goes the way of any answer. */
export const countAnswerFlow =
  (reader: Reader) =>
  (house: House, { params, body }: In<'countAnswer'>, caller: Caller): Out<'countAnswer'> =>
    inTransaction(house, async (house) => {
      const before = await answerBefore(house.db, { id: params.id })
      if (!before) throw notFound('answer')
      need(caller, 'surveys.manage', before.about.siteId)
      if (before.leftOut !== body.leftOut) {
        await recordAnswer(house, reader, { ...givenAgain(before), leftOut: body.leftOut, judged: true, byHand: true })
        await audit(house, caller, body.leftOut === null ? 'answer.count' : 'answer.leave-out', {
          customerId: before.about.customerId,
          siteId: before.about.siteId,
          detail: { answer: before.id, because: body.leftOut ?? before.leftOut },
        })
      }
      return { ok: true as const }
    })
