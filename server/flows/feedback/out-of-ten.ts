import type { Given } from './given.ts'

/** Any scale as people say it, from nothing to ten. */
export function outOfTen({ scale, score }: Pick<Given, 'scale' | 'score'>): number | null {
  if (!scale || score === null) return null
  const share = (score - scale.min) / (scale.max - scale.min)
  return Math.round((scale.direction === 'down' ? 1 - share : share) * 10)
}
