import { type Because, say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import { isUnkind } from '../../feedback/beside-score.ts'
import { shownWords } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import type { House } from '../../kit/house.ts'
import { wantsItInWriting } from '../../messages/said-no.ts'
import {
  addAnswer,
  answersIn,
  type CaseRow,
  caseOfAnswer,
  caseOfInvitation,
  changeCase,
  firstAnswer,
  insertCase,
  lockCase,
  lockMatters,
  openCasesOf,
} from '../../recovery/case.store.ts'
import { sameMatter } from '../../recovery/joins.ts'
import { longAgo } from '../../recovery/long-ago.ts'
import { type Compared, comparedWith } from '../../recovery/second-answer.ts'
import { type Severity, severityOf, worse } from '../../recovery/severity.ts'
import { addStep } from '../../recovery/step.store.ts'
import { addEntries, correctEntry, rewriteEntry } from '../../timeline/entries.store.ts'
import { entryFacts } from '../../timeline/entry-facts.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { type Given, type Recorded, WROTE_BACK } from '../feedback/given.ts'
import { scoreTold } from '../feedback/out-of-ten.ts'
import { dueOf, ownerNow } from './ground.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'

interface Opening {
  severity: Severity
  because: Because[]
}

/**
 * What an answer means for the care of this customer, in its transaction: the answer to a second question is written on its case, and opens it
 * again when it is not well; else an answer that asks for care joins the open case of the same matter, or opens one. Of what is not counted only
 * [an alarm](hear-alarm.flow.ts) is heard.
 */
export async function caseHears(house: House, recorded: Recorded, reading: Reading): Promise<void> {
  const { given, answerId } = recorded
  if (given.leftOut !== null) return
  const { customerId } = given.about
  if (customerId) await lockMatters(house.db, customerId)
  const opening = severityOf(heardIn(recorded, reading))
  const [own, asked] = [
    await caseOfAnswer(house.db, answerId),
    given.invitationId ? await caseOfInvitation(house.db, given.invitationId) : null,
  ]
  if (asked) return saidAgain(house, await lockCase(house.db, asked), recorded, reading, opening)
  // Whether it counts was judged: they changed nothing.
  if (own && given.judged) return
  if (own) return changedTheirMind(house, await lockCase(house.db, own.caseId), recorded, reading, opening)
  if (opening && !longAgo(given, house.now())) await careFor(house, recorded, reading, opening)
}

/** A person found what the reader had not: the case that would have been opened is opened, or joined. */
export async function careFor(house: House, recorded: Recorded, reading: Reading, opening: Opening): Promise<void> {
  const { customerId } = recorded.given.about
  const open = customerId ? await openCasesOf(house.db, customerId) : []
  const same = open.find((one) => sameMatter(one, recorded.given.about))
  if (same) await joinCase(house, same, recorded, opening)
  else await openCase(house, recorded, reading, opening)
}

export const heardIn = ({ given, band, whole }: Recorded, reading: Reading) => ({
  band,
  score: given.score,
  best: given.scale ? (given.scale.direction === 'up' ? given.scale.max : given.scale.min) : null,
  polarity: reading.mixed ? 0 : reading.polarity,
  callback: reading.callback,
  promise: reading.promise,
  leaving: reading.leaving,
  urgent: reading.urgent,
  asksCall: given.followUps.callback === true,
  inWriting: wantsItInWriting(whole),
  wroteBack: given.channel === WROTE_BACK ? { sure: reading.sure } : null,
  known: given.about.customerId !== null,
})

async function openCase(house: House, recorded: Recorded, reading: Reading, opening: Opening): Promise<void> {
  const { given, whole, answerId, band } = recorded
  const { about } = given
  const now = house.now()
  const names = namesIn(whole, nameBook(await everyName(house.db)))
  const unkind = isUnkind({ ...reading, band, text: whole })
  const praised = (from: number, to: number) => reading.praised.some((name) => name.includes(whole.slice(from, to)))
  const named = new Set(unkind ? names.filter(({ from, to }) => !praised(from, to)).flatMap(({ staff }) => staff) : [])
  const owner = await ownerNow(house, about, named)
  const dueAt = await dueOf(house, about.siteId, opening.severity)
  const id = house.newId()
  const { text } = shownWords({ ...reading, band, text: whole }, names, { numbers: false, names: false })
  const entryId = about.customerId ? await writeEntry(house, id, recorded, text) : null
  const because = [...opening.because, ...owner.because]
  await insertCase(
    house.db,
    {
      id,
      customerId: about.customerId,
      siteId: about.siteId,
      assetId: about.assetId,
      orderId: about.orderId,
      service: about.service,
      moment: about.moment,
      entryId,
      severity: opening.severity,
      because,
      ownerId: owner.staffId,
      ownerAs: owner.as,
      openedAt: now,
      dueAt,
      nextAt: dueAt,
    },
    now,
  )
  await addAnswer(house.db, { answerId, caseId: id, customerId: about.customerId, kind: 'opened' }, now)
  await addStep(
    house.db,
    {
      id: house.newId(),
      caseId: id,
      customerId: about.customerId,
      kind: 'opened',
      by: null,
      about: owner.staffId,
      data: { because, answerId, ...scoreOf(given) },
    },
    now,
  )
  if (owner.staffId) await tellOwner(house, { caseId: id, staffId: owner.staffId, why: 'opened' })
}

/** Their timeline says it, and the loop is silent until it is closed. */
async function writeEntry(house: House, caseId: string, { given }: Recorded, text: string): Promise<string> {
  const { about } = given
  const entry = {
    id: house.newId(),
    customerId: about.customerId!,
    kind: 'case' as const,
    at: house.now(),
    siteId: about.siteId,
    // Who has it changes: the case says.
    staffId: null,
    assetId: about.assetId,
  }
  await addEntries(house.db, [
    { ...entry, text, data: { caseId, ...scoreTold(given) }, source: 'okaeri', key: `case:${caseId}` },
  ])
  await noteFacts(house, entryFacts(entry))
  return entry.id
}

const scoreOf = (given: Given) => ({
  score: given.score,
  best: given.scale ? Math.max(given.scale.min, given.scale.max) : null,
})

/** Said again while it is open: one person goes on answering, and they wait anew from the more pressing of the two. */
async function joinCase(house: House, row: CaseRow, recorded: Recorded, opening: Opening): Promise<void> {
  const now = house.now()
  const severity = worse(row.severity, opening.severity)
  const fresh = await dueOf(house, row.siteId, severity)
  const waiting = row.answeredAt === null && row.dueAt < fresh
  const dueAt = waiting ? row.dueAt : fresh
  await changeCase(
    house.db,
    row.id,
    { severity, dueAt, answeredAt: null, ...(waiting ? {} : { level: 0, nextAt: dueAt }) },
    now,
  )
  await addAnswer(
    house.db,
    { answerId: recorded.answerId, caseId: row.id, customerId: row.customerId, kind: 'joined' },
    now,
  )
  await step(house, row, 'joined', recorded, opening.because)
  if (row.ownerId) await tellOwner(house, { caseId: row.id, staffId: row.ownerId, why: 'joined' })
}

const step = (
  house: House,
  row: CaseRow,
  kind: 'joined' | 'changed' | 'said-again' | 'reopened',
  recorded: Recorded,
  because: readonly Because[],
  { before = '', ...more }: { again?: string; before?: string } = {},
) =>
  addStep(
    house.db,
    {
      id: house.newId(),
      caseId: row.id,
      customerId: row.customerId,
      kind,
      by: null,
      text: before,
      data: { because: [...because], answerId: recorded.answerId, ...scoreOf(recorded.given), ...more },
    },
    house.now(),
  )

/** Words that are not theirs any more, for whoever acted upon them: without numbers, and without the names of colleagues. */
const coveredWhole = (text: string, book: NameBook): string =>
  shownWords({ text, polarity: -1, mixed: false, band: null, praised: [] }, namesIn(text, book), {
    numbers: false,
    names: false,
  }).text

/** They changed an answer that a case is about: it is said with what they had written, the line on their timeline follows, and it may be more pressing by now. */
async function changedTheirMind(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening | null,
): Promise<void> {
  const book = nameBook(await everyName(house.db))
  await step(house, row, 'changed', recorded, opening?.because ?? [], {
    before: coveredWhole(recorded.before ?? '', book),
  })
  const names = namesIn(recorded.whole, book)
  const words = { ...reading, band: recorded.band, text: recorded.whole }
  const { text } = shownWords(words, names, { numbers: false, names: false })
  const data = { caseId: row.id, ...scoreTold(recorded.given) }
  await rewriteEntry(house.db, { source: 'okaeri', key: `case:${row.id}`, text, data })
  if (row.closedAt) return
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
async function saidAgain(
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
  await step(house, row, 'said-again', recorded, [], { again })
  if (opening && row.closedAt) await reopenFor(house, row, recorded, opening)
}

const shareOn = (score: number, min: number, max: number, direction: 'up' | 'down'): number =>
  direction === 'up' ? (score - min) / (max - min) : (max - score) / (max - min)

async function reopenFor(house: House, row: CaseRow, recorded: Recorded, opening: Opening): Promise<void> {
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
  await step(house, row, 'reopened', recorded, [say('case.not-well'), ...opening.because])
  if (row.ownerId) await tellOwner(house, { caseId: row.id, staffId: row.ownerId, why: 'reopened' })
}
