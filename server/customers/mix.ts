/** Who comes through this gate: shares of arrivals, and among how many vehicles each share is divided. */
export interface Mix {
  expected: number
  known: number
  /** Sum of the three is 1. */
  stranger: number
  /** Vehicles expected on this site today (those handed in with weights: the sum of their weights). */
  expectedToday: number
  /** All vehicles on file. */
  knownVehicles: number
}

/** What a garage on an ordinary day sees, before it has told us: worth as much as its first fifty arrivals. */
const PRIOR = { expected: 0.45, known: 0.25, stranger: 0.3 }
const PRIOR_ARRIVALS = 50

/**
 * A site's own mix, learned from its counted arrivals (Dirichlet prior): counts only, never who. Read "stranger" as
 * "nobody was recognised". Counts are those of the last weeks: hand in decayed ones.
 */
export const mixOf = (
  counts: { expected: number; known: number; stranger: number },
  expectedToday: number,
  knownVehicles: number,
): Mix => {
  const total = PRIOR_ARRIVALS + counts.expected + counts.known + counts.stranger
  const share = (group: 'expected' | 'known' | 'stranger') => (PRIOR_ARRIVALS * PRIOR[group] + counts[group]) / total
  return {
    expected: share('expected'),
    known: share('known'),
    stranger: share('stranger'),
    expectedToday,
    knownVehicles,
  }
}

/** Reasons that put a vehicle among those expected today; all other known vehicles share the `known` part. */
const EXPECTED = ['expected-now', 'expected-today', 'order-to-deliver-today', 'vehicle-ready']
export const isExpected = (becauses: readonly string[]): boolean => becauses.some((code) => EXPECTED.includes(code))

/**
 * How much likelier this vehicle is to come now than an ordinary one **of its group** (expected today, or known and not
 * expected). Being expected is not a weight: the mix gives that group its own share of the arrivals.
 */
const WEIGHTS: Record<string, number> = {
  // among those expected today: within the hour of the appointment
  'expected-now': 3,
  // already seen arriving today and not gone: hardly again
  'arrived-already': 0.05,
  // among the others on file
  'case-open': 8,
  'order-open': 4,
  'called-today': 10,
  'visit-again-today': 8,
  'recent-visit': 3,
  'service-due': 2,
  // the file says the vehicle was sold, or the plate was replaced
  'plate-former': 0.1,
}
export const contextWeight = (becauses: readonly string[]): number =>
  becauses.reduce((weight, code) => weight * (WEIGHTS[code] ?? 1), 1)
