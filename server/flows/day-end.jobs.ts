import { sweepWords } from '../customers/needles.store.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { endOldCalls } from '../visits/call.store.ts'
import { forgetPerhaps } from '../visits/perhaps.store.ts'
import { leftFacts } from '../visits/visit.flow.ts'
import { endOldVisits, missOldAppointments } from '../visits/visit.store.ts'
import { callFacts } from './call-facts.ts'
import { writeNeedlesAnew } from './needles-anew.flow.ts'

const HOUR = 3_600_000
const ago = (house: House, ms: number) => new Date(house.now().getTime() - ms)

/** What nobody ended: visits of more than fourteen hours, or on a site that was put away, have left, appointments nobody came to were missed. */
export async function endOfDay(house: House): Promise<void> {
  const now = house.now()
  const sites = await inTransaction(house, async (house) => {
    const ended = await endOldVisits(house.db, new Date(now.getTime() - 14 * HOUR), now)
    await noteFacts(house, leftFacts(ended, now))
    const missed = await missOldAppointments(house.db, new Date(now.getTime() - 12 * HOUR), now)
    await noteFacts(
      house,
      missed.map((each) => ({
        kind: 'appointment.missed',
        customerId: each.customer_id,
        at: each.at,
        siteId: each.site_id,
        assetId: each.asset_id,
        data: { service: each.service },
        key: `appointment:${each.id}:missed`,
      })),
    )
    return new Set(ended.map((row) => row.site_id))
  })
  for (const site of sites) publish(house, { type: 'expected', site })
}

export function dayEndJobs(jobs: Jobs): void {
  jobs.every('end-of-day', '15 * * * *', endOfDay)
  // Some systems never say that a call ended: none rings for five minutes, few last for two hours.
  jobs.every('end-of-calls', '* * * * *', (house) =>
    inTransaction(house, async (house) => {
      const ended = await endOldCalls(house.db, ago(house, HOUR / 12), ago(house, 2 * HOUR), house.now())
      await noteFacts(house, callFacts(ended))
    }),
  )
  // A family name that nobody bears any more is forgotten by the search too.
  jobs.every('forget-words', '40 2 * * *', async (house) => {
    const n = await sweepWords(house.db)
    if (n > 0) house.log.info({ words: n }, 'words nobody bears any more forgotten')
  })
  // What people are found by, when the rule of it is another one since the last release.
  jobs.every('needles-anew', '20 3 * * *', async (house) => {
    const n = await writeNeedlesAnew(house)
    if (n > 0) house.log.info({ customers: n }, 'found by what the rule says today')
  })
  // Short lists are no record: gone an hour after they expire.
  jobs.every('forget-perhaps', '*/10 * * * *', (house) =>
    forgetPerhaps(house.db, new Date(house.now().getTime() - HOUR)),
  )
}
