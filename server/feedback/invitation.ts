import type { AnswerAbout } from './about.ts'

/** An invitation to answer, for one customer, by one channel. */
export interface NewInvitation extends AnswerAbout {
  id: string
  customerId: string
  survey: { id: string; version: number }
  channel: string
  touchId: string | null
  messageId: string | null
  /** The case after which it is asked a second time. */
  caseId: string | null
  expiresAt: Date
}
