import * as demoApi from '../../../contract/demo.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import type { Jobs } from '../../kit/jobs.ts'
import type { ShippedPlaybooks } from '../../moments/shipped.port.ts'
import { admitByCode, admitFirstVisit, type FirstVisit } from '../../network/first-visit.flow.ts'
import { fromHere } from '../../network/network.routes.ts'
import type { SignIn } from '../../network/sign-in.port.ts'
import type { Devices } from '../../signals/device.port.ts'
import type { PostToIntake } from '../sample.flow.ts'
import type { Watch } from '../watch.ts'
import { becomeStaff, buildDemo, demoLive, demoOwner, demoState, layDemo, removeDemo } from './demo.flow.ts'
import { liveDay } from './live-day.flow.ts'

export function demoRoutes(routes: Routes, signIn: SignIn, first: FirstVisit, watch: Watch): void {
  routes.on(
    demoApi.startDemo,
    async (house, { body }, _caller, wire) => {
      // Who lost their session may come back to the demo by the same door: its people have no password.
      const again = await demoOwner(house)
      admitByCode(first, fromHere(wire), body.code)
      if (!again) await admitFirstVisit(house, first, fromHere(wire), body.code)
      const { userId } = again ?? (await layDemo(house, signIn, body.locale))
      wire.reply.header('set-cookie', await signIn.openSession(userId, { headers: new Headers() }))
      return { job: 'demo-build' }
    },
    { perMinute: 10 },
  )
  routes.on(demoApi.demoState, demoState)
  routes.on(demoApi.removeDemo, removeDemo(watch))
  routes.on(demoApi.demoLive, demoLive)
  routes.on(demoApi.demoBecome, async (house, { params }, caller, wire) => {
    const { userId } = await becomeStaff(house, signIn, params.id, caller)
    wire.reply.header('set-cookie', await signIn.openSession(userId, { headers: new Headers() }))
    return { ok: true as const }
  })
}

export function demoJobs(
  jobs: Jobs,
  devices: Devices,
  post: PostToIntake,
  shipped: ShippedPlaybooks,
  reader: Reader,
): void {
  jobs.on('demo-build', buildDemo(shipped, reader))
  jobs.tick('demo-live-day', 1500, liveDay(devices, post))
}
