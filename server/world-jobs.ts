import { importFilesJobs } from './customers/import.jobs.ts'
import { openLearning } from './edges/reader/learning.edge.ts'
import { openReplaying } from './edges/replay/replaying.edge.ts'
import { openResolving } from './edges/resolving/resolving.edge.ts'
import { dayEndJobs } from './flows/day-end.jobs.ts'
import { demoJobs } from './flows/demo/demo.routes.ts'
import { gateJobs } from './flows/escalation.jobs.ts'
import { feedbackJobs } from './flows/feedback/feedback.jobs.ts'
import { readerJobs } from './flows/feedback/reader.jobs.ts'
import { identityJobs } from './flows/identity.jobs.ts'
import { importsJobs } from './flows/imports.jobs.ts'
import { loopJobs } from './flows/loop/loop.jobs.ts'
import { replayJobs } from './flows/loop/replay.jobs.ts'
import type { Outbox } from './flows/loop/send.flow.ts'
import { sendJobs } from './flows/loop/send.jobs.ts'
import { sweepJobs } from './flows/loop/sweep.jobs.ts'
import { workJobs } from './flows/loop/work.jobs.ts'
import { qualityJobs } from './flows/quality/quality.jobs.ts'
import { recoveryJobs } from './flows/recovery/recovery.jobs.ts'
import { retentionJobs } from './flows/retention.jobs.ts'
import { reviewsJobs } from './flows/reviews/reviews.jobs.ts'
import type { PostToIntake } from './flows/sample.flow.ts'
import { voiceDecisionsJobs } from './flows/voice/decisions.jobs.ts'
import { voiceReportJobs } from './flows/voice/report.jobs.ts'
import { voiceJobs } from './flows/voice/voice.jobs.ts'
import type { Jobs } from './kit/jobs.ts'
import { weatherJobs } from './moments/weather.jobs.ts'
import { staffCalendarJobs } from './network/staff-calendar.jobs.ts'
import { siteCalendarJobs } from './visits/site-calendar.jobs.ts'
import type { Means } from './world-means.ts'

/** Everything that is done without anybody waiting for it. */
export function takeJobs(jobs: Jobs, means: Means, post: PostToIntake, outbox: Outbox): void {
  const { push, feeds, models, calendars, playbooks, playbook, weather, devices, shipped, reader, webhooks } = means
  gateJobs(jobs, push)
  dayEndJobs(jobs)
  importFilesJobs(jobs, feeds)
  importsJobs(jobs, models)
  identityJobs(jobs, models, openResolving())
  retentionJobs(jobs)
  siteCalendarJobs(jobs, calendars)
  staffCalendarJobs(jobs, calendars)
  loopJobs(jobs, playbooks)
  sweepJobs(jobs, playbooks)
  replayJobs(jobs, openReplaying())
  weatherJobs(jobs, weather)
  workJobs(jobs, playbooks, playbook)
  demoJobs(jobs, devices, post, shipped, reader)
  sendJobs(jobs, outbox)
  reviewsJobs(jobs)
  voiceJobs(jobs, reader)
  voiceDecisionsJobs(jobs, playbooks)
  qualityJobs(jobs, push, webhooks)
  feedbackJobs(jobs, reader)
  voiceReportJobs(jobs, playbook)
  readerJobs(jobs, reader, openLearning(), means.second)
  recoveryJobs(jobs, push)
}
