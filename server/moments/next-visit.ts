/** How often services follow each other, in days: the middle one, how far the others stand from it (a standard deviation), of how many. */
export interface VisitRhythm {
  days: number
  spread: number
  n: number
}

export interface NextVisit {
  /** Days since 1 January 1970. */
  day: number
  /** Two times out of three the visit falls within so many days of it. */
  error: number
  /** Of how many intervals of this very vehicle. */
  n: number
}

/** How many of its own intervals weigh as much as the whole network: a vehicle seen twice is still mostly like the others. */
const NETWORK_WEIGHS = 2
/** Fewer intervals than this say nothing of a network. */
const FEWEST_INTERVALS = 20
/** Makes the median distance from the median a standard deviation, where distances are normal. */
const MAD = 1.4826

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

/** What is usual in a network, from all its intervals; null where there are too few to say. */
export function visitRhythm(intervals: readonly number[]): VisitRhythm | null {
  if (intervals.length < FEWEST_INTERVALS) return null
  const days = median(ascending(intervals))
  return { days, spread: MAD * median(ascending(intervals.map((each) => Math.abs(each - days)))), n: intervals.length }
}

/**
 * When a vehicle comes next: its last service and its own middle interval, drawn towards the network's the fewer it has. The error is
 * told with it; it is never smaller than what is usual between one visit and another of the same vehicle.
 * @param services days of its services, since 1 January 1970
 */
export function nextVisit(services: readonly number[], network: VisitRhythm): NextVisit | null {
  const days = [...new Set(ascending(services))]
  if (days.length === 0) return null
  const own = ascending(days.slice(1).map((day, i) => day - days[i]!))
  const n = own.length
  const weight = n / (n + NETWORK_WEIGHS)
  const middle = n === 0 ? network.days : median(own)
  const between = weight * middle + (1 - weight) * network.days
  const ownVariance = n < 2 ? network.spread ** 2 : own.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (n - 1)
  const variance = (n * ownVariance + NETWORK_WEIGHS * network.spread ** 2) / (n + NETWORK_WEIGHS)
  return {
    day: Math.round(days.at(-1)! + between),
    error: Math.round(Math.sqrt(variance * (1 + 1 / (n + NETWORK_WEIGHS)))),
    n,
  }
}
