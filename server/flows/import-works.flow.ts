import type { ImportKind } from '../../contract/import-fields.ts'
import type { BatchWork } from '../customers/import-run.flow.ts'
import { appointmentBatch } from './import-appointments.flow.ts'
import { consentBatch, customersWithConsents } from './import-consents.flow.ts'
import { orderBatch } from './import-orders.flow.ts'
import { pastBatch } from './import-past.flow.ts'

/** What is done with the rows of each kind; whom two records could be is compared first where the context says how. */
export const WORKS: Record<ImportKind, BatchWork> = {
  customers: customersWithConsents,
  appointments: appointmentBatch,
  orders: orderBatch,
  visits: pastBatch('visit'),
  calls: pastBatch('call'),
  consents: consentBatch,
}
