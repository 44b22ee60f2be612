import type { Jobs } from '../../kit/jobs.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { CALL_BESIDE, tellCallBeside } from './call-beside.flow.ts'
import { lookAtTasks } from './tasks-again.flow.ts'
import { CALL_PLACED, hearFacts, tellCallPlaced } from './what-facts-tell.flow.ts'

export function workJobs(jobs: Jobs, playbooks: PlaybookInForce, playbook: PlaybookNow): void {
  jobs.on(CALL_PLACED, tellCallPlaced(playbook))
  jobs.on(CALL_BESIDE, tellCallBeside(playbook))
  jobs.every('work-again', '* * * * *', lookAtTasks(playbooks, playbook))
  jobs.tick('work-facts', 15_000, hearFacts(playbook))
}
