/** What of an order must outlive the person who placed it, and until when. */
export interface Kept {
  because: 'accounts' | 'contract'
  /** The last day. */
  until: string
}

/** Accounting papers: ten years from the close of the year (Code de commerce, art. L123-22); the year is taken as the civil one. */
const ACCOUNTS_YEARS = 10
/** A dispute about a contract may be brought for five years (Code civil, art. 2224). */
const CONTRACT_YEARS = 5

/**
 * An order with an amount is in the accounts; one without is a contract that may be disputed; one that was cancelled is neither. What stays
 * is the number, the amount, the state and the days: not who, not what car, not what was written.
 */
export function keptOrder(
  order: { state: string; amountCents: number | null; placedAt: string; changedAt: string },
  today: string,
): Kept | null {
  if (order.state === 'cancelled') return null
  const kept: Kept =
    order.amountCents === null
      ? { because: 'contract', until: yearsAfter(order.changedAt, CONTRACT_YEARS) }
      : { because: 'accounts', until: `${Number(order.placedAt.slice(0, 4)) + ACCOUNTS_YEARS}-12-31` }
  return kept.until < today ? null : kept
}

const yearsAfter = (at: string, years: number): string =>
  Temporal.PlainDate.from(at.slice(0, 10)).add({ years }).toString()
