import type { Service } from '../../contract/network.ts'
import { readService } from '../customers/import-appointment-row.ts'
import { type CalendarEvent, eventsIn } from '../network/ical-events.ts'
import { type Colleague, inTitle, staffNamed, withoutNames } from '../network/staff-named.ts'
import { type Told, toldIn } from './who-comes.ts'

/** An event as an appointment, before anybody knows whose. */
export interface EventDraft {
  key: string
  at: string
  minutes: number
  service: Service
  reason: string
  state: 'booked' | 'cancelled'
  /** Who comes, as far as it says; and, where it names one of ours, the same with that name in it. */
  told: Told
  toldWithOurs: Told | null
  /** Who of ours it is for. */
  staffId: string | null
}

/** A whole day in a diary begins when the shop does. */
const OPENING = '08:00'
const FULL_DAY = 600

/**
 * The events of a site’s diary as appointments: who may be meant is found in title and description, the title is the reason, and a word
 * of it may name the service.
 * @param site its service is that of events that name none
 * @param staff everybody who works here: an event may name whom it is for
 */
export function appointmentsIn(
  text: string,
  from: Date,
  to: Date,
  site: { timeZone: string; country: string; service: Service },
  staff: readonly Colleague[],
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
    staffId: staffNamed(event, staff)?.id ?? null,
    ...whoIsTold(event, site.country, staff),
  }))
}

/**
 * The words of an event, and its guests: an appointment taken in Google’s own booking page has the customer as a guest, and nowhere
 * else. Ours are left out, for whoever works here is often a customer too; where that leaves nobody, they may be who comes.
 */
function whoIsTold(
  event: CalendarEvent,
  country: string,
  staff: readonly Colleague[],
): Pick<EventDraft, 'told' | 'toldWithOurs'> {
  const ours = new Set(staff.map(({ email }) => email.toLowerCase()))
  const guests = event.people.guests
    .filter(({ email }) => !ours.has(email))
    .map(({ name, email }) => `${name} ${email}`.trim())
  const words = [...new Set([event.text, ...guests])].join('\n')
  const plain = words.split('\n').map((line) => withoutNames(line, staff))
  const told = toldIn(plain.join('\n'), country)
  const emails = told.emails.filter((email) => !ours.has(email))
  return {
    told: { ...told, emails },
    toldWithOurs:
      inTitle(words, staff).length > 0 || emails.length < told.emails.length ? toldIn(words, country) : null,
  }
}

function beginning(event: CalendarEvent, timeZone: string): Date {
  if (!event.allDay) return event.from
  const day = Temporal.Instant.fromEpochMilliseconds(event.from.getTime())
    .toZonedDateTimeISO(timeZone)
    .withPlainTime(OPENING)
  return new Date(day.epochMilliseconds)
}
