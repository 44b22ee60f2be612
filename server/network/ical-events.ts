import { expandRecurringEvent, type ParameterValue, sync, type VEvent } from 'node-ical'
import { type People, peopleIn } from './ical-people.ts'
import { isZone, withZones, zonesNamed } from './ical-zones.ts'

/** One event of a calendar, or one day of a repeated one. */
export interface CalendarEvent {
  /** The same each time the calendar is read: its uid, and for a repeated event the instant its rule gave it. */
  key: string
  from: Date
  to: Date
  allDay: boolean
  /** Title, description and place. Never kept by us. */
  title: string
  text: string
  cancelled: boolean
  /** Does not take up the person’s time (RFC 5545, TRANSP). */
  transparent: boolean
  /** Microsoft’s own word: FREE, TENTATIVE, BUSY, OOF, WORKINGELSEWHERE; '' when silent. */
  busy: string
  /** Whom it names. Never kept by us. */
  people: People
}

/** A rule that repeats every minute would fill the memory. */
const MOST_EVENTS = 5000

/**
 * The events of a calendar that touch a window of time, repeated ones as often as they come, moved and cancelled days as they were moved.
 * Whole days and times without a zone are those of `timeZone`; a zone of the file’s own invention counts as it too.
 * @param text of an iCalendar file (RFC 5545)
 * @throws nothing: an event that cannot be understood is left out
 */
export function eventsIn(text: string, from: Date, to: Date, timeZone: string): CalendarEvent[] {
  const events: CalendarEvent[] = []
  for (const event of readIn(text, timeZone)) {
    if (events.length >= MOST_EVENTS) break
    try {
      events.push(...occurrences(event, from, to, timeZone))
    } catch {
      // one broken event must not hide the others
    }
  }
  return events.slice(0, MOST_EVENTS).sort((a, b) => a.from.getTime() - b.from.getTime())
}

/**
 * Which names are no zone, only the library’s own reading tells: it knows Windows’ names, and reads what the file says of its own. It is asked by events of one
 * day; of a repeated one it would tell the console what it cannot read.
 */
function readIn(text: string, timeZone: string): VEvent[] {
  const names = zonesNamed(text).filter((name) => !isZone(name))
  if (names.length === 0) return parsed(withZones(text, timeZone))
  const own = text.match(/^BEGIN:VTIMEZONE\r?$[\s\S]*?^END:VTIMEZONE\r?$/gmu) ?? []
  const asked = names.map(
    (name, n) => `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART;TZID="${name}":20260101T120000\r\nSUMMARY:${n}\r\nEND:VEVENT`,
  )
  const read = parsed(['BEGIN:VCALENDAR', ...own, ...asked, 'END:VCALENDAR', ''].join('\r\n'))
  const known = new Set(read.flatMap(({ uid, start }) => (isZone(start.tz) ? [names[Number(uid)]] : [])))
  return parsed(withZones(text, timeZone, new Set(names.filter((name) => !known.has(name)))))
}

function parsed(text: string): VEvent[] {
  try {
    return Object.values(sync.parseICS(text)).filter((each): each is VEvent => each?.type === 'VEVENT')
  } catch {
    return []
  }
}

const DAY = 86_400_000

function occurrences(event: VEvent, from: Date, to: Date, timeZone: string): CalendarEvent[] {
  // A day wider on both sides: the library counts whole days in the process’s own zone.
  const found = expandRecurringEvent(event, {
    from: new Date(from.getTime() - DAY),
    to: new Date(to.getTime() + DAY),
    expandOngoing: true,
  })
  return found.slice(0, MOST_EVENTS).flatMap(({ start, end, isFullDay, isRecurring, isOverride, event: one }) => {
    const begins = instant(start, isFullDay, timeZone)
    const ends = instant(end, isFullDay, timeZone)
    if (ends <= from || begins >= to || ends < begins) return []
    const told = one as VEvent & Record<string, unknown>
    const rule = isOverride && told.recurrenceid ? instant(told.recurrenceid, isFullDay, timeZone) : begins
    return {
      key: isRecurring ? `${event.uid}/${rule.toISOString()}` : event.uid,
      from: begins,
      to: ends,
      allDay: isFullDay,
      title: textOf(told.summary),
      text: [told.summary, told.description, told.location].map(textOf).filter(Boolean).join('\n'),
      cancelled: told.status === 'CANCELLED' || (told as { method?: string }).method === 'CANCEL',
      transparent: told.transparency === 'TRANSPARENT',
      busy: String(told['MICROSOFT-CDO-BUSYSTATUS'] ?? told['MICROSOFT-CDO-INTENDEDSTATUS'] ?? '').toUpperCase(),
      people: peopleIn(one),
    }
  })
}

const textOf = (value: ParameterValue | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : String(value.val ?? '')

/**
 * The instant meant. The library reads whole days and times without a known zone in the zone of this process, which is nobody’s: the clock it
 * read is taken back and put in the calendar’s zone.
 */
function instant(date: Date & { tz?: string | undefined }, wholeDay: boolean, timeZone: string): Date {
  if (!wholeDay && isZone(date.tz)) return new Date(date.getTime())
  const civil = Temporal.PlainDateTime.from({
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    ...(wholeDay ? {} : { hour: date.getHours(), minute: date.getMinutes(), second: date.getSeconds() }),
  })
  return new Date(civil.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)
}
