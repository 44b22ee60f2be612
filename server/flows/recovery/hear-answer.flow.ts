import type { Reading } from '../../../contract/reading.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import type { House } from '../../kit/house.ts'
import { wantsItInWriting } from '../../messages/said-no.ts'
import { accuse } from '../../recovery/accused.store.ts'
import {
  addAnswer,
  caseOfAnswer,
  caseOfInvitation,
  insertCase,
  lockCase,
  lockMatters,
} from '../../recovery/case.store.ts'
import { longAgo } from '../../recovery/long-ago.ts'
import { type Opening, severityOf } from '../../recovery/severity.ts'
import { addStep } from '../../recovery/step.store.ts'
import { addEntries } from '../../timeline/entries.store.ts'
import { entryFacts } from '../../timeline/entry-facts.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { type Recorded, WROTE_BACK } from '../feedback/given.ts'
import { scoreTold } from '../feedback/out-of-ten.ts'
import { accusedBy, keepFromThem } from './accused.flow.ts'
import { scoreOf } from './answer-step.flow.ts'
import { dueOf, groundOf, ownerOn } from './ground.flow.ts'
import { changedTheirMind, saidAgain } from './hear-again.flow.ts'
import { joinCase, openMatter } from './join-case.flow.ts'
import { judgedAgain } from './left-out-case.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'

/**
 * What an answer means for the care of this customer, in its transaction: the answer to a second question is written on its case, and opens it
 * again when it is not well; else an answer that asks for care joins the open case of the same matter, or opens one. Of what is not counted only
 * [an alarm](hear-alarm.flow.ts) is heard.
 */
export async function caseHears(house: House, recorded: Recorded, reading: Reading): Promise<void> {
  const { given, answerId } = recorded
  if (given.leftOut !== null && !given.byHand) return
  const { customerId } = given.about
  if (customerId) await lockMatters(house.db, customerId)
  const opening = severityOf(heardIn(recorded, reading))
  const [own, asked] = [
    await caseOfAnswer(house.db, answerId),
    given.invitationId ? await caseOfInvitation(house.db, given.invitationId) : null,
  ]
  if (given.byHand && own && own.kind !== 'again') return judgedAgain(house, own.caseId, recorded, reading, opening)
  if (given.leftOut !== null) return
  // Whether it counts was judged: they changed nothing.
  if (own && given.judged) return
  if (asked) return saidAgain(house, await lockCase(house.db, asked), recorded, reading, opening)
  if (own) return changedTheirMind(house, await lockCase(house.db, own.caseId), recorded, reading, opening)
  if (opening && !longAgo(given, house.now())) await careFor(house, recorded, reading, opening)
}

/** A person found what the reader had not: the case that would have been opened is opened, or joined. */
export async function careFor(house: House, recorded: Recorded, reading: Reading, opening: Opening): Promise<void> {
  const { customerId } = recorded.given.about
  const same = customerId ? await openMatter(house.db, customerId, recorded.given.about) : undefined
  if (same) await joinCase(house, same, recorded, reading, opening)
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
  const ground = await groundOf(house, about)
  const { siteId } = ground.doing
  const accused = await accusedBy(house, ground, recorded, reading)
  const owner = ownerOn(ground, new Set(accused))
  const dueAt = await dueOf(house, siteId, opening.severity)
  const id = house.newId()
  const names = namesIn(whole, nameBook(await everyName(house.db)))
  const { text } = shownWords({ ...reading, band, text: whole }, names, { numbers: false, names: false })
  const entryId = about.customerId ? await writeEntry(house, { id, siteId }, recorded, text) : null
  const because = [...opening.because, ...owner.because]
  await insertCase(
    house.db,
    {
      id,
      customerId: about.customerId,
      siteId,
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
      data: { because, answerId, ...scoreOf(given), clock: dueAt.toISOString() },
    },
    now,
  )
  await accuse(house.db, id, accused, now)
  await keepFromThem(house, { id, customerId: about.customerId, ownerId: owner.staffId })
  if (owner.staffId) await tellOwner(house, { caseId: id, staffId: owner.staffId, why: 'opened' })
}

/** Their timeline says it, and the loop is silent until it is closed. */
async function writeEntry(
  house: House,
  { id: caseId, siteId }: { id: string; siteId: string | null },
  { given }: Recorded,
  text: string,
): Promise<string> {
  const { about } = given
  const entry = {
    id: house.newId(),
    customerId: about.customerId!,
    kind: 'case' as const,
    at: house.now(),
    siteId,
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
