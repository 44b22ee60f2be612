import type { DutyNow, Hours } from '../../contract/network.ts'
import { WEEKDAYS } from '../../contract/network.ts'

export interface DutySaid {
  state: 'on' | 'away'
  /** Instant after which what was said no longer holds; null: until said otherwise. */
  until: Date | null
  deputyId: string | null
}

export interface Period {
  from: Date
  to: Date
}

export interface Employed {
  /** Sites in force where they hold a role. */
  sites: readonly { hours: Hours; timeZone: string }[]
  /** Who goes for them whenever they are away and named nobody else. */
  standing?: string | null
  /** Invited, and never came in: no screen of ours reaches them. */
  awaited?: boolean
}

/**
 * Who is there now. What a person said by hand holds until its end; whoever was invited and never came in is not there; else an away period of their calendar
 * (of several, the one that ends last); else the hours of their sites: on duty while one of them is open (a site without hours counts as open; somebody all of
 * whose sites were put away is nowhere). Away, whom they named goes for them, else their standing deputy.
 */
export function dutyNow(
  said: DutySaid | null,
  away: readonly Period[],
  { sites, standing = null, awaited = false }: Employed,
  now: Date,
): DutyNow {
  if (said && (said.until === null || said.until > now))
    return {
      state: said.state,
      because: 'hand',
      until: said.until?.toISOString() ?? null,
      deputyId: said.state === 'away' ? (said.deputyId ?? standing) : null,
    }
  if (awaited) return { state: 'off', because: 'not-joined', until: null, deputyId: standing }
  const period = away.filter((p) => p.from <= now && now < p.to).sort((a, b) => b.to.getTime() - a.to.getTime())[0]
  if (period)
    return {
      state: 'away',
      because: 'calendar',
      until: period.to.toISOString(),
      deputyId: said?.deputyId ?? standing,
    }
  const open = sites.some((site) => isOpen(site.hours, site.timeZone, now))
  return open
    ? { state: 'on', because: 'default', until: null, deputyId: null }
    : { state: 'off', because: 'hours', until: null, deputyId: null }
}

/** Is a place open at this instant, in its own civil time? No hours given at all: yes. */
export function isOpen(hours: Hours, timeZone: string, now: Date): boolean {
  if (Object.keys(hours).length === 0) return true
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const weekday = WEEKDAYS[local.dayOfWeek - 1]!
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  return (hours[weekday] ?? []).some(([from, to]) => from <= clock && clock < to)
}
