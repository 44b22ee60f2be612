import { customerChanged } from '../customers/changed.flow.ts'
import { CUSTOMER_COLUMN, type CustomerField } from '../customers/customer-fields.ts'
import {
  assetIdsOf,
  lockCustomers,
  moveCustomer,
  moveCustomerBack,
  moveNewcomersBack,
  writeMerged,
} from '../customers/merge.store.ts'
import { insertEvent, lockEvent, markUndone, standingMerges } from '../identity/event.store.ts'
import type { EventBecause, Moved } from '../identity/event.ts'
import { insertJudgement, ordered } from '../identity/judgement.store.ts'
import { mergedFields } from '../identity/merged-fields.ts'
import { assignRecords, recordsOfCustomers } from '../identity/record.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { moveTimeline, moveTimelineBack } from '../timeline/merge.store.ts'
import { moveVisits, moveVisitsBack } from '../visits/merge.store.ts'

/** Decided without a person. */
export const BY_ITSELF: Pick<Caller, 'staffId' | 'name'> = { staffId: null, name: 'Okaeri' }

type Row = Record<string, unknown>
const fieldsOf = (row: Row): Row =>
  Object.fromEntries(Object.entries(CUSTOMER_COLUMN).map(([field, column]) => [field, row[column]]))

/**
 * One customer takes in another: all that hangs on the other is theirs from now on, the other is put away, and what moved is
 * written down, so that it can go back. In the open transaction.
 * @returns the event
 */
export async function merge(
  house: House,
  by: Pick<Caller, 'staffId' | 'name'>,
  keep: string,
  absorb: string,
  because: EventBecause,
): Promise<string> {
  if (keep === absorb) throw invalid('other', 'same-customer', 'Name another customer.')
  const rows = await lockCustomers(house.db, [keep, absorb])
  const [kept, joining] = [rows.get(keep), rows.get(absorb)]
  if (!kept || !joining) throw notFound('customer')
  for (const row of [kept, joining])
    if (row.archived_at)
      throw conflict('archived', 'One of the two is put away', 'Restore them first, or choose who they became.')
  const fields = mergedFields(fieldsOf(kept), fieldsOf(joining))
  const records = (await recordsOfCustomers(house.db, [absorb])).map((record) => record.id)
  const moved: Moved = {
    rows: {
      ...(await moveCustomer(house.db, absorb, keep)),
      ...(await moveTimeline(house.db, absorb, keep)),
      ...(await moveVisits(house.db, absorb, keep)),
    },
    records,
    fields,
  }
  const after = Object.fromEntries(Object.entries(fields).map(([field, change]) => [field, change.after]))
  await writeMerged(house.db, keep, after as Partial<Record<CustomerField, unknown>>, undefined, house.now())
  await writeMerged(house.db, absorb, {}, house.now(), house.now())
  await assignRecords(house.db, records, keep)
  const id = house.newId()
  await insertEvent(
    house.db,
    { id, kind: 'merge', customerId: keep, otherId: absorb, by: by.staffId, because, moved },
    house.now(),
  )
  await audit(house, by, 'identity.merge', { customerId: keep, detail: { other: absorb, event: id } })
  await customerChanged(house, [keep, absorb], moved.rows.asset ?? [])
  return id
}

/**
 * Undoes a merge, also after months: what moved goes back, with what came since by way of their sources and vehicles; fields go
 * back where nobody has written since. From then on the two are kept apart, whatever is imported or learned.
 */
export async function unmerge(
  house: House,
  by: Pick<Caller, 'staffId' | 'name'>,
  eventId: string,
  apart = true,
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
  const now = house.now()
  const moved = event.moved
  await moveCustomerBack(house.db, moved.rows, customerId, otherId)
  await moveNewcomersBack(house.db, customerId, otherId, event.at)
  const newer = { assets: await assetIdsOf(house.db, otherId), since: event.at }
  await moveTimelineBack(house.db, moved.rows, customerId, otherId, newer)
  await moveVisitsBack(house.db, moved.rows, customerId, otherId, newer)
  const current = fieldsOf(kept)
  const restored = Object.fromEntries(
    Object.entries(moved.fields).flatMap(([field, { before, after }]) =>
      alike(current[field], after) ? [[field, before]] : [],
    ),
  )
  await writeMerged(house.db, customerId, restored as Partial<Record<CustomerField, unknown>>, undefined, now)
  await writeMerged(house.db, otherId, {}, null, now)
  await assignRecords(house.db, moved.records, otherId)
  await markUndone(house.db, eventId, by.staffId, now)
  if (apart) await keepApart(house, by, customerId, otherId)
  const id = house.newId()
  const because: EventBecause = { probability: null, contributions: [], pair: null, reason: '' }
  const nothing: Moved = { rows: {}, records: [], fields: {} }
  await insertEvent(house.db, { id, kind: 'split', customerId, otherId, by: by.staffId, because, moved: nothing }, now)
  await audit(house, by, 'identity.undo', { customerId, detail: { other: otherId, event: eventId } })
  await customerChanged(house, [customerId, otherId], newer.assets)
  return { customerId, otherId }
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** None of the records of one may ever be thought one person with one of the other again. */
async function keepApart(house: House, by: Pick<Caller, 'staffId'>, one: string, other: string): Promise<void> {
  const records = Map.groupBy(await recordsOfCustomers(house.db, [one, other]), (record) => record.customerId)
  for (const a of records.get(one) ?? [])
    for (const b of records.get(other) ?? [])
      await insertJudgement(
        house.db,
        { id: house.newId(), pair: ordered(a.id, b.id), verdict: 'different', bits: null, by: by.staffId, reason: '' },
        house.now(),
      )
}

/** Who a customer has taken in, and who those had taken in: everyone whose history is on this page. */
export async function absorbedBy(house: House, customerId: string): Promise<string[]> {
  const found: string[] = []
  const queue = [customerId]
  for (const id of queue) {
    for (const event of await standingMerges(house.db, id)) {
      found.push(event.other_id)
      queue.push(event.other_id)
    }
  }
  return found
}
