import { fold } from '../plain/fold.ts'
import type { CalendarEvent } from './ical-events.ts'
import type { Named } from './ical-people.ts'

/** Somebody who works here, as far as a diary may name them. */
export interface Colleague {
  id: string
  name: string
  email: string
}

/**
 * Who of ours an event is for. Guests come before whoever organises it: reception writes the diary of others. Among them an e-mail
 * tells more than a name; a name must be the whole one, and only one person’s. Last the title, where a whole name stands.
 *
 * Two of ours are nobody: better no name beside an appointment than the wrong one.
 */
export function staffNamed(
  { title, people: { organizer, guests } }: Pick<CalendarEvent, 'title' | 'people'>,
  staff: readonly Colleague[],
): Colleague | null {
  const host = organizer ? only([organizer], staff) : null
  // Google counts whoever organises among the guests.
  const invited = allOf(guests, staff).filter(({ id }) => id !== host?.id)
  if (invited.length > 0) return invited.length === 1 ? (invited[0] ?? null) : null
  if (host) return host
  const said = inTitle(title, staff)
  return said.length === 1 ? (said[0] ?? null) : null
}

/** The people of ours whose whole name stands in a title, in either order; one word alone is no name. */
export function inTitle<T extends Colleague>(title: string, staff: readonly T[]): T[] {
  const text = ` ${fold(title)} `
  return staff.filter(({ name }) => namesOf(name).some((each) => text.includes(` ${each} `)))
}

/** A title without the whole names of these people; what else it says stays. */
export function withoutNames(title: string, staff: readonly Colleague[]): string {
  const names = new Set(staff.flatMap(({ name }) => namesOf(name)))
  const words = title.split(/\s+/u).filter(Boolean)
  const longest = Math.max(0, ...[...names].map((name) => name.split(' ').length))
  const kept: string[] = []
  for (let at = 0; at < words.length; ) {
    const run = Array.from({ length: longest }, (_, n) => longest - n).find((n) =>
      names.has(fold(words.slice(at, at + n).join(' '))),
    )
    if (!run) kept.push(words[at] ?? '')
    at += run ?? 1
  }
  return kept.join(' ')
}

/**
 * Is an event of somebody’s calendar about them? Calendars are shared: one may show the whole team. Not who declined it; not whose
 * colleague it names, in its title or as all of its people, and not them.
 */
export function isAbout(
  event: Pick<CalendarEvent, 'title' | 'people'>,
  self: Colleague,
  staff: readonly Colleague[],
): boolean {
  const { organizer, guests, declined } = event.people
  if (allOf(declined, [self]).length > 0) return false
  const said = inTitle(event.title, staff)
  if (said.length > 0) return said.some(({ id }) => id === self.id)
  const people = [...(organizer ? [organizer] : []), ...guests]
  const ours = people.map((each) => only([each], staff))
  // Somebody we do not know may be them, by another address.
  return people.length === 0 || ours.some((one) => one === null || one.id === self.id)
}

/** A name as written and with the family name first. */
function namesOf(name: string): string[] {
  const words = fold(name).split(' ').filter(Boolean)
  if (words.length < 2) return []
  return [words.join(' '), [words.at(-1), ...words.slice(0, -1)].join(' ')]
}

function allOf(named: readonly Named[], staff: readonly Colleague[]): Colleague[] {
  const found = named.flatMap((each) => only([each], staff) ?? [])
  return [...new Map(found.map((each) => [each.id, each])).values()]
}

/** The one whom this means: by e-mail, else by the whole name where no e-mail says otherwise and nobody else bears it. */
function only([each]: [Named], staff: readonly Colleague[]): Colleague | null {
  const byEmail = staff.filter(({ email }) => each.email !== '' && email.toLowerCase() === each.email)
  if (byEmail.length > 0) return byEmail.length === 1 ? (byEmail[0] ?? null) : null
  const name = fold(each.name)
  const byName = name ? staff.filter((one) => fold(one.name) === name || namesOf(one.name).includes(name)) : []
  return byName.length === 1 ? (byName[0] ?? null) : null
}
