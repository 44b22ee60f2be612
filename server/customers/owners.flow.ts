import type { Asset, endOwner, setOwner } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { auditEach, wholeAsset } from './assets.flow.ts'
import { beginOwnership, endOwnership, lockAsset, writeAsset } from './assets.store.ts'
import { customerChanged, todayOf } from './changed.flow.ts'
import { dayFault } from './customer-fields.ts'
import { lockCustomer, touchCustomers } from './customers.store.ts'
import { handOver, type OwnershipPeriod } from './ownership.ts'
import { refuseFaults } from './refuse.flow.ts'

/** What a change of owners did, for the flow that writes it on the timelines. */
export interface OwnersChanged {
  asset: Asset
  /** the first day of the new state */
  since: string
  /** customers who sold it, or gave it up as owners */
  soldBy: string[]
  /** who bought it; null when nothing was sold */
  boughtBy: string | null
  /** whom it was taken from, or who has it beside who received it: each somebody else than they */
  others: string[]
}

/**
 * Gives somebody a role with an asset; a new owner where there was one is a sale. Runs inside the transaction of its caller.
 * The rule is `handOver`'s.
 */
export async function changeOwners(
  house: House,
  { params, body }: InputOf<typeof setOwner>,
  caller: Caller,
): Promise<OwnersChanged> {
  // The customer first, as those do who join two: nobody is given a car while they are archived.
  const receiver = await lockCustomer(house.db, body.customerId)
  const stored = await lockAsset(house.db, params.id)
  if (!stored) throw notFound('asset')
  refuseFaults(dayFault('body.since', body.since))
  if (!receiver) throw invalid('body.customerId', 'There is no customer of this id.')
  if (receiver.archivedAt)
    throw invalid(
      'body.customerId',
      'This customer is archived.',
      'Where they became one with another customer, give it to that one; else take them out of the archive first.',
    )
  const since = body.since ?? todayOf(house)
  const { end, begin, soldBy } = handOver(stored.owners, { customerId: body.customerId, role: body.role, since })
  for (const period of end) await endOwnership(house.db, period.id, period.until)
  if (begin) await beginOwnership(house.db, params.id, { id: house.newId(), ...begin })
  if (end.length > 0 || begin) {
    const concerned = [...new Set([body.customerId, ...end.map(({ customerId }) => customerId)])]
    await told(house, caller, soldBy.length > 0 ? 'asset.sell' : 'asset.owners', params.id, concerned)
  }
  return {
    asset: await wholeAsset(house, params.id),
    since,
    soldBy,
    boughtBy: soldBy.length > 0 ? body.customerId : null,
    others: begin ? othersWith(stored.owners, body.customerId, since) : [],
  }
}

/** Ends somebody's time with an asset today, in every role. Runs inside the transaction of its caller. */
export async function leaveAsset(
  house: House,
  { params }: InputOf<typeof endOwner>,
  caller: Caller,
): Promise<OwnersChanged> {
  const stored = await lockAsset(house.db, params.id)
  if (!stored) throw notFound('asset')
  const today = todayOf(house)
  const open = stored.owners.filter(
    ({ customerId, until }) => customerId === params.customerId && (until === null || until > today),
  )
  if (open.length === 0) throw notFound('owner of this asset')
  for (const { id, since } of open) await endOwnership(house.db, id, since !== null && since > today ? since : today)
  await told(house, caller, 'asset.owners', params.id, [params.customerId])
  const owned = open.some(({ role }) => role === 'owner')
  return {
    asset: await wholeAsset(house, params.id),
    since: today,
    soldBy: owned ? [params.customerId] : [],
    boughtBy: null,
    others: [],
  }
}

const othersWith = (periods: readonly OwnershipPeriod[], customerId: string, day: string): string[] => [
  ...new Set(
    periods
      .filter((period) => period.customerId !== customerId && (period.until === null || period.until > day))
      .map((period) => period.customerId),
  ),
]

async function told(house: House, caller: Caller, action: string, assetId: string, people: string[]): Promise<void> {
  await writeAsset(house.db, assetId, {}, undefined, house.now())
  await auditEach(house, caller, action, people, { assetId })
  await touchCustomers(house.db, people, house.now())
  await customerChanged(house, people, [assetId])
}
