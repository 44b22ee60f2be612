/** Lines that hold a moment; a whole day has no zone and is left as it is. */
const MOMENT = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;(?:"[^"]*"|[^":])*)?):(\d{8}T\d{6}(?:,\d{8}T\d{6})*)$/iu
const TZID = /;TZID=("[^"]*"|[^;:]*)/iu
/** Outlook’s names for a zone of one’s own making, which say nothing of where it is. */
const OF_NOWHERE = /^(?:customized time zone|tzone:\/\/microsoft\/custom)$/iu

const NONE: ReadonlySet<string> = new Set()

export const isZone = (zone: string | undefined): boolean => {
  if (!zone) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * A calendar whose every local time names a zone that exists. A repeated event without one would be repeated in the zone of this process: at 14:00 until the
 * clocks change there, at 15:00 after. Without a zone, or in one of the file’s own invention, a time is meant where the calendar’s people work.
 * @param strange names that turned out to be no zone, beside those known here
 */
export function withZones(text: string, timeZone: string, strange: ReadonlySet<string> = NONE): string {
  return unfolded(text)
    .map((line) => {
      const [, name, parameters = '', when] = MOMENT.exec(line) ?? []
      if (!name) return line
      const said = named(parameters)
      const zone = zoneOf(said, timeZone, strange)
      if (zone === said) return line
      return `${name}${parameters.replace(TZID, '')};TZID=${zone}:${when}`
    })
    .join('\r\n')
}

/** Every name of a zone that a moment of this calendar is told in. */
export function zonesNamed(text: string): string[] {
  const moments = unfolded(text).flatMap((line) => MOMENT.exec(line)?.[2] ?? [])
  return [...new Set(moments.flatMap((parameters) => named(parameters) ?? []))]
}

const named = (parameters: string): string | undefined => TZID.exec(parameters)?.[1]?.replaceAll('"', '')

const unfolded = (text: string): string[] => text.replace(/\r?\n[ \t]/gu, '').split(/\r?\n/u)

function zoneOf(said: string | undefined, timeZone: string, strange: ReadonlySet<string>): string {
  if (!said || OF_NOWHERE.test(said)) return timeZone
  // Evolution and Mozilla put their own path before it: /mozilla.org/20050126_1/Europe/Paris.
  const last = /[A-Z][A-Za-z]+\/[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)?$/u.exec(said)?.[0]
  if (last && last !== said && isZone(last)) return last
  return strange.has(said) ? timeZone : said
}
