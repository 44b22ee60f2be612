/** What a matter is about, as far as we know. */
export interface Subject {
  siteId: string | null
  assetId: string | null
  orderId: string | null
}

/**
 * Is this the same matter as the case that is open? Where both speak of a car it must be the same car; else where both speak of an order the
 * same order; else where both name a place the same place. What is not known contradicts nothing: one customer with one open case at one place
 * is not to be answered by two people.
 */
export function sameMatter(open: Subject, answer: Subject): boolean {
  if (open.assetId && answer.assetId) return open.assetId === answer.assetId
  if (open.orderId && answer.orderId) return open.orderId === answer.orderId
  return !(open.siteId && answer.siteId) || open.siteId === answer.siteId
}
