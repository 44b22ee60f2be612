import { betaBelow, logBeta } from './distributions.ts'
import { legendre } from './legendre.ts'

export interface Beta {
  a: number
  b: number
}

/** A share of which `k` of `n` were counted, under Jeffreys' prior. */
export const shareOf = (k: number, n: number): Beta => ({ a: k + 0.5, b: n - k + 0.5 })

/** Standard deviations about the middle that are summed over; beyond lies less than 1e-15. */
const REACH = 8.5
const NODES = 96

/** P(second > first) of two independent betas: how likely the share behind the second is the higher one. */
export const beats = (first: Beta, second: Beta): number =>
  // Summed over the narrower one: the other is smooth across it.
  first.a + first.b > second.a + second.b ? 1 - over(first, second) : over(second, first)

/** P(one > other), summed over x = sin²φ of the one: there a beta is smooth down to its ends and about equally wide whatever its mean. */
function over(one: Beta, other: Beta): number {
  const { a, b } = one
  const middle = Math.atan2(Math.sqrt(a), Math.sqrt(b))
  const reach = REACH / (2 * Math.sqrt(Math.min(a, b) < 1 ? (a + b) / 4 : a + b))
  const [from, to] = [Math.max(0, middle - reach), Math.min(Math.PI / 2, middle + reach)]
  const log = Math.LN2 - logBeta(a, b)
  let sum = 0
  for (const { x: phi, weight } of legendre(NODES, from, to)) {
    const [sine, cosine] = [Math.sin(phi), Math.cos(phi)]
    const density = Math.exp(log + (2 * a - 1) * Math.log(sine) + (2 * b - 1) * Math.log(cosine))
    sum += weight * density * betaBelow(other.a, other.b, sine * sine)
  }
  return Math.min(1, Math.max(0, sum))
}
