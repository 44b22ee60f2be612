import type * as api from '../../../contract/devices.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type ReceiptToWrite, receiptsOf, writeReceipts } from '../../consent/receipts.store.ts'
import { knownCustomers, lockCustomer } from '../../customers/customers.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import { deviceById, devicesOf, endDevices, type GoneBecause, ownersOf } from '../../messages/device.store.ts'
import { audit } from '../../network/audit.store.ts'
import { callOff } from './said-stop.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** By which door devices were taken away. */
export interface EndedBy {
  because: GoneBecause
  /** As a receipt says it: customer-page, counter, push-service. */
  place: string
  byStaff?: string | null
  evidence?: Record<string, unknown>
}

/**
 * Devices that are rung no more, in the open transaction. With the last one of a person what they had said yes to is withdrawn, by whatever
 * door it went: a browser that was told to be silent has said so for them. What waits for them there is called off.
 */
export async function endTheirDevices(house: House, ids: readonly string[], by: EndedBy): Promise<void> {
  // Two of one person that go at the same time: the second sees that the first is gone.
  for (const customerId of await ownersOf(house.db, ids)) await lockCustomer(house.db, customerId)
  const ended = await endDevices(house.db, ids, by.because, house.now())
  const owners = Map.groupBy(ended, ({ customerId }) => customerId)
  const others = new Set((await devicesOf(house.db, [...owners.keys()])).map(({ customerId }) => customerId))
  for (const [customerId, theirs] of owners) {
    if (others.has(customerId)) continue
    const evidence = { ...by.evidence, devices: theirs.map(({ id }) => id) }
    await writeReceipts(house, await withdrawals(house, customerId, by, evidence))
    await callOff(house, { customerId, channel: 'push', services: true }, 'no-device')
  }
}

/** A no for each yes that stands. */
async function withdrawals(
  house: House,
  customerId: string,
  { place, byStaff = null }: EndedBy,
  evidence: Record<string, unknown>,
): Promise<ReceiptToWrite[]> {
  const receipts = await receiptsOf(house.db, customerId, 500)
  return (['service', 'commercial'] as const).flatMap((purpose) => {
    const last = receipts.find(
      (one) => one.stands && one.channel === 'push' && one.purpose === purpose && one.action !== 'notice',
    )
    return last?.action === 'given'
      ? [{ customerId, action: 'withdrawn' as const, channel: 'push' as const, purpose, place, byStaff, evidence }]
      : []
  })
}

export async function customerDevices(
  house: House,
  { params: { id } }: In<'customerDevices'>,
  caller: Caller,
): Out<'customerDevices'> {
  if (!(await knownCustomers(house.db, [id])).has(id)) throw notFound('customer')
  const devices = await devicesOf(house.db, [id])
  await audit(house, caller, 'device.view', { customerId: id })
  return {
    devices: devices.map((device) => ({
      id: device.id,
      name: device.name,
      since: device.createdAt.toISOString(),
      shownAt: device.shownAt?.toISOString() ?? null,
    })),
  }
}

export async function removeDevice(house: House, { params }: In<'removeDevice'>, caller: Caller): Out<'removeDevice'> {
  return inTransaction(house, async (house) => {
    const device = await deviceById(house.db, params.id)
    if (!device) throw notFound('device')
    await endTheirDevices(house, [device.id], { because: 'removed', place: 'counter', byStaff: caller.staffId })
    await audit(house, caller, 'device.remove', { customerId: device.customerId, detail: { device: device.id } })
    return { ok: true }
  })
}
