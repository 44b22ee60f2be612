import * as api from '../../contract/import-feeds.ts'
import type { Routes } from '../kit/http.ts'
import type { Calendars } from '../network/calendar.port.ts'
import { listCalendars, setCalendar } from './site-calendar.flow.ts'

export function siteCalendarRoutes(routes: Routes, calendars: Calendars): void {
  routes.on(api.listCalendars, listCalendars)
  routes.on(api.setCalendar, setCalendar(calendars), { perMinute: 30 })
}
