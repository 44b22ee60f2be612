import { twoSided } from './distributions.ts'

export interface LogOdds {
  /** The logarithm of how many times the odds are of what they were. */
  delta: number
  sd: number
}

/**
 * How much more often a word is used now than before: log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn, "Fightin'
 * Words", Political Analysis 16, 2008). The prior is what both periods say together, with the weight of `weight` people: rare words are drawn
 * together, so that the loudest is not the one that two people used.
 */
export function logOdds(now: number, n: number, before: number, nBefore: number, weight: number): LogOdds {
  const usual = (now + before) / (n + nBefore)
  const [with_, without] = [Math.max(1e-9, weight * usual), Math.max(1e-9, weight * (1 - usual))]
  const odds = (k: number, all: number): number => Math.log((k + with_) / (all - k + without))
  const variance = 1 / (now + with_) + 1 / (n - now + without) + 1 / (before + with_) + 1 / (nBefore - before + without)
  return { delta: odds(now, n) - odds(before, nBefore), sd: Math.sqrt(variance) }
}

/** How many times as often, with its 95 % interval. */
export const timesOf = ({ delta, sd }: LogOdds) => ({
  times: Math.exp(delta),
  low: Math.exp(delta - twoSided(0.95) * sd),
  high: Math.exp(delta + twoSided(0.95) * sd),
})
