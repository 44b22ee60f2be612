import { normalQuantile } from './distributions.ts'

/**
 * What a weighted sum of shares may be, given how often each answer came: the mean of stars, or promoters less detractors. The shares have a
 * Dirichlet distribution; each answer is worth `worth`, and `strength` is its count with its part of the prior.
 */
export interface Shares {
  worth: readonly number[]
  strength: readonly number[]
}

/** Mean and standard deviation of the weighted sum, exactly. */
export function momentsOf({ worth, strength }: Shares): { mean: number; sd: number } {
  const total = strength.reduce((sum, each) => sum + each, 0)
  const mean = worth.reduce((sum, each, i) => sum + each * strength[i]!, 0) / total
  const spread = worth.reduce((sum, each, i) => sum + (each - mean) ** 2 * strength[i]!, 0) / total
  return { mean, sd: Math.sqrt(spread / (total + 1)) }
}

/**
 * Nodes of the double-exponential rule: u = exp(π/2 · sinh t), so that du/u = π/2 · cosh t dt. The first level lies 1/12 apart; each next one
 * between those before, until the sum stands still: two levels nearly always, more where a kind of answer is rare and the limit at its end.
 */
const WIDEST = 3.75
const LEVELS = Array.from({ length: 8 }, (_, level) => {
  const step = level === 0 ? 1 / 12 : 1 / (12 * 2 ** (level - 1))
  const first = level === 0 ? -WIDEST : -WIDEST + step / 2
  return Array.from({ length: Math.floor((WIDEST - first) / step + 1e-9) + 1 }, (_, i) => {
    const t = first + i * step
    return { u: Math.exp((Math.PI / 2) * Math.sinh(t)), weight: (Math.PI / 2) * Math.cosh(t) }
  })
})
/** What the next level may still move. */
const STILL = 1e-9
/** Beyond so many standard deviations the chance is below what the integral can tell from none. */
const FAR = 9

/**
 * P(weighted sum < limit), to about 1e-9. Shares of a Dirichlet are gammas over their sum, so the question is whether a weighted sum of
 * gammas is below zero, and that has a one-dimensional integral (Gil-Pelaez 1951; Imhof 1961). No simulation.
 */
export function chanceBelow(limit: number, shares: Shares): number {
  const { mean, sd } = momentsOf(shares)
  const { worth, strength } = shares
  if (worth.every((each) => each >= limit)) return 0
  if (worth.every((each) => each < limit)) return 1
  if (Math.abs(limit - mean) > FAR * sd) return limit > mean ? 1 : 0
  const total = strength.reduce((sum, each) => sum + each, 0)
  // Scaled by its spread, the integrand lies about u = 1 whatever the counts.
  const scale = 1 / (total * sd)
  let [sum, last] = [0, Number.NaN]
  for (const [level, nodes] of LEVELS.entries()) {
    for (const { u, weight } of nodes) {
      let turn = 0
      let damping = 0
      for (let i = 0; i < worth.length; i++) {
        const at = (worth[i]! - limit) * scale * u
        turn += strength[i]! * Math.atan(at)
        damping += 0.5 * strength[i]! * Math.log1p(at * at)
      }
      if (damping < 40) sum += weight * Math.sin(turn) * Math.exp(-damping)
    }
    const chance = 0.5 - sum / (Math.PI * 12 * 2 ** level)
    if (Math.abs(chance - last) < STILL) return Math.min(1, Math.max(0, chance))
    last = chance
  }
  return Math.min(1, Math.max(0, last))
}

/** The value that the weighted sum stays below with probability p. */
export function quantileOf(p: number, shares: Shares): number {
  const { mean, sd } = momentsOf(shares)
  const [least, most] = [Math.min(...shares.worth), Math.max(...shares.worth)]
  const gap = (x: number): number => chanceBelow(x, shares) - p
  // A bracket about the normal's guess, widened until it holds the answer.
  const guess = mean + normalQuantile(p) * sd
  let reach = 0.35 * sd
  let [low, high] = [Math.max(least, guess - reach), Math.min(most, guess + reach)]
  let [below, above] = [gap(low), gap(high)]
  while (below > 0 && low > least) {
    reach *= 2
    ;[high, above] = [low, below]
    low = Math.max(least, low - reach)
    below = gap(low)
  }
  while (above < 0 && high < most) {
    reach *= 2
    ;[low, below] = [high, above]
    high = Math.min(most, high + reach)
    above = gap(high)
  }
  // Regula falsi that halves a side which stays (Illinois).
  let stayed = 0
  for (let round = 0; round < 60 && high - low > 1e-9 * (most - least); round++) {
    const x = above === below ? (low + high) / 2 : low - (below * (high - low)) / (above - below)
    const at = gap(x)
    if (Math.abs(at) < 1e-8) return x
    if (at < 0) {
      ;[low, below] = [x, at]
      if (stayed === 1) above /= 2
      stayed = 1
    } else {
      ;[high, above] = [x, at]
      if (stayed === -1) below /= 2
      stayed = -1
    }
  }
  return (low + high) / 2
}
