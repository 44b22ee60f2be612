import { logBinomial } from './distributions.ts'

/**
 * How likely two shares as far apart as these are when nothing differs, given how many there are in all: Fisher's exact test, two-sided (tables
 * no likelier than this one), with half of this table's own chance (mid-p; Lancaster 1961), which keeps its level on average where the plain
 * test is far too careful. No approximation, however rare.
 */
export function exactTwoShares(k: number, n: number, other: number, otherN: number): number {
  const total = k + other
  if (total === 0 || total === n + otherN || n === 0 || otherN === 0) return 1
  const [least, most] = [Math.max(0, total - otherN), Math.min(n, total)]
  const all = logBinomial(n + otherN, total)
  const chance = (x: number): number => Math.exp(logBinomial(n, x) + logBinomial(otherN, total - x) - all)
  const own = chance(k)
  let sum = 0
  // Outwards from the far ends inwards: each side falls off, so it ends where tables become likelier than this one.
  for (let x = least; x <= most; x++) {
    const each = chance(x)
    if (each > own * (1 + 1e-7)) break
    sum += x === k ? each / 2 : each
  }
  for (let x = most; x > least; x--) {
    const each = chance(x)
    if (each > own * (1 + 1e-7)) break
    sum += x === k ? each / 2 : each
  }
  return Math.min(1, sum)
}
