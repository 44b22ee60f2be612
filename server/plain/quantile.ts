/** The q-quantile of sorted numbers, by linear interpolation (type 7 of Hyndman & Fan, 1996). Null when there are none. */
export function quantile(sorted: readonly number[], q: number): number | null {
  if (sorted.length === 0) return null
  const place = (sorted.length - 1) * q
  const below = Math.floor(place)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (place - below)
}

/**
 * A 95 % interval of the median without any assumption on the shape: the order statistics whose ranks are the 2.5 % and
 * 97.5 % points of Binomial(n, ½) (Conover, Practical Nonparametric Statistics, §3.2). Null below n = 6, where no such
 * interval exists.
 */
export function medianInterval(sorted: readonly number[]): { low: number; high: number } | null {
  const n = sorted.length
  if (n < 6) return null
  let rank = 0
  if (n > 1000) rank = Math.floor(n / 2 - (1.96 * Math.sqrt(n)) / 2)
  else {
    // largest k with P(Binomial(n, ½) < k) ≤ 2.5 %
    let term = 0.5 ** n
    let below = 0
    while (below + term <= 0.025) {
      below += term
      term = (term * (n - rank)) / (rank + 1)
      rank++
    }
  }
  return { low: sorted[Math.max(rank - 1, 0)]!, high: sorted[Math.min(n - rank, n - 1)]! }
}
