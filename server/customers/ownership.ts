/** Someone's time with an asset, in civil days; `until` is the first day it is no longer theirs: the day of a sale is the buyer’s. */
export interface OwnershipPeriod {
  id: string
  customerId: string
  role: 'owner' | 'driver' | 'company'
  since: string | null
  until: string | null
}

/** Has it not ended by then? A period that has not begun yet counts. */
const goesOn = (period: OwnershipPeriod, day: string): boolean => period.until === null || period.until > day

export interface Handover {
  end: { id: string; customerId: string; role: OwnershipPeriod['role']; until: string }[]
  begin: { customerId: string; role: OwnershipPeriod['role']; since: string } | null
  /** Whom it was bought from: earlier owners whose time ends. Empty when nothing was sold. */
  soldBy: string[]
}

/**
 * Who has this asset from that day on.
 * - A customer has one role at a time: a driver who buys the car stops being its driver.
 * - A new owner where there was another one is a sale: everyone's earlier time ends, drivers and company too, for the seller's
 *   family must not be greeted in the buyer's car. Whoever stays is added again.
 * - A driver or a company is added beside the others.
 * - Saying what is already so changes nothing.
 */
export function handOver(
  periods: readonly OwnershipPeriod[],
  to: { customerId: string; role: OwnershipPeriod['role']; since: string },
): Handover {
  const going = periods.filter((period) => goesOn(period, to.since))
  const already = going.some((period) => period.customerId === to.customerId && period.role === to.role)
  const sellers =
    to.role === 'owner' ? going.filter((period) => period.role === 'owner' && period.customerId !== to.customerId) : []
  const leaving = going.filter((period) =>
    period.customerId === to.customerId ? period.role !== to.role : sellers.length > 0,
  )
  return {
    end: leaving.map((period) => ({
      id: period.id,
      customerId: period.customerId,
      role: period.role,
      until: period.since !== null && period.since > to.since ? period.since : to.since,
    })),
    begin: already ? null : to,
    soldBy: [...new Set(sellers.map((period) => period.customerId))],
  }
}
