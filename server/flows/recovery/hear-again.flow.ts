import { type Because, say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import { shownWords } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import type { House } from '../../kit/house.ts'
import { addAnswer, answersIn, type CaseRow, changeCase, firstAnswer } from '../../recovery/case.store.ts'
import { type Compared, comparedWith } from '../../recovery/second-answer.ts'
import { type Opening, worse } from '../../recovery/severity.ts'
import { correctEntry, rewriteEntry } from '../../timeline/entries.store.ts'
import { everyName } from '../feedback/every-name.store.ts'
import type { Recorded } from '../feedback/given.ts'
import { scoreTold } from '../feedback/out-of-ten.ts'
import { accuseIn } from './accused.flow.ts'
import { answerStep, stillTheirs } from './answer-step.flow.ts'
import { dueOf } from './ground.flow.ts'

/** Words that are not theirs any more, for whoever acted upon them: without numbers, and without the names of colleagues. */
const coveredWhole = (text: string, book: NameBook): string =>
  shownWords({ text, polarity: -1, mixed: false, band: null, praised: [] }, namesIn(text, book), {
    numbers: false,
    names: false,
  }).text

/** They changed an answer that a case is about: it is said with what they had written, the line on their timeline follows, and it may be more pressing by now. */
export async function changedTheirMind(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening | null,
): Promise<void> {
  const book = nameBook(await everyName(house.db))
  await answerStep(house, row, 'changed', recorded, opening?.because ?? [], {
    before: coveredWhole(recorded.before ?? '', book),
  })
  const names = namesIn(recorded.whole, book)
  const words = { ...reading, band: recorded.band, text: recorded.whole }
  const { text } = shownWords(words, names, { numbers: false, names: false })
  const data = { caseId: row.id, ...scoreTold(recorded.given) }
  await rewriteEntry(house.db, { source: 'okaeri', key: `case:${row.id}`, text, data })
  if (row.closedAt) return accuseIn(house, row, recorded, reading)
  await stillTheirs(house, row, recorded, reading, null)
  // Nothing ends by itself: whoever has the case says how. But what is not so any more is not said of it either.
  const alone = (await answersIn(house.db, row.id)) === 1
  const severity = alone
    ? (opening?.severity ?? 'unhappy')
    : opening
      ? worse(row.severity, opening.severity)
      : row.severity
  if (severity === row.severity) return
  const dueAt = await dueOf(house, row.siteId, severity)
  const sooner = dueAt < row.dueAt ? { dueAt, nextAt: row.answeredAt ? row.nextAt : dueAt } : {}
  await changeCase(house.db, row.id, { severity, ...sooner }, house.now())
}

/** Is it well now? What they say is written on the case; when it is not, the case is open again and the same person has it. */
export async function saidAgain(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening | null,
): Promise<void> {
  const now = house.now()
  const before = await firstAnswer(house.db, row.id)
  const first: Compared = {
    share: before?.score == null ? null : shareOn(before.score, before.min!, before.max!, before.direction!),
    band: before?.band ?? null,
    polarity: before?.polarity ?? 0,
  }
  const { given, whole, band } = recorded
  const again = comparedWith(first, {
    share:
      given.score === null || !given.scale
        ? null
        : shareOn(given.score, given.scale.min, given.scale.max, given.scale.direction),
    band,
    polarity: whole ? reading.polarity : 0,
  })
  await addAnswer(
    house.db,
    { answerId: recorded.answerId, caseId: row.id, customerId: row.customerId, kind: 'again' },
    now,
  )
  await changeCase(house.db, row.id, { again, againAt: now }, now)
  await answerStep(house, row, 'said-again', recorded, [], { again })
  if (opening && row.closedAt) await reopenFor(house, row, recorded, reading, opening)
  else if (row.closedAt) await accuseIn(house, row, recorded, reading)
  else await stillTheirs(house, row, recorded, reading, null)
}

const shareOn = (score: number, min: number, max: number, direction: 'up' | 'down'): number =>
  direction === 'up' ? (score - min) / (max - min) : (max - score) / (max - min)

/** It is open again, with a clock of its own, for what they said now. */
export async function reopenFor(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening,
  why: Because = say('case.not-well'),
): Promise<void> {
  const now = house.now()
  const severity = worse(row.severity, opening.severity)
  const dueAt = await dueOf(house, row.siteId, severity)
  await changeCase(
    house.db,
    row.id,
    {
      severity,
      closedAt: null,
      closedBy: null,
      outcome: null,
      answeredAt: null,
      level: 0,
      dueAt,
      nextAt: dueAt,
    },
    now,
  )
  if (row.entryId) await correctEntry(house.db, row.entryId, { closedAt: null })
  await answerStep(house, row, 'reopened', recorded, [why, ...opening.because])
  await stillTheirs(house, row, recorded, reading, 'reopened')
}
