import { knownPeople } from '../customers/asset-lookup.store.ts'
import { type House, inTransaction } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { pushTo } from '../network/push.flow.ts'
import type { PushPort } from '../network/push.port.ts'
import { staffById, staffOf } from '../network/staff.store.ts'
import { HELD_MS, inHand } from '../visits/load.ts'
import { tell } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, lookedAfter, overdue, visitById } from '../visits/visit.store.ts'
import { whoGoes } from '../visits/who.ts'
import { notifyPerson } from './notify.flow.ts'
import { escalatePerhaps, pushPerhaps } from './perhaps-told.flow.ts'
import { pushWords } from './push-words.ts'

/** After this many people were told, the site manager stays told and nobody else is disturbed. */
const MOST_TOLD = 4

/**
 * Nobody moved: the next in the line of succession is told, as it stands now (someone may have come on duty since). Each
 * person is told once; when the line ends, the card stays red on the floor and is not moved again.
 */
export async function escalate(house: House): Promise<number> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    const rows = await overdue(house.db, now, 20)
    for (const row of rows) {
      const site = await siteById(house.db, row.site_id)
      const [person] = await knownPeople(house.db, [row.customer_id])
      const line = whoGoes({
        advisorId: person?.advisorId ?? null,
        deputyId: person?.deputyId ?? null,
        service: row.card.why[0]?.service ?? null,
        language: person?.language ?? 'fr',
        siteId: row.site_id,
        staff: await staffOf(house.db, now, { site: row.site_id }),
        busy: inHand(await lookedAfter(house.db, row.site_id, new Date(now.getTime() - HELD_MS))),
      })
      const told = new Set(row.card.because.flatMap((b) => (b.code === 'told-before' ? [String(b.values.staff)] : [])))
      if (row.who_id) told.add(row.who_id)
      const next = row.escalation + 1 < MOST_TOLD ? line.find((who) => !told.has(who.staffId)) : undefined
      const visit = await changeVisit(
        house.db,
        row.id,
        next
          ? {
              who_id: next.staffId,
              escalation: row.escalation + 1,
              escalate_at: new Date(now.getTime() + site.greetWithinS * 1000),
              card: {
                ...row.card,
                who: {
                  ...next,
                  because: [...next.because, { code: 'nobody-moved', values: { seconds: site.greetWithinS } }],
                },
                because: [
                  ...row.card.because,
                  ...(row.who_id
                    ? [{ code: 'told-before', values: { staff: row.who_id, name: row.card.who?.name ?? '' } }]
                    : []),
                ],
              },
            }
          : { escalation: row.escalation + 1, escalate_at: null },
        now,
      )
      tell(house, visit)
      if (next) await notifyPerson(house, visit)
    }
    return rows.length
  })
}

export function gateJobs(jobs: Jobs, push: PushPort): void {
  jobs.tick('escalate', 1000, async (house) => {
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
