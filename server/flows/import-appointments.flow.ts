import { type AppointmentRow, readAppointmentRow } from '../customers/import-appointment-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { countWarnings } from '../customers/import-warnings.ts'
import { digest } from '../customers/row-key.ts'
import type { House } from '../kit/house.ts'
import { appointmentsOfSource } from '../visits/appointment.store.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { bookFromSource, type SourceBooking } from '../visits/booking.flow.ts'
import { type FoundRow, leftEmpty, rowsWithCustomers } from './import-who.flow.ts'
import { besideKey, standBeside } from './stand-beside.ts'

const MINUTES = 60

/**
 * One batch of a diary. Whom nobody knows here is set aside, not invented: the row can be sent again once the customer is in. Without
 * a key of its own, an appointment is known again by who comes, when, and for what.
 */
export async function appointmentBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { run } = context
  if (!run.siteId) throw new Error('an import of appointments without a site')
  const { found: named, refused } = await rowsWithCustomers<AppointmentRow>(house, context, rows, readAppointmentRow)
  const atOf = ({ said }: FoundRow<AppointmentRow>): string =>
    said.instant ?? instantOf(said.date, said.time, context.timeZone)
  // Of a row tried again whose day is over nobody knows whether they came: booked now, it would be missed.
  const over = new Set(context.late ? named.filter((row) => Date.parse(atOf(row)) < house.now().getTime()) : [])
  for (const { row } of over) refused.push(refuse(row, 'appointment-over'))
  const found = named.filter((row) => !over.has(row))
  const bookings = found.map((row): SourceBooking => {
    const { said, customerId, assetId, staffId } = row
    const at = atOf(row)
    const service = said.service ?? 'service'
    return {
      key: said.key ?? `h:${digest(`${run.siteId}|${customerId}|${at}|${service}`)}`,
      customerId,
      assetId,
      service,
      at,
      minutes: said.minutes ?? MINUTES,
      staffId,
      reason: said.reason,
      state: 'booked',
    }
  })
  // Diaries number from one: two sites that send theirs under one name must not book over each other.
  const source = `${run.source}@${run.siteId}`
  const places = await besideOthers(house, source, found, bookings)
  const warnings = leftEmpty(found, refused)
  for (const [n, { isNew }] of places.entries())
    if (isNew) countWarnings(warnings, ['key-of-another'], found[n]!.row.line)
  const { outcomes, ...counted } = await bookFromSource(
    house,
    { source, siteId: run.siteId, actor: 'import', staffId: run.createdBy },
    bookings,
  )
  for (const [n, { row, customerId }] of found.entries()) {
    const outcome = outcomes.get(bookings[n]!.key) ?? 'unchanged'
    context.tell?.(row.line, outcome, customerId, places[n]!.isNew ? 'key-of-another' : null)
  }
  return { counted, refused, warnings }
}

/** Nobody's appointment becomes another's: whose number is another customer's already has one beside it. Their keys are set so. */
async function besideOthers(
  house: House,
  source: string,
  found: readonly FoundRow<AppointmentRow>[],
  bookings: readonly SourceBooking[],
) {
  const numbered = bookings.map(({ key, customerId }, n) => ({
    key,
    customerId,
    customerKey: found[n]!.said.who.customerKey,
  }))
  const standing = await appointmentsOfSource(
    house.db,
    source,
    numbered.flatMap((row) => [row.key, besideKey(row)]),
  )
  const places = standBeside(
    numbered,
    new Map(standing.map((row) => [row.key!, [row.customerId, row.said?.customerId]])),
  )
  for (const [n, { beside }] of places.entries()) if (beside) bookings[n]!.key = besideKey(numbered[n]!)
  return places
}
