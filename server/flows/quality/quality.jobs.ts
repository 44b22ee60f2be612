import type { Jobs } from '../../kit/jobs.ts'
import { pushTo } from '../../network/push.flow.ts'
import type { PushPort } from '../../network/push.port.ts'
import { staffById } from '../../network/staff.store.ts'
import type { Webhooks } from '../../quality/webhook.port.ts'
import { DELIVER } from './announce.flow.ts'
import { lookAtAll, tellClocks } from './clock.flow.ts'
import { deliverRound } from './deliver.flow.ts'
import { evaluateDue } from './evaluate.flow.ts'
import { newsWords } from './news-words.ts'
import { tellReviewersWhoWait } from './tell-reviewers.flow.ts'
import { STAFF_NEWS, TELL_STAFF } from './tell-staff.flow.ts'

/** The product gate by the clock: what is due is looked at, clocks are told, shops are. */
export function qualityJobs(jobs: Jobs, push: PushPort, webhooks: Webhooks): void {
  jobs.tick('quality', 5000, async (house) => {
    await evaluateDue(house)
  })
  jobs.tick(DELIVER, 2000, async (house) => {
    await deliverRound(house, webhooks)
  })
  jobs.every('quality-nightly', '50 1 * * *', lookAtAll)
  jobs.every('quality-clocks', '5 * * * *', async (house) => {
    await tellClocks(house)
  })
  jobs.every('quality-tell-again', '50 6 * * *', async (house) => {
    await tellReviewersWhoWait(house)
  })
  jobs.on(
    TELL_STAFF,
    async (house, data) => {
      const news = STAFF_NEWS.find((each) => each === data.news)
      if (!news) return
      const staff = await staffById(house.db, house.now(), String(data.staffId), { archived: true })
      await pushTo(
        house,
        push,
        staff.id,
        newsWords(news, data.name as Record<string, string>, String(data.productId), staff.locale),
      )
    },
    { retries: 1 },
  )
}
