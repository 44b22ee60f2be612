/**
 * Which of many findings may be spoken of so that at most a share `rate` of those spoken of is chance, on average (Benjamini & Hochberg 1995):
 * the largest k whose k-th smallest p is under k/m × rate, and all before it. In the order given.
 */
export function discoveries(ps: readonly number[], rate = 0.05): boolean[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!)
  let last = -1
  for (const [rank, i] of order.entries()) if (ps[i]! <= ((rank + 1) / ps.length) * rate) last = rank
  const found = ps.map(() => false)
  for (const i of order.slice(0, last + 1)) found[i] = true
  return found
}
