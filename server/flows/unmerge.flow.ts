import { moveAttentionBack } from '../budget/merge.store.ts'
import { moveConsentBack, saidSince } from '../consent/merge.store.ts'
import { partedReceipts } from '../consent/parted-receipts.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { askedByEither, moveRequestsBack } from '../consent/requests-merge.store.ts'
import { customerChanged } from '../customers/changed.flow.ts'
import { assetIdsOf, lockCustomers, writeMerged } from '../customers/merge.store.ts'
import {
  contactsOfOne,
  moveBroughtBack,
  moveCustomerBack,
  moveNewcomersBack,
  moveRecordsBack,
  sourcesOfOne,
} from '../customers/merge-back.store.ts'
import { trustOf } from '../customers/standing.ts'
import { standingBehind, trustOrder } from '../customers/vouched.store.ts'
import { moveFeedbackBack } from '../feedback/merge.store.ts'
import { absorbedBy } from '../identity/absorbed.store.ts'
import {
  type EventRow,
  insertEvent,
  lockEvent,
  markUndone,
  rewriteStood,
  standingMerges,
} from '../identity/event.store.ts'
import { aroundMerge, type EventBecause, type Moved } from '../identity/event.ts'
import { insertJudgement, ordered, withdrawAll } from '../identity/judgement.store.ts'
import { type Parting, partedFields } from '../identity/parted-fields.ts'
import { assignRecords, recordsOfCustomers } from '../identity/record.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { moveMessagesBack } from '../messages/merge.store.ts'
import { moveTouchesBack } from '../moments/merge.store.ts'
import { audit } from '../network/audit.store.ts'
import { moveQualityBack } from '../quality/merge.store.ts'
import { moveRecoveryBack } from '../recovery/merge.store.ts'
import { moveTimelineBack } from '../timeline/merge.store.ts'
import { moveVisitsBack } from '../visits/merge.store.ts'
import { moveVoiceBack } from '../voice/merge.store.ts'
import { moveWorkBack } from '../work/merge.store.ts'
import { findByFormerNames } from './former-names.flow.ts'
import { fieldsOf } from './merge.flow.ts'

type By = Pick<Caller, 'staffId' | 'name'>
type Row = Record<string, unknown>

/**
 * Undoes a merge, also after months: what moved goes back, with what came since by way of their sources and vehicles; of the fields each
 * has their own, whole groups of them. From then on the two are kept apart, whatever is imported or learned.
 */
export async function unmerge(
  house: House,
  by: By,
  eventId: string,
  apart = true,
  /** The answer that parts them. */
  judgementId?: string,
): Promise<{ customerId: string; otherId: string }> {
  const event = await lockEvent(house.db, eventId)
  if (event.kind !== 'merge') throw conflict('not-a-merge', 'Only a merge can be undone', 'Join the two again instead.')
  if (event.undone_at) throw conflict('undone', 'This was undone already', 'Nothing to do.')
  const [customerId, otherId] = [event.customer_id, event.other_id]
  const rows = await lockCustomers(house.db, [customerId, otherId])
  const [kept, other] = [rows.get(customerId), rows.get(otherId)]
  if (!kept || !other) throw conflict('erased', 'One of the two was erased since', 'What is erased cannot come back.')
  if (kept.archived_at)
    throw conflict('merged-since', 'They have joined someone else since', 'Undo the newer merge first.')
  const ids = apart ? await idsOfBoth(house, event) : null
  const { assets, sources } = await moveAllBack(house, event)
  await partFields(house, event, kept, other)
  await assignRecords(house.db, event.moved.records, otherId)
  await markUndone(house.db, eventId, by.staffId, house.now())
  await partWords(house, event, sources)
  if (!ids) await withdrawAll(house.db, event.because.overruled ?? [], house.now())
  const judgements = ids ? await keepApart(house, by, ids) : []
  await noteSplit(house, by, event, { judgements, ...(judgementId ? { judgementId } : {}) })
  for (const id of [customerId, otherId]) await findByFormerNames(house, id)
  await customerChanged(house, [customerId, otherId], assets)
  return { customerId, otherId }
}

/** All that hangs on the other, slice by slice. @returns the vehicles that are theirs, and the sources that speak of them alone */
async function moveAllBack(
  house: House,
  event: EventRow,
): Promise<{ assets: readonly string[]; sources: readonly string[] }> {
  const { db } = house
  const { rows } = event.moved
  const [from, to] = [event.customer_id, event.other_id]
  const parting = { from, to, moved: rows, event: event.id, since: event.at }
  await moveCustomerBack(db, rows, from, to)
  await moveRecordsBack(db, parting)
  await moveNewcomersBack(db, parting, house.newId)
  await moveBroughtBack(db, parting)
  const sources = await sourcesOfOne(db, parting)
  const newer = { assets: await assetIdsOf(db, to), since: event.at, event: event.id, sources }
  await moveTimelineBack(db, rows, from, to, newer)
  await moveVisitsBack(db, rows, from, to, newer)
  await moveConsentBack(db, rows, from, to, newer)
  await moveAttentionBack(db, rows, from, to)
  await moveTouchesBack(db, rows, from, to, newer)
  await moveWorkBack(db, rows, from, to, newer)
  await moveMessagesBack(db, rows, from, to)
  await moveRequestsBack(db, rows, from, to)
  await askedByEither(db, { from, to, since: event.at, newId: house.newId })
  await moveFeedbackBack(db, rows, from, to)
  await moveRecoveryBack(db, rows, from, to)
  await moveVoiceBack(db, rows, from, to)
  await moveQualityBack(db, rows, from, to)
  return newer
}

