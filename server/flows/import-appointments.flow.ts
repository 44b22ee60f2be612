import { type AppointmentRow, readAppointmentRow } from '../customers/import-appointment-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import type { BatchOutcome, RunContext } from '../customers/import-run.flow.ts'
import { digest } from '../customers/row-key.ts'
import type { House } from '../kit/house.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { bookFromSource, type SourceBooking } from '../visits/booking.flow.ts'
import { rowsWithCustomers } from './import-who.flow.ts'

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
  const { found, refused, warnings } = await rowsWithCustomers<AppointmentRow>(house, context, rows, readAppointmentRow)
  const bookings = found.map(({ said, customerId, assetId, staffId }): SourceBooking => {
    const at = said.instant ?? instantOf(said.date, said.time, context.timeZone)
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
  const { outcomes, ...counted } = await bookFromSource(
    house,
    { source: `${run.source}@${run.siteId}`, siteId: run.siteId, actor: 'import', staffId: run.createdBy },
    bookings,
  )
  for (const [n, { row, customerId }] of found.entries())
    context.tell?.(row.line, outcomes.get(bookings[n]!.key) ?? 'unchanged', customerId)
  return { counted, refused, warnings }
}
