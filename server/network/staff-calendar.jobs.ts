import type { Jobs } from '../kit/jobs.ts'
import type { Calendars } from './calendar.port.ts'
import { forgetCalendars, NEW_CALENDARS, readStaffCalendars } from './staff-calendar.flow.ts'

export function staffCalendarJobs(jobs: Jobs, calendars: Calendars): void {
  jobs.every('staff-calendars', '*/10 * * * *', async (house) => {
    await forgetCalendars(house)
    await readStaffCalendars(house, calendars)
  })
  jobs.tick(NEW_CALENDARS, 60_000, (house) => readStaffCalendars(house, calendars, 'new'))
}
