import type { ImportKind } from '../../contract/import-fields.ts'
import { customerBatch } from '../customers/import-batch.flow.ts'
import type { BatchWork } from '../customers/import-run.flow.ts'
import { appointmentBatch } from './import-appointments.flow.ts'
import { consentBatch } from './import-consents.flow.ts'
import { orderBatch } from './import-orders.flow.ts'
import { pastBatch } from './import-past.flow.ts'

/** What is done with the rows of each kind; whom two records could be is compared first where the context says how. */
export const WORKS: Record<ImportKind, BatchWork> = {
  customers: customerBatch,
  appointments: appointmentBatch,
  orders: orderBatch,
  visits: pastBatch('visit'),
  calls: pastBatch('call'),
  consents: consentBatch,
}
