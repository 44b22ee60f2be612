import type { Who } from '../../contract/facts.ts'

/** A fact to tell. Told again under the same (source, key) it changes nothing. */
export interface NewFact {
  id: string
  customerId: string | null
  /** How the sender names the customer, while we do not know them. */
  who: Who | null
  kind: string
  at: Date
  assetId?: string | null
  orderId?: string | null
  siteId?: string | null
  staffId?: string | null
  data?: Record<string, unknown>
  source: string
  key: string
  causedBy?: readonly string[]
}

/** A fact of our own: we know whom it is about. */
export type OwnFact = Omit<NewFact, 'id' | 'customerId' | 'who' | 'source'> & { customerId: string }
