import type { Jobs } from '../../kit/jobs.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { TELLING, tellSome, tellThoseWhoWait } from './telling.flow.ts'

export function voiceDecisionsJobs(jobs: Jobs, playbooks: PlaybookInForce): void {
  const some = tellSome(playbooks)
  jobs.tick(TELLING, 2000, async (house) => {
    while (await some(house));
  })
  jobs.every('voice-tell-again', '40 6 * * *', async (house) => {
    if ((await tellThoseWhoWait(house)) > 0) house.queue.wake(house, TELLING)
  })
}
