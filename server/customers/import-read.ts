import type { ImportKind } from '../../contract/import-fields.ts'
import { readAppointmentRow, shownAppointment } from './import-appointment-row.ts'
import type { HeardWord } from './import-consent-columns.ts'
import { readConsentRow, shownConsent } from './import-consent-row.ts'
import { readOrderRow, shownOrder } from './import-order-row.ts'
import { readPastRow, shownPast } from './import-past-row.ts'
import type { RowContext } from './import-reading.ts'
import { type RowDraft, readRow, shownFields } from './import-row.ts'

/** What a row of any kind is for a preview: its fields as they would be, or why it is set aside; and whom of the staff it names. */
export type PreviewedRow =
  | {
      fields: () => Record<string, string>
      warnings: readonly string[]
      staffEmail: string | null
      /** Of customers: what the row says. */
      draft?: RowDraft
      /** Of a file with a column for each channel: what they say. */
      consents?: readonly HeardWord[]
    }
  | { problem: string }

/** Reads one row of a file of any kind. Nothing here knows what is already in the base. */
export function readAnyRow(kind: ImportKind, cells: readonly string[], context: RowContext): PreviewedRow {
  if (kind === 'customers') {
    const read = readRow(cells, context)
    if ('problem' in read) return read
    return {
      fields: () => shownFields(read.ok),
      warnings: read.warnings,
      staffEmail: read.ok.advisorEmail,
      draft: read.ok,
      consents: read.ok.consents ?? [],
    }
  }
  if (kind === 'orders') {
    const read = readOrderRow(cells, context)
    if ('problem' in read) return read
    return { fields: () => shownOrder(read.ok), warnings: read.warnings, staffEmail: null }
  }
  if (kind === 'appointments') {
    const read = readAppointmentRow(cells, context)
    if ('problem' in read) return read
    return {
      fields: () => shownAppointment(read.ok),
      warnings: read.warnings,
      staffEmail: read.ok.staffEmail,
    }
  }
  if (kind === 'consents') {
    const read = readConsentRow(cells, context)
    if ('problem' in read) return read
    return {
      fields: () => shownConsent(read.ok),
      warnings: read.warnings,
      staffEmail: null,
      consents: read.ok.words.filter(({ column }) => column !== undefined),
    }
  }
  const read = readPastRow(cells, context)
  if ('problem' in read) return read
  return { fields: () => shownPast(read.ok), warnings: read.warnings, staffEmail: read.ok.staffEmail }
}