/**
 * Each has the fields that are their own. A merge into the same customer that came after this one remembers what stood before it: of that,
 * too, only their own stays, or undoing it would bring back what has gone.
 */
async function partFields(house: House, event: EventRow, kept: Row, other: Row): Promise<void> {
  const [customerId, otherId] = [event.customer_id, event.other_id]
  const now = fieldsOf(kept)
  const lines = await standingBehind(house.db, [customerId, otherId], null)
  const linesOf = (id: string) => lines.get(id)?.lines ?? []
  const { stood, joined } = aroundMerge(event.moved, now)
  const parting: Parting = {
    kept: { stood, lines: linesOf(customerId) },
    other: { stood: fieldsOf(other), lines: linesOf(otherId) },
    joined,
    now,
    since: event.at.toISOString(),
    trust: trustOf(await trustOrder(house.db)),
  }
  const parted = partedFields(parting)
  const recognition = partedRecognition(event.moved, joined, now)
  await writeMerged(house.db, customerId, { ...parted.kept, ...recognition.kept }, undefined, house.now())
  await writeMerged(house.db, otherId, { ...parted.other, ...recognition.other }, null, house.now())
  for (const later of await standingMerges(house.db, customerId)) {
    if (later.id === event.id || later.at < event.at) continue
    const before = partedFields({ ...parting, now: aroundMerge(later.moved, now).stood }).kept
    await rewriteStood(house.db, later, before)
  }
}

/**
 * Whether they want to be recognised is no source's. A no that came with the other goes with the other; one said while they were one page
 * holds for both, for nobody can tell who said it.
 */
function partedRecognition({ fields }: Moved, joined: Row, now: Row): { kept: Row; other: Row } {
  const change = fields.recognition
  if (change && change.after === now.recognition) return { kept: { recognition: change.before }, other: {} }
  const since = now.recognition === 'objected' && joined.recognition !== 'objected'
  return { kept: {}, other: since ? { recognition: 'objected' } : {} }
}

/** What was said of being written to while they were one page. */
async function partWords(house: House, event: EventRow, sources: readonly string[]): Promise<void> {
  const [from, to] = [event.customer_id, event.other_id]
  const said = await saidSince(house.db, from, event.id)
  const contacts = await contactsOfOne(house.db, to, from)
  await writeReceipts(house, partedReceipts(said, { sources: new Set(sources), contacts }, from, to))
}

async function noteSplit(
  house: House,
  by: By,
  event: EventRow,
  { judgements, judgementId }: { judgements: string[]; judgementId?: string },
): Promise<void> {
  const because: EventBecause = {
    probability: null,
    contributions: [],
    pair: null,
    reason: '',
    split: { of: event.id, judgements },
    ...(judgementId ? { judgementId } : {}),
  }
  const [customerId, otherId] = [event.customer_id, event.other_id]
  const moved: Moved = { rows: {}, records: [], fields: {} }
  const split = { id: house.newId(), kind: 'split', customerId, otherId, by: by.staffId, because, moved } as const
  await insertEvent(house.db, split, house.now())
  await audit(house, by, 'identity.undo', { customerId, detail: { other: otherId, event: event.id } })
}

/**
 * The records of both halves, whichever of them the base has looked at by now: a record's id is that of the customer it came as, so that
 * those it will make are known before it does.
 */
async function idsOfBoth(house: House, event: EventRow): Promise<[string[], string[]]> {
  const theirs = [event.other_id, ...(await absorbedBy(house, event.other_id))]
  const all = [event.customer_id, ...(await absorbedBy(house, event.customer_id))]
  const records = (await recordsOfCustomers(house.db, [event.customer_id])).map(({ id }) => id)
  const other = new Set([...theirs, ...event.moved.records])
  return [[...new Set([...all, ...records])].filter((id) => !other.has(id)), [...other]]
}

/** None of the records of one may ever be thought one person with one of the other again. @returns the answers that say so */
async function keepApart(
  house: House,
  by: Pick<Caller, 'staffId'>,
  [some, others]: readonly [readonly string[], readonly string[]],
): Promise<string[]> {
  const written: string[] = []
  for (const a of some)
    for (const b of others) {
      const id = house.newId()
      written.push(id)
      await insertJudgement(
        house.db,
        { id, pair: ordered(a, b), verdict: 'different', bits: null, by: by.staffId, reason: '' },
        house.now(),
      )
    }
  return written
}
