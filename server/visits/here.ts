const HOUR = 3_600_000

/** Nobody is here for longer: whose visit is older was not ended by anybody. */
export const HERE_MS = 14 * HOUR

/** The same car, or the same person, within this time is the same visit; and within this time of driving out, the car has come back to it. */
export const SAME_VISIT_MS = 1.5 * HOUR
