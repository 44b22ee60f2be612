/** One plate of an asset with its period, in civil days. Open while `until` is null. */
export interface PlatePeriod {
  id: string
  plate: string
  country: string
  since: string | null
  until: string | null
}

/** What to write so that the history says the new truth. */
export interface PlateChange {
  /** Periods that end, with their last day. */
  close: { id: string; until: string }[]
  /** Periods that go on: one that was closed, or that changes country. */
  keep: { id: string; country: string }[]
  /** The period that begins, if any. */
  open: { plate: string; country: string; since: string | null } | null
}

/** Is this plate on the car on that day? On the day of the change both are: the car left with the old one this morning. */
export const plateOpen = (period: Pick<PlatePeriod, 'until'>, today: string): boolean =>
  period.until === null || period.until >= today

/**
 * A car has one plate at a time, and its earlier ones are kept. A new plate closes the old one today and begins today (the
 * first one has no known beginning). Taking a change back on the same day opens the old period again instead of adding a third.
 * @param wanted normalised, or null when the car has no plate now
 */
export function changePlate(
  history: readonly PlatePeriod[],
  wanted: { plate: string; country: string } | null,
  today: string,
): PlateChange {
  const open = history.filter((period) => period.until === null)
  const same = wanted
    ? (open.find((period) => period.plate === wanted.plate) ??
      history.find((period) => period.plate === wanted.plate && plateOpen(period, today)))
    : undefined
  const change: PlateChange = {
    close: open.filter((period) => period.id !== same?.id).map(({ id }) => ({ id, until: today })),
    keep: [],
    open: null,
  }
  if (!wanted) return change
  if (!same) change.open = { ...wanted, since: history.length === 0 ? null : today }
  else if (same.until !== null || same.country !== wanted.country)
    change.keep.push({ id: same.id, country: wanted.country })
  return change
}
