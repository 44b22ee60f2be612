import { normalBelow } from './distributions.ts'
import { legendre } from './legendre.ts'

/** A change of one standard deviation is the one looked for: half of it is let pass each time. */
const ALLOWANCE = 0.5
const NODES = 24

const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)

/**
 * How many points it takes on average until a one-sided CUSUM of standard normals, moved by `shift`, passes `limit`: the integral equation of
 * Page (1954), L(z) = 1 + L(0) Φ(k − z) + ∫ L(x) φ(x + k − z) dx, solved on Gauss–Legendre nodes (Nyström). The kernel is smooth, so
 * 24 nodes give it to more digits than one needs.
 */
export function runLength(limit: number, shift = 0, allowance = ALLOWANCE): number {
  const nodes = legendre(NODES, 0, limit)
  const k = allowance - shift
  const points = [0, ...nodes.map(({ x }) => x)]
  const rows = points.map((z, i) => [
    ...points.map((x, j) => {
      const from = j === 0 ? normalBelow(k - z) : nodes[j - 1]!.weight * density(x + k - z)
      return (i === j ? 1 : 0) - from
    }),
    1,
  ])
  return solve(rows)[0]!
}

/**
 * The same by the Markov chain of Brook & Evans (1972), which published tables and programs use: short by 0.02 in 335 with 200 states. Kept
 * to be compared with them.
 */
export function runLengthByChain(limit: number, shift = 0, allowance = ALLOWANCE, states = 200): number {
  const width = (2 * limit) / (2 * states - 1)
  const upTo = (steps: number): number => normalBelow(steps * width + allowance - shift)
  const rows = Array.from({ length: states }, (_, from) => [
    ...Array.from(
      { length: states },
      (_, to) => (from === to ? 1 : 0) - (to === 0 ? upTo(0.5 - from) : upTo(to - from + 0.5) - upTo(to - from - 0.5)),
    ),
    1,
  ])
  return solve(rows)[0]!
}

/** Two one-sided ones side by side: their rates of alarm add up (exact for an allowance of half and more; van Dobben de Bruyn 1968). */
export const bothWays = (up: number, down: number): number => 1 / (1 / up + 1 / down)

/** The same when a change either way is looked for. */
export function runLengthTwoSided(limit: number, shift = 0, allowance = ALLOWANCE): number {
  return bothWays(runLength(limit, shift, allowance), runLength(limit, -shift, allowance))
}

/**
 * The limit at which a two-sided CUSUM cries wolf once in `length` points on average, when the level it compares with is itself only known to
 * `doubt` standard deviations of a point: from a short past the limit must be wider to keep its promise.
 */
export function limitFor(length: number, doubt = 0, allowance = ALLOWANCE): number {
  // Either way is alike, so half of the doubt is summed.
  const off = doubt === 0 ? [{ x: 0, weight: 1 }] : legendre(5, 0, 3.5 * doubt)
  const share = off.map(({ x, weight }) => weight * (doubt === 0 ? 1 : density(x / doubt)))
  const all = share.reduce((sum, each) => sum + each, 0)
  const alarms = (limit: number): number =>
    off.reduce((sum, { x }, i) => sum + share[i]! / all / runLengthTwoSided(limit, x, allowance), 0)
  let [low, high] = [0.5, 4]
  while (alarms(high) * length > 1 && high < 60) high *= 1.5
  for (let round = 0; round < 40 && high - low > 1e-4; round++) {
    const middle = (low + high) / 2
    if (alarms(middle) * length > 1) low = middle
    else high = middle
  }
  return high
}

/** Gauss elimination with the largest pivot first; each row carries its right side. */
function solve(rows: number[][]): number[] {
  const n = rows.length
  for (let column = 0; column < n; column++) {
    let best = column
    for (let row = column + 1; row < n; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row
    ;[rows[column], rows[best]] = [rows[best]!, rows[column]!]
    for (let row = column + 1; row < n; row++) {
      const times = rows[row]![column]! / rows[column]![column]!
      if (times === 0) continue
      for (let at = column; at <= n; at++) rows[row]![at]! -= times * rows[column]![at]!
    }
  }
  const found = Array.from({ length: n }, () => 0)
  for (let row = n - 1; row >= 0; row--) {
    let left = rows[row]![n]!
    for (let at = row + 1; at < n; at++) left -= rows[row]![at]! * found[at]!
    found[row] = left / rows[row]![row]!
  }
  return found
}

export interface Passed {
  /** Which way it moved. */
  direction: 'up' | 'down'
  /** The point at which the limit was passed. */
  at: number
  /** The point from which on it had moved: the first after the sum was last at nought. */
  since: number
}

export interface Cusum {
  up: number[]
  down: number[]
  /** The last passing that still stands, if any: the sum has not come back to nought since. */
  passed: Passed | null
}

/** The two sums over standardised points, and whether one of them is past the limit and has not come home since. */
export function cusum(points: readonly number[], limit: number, allowance = ALLOWANCE): Cusum {
  const [up, down]: [number[], number[]] = [[], []]
  const sides = { up: { sum: 0, since: 0, at: -1 }, down: { sum: 0, since: 0, at: -1 } }
  for (const [i, z] of points.entries()) {
    for (const [name, side, sign] of [['up', sides.up, 1] as const, ['down', sides.down, -1] as const]) {
      if (side.sum === 0) side.since = i
      side.sum = Math.max(0, side.sum + sign * z - allowance)
      if (side.sum === 0) side.at = -1
      else if (side.sum > limit && side.at < 0) side.at = i
      ;(name === 'up' ? up : down).push(side.sum)
    }
  }
  const standing = (['up', 'down'] as const)
    .filter((name) => sides[name].at >= 0)
    .sort((a, b) => sides[b].at - sides[a].at)[0]
  return {
    up,
    down,
    passed: standing ? { direction: standing, at: sides[standing].at, since: sides[standing].since } : null,
  }
}
