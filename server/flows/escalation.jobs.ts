import type { Jobs } from '../kit/jobs.ts'
import { audit } from '../network/audit.store.ts'
import { pushTo } from '../network/push.flow.ts'
import type { PushPort } from '../network/push.port.ts'
import { staffById } from '../network/staff.store.ts'
import { asVisit, visitById } from '../visits/visit.store.ts'
import { escalate } from './escalation.flow.ts'
import { takeBackObjected } from './objected.flow.ts'
import { escalatePerhaps, pushPerhaps } from './perhaps-told.flow.ts'
import { pushWords } from './push-words.ts'

export function gateJobs(jobs: Jobs, push: PushPort): void {
  jobs.tick('escalate', 1000, async (house) => {
    await takeBackObjected(house)
    await escalate(house)
    await escalatePerhaps(house)
  })
  jobs.on('perhaps-push', (house, data) => pushPerhaps(house, push, data), { retries: 1 })
  jobs.on(
    'visit-push',
    async (house, data) => {
      const row = await visitById(house.db, String(data.visitId))
      // Meanwhile somebody moved, or it was handed on: then it is no news to them.
      const passedOn = data.handed === true && row.state === 'greeted'
      if (!passedOn && (row.state !== 'arrived' || row.going_by)) return
      if (row.who_id !== data.staffId) return
      const staff = await staffById(house.db, house.now(), String(data.staffId))
      const sent = await pushTo(house, push, staff.id, pushWords(asVisit(row), staff.locale))
      // The notification names them: that is a view like another.
      if (sent > 0)
        await audit(house, { staffId: staff.id, name: staff.name }, 'visit.push', {
          customerId: row.customer_id,
          siteId: row.site_id,
          detail: { visit: row.id },
        })
    },
    { retries: 1 },
  )
}
