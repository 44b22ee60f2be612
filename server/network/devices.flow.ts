import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/lost-access.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { forbidden, invalid } from '../kit/problem.ts'
import { audit } from './audit.store.ts'
import { type Closed, closeDevices } from './devices.store.ts'
import { mayGive, owns } from './people.flow.ts'
import { lockOwners, ownersWhoCanComeIn, staffById, userOf } from './staff.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/**
 * A device was lost: in one act nothing lets it in any more and nothing tells it anything. Sessions end, with them what their devices are told
 * and which were trusted with the second factor; passkeys where they are named, for a key may live on the device that is gone.
 */
async function close(
  house: House,
  caller: Caller,
  staffId: string,
  what: { keep: string | null; passkeys: readonly string[] | 'all' },
): Promise<Closed> {
  const person = await staffById(house.db, house.now(), staffId)
  if (owns(person.roles)) await lockOwners(house.db)
  const before = await ownersWhoCanComeIn(house.db)
  const closed = await closeDevices(house.db, { staffId, userId: await userOf(house.db, staffId) }, what)
  const after = await staffById(house.db, house.now(), staffId)
  if (closed.passkeys > 0 && !after.joined && caller.staffId === staffId)
    throw invalid('body.passkeys', 'last-way-in', 'It is your only way in: choose a password first.')
  if (before.length > 0 && (await ownersWhoCanComeIn(house.db)).length === 0)
    throw invalid('body.passkeys', 'last-owner', 'Nobody who owns the network could come in any more.')
  await audit(house, caller, 'staff.devices-closed', { detail: { staff: staffId, ...closed } })
  publish(house, { type: 'duty', site: null, of: staffId })
  return closed
}

export const closeMyDevices = (house: House, { body }: In<'closeMyDevices'>, caller: Caller): Out<'closeMyDevices'> =>
  inTransaction(house, async (house) => {
    if (!caller.staffId || !caller.sessionId) throw invalid('session', 'api-key')
    return close(house, caller, caller.staffId, {
      keep: body.everywhere ? null : caller.sessionId,
      passkeys: body.passkeys,
    })
  })

export const closeDevicesOf = (
  house: House,
  { params, body }: In<'closeDevicesOf'>,
  caller: Caller,
): Out<'closeDevicesOf'> =>
  inTransaction(house, async (house) => {
    const staff = await staffById(house.db, house.now(), params.id)
    if (!mayGive(caller, staff.roles)) throw forbidden('This person holds roles beyond yours.')
    return close(house, caller, staff.id, { keep: null, passkeys: body.passkeys ? 'all' : [] })
  })
