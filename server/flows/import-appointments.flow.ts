import { type AppointmentRow, readAppointmentRow } from '../customers/import-appointment-row.ts'
import { staffByEmail } from '../customers/import-batch.flow.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, digest, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { countWarnings, warningsOf } from '../customers/import-warnings.ts'
import type { House } from '../kit/house.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { bookFromSource, type SourceBooking } from '../visits/booking.flow.ts'
import { candidatesFor, indexCandidates } from '../visits/who-comes.store.ts'
import { type Told, whoComes } from '../visits/who-comes.ts'

const MINUTES = 60

const toldBy = ({ who }: AppointmentRow): Told => ({
  customerKey: who.customerKey,
  phones: who.phones,
  emails: who.emails,
  plates: who.plate ? [who.plate] : [],
  name: who.fullName,
  exact: true,
})

/**
 * One batch of a diary sent as CSV. Whom nobody knows here is set aside, not invented: the row can be sent again once the customer is in. Without
 * a key of its own, an appointment is known again by who comes, when, and for what.
 */
export async function appointmentBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { run } = context
  const staff = await staffByEmail(house.db)
  if (!run.site_id) throw new Error('an import of appointments without a site')
  const refused: BatchOutcome['refused'] = []
  const warnings: BatchOutcome['warnings'] = {}
  const good: { row: CsvRecord; said: AppointmentRow; told: Told; why: string[] }[] = []
  for (const row of rows) {
    const read = 'broken' in row ? { problem: row.broken } : readAppointmentRow(row.cells, context.row)
    if ('problem' in read) refused.push(refuse(row, read.problem))
    else good.push({ row, said: read.ok, told: toldBy(read.ok), why: warningsOf(read, staff) })
  }
  const among = indexCandidates(
    await candidatesFor(
      house.db,
      run.source,
      good.map(({ told }) => told),
      house.now().toISOString().slice(0, 10),
    ),
  )
  const bookings: SourceBooking[] = []
  for (const { row, said, told, why } of good) {
    const who = whoComes(told, among(told))
    if ('because' in who) {
      refused.push(refuse(row, who.because))
      continue
    }
    countWarnings(warnings, why, row.line)
    const at = said.instant ?? instantOf(said.date, said.time, context.timeZone)
    const service = said.service ?? 'service'
    bookings.push({
      key: said.key ?? `h:${digest(`${run.site_id}|${who.customerId}|${at}|${service}`)}`,
      ...who,
      service,
      at,
      minutes: said.minutes ?? MINUTES,
      staffId: (said.staffEmail && staff.get(said.staffEmail)) || null,
      reason: said.reason,
      state: 'booked',
    })
  }
  // Diaries number from one: two sites that send theirs under one name must not book over each other.
  const counted = await bookFromSource(
    house,
    { source: `${run.source}@${run.site_id}`, siteId: run.site_id, actor: 'import', staffId: run.created_by },
    bookings,
  )
  return { counted, refused, warnings }
}
