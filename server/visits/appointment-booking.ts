import type { Service } from '../../contract/network.ts'

/** What an appointment says. */
export interface BookedFields {
  customerId: string
  assetId: string | null
  service: Service
  /** Instant, ISO 8601. */
  at: string
  minutes: number
  staffId: string | null
  reason: string
  state: 'booked' | 'kept' | 'cancelled' | 'missed'
}
export type AppointmentChange = Partial<BookedFields>

/**
 * What a source’s new word changes of an appointment it booked: the fields that still hold what it said before. What a person moved,
 * reassigned or cancelled by hand stays. Silence (a field left out) changes nothing; what is kept or missed is over and stays.
 */
export function followSource(
  stored: BookedFields,
  before: Partial<BookedFields> | null,
  now: Partial<BookedFields>,
): AppointmentChange {
  if (stored.state === 'kept' || stored.state === 'missed') return {}
  const change: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(now)) {
    const key = field as keyof BookedFields
    // Said to be nobody is said too: who is named later takes their place.
    const held = before?.[key] !== undefined ? before[key] : key === 'state' ? 'booked' : undefined
    if (value !== undefined && stored[key] !== value && stored[key] === held && held !== value) change[key] = value
  }
  return change as AppointmentChange
}

/**
 * The instant of a civil time on a site. Of the hour that comes twice when summer time ends, the first is meant; in the hour that is
 * skipped when it begins, the clock is moved on (RFC 5545, section 3.3.5; Temporal’s `compatible`).
 * @param date YYYY-MM-DD @param time HH:MM
 */
export const instantOf = (date: string, time: string, timeZone: string): string =>
  new Date(
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
      .epochMilliseconds,
  ).toISOString()
