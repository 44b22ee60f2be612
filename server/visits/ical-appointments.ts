import type { Service } from '../../contract/network.ts'
import { readService } from '../customers/import-appointment-row.ts'
import { type CalendarEvent, eventsIn } from '../network/ical-events.ts'
import { type Told, toldIn } from './who-comes.ts'

/** An event as an appointment, before anybody knows whose. */
export interface EventDraft {
  key: string
  at: string
  minutes: number
  service: Service
  reason: string
  state: 'booked' | 'cancelled'
  told: Told
}

/** A whole day in a diary begins when the shop does. */
const OPENING = '08:00'
const FULL_DAY = 600

/**
 * The events of a site’s diary as appointments: who may be meant is found in title and description, the title is the reason, and a word
 * of it may name the service.
 * @param service of events that name none
 */
export function appointmentsIn(
  text: string,
  from: Date,
  to: Date,
  site: { timeZone: string; country: string; service: Service },
): EventDraft[] {
  return eventsIn(text, from, to, site.timeZone).map((event) => ({
    key: event.key.slice(0, 300),
    at: beginning(event, site.timeZone).toISOString(),
    minutes: event.allDay
      ? FULL_DAY
      : Math.min(1440, Math.max(5, Math.round((event.to.getTime() - event.from.getTime()) / 60_000))),
    service: readService(event.title) ?? site.service,
    reason: event.title.replace(/\s+/gu, ' ').trim().slice(0, 500).toWellFormed(),
    state: event.cancelled ? 'cancelled' : 'booked',
    told: toldIn(event.text, site.country),
  }))
}

function beginning(event: CalendarEvent, timeZone: string): Date {
  if (!event.allDay) return event.from
  const day = Temporal.Instant.fromEpochMilliseconds(event.from.getTime())
    .toZonedDateTimeISO(timeZone)
    .withPlainTime(OPENING)
  return new Date(day.epochMilliseconds)
}
