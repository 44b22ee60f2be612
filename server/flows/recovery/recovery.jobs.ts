import type { Jobs } from '../../kit/jobs.ts'
import type { PushPort } from '../../network/push.port.ts'
import { caseClock } from './case-clock.flow.ts'
import { pushCase, pushCompliment } from './case-push.flow.ts'
import { COMPLIMENT_PUSH } from './hear-praise.flow.ts'
import { CASE_PUSH } from './tell-owner.flow.ts'

/** A file of answers rings for many at once: who is in danger does not wait behind those who are not. */
const AT_ONCE = 20

/** The care of those who were not content, by the clock; and the telephone of whoever has to know. */
export function recoveryJobs(jobs: Jobs, push: PushPort): void {
  jobs.tick('case-clock', 10_000, async (house) => {
    await caseClock(house)
  })
  jobs.on(CASE_PUSH, (house, data) => pushCase(house, push, data), { retries: 1, beside: AT_ONCE })
  jobs.on(COMPLIMENT_PUSH, (house, data) => pushCompliment(house, push, data), { retries: 1, beside: AT_ONCE })
}
