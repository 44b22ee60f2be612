import type { Jobs } from '../kit/jobs.ts'
import type { Calendars } from '../network/calendar.port.ts'
import { readSiteCalendars } from './site-calendar.flow.ts'

export function siteCalendarJobs(jobs: Jobs, calendars: Calendars): void {
  jobs.every('site-calendars', '*/10 * * * *', (house) => readSiteCalendars(house, calendars))
}
