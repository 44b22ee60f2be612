import { type House, inTransaction } from '../../kit/house.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { audit } from '../../network/audit.store.ts'
import { findFlags, flagsOf } from '../../reviews/find-flags.ts'
import { changeReview, colleagueNames, dueByItself, reviewById } from '../../reviews/review.store.ts'
import { reviewSettings } from '../../reviews/setting.store.ts'

const DAY = 86_400_000
const AT_ONCE = 200

/** Published by themselves, where the network wants it so: those that waited, that nothing flagged and that nobody refused, all alike. */
export async function publishDue(house: House): Promise<void> {
  const { byItself, delayDays } = await reviewSettings(house.db)
  if (!byItself) return
  const until = new Date(house.now().getTime() - delayDays * DAY)
  for (let more = true; more; )
    more = await inTransaction(house, async (house) => {
      const ids = await dueByItself(house.db, until, AT_ONCE)
      const colleagues = await colleagueNames(house.db)
      for (const id of ids) {
        const row = (await reviewById(house.db, id))!
        const now = house.now()
        // Read by the finder of today, not of the day it was asked for: what it finds waits for a person.
        const flags = flagsOf(row.words, findFlags(row.words, colleagues))
        if (flags.length > 0) {
          await changeReview(house.db, id, { flags }, now)
          continue
        }
        await changeReview(
          house.db,
          id,
          {
            state: 'published',
            readHash: row.hash,
            publishedAt: row.publishedAt ?? now,
            decided: { by: null, at: now },
          },
          now,
        )
        await audit(house, { staffId: null, name: 'Okaeri' }, 'review.publish', {
          customerId: row.customerId,
          siteId: row.siteId,
          detail: { review: id, byItself: true },
        })
      }
      return ids.length === AT_ONCE
    })
}

export function reviewsJobs(jobs: Jobs): void {
  jobs.every('reviews-publish', '17 * * * *', publishDue)
}
