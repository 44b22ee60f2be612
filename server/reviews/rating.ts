import type { Scale } from '../../contract/surveys.ts'

/**
 * How reviews are averaged, as it stands in public: as if five reviews of 3.5 stars had come before the first, so that a handful says
 * little. Under five reviews no average is shown at all.
 */
const PRIOR = { reviews: 5, stars: 3.5 } as const
export const LEAST = 5

/** A score on its own scale as stars, 1 to 5, linearly; whichever end is the good one. */
export function starsOf(score: number, { min, max, direction }: Scale): number {
  const share = (direction === 'up' ? score - min : max - score) / (max - min)
  return 1 + 4 * share
}

/** What is counted: verified reviews that are shown and have a score. `byStar[0]` are those of about one star. */
export interface Figures {
  /** All that are shown. */
  shown: number
  /** Those of them that count. */
  n: number
  sum: number
  byStar: readonly [number, number, number, number, number]
}
export const NO_FIGURES: Figures = { shown: 0, n: 0, sum: 0, byStar: [0, 0, 0, 0, 0] }

/** The formula itself, whatever their number. */
export const weighted = ({ n, sum }: Pick<Figures, 'n' | 'sum'>): number =>
  (PRIOR.reviews * PRIOR.stars + sum) / (PRIOR.reviews + n)

/** The published average and the plain mean beside it; null while there are too few. */
export const averageOf = ({ n, sum }: Figures): { average: number; mean: number } | null =>
  n < LEAST ? null : { average: weighted({ n, sum }), mean: sum / n }

/** One decimal, a half upwards, as it is shown and as search engines are told. */
export const rounded = (stars: number): number => Math.round(stars * 10 + 1e-9) / 10
