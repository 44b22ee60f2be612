import type { Because } from '../../contract/because.ts'

/** What a touch that is told in the same contact would have said by itself. */
export interface ToldBesides {
  touch: string
  opening: string
  message: string
  thank: string
  avoid: string
}

/** Something a person is asked to do for a customer. Instants are epoch milliseconds. */
export interface NewTask {
  id: string
  touchId: string | null
  customerId: string
  staffId: string | null
  siteId: string | null
  assetId: string | null
  /** What it is about, beside the asset: a contract in progress allows only what is about itself (CALL-2). */
  orderId: string | null
  /** call, word, coffee, linkedin, whatsapp, or a doubt to settle. */
  kind: string
  purpose: 'service' | 'commercial'
  moment: string | null
  title: string
  because: readonly Because[]
  opening: string
  /** Words to copy where they are written by hand: LinkedIn, WhatsApp. */
  message: string
  thank: string
  avoid: string
  also?: readonly ToldBesides[]
  priority: number
  core: boolean
  minutes: number
  notBefore: number
  dueOn: string | null
  expiresAt: number | null
}
