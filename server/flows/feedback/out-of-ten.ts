import type { Given } from './given.ts'

/** Any scale brought to one, from nothing to ten, to compare answers by. Nobody ever said it: it is shown to no one. */
export function outOfTen({ scale, score }: Pick<Given, 'scale' | 'score'>): number | null {
  if (!scale || score === null) return null
  const share = (score - scale.min) / (scale.max - scale.min)
  return Math.round((scale.direction === 'down' ? 1 - share : share) * 10)
}

/** What an entry of their timeline keeps of a score: to compare by, and as they gave it, on the scale they were asked on. */
export function scoreTold(given: Pick<Given, 'scale' | 'score'>): Record<string, number | null> {
  const score = outOfTen(given)
  return score === null ? { score } : { score, said: given.score, max: given.scale!.max }
}
