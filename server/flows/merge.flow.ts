import { customerChanged } from '../customers/changed.flow.ts'
import { CUSTOMER_COLUMN, type CustomerField } from '../customers/customer-fields.ts'
import { lockCustomers } from '../customers/merge.store.ts'
import { keepNames, refreshNeedles } from '../customers/needles.store.ts'
import { trustOf } from '../customers/standing.ts'
import { standingBehind, trustOrder } from '../customers/vouched.store.ts'
import type { NewEvent } from '../identity/event.store.ts'
import type { EventBecause } from '../identity/event.ts'
import { contested, mergedFields, survivingOf } from '../identity/merged-fields.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import type { AuditLine } from '../network/audit.store.ts'
import { moveAll, saveMerges } from './merge-save.store.ts'

/** Decided without a person. */
export const BY_ITSELF: Pick<Caller, 'staffId' | 'name'> = { staffId: null, name: 'Okaeri' }

type Row = Record<string, unknown>
export const fieldsOf = (row: Row): Row => ({
  ...Object.fromEntries(Object.entries(CUSTOMER_COLUMN).map(([field, column]) => [field, row[column]])),
  vouched: row.vouched,
})

/**
 * One customer takes in another, by a person's word: all that hangs on the other is theirs from now on, the other is put away, and
 * what moved is written down, so that it can go back. In the open transaction.
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
  if (rows.size < 2) throw notFound('customer')
  for (const row of rows.values())
    if (row.archived_at)
      throw conflict('archived', 'One of the two is put away', 'Restore them first, or choose who they became.')
  const events = await joinLocked(house, by, [{ keep, absorb, because }], rows)
  await customerChanged(house, [keep, absorb])
  return events.get(absorb)!
}

/** A customer that joins another, and why. */
export interface Merge {
  keep: string
  absorb: string
  because: EventBecause
}

/**
 * The same for many at once, decided without a person: a handful of statements whatever their number. Nobody needs to look at them
 * again: what they are compared by is their records, which stay as they were. Who was put away meanwhile is left out.
 */
export async function mergeAll(house: House, merges: readonly Merge[]): Promise<void> {
  const became = new Map<string, string>()
  for (let rest = merges; rest.length > 0; ) {
    const { now, later } = oneRound(rest, became)
    rest = later
    if (now.length === 0) continue
    const rows = await lockCustomers(house.db, [...new Set(now.flatMap(({ keep, absorb }) => [keep, absorb]))])
    const there = (id: string): boolean => rows.has(id) && !rows.get(id)!.archived_at
    const able = now.filter(({ keep, absorb }) => there(keep) && there(absorb))
    if (able.length > 0) await joinLocked(house, BY_ITSELF, able, rows)
    for (const { keep, absorb } of able) became.set(absorb, keep)
  }
}

/**
 * What can be done at the same time: nobody joins twice, and nobody takes in one and joins another. One whose records fell into two
 * groups since may be asked to do both: the second is done after the first, by whom they have become.
 */
function oneRound(merges: readonly Merge[], became: ReadonlyMap<string, string>): { now: Merge[]; later: Merge[] } {
  const current = (id: string): string => {
    let found = id
    for (let next = became.get(found); next !== undefined; next = became.get(found)) found = next
    return found
  }
  const [taking, joining] = [new Set<string>(), new Set<string>()]
  const now: Merge[] = []
  const later: Merge[] = []
  for (const { because, ...merge } of merges) {
    const [keep, absorb] = [current(merge.keep), current(merge.absorb)]
    if (keep === absorb) continue
    if (joining.has(keep) || joining.has(absorb) || taking.has(absorb)) later.push({ keep, absorb, because })
    else {
      taking.add(keep)
      joining.add(absorb)
      now.push({ keep, absorb, because })
    }
  }
  return { now, later }
}

/** Joins customers that are locked. @returns the event of each who joined another */
async function joinLocked(
  house: House,
  by: Pick<Caller, 'staffId' | 'name'>,
  merges: readonly Merge[],
  rows: Map<string, Row>,
): Promise<Map<string, string>> {
  const absorb = merges.map((each) => each.absorb)
  const moved = await moveAll(house.db, { absorb, keep: merges.map((each) => each.keep), now: house.now() })
  const survive = await survivors(house, merges, rows)
  const kept = new Map<string, Row>()
  const renamed = new Set<string>()
  const events = merges.map(({ keep, absorb, because }): NewEvent => {
    const before = kept.get(keep) ?? rows.get(keep)!
    const fields = mergedFields(...survive(before, rows.get(absorb)!))
    const after = { ...before }
    for (const [field, change] of Object.entries(fields))
      after[CUSTOMER_COLUMN[field as CustomerField] ?? field] = change.after
    kept.set(keep, after)
    if (Object.keys(fields).length > 0) renamed.add(keep)
    const { record = [], ...own } = moved.get(absorb) ?? {}
    return {
      id: house.newId(),
      kind: 'merge',
      customerId: keep,
      otherId: absorb,
      by: by.staffId,
      because,
      moved: { rows: own, records: record, fields, stood: leftAlone(before, fields) },
    }
  })
  const audit = events.map(
    ({ id, customerId, otherId }): AuditLine => ({
      id: house.newId(),
      staffId: by.staffId,
      actor: by.name,
      action: 'identity.merge',
      customerId,
      detail: { other: otherId, event: id },
    }),
  )
  const assets = [...new Set(events.flatMap((event) => event.moved.rows.asset ?? []))]
  await keepNames(house.db, { absorb, keep: merges.map((each) => each.keep), renamed: [...renamed] })
  await saveMerges(house.db, { kept: [...kept.values()], absorb, events, audit, assets }, house.now())
  await refreshNeedles(house.db, [...renamed])
  return new Map(events.map(({ otherId, id }) => [otherId, id]))
}

/** What a customer says that joining leaves as it is; what is empty is known to be. */
const leftAlone = (row: Row, changed: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(Object.entries(fieldsOf(row)).filter(([field]) => !(field in changed)))

/**
 * What decides, for each pair that joins, whose name, birth date and address stands. Sources are asked only where two may say different things.
 * @returns of two customers, both with their fields, and the groups that the one who joins decides
 */
async function survivors(house: House, merges: readonly Merge[], rows: ReadonlyMap<string, Row>) {
  const several = new Set(merges.map(({ keep }) => keep)).size < merges.length
  const torn = merges.filter(
    ({ keep, absorb }) => several || contested(fieldsOf(rows.get(keep)!), fieldsOf(rows.get(absorb)!)).length > 0,
  )
  // What the sources said of either is with who keeps by now.
  const lines = await standingBehind(house.db, [...new Set(torn.map(({ keep }) => keep))], null)
  const trust = trustOf(torn.length > 0 ? await trustOrder(house.db) : [])
  return (keptRow: Row, joiningRow: Row): Parameters<typeof mergedFields> => {
    const [kept, joining] = [fieldsOf(keptRow), fieldsOf(joiningRow)]
    const groups = contested(kept, joining)
    const said = lines.get(String(keptRow.id))?.lines ?? []
    return [kept, joining, survivingOf(groups, kept, joining, said, trust)]
  }
}
