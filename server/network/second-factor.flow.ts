import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/lost-access.ts'
import type { HeldRole } from '../../contract/rights.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, forbidden } from '../kit/problem.ts'
import { audit } from './audit.store.ts'
import { closeDevices, passkeysOf } from './devices.store.ts'
import { mayGive } from './people.flow.ts'
import { secondFactorOf, takeSecondFactor } from './second-factor.store.ts'
import { staffById, userOf } from './staff.store.ts'

/**
 * A second factor is reset by an owner or head office, for people whose roles they may give. Not by a site manager: with the link for
 * a new password, which they may make, it would open somebody else's account. Nor one's own: a device left open must not be enough.
 */
function needMayReset(caller: Caller, staffId: string, roles: readonly HeldRole[]): void {
  if (caller.staffId === staffId) throw forbidden('Change your own second factor on your account, with your password.')
  const above = caller.roles.some(
    (held) => held.siteId === null && (held.role === 'owner' || held.role === 'head-office'),
  )
  if (!above) throw forbidden('An owner or head office resets a second factor.')
  if (!mayGive(caller, roles)) throw forbidden('This person holds roles beyond yours.')
}

export async function readSecondFactor(
  house: House,
  { params }: InputOf<typeof api.readSecondFactor>,
  caller: Caller,
): Promise<AnswerOf<typeof api.readSecondFactor>> {
  const staff = await staffById(house.db, house.now(), params.id)
  needMayReset(caller, staff.id, staff.roles)
  const factor = await secondFactorOf(house.db, staff.id)
  return { ...factor, passkeys: await passkeysOf(house.db, await userOf(house.db, staff.id)) }
}

/**
 * The password stays. Every session ends, and with it what their devices are told; their passkeys go too, for the device that held the codes
 * holds one as often as not, and a passkey asks for no code. A new second factor is set up at the next sign-in, before anything else.
 */
export async function resetSecondFactor(
  house: House,
  { params }: InputOf<typeof api.resetSecondFactor>,
  caller: Caller,
): Promise<AnswerOf<typeof api.resetSecondFactor>> {
  return inTransaction(house, async (house) => {
    const staff = await staffById(house.db, house.now(), params.id)
    needMayReset(caller, staff.id, staff.roles)
    if (!(await takeSecondFactor(house.db, staff.id, house.now())))
      throw conflict('no-second-factor', 'This person has no second factor', 'There is nothing to reset.')
    const who = { staffId: staff.id, userId: await userOf(house.db, staff.id) }
    const closed = await closeDevices(house.db, who, { keep: null, passkeys: 'all' })
    await audit(house, caller, 'staff.second-factor-reset', { detail: { staff: staff.id, ...closed } })
    return closed
  })
}
