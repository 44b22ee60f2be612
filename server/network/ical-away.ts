import { fold } from '../plain/fold.ts'
import type { Period } from './duty-now.ts'
import { type CalendarEvent, eventsIn } from './ical-events.ts'
import { type Colleague, isAbout } from './staff-named.ts'

/** Words of a title that say: not here. Whole words, folded. */
const AWAY =
  /\b(absent|absente|absence|absences|conge|conges|cp|vacances|vacation|vacations|holiday|holidays|off|ooo|out of office|out of the office|away|rtt|maladie|malade|sick|arret de travail|formation|training|repos|recup|recuperation|leave|pto|teletravail|home office|wfh|deplacement|maternite|paternite)\b/
/** Titles in which such a word says something else. */
const NOT_AWAY =
  /\b(retour|back from|kick off|day off request|demande de conges|fin de|anniversaire|birthday|astreinte|permanence|on call|de garde|planning|reminder|rappel)\b/

/**
 * Does an event mean that this person is not there to receive anyone?
 *
 * 1. Cancelled: no. 2. Outlook’s own word: out of office or working elsewhere yes, free no. 3. A title that says so (congés, RTT, formation, off…) yes, even
 * where it does not take up time: Google marks whole days as free by itself. 4. A whole day that takes up time: yes, but for birthdays and on-call duty.
 * 5. Anything else is a meeting: they are busy, and in the house.
 */
function meansAway(event: CalendarEvent): boolean {
  if (event.cancelled) return false
  if (event.busy === 'OOF' || event.busy === 'WORKINGELSEWHERE') return true
  const title = fold(event.title)
  if (NOT_AWAY.test(title)) return false
  if (AWAY.test(title)) return true
  if (event.busy === 'FREE' || event.transparent) return false
  return event.allDay
}

/**
 * When a person is away, from their calendar: periods only, joined where they touch. Titles are read here and kept nowhere.
 * @param timeZone of the person’s site, for whole days and times without a zone
 * @param whose the person and everybody who works here: what the calendar says of others is not about them
 */
export function awayPeriods(
  text: string,
  from: Date,
  to: Date,
  timeZone: string,
  whose?: { self: Colleague; staff: readonly Colleague[] },
): Period[] {
  const periods = eventsIn(text, from, to, timeZone)
    .filter((event) => meansAway(event) && (!whose || isAbout(event, whose.self, whose.staff)))
    .map((event) => ({ from: event.from, to: event.to }))
    .filter((period) => period.to > period.from)
  const joined: Period[] = []
  for (const period of periods) {
    const last = joined.at(-1)
    if (!last || period.from > last.to) joined.push(period)
    else if (period.to > last.to) last.to = period.to
  }
  return joined
}
