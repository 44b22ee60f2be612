import { type Because, say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import { shownWords } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import type { House } from '../../kit/house.ts'
import { addAnswer, answersIn, type CaseRow, changeCase, firstAnswer, moveAnswer } from '../../recovery/case.store.ts'
import { type Compared, comparedWith } from '../../recovery/second-answer.ts'
import { ASKS_FOR_CARE, type Opening, worse } from '../../recovery/severity.ts'
import { stepsOf } from '../../recovery/step.store.ts'
import { correctEntry, rewriteEntry } from '../../timeline/entries.store.ts'
import { everyName } from '../feedback/every-name.store.ts'
import type { Given, Recorded } from '../feedback/given.ts'
import { scoreTold } from '../feedback/out-of-ten.ts'
import { accuseIn } from './accused.flow.ts'
import { answerStep, stillTheirs } from './answer-step.flow.ts'
import { dueOf } from './ground.flow.ts'
import { joinCase, openMatter, waitsAnew } from './join-case.flow.ts'
import { leaveUnasked } from './second-question.flow.ts'

/** Words that are not theirs any more, for whoever acted upon them: without numbers, and without the names of colleagues. */
const coveredWhole = (text: string, book: NameBook): string =>
  shownWords({ text, polarity: -1, mixed: false, band: null, praised: [] }, namesIn(text, book), {
    numbers: false,
    names: false,
  }).text

/**
 * They changed an answer that a case is about: it is said with what they had written, the line on their timeline follows, and it may be more pressing by now.
 * What asks for care anew is heard anew: a case that is over is open again, and whoever was answered before waits for an answer to this. Ticks that
 * say nothing new are shown with their answer, and are no news.
 */
export async function changedTheirMind(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening | null,
): Promise<void> {
  const book = nameBook(await everyName(house.db))
  const { other, anew } = await whatIsOther(house, row, recorded, opening)
  const clock = anew && opening && !row.closedAt ? await waitsAnew(house, row, opening) : null
  if (other)
    await answerStep(house, row, 'changed', recorded, opening?.because ?? [], {
      before: coveredWhole(recorded.before ?? '', book),
      ...(anew ? { anew: true } : {}),
      ...(clock ? { clock } : {}),
    })
  const names = namesIn(recorded.whole, book)
  const words = { ...reading, band: recorded.band, text: recorded.whole }
  const { text } = shownWords(words, names, { numbers: false, names: false })
  const data = { caseId: row.id, ...scoreTold(recorded.given) }
  await rewriteEntry(house.db, { source: 'okaeri', key: `case:${row.id}`, text, data })
  if (row.closedAt && anew && opening) {
    await leaveUnasked(house, row.id)
    return reopenFor(house, row, recorded, reading, opening, say('case.said-otherwise'))
  }
  if (row.closedAt) return accuseIn(house, row, recorded, reading)
  if (clock) return stillTheirs(house, row, recorded, reading, 'joined')
  await stillTheirs(house, row, recorded, reading, null)
  // Nothing ends by itself: whoever has the case says how. But what is not so any more is not said of it either.
  const alone = (await answersIn(house.db, row.id)) === 1
  const severity = alone ? (opening?.severity ?? 'unhappy') : row.severity
  if (severity !== row.severity) await changeCase(house.db, row.id, { severity }, house.now())
}

/**
 * What is other than they had said; and does it ask for care anew? What cannot wait as long does. Whoever had our answer, and writes other words or gives a
 * worse score, is not content with it; who still waits for it goes on waiting.
 */
async function whatIsOther(
  house: House,
  row: CaseRow,
  { answerId, before, given }: Recorded,
  opening: Opening | null,
): Promise<{ other: boolean; anew: boolean }> {
  const said = (await stepsOf(house.db, row.id)).find(({ data }) => data.answerId === answerId)?.data
  const rewritten = before !== undefined
  const asked = (because: readonly Because[] = []) =>
    because.flatMap(({ code }) => (ASKS_FOR_CARE.has(code) ? code : [])).join()
  const other = rewritten || said?.score !== given.score || asked(said?.because) !== asked(opening?.because)
  if (!opening) return { other, anew: false }
  const pressing = worse(row.severity, opening.severity) !== row.severity
  const heard = row.closedAt !== null || row.answeredAt !== null
  return { other, anew: pressing || (heard && (rewritten || lower(given, said?.score))) }
}

/** A worse score than before, by the scale it is given on. */
const lower = ({ score, scale }: Given, before: number | null | undefined): boolean =>
  score !== null && (before == null || (scale?.direction === 'down' ? score > before : score < before))

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

/**
 * It is open again, with a clock of its own, for what they said now. Where another case of the same matter is open by now, whoever has that one answers: the
 * answer goes over to it, and what is over stays over.
 */
export async function reopenFor(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening,
  why: Because = say('case.not-well'),
): Promise<void> {
  const now = house.now()
  const open = row.customerId ? await openMatter(house.db, row.customerId, row) : undefined
  if (open) {
    await moveAnswer(house.db, recorded.answerId, open.id, now)
    return joinCase(house, open, recorded, reading, { ...opening, because: [why, ...opening.because] })
  }
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
  await answerStep(house, row, 'reopened', recorded, [why, ...opening.because], { clock: dueAt.toISOString() })
  await stillTheirs(house, row, recorded, reading, 'reopened')
}
