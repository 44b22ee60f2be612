import * as keysApi from '../../contract/keys.ts'
import * as lostApi from '../../contract/lost-access.ts'
import * as api from '../../contract/network.ts'
import * as pushApi from '../../contract/push.ts'
import type { Routes, Wire } from '../kit/http.ts'
import { closeDevicesOf, closeMyDevices } from './devices.flow.ts'
import { admitFirstVisit, createOwner, type FirstVisit, readStart } from './first-visit.flow.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './keys.flow.ts'
import {
  createBrand,
  createSite,
  readMe,
  readNetwork,
  renameNetwork,
  updateBrand,
  updateMe,
  updateSite,
} from './network.flow.ts'
import {
  acceptInvitation,
  createStaff,
  inviteStaff,
  listStaff,
  readInvitation,
  setDuty,
  updateStaff,
} from './people.flow.ts'
import { subscribePush, unsubscribePush } from './push.flow.ts'
import { readSecondFactor, resetSecondFactor } from './second-factor.flow.ts'
import type { SignIn } from './sign-in.port.ts'

const PROXIED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const

/**
 * Does the request come from this very machine, with no proxy in between? The name it was called by must be local too: a page of
 * the outside whose name is made to lead here (DNS rebinding) also arrives from this machine.
 */
export const fromHere = ({ request }: Wire): boolean =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/u.test(request.headers.host ?? '') &&
  PROXIED.every((name) => request.headers[name] === undefined)

export function networkRoutes(routes: Routes, signIn: SignIn, first: FirstVisit, pushKey: string): void {
  routes.on(api.start, (house, _input, _caller, wire) => readStart(house, first, fromHere(wire)))
  routes.on(
    api.createOwner,
    async (house, input, _caller, wire) => {
      await admitFirstVisit(house, first, fromHere(wire), input.body.code)
      const { userId, ...answer } = await createOwner(house, signIn, input)
      wire.reply.header('set-cookie', await signIn.openSession(userId, { headers: new Headers() }))
      return answer
    },
    { perMinute: 10 },
  )
  routes.on(api.me, (house, _input, caller) => readMe(house, caller, pushKey))
  routes.on(api.updateMe, updateMe)
  routes.on(api.readNetwork, readNetwork)
  routes.on(api.renameNetwork, renameNetwork)
  routes.on(api.createBrand, createBrand)
  routes.on(api.updateBrand, updateBrand)
  routes.on(api.createSite, createSite)
  routes.on(api.updateSite, updateSite)
  routes.on(api.listStaff, listStaff)
  routes.on(api.createStaff, createStaff(signIn))
  routes.on(api.updateStaff, updateStaff(signIn))
  routes.on(api.inviteStaff, inviteStaff)
  routes.on(api.readInvitation, readInvitation, { perMinute: 30 })
  routes.on(api.acceptInvitation, acceptInvitation(signIn), { perMinute: 10 })
  routes.on(lostApi.readSecondFactor, readSecondFactor)
  routes.on(lostApi.resetSecondFactor, resetSecondFactor)
  routes.on(lostApi.closeMyDevices, closeMyDevices)
  routes.on(lostApi.closeDevicesOf, closeDevicesOf)
  routes.on(api.setDuty, setDuty)
  routes.on(keysApi.listApiKeys, listApiKeys)
  routes.on(keysApi.createApiKey, createApiKey)
  routes.on(keysApi.revokeApiKey, revokeApiKey)
  routes.on(pushApi.subscribePush, subscribePush)
  routes.on(pushApi.unsubscribePush, unsubscribePush)
}
