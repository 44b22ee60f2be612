/** Whom an answer is from and what it is about; null where nobody knows. */
export interface AnswerAbout {
  customerId: string | null
  siteId: string | null
  staffId: string | null
  assetId: string | null
  orderId: string | null
  visitId: string | null
  moment: string | null
  service: string | null
}
