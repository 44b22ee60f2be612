import { setImmediate as breathe } from 'node:timers/promises'
import type { House } from '../kit/house.ts'
import { auditMany } from '../network/audit-many.store.ts'
import { fold } from '../plain/fold.ts'
import { endOwnership, lockAsset } from './assets.store.ts'
import { customerChanged } from './changed.flow.ts'
import { touchCustomers } from './customers.store.ts'
import { columnsOf, dialectOf, type ImportRow } from './import.store.ts'
import { nameOfDraft } from './import-bearers.ts'
import { type Former, forgetHanded, formerOwners, handedBy } from './import-handed.store.ts'
import type { RowContext } from './import-reading.ts'
import { hasVehicle, readRow } from './import-row.ts'
import { rowsOf } from './import-rows.store.ts'
import { handOver } from './ownership.ts'
import { sourceKey } from './row-key.ts'

/** A car that was sold by the word of a source: to whom, since when, and who had it. */
export interface Sold {
  assetId: string
  customerId: string
  since: string
  from: readonly string[]
  /** Whom the file names with it beside them. */
  with: readonly string[]
}

/**
 * Which cars a file tells sold. A source that gives a car to somebody else than before, and whose file names the one before with it no more, says
 * that it was sold. Who is in the file with it still has it: a couple, a fleet. Of who has it by the word of a person or of another source it says nothing.
 */
export async function soldByFile(house: House, run: ImportRow, mark: string, row: RowContext): Promise<Sold[]> {
  const handed = await handedBy(house.db, run.id)
  if (handed.length === 0) return []
  const former = await formerOwners(house.db, { source: run.source, mark }, handed)
  if (former.length === 0) return []
  const wanted = new Map<string, Former[]>()
  for (const one of former)
    for (const thing of [...one.plates, ...(one.vin ? [one.vin] : [])])
      wanted.set(thing, [...(wanted.get(thing) ?? []), one])
  const still = new Set<Former>()
  for await (const some of rowsOf(house.db, run.id, dialectOf(run), columnsOf(run))) {
    for (const record of some) {
      const read = 'cells' in record ? readRow(record.cells, row) : null
      if (!read || 'problem' in read || !hasVehicle(read.ok)) continue
      const { plate, asset } = read.ok
      for (const one of [...(wanted.get(plate ?? '') ?? []), ...(wanted.get(asset.vin ?? '') ?? [])])
        if (one.key === sourceKey(read.ok) || sorted(one.name) === nameOfDraft(read.ok)) still.add(one)
    }
    await breathe()
  }
  return handed.flatMap(({ assetId, customerId, since }) => {
    const others = former.filter((one) => one.assetId === assetId && one.customerId !== customerId)
    const idsOf = (some: readonly Former[]) => some.map((one) => one.customerId)
    const from = idsOf(others.filter((one) => !still.has(one)))
    return from.length > 0
      ? [{ assetId, customerId, since, from, with: idsOf(others.filter((one) => still.has(one))) }]
      : []
  })
}

const sorted = (name: string): string => fold(name).split(' ').sort().join(' ')

/**
 * Ends the time of who had it; of an owner, also that of whoever drove it beside them (`handOver`), but of nobody the file names with it. In the transaction
 * that ends the run.
 */
export async function endSold(house: House, run: ImportRow, sold: readonly Sold[]): Promise<void> {
  await forgetHanded(run.id).execute(house.db)
  for (const { assetId, customerId, since, from, with: beside } of sold) {
    const stored = await lockAsset(house.db, assetId)
    const buyer = stored?.owners.find((one) => one.customerId === customerId && one.until === null)
    if (!stored || !buyer) continue
    const handing = handOver(
      stored.owners.filter((one) => !beside.includes(one.customerId)),
      { customerId, role: 'owner', since },
    )
    const leaving = handing.end.filter(
      (one) => one.customerId !== customerId && (buyer.role === 'owner' || from.includes(one.customerId)),
    )
    for (const { id, until } of leaving) await endOwnership(house.db, id, until)
    const people = [...new Set([customerId, ...leaving.map((one) => one.customerId)])]
    await auditMany(
      house,
      { staffId: run.created_by, name: 'import' },
      people.map((id) => ({
        action: 'asset.sell',
        customerId: id,
        siteId: run.site_id,
        detail: { import: run.id, assetId },
      })),
    )
    await touchCustomers(house.db, people, house.now())
    await customerChanged(house, people, [assetId])
  }
}
