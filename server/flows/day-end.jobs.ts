import type { House } from '../kit/house.ts'
import { publish } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import { endOldVisits, forgetPerhaps, missOldAppointments } from '../visits/visit.store.ts'

const HOUR = 3_600_000

/** What nobody ended: visits of more than fourteen hours have left, appointments nobody came to were missed. */
export async function endOfDay(house: House): Promise<void> {
  const now = house.now()
  const sites = await endOldVisits(house.db, new Date(now.getTime() - 14 * HOUR), now)
  await missOldAppointments(house.db, new Date(now.getTime() - 12 * HOUR), now)
  for (const site of sites) publish(house, { type: 'expected', site })
}

export function dayEndJobs(jobs: Jobs): void {
  jobs.every('end-of-day', '15 * * * *', endOfDay)
  // Short lists are no record: gone an hour after they expire.
  jobs.every('forget-perhaps', '*/10 * * * *', (house) =>
    forgetPerhaps(house.db, new Date(house.now().getTime() - HOUR)),
  )
}
