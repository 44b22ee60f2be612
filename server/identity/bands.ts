/** What a pair drawn at random was drawn from: merges made without a person, pairs that wait, pairs just below asking. */
export type SampleKind = 'joined' | 'asked' | 'near'

/**
 * Where the bands of weight begin, in bits; each kind's first band takes all below. Narrow where pairs are doubtful and few answers tell most,
 * wide where all are alike.
 */
export const JOINED_BANDS: readonly number[] = [5, 8, 12, 20]
export const ASKED_BANDS: readonly number[] = [1, 2, 3.5, 5]
/** Of pairs below asking: how many bits below, at most. What is further below is not drawn. */
export const NEAR_DEPTHS: readonly number[] = [2, 4, 8]

/** Pairs drawn of each band. A hundred merges in all are enough to tell 99 of 100 from 95 of 100. */
export const DRAWN: Readonly<Record<SampleKind, number>> = { joined: 25, asked: 8, near: 15 }

/** Under so many merges that happened by themselves nothing is drawn: the history shows them all. */
export const FEWEST_MERGES = 30

/** The band of a pair below asking; -1 when it lies too deep. */
export function nearBand(below: number): number {
  for (let band = 0; band < NEAR_DEPTHS.length; band++) if (below <= NEAR_DEPTHS[band]!) return band
  return -1
}

/** From where to where a band reaches, as it is shown; null where it has no end on that side. For pairs below asking, counted down from the bar. */
export function reachOf(kind: SampleKind, band: number): { from: number | null; to: number | null } {
  if (kind === 'near') return { from: -NEAR_DEPTHS[band]!, to: band === 0 ? 0 : -NEAR_DEPTHS[band - 1]! }
  const bands = kind === 'joined' ? JOINED_BANDS : ASKED_BANDS
  return { from: bands[band - 1] ?? null, to: bands[band] ?? null }
}
