import type { ParameterValue, VEvent } from 'node-ical'

/** Somebody an event names: who organises it, or a guest. */
export interface Named {
  /** Lower case; '' where none is told. */
  email: string
  name: string
}
export interface People {
  organizer: Named | null
  /** Without rooms, things and groups, and without those who declined. */
  guests: Named[]
  declined: Named[]
}

const MOST_GUESTS = 200
/** What is invited beside people (RFC 5545, CUTYPE). */
const THINGS = new Set(['RESOURCE', 'ROOM', 'GROUP'])
/** Google’s own address of a calendar, not of a person. */
const CALENDAR = /@(?:[\w.-]+\.)?calendar\.google\.com$/iu

/**
 * Whom an event names. Google and Outlook give `mailto:`; Apple may give an address of its own with the e-mail beside it
 * (`EMAIL=`), and Outlook a name where the e-mail stands. Nothing of an event without people.
 */
export function peopleIn(event: VEvent): People {
  const { organizer, attendee } = event as unknown as {
    organizer?: ParameterValue
    attendee?: ParameterValue | ParameterValue[]
  }
  const invited = (attendee === undefined ? [] : [attendee].flat()).slice(0, MOST_GUESTS)
  const people = invited.filter((each) => !THINGS.has(paramOf(each, 'CUTYPE').toUpperCase()))
  const declines = (each: ParameterValue) => paramOf(each, 'PARTSTAT').toUpperCase() === 'DECLINED'
  return {
    organizer: organizer === undefined ? null : (named(organizer) ?? null),
    guests: people.filter((each) => !declines(each)).flatMap((each) => named(each) ?? []),
    declined: people.filter(declines).flatMap((each) => named(each) ?? []),
  }
}

function named(value: ParameterValue): Named | undefined {
  const address = typeof value === 'string' ? value : String(value.val ?? '')
  const email = [address.replace(/^mailto:/iu, ''), paramOf(value, 'EMAIL')]
    .map((each) => each.trim().toLowerCase())
    .find((each) => /^[^\s@:]+@[^\s@]+$/u.test(each))
  const said = paramOf(value, 'CN').replaceAll('"', '').trim()
  if (email && CALENDAR.test(email)) return undefined
  // Where nobody's name is known, some repeat the e-mail in its place.
  const name = said.includes('@') ? '' : said
  return email || name ? { email: email ?? (said.includes('@') ? said.toLowerCase() : ''), name } : undefined
}

function paramOf(value: ParameterValue, name: string): string {
  if (typeof value === 'string') return ''
  const params = (value.params ?? {}) as Record<string, unknown>
  return String(params[name] ?? '')
}
