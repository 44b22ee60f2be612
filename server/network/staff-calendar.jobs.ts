import type { Jobs } from '../kit/jobs.ts'
import type { Calendars } from './calendar.port.ts'
import { forgetCalendars, readStaffCalendars } from './staff-calendar.flow.ts'

export function staffCalendarJobs(jobs: Jobs, calendars: Calendars): void {
  jobs.every('staff-calendars', '*/10 * * * *', async (house) => {
    await forgetCalendars(house)
    await readStaffCalendars(house, calendars)
  })
}
