/** Pairs in one band of two points. */
export interface Band {
  from: number
  pairs: number
}

/** What becomes of a band under two bars. */
export type Fate = 'left' | 'ask' | 'same'

/** A band between the bars: one piece, or cut where a bar stands in it. */
export function fatesOf(band: Band, ask: number, same: number): { from: number; to: number; fate: Fate }[] {
  const end = band.from + 2
  const cuts = [ask, same].filter((bar) => bar > band.from && bar < end)
  const starts = [...new Set([band.from, ...cuts])]
  return starts.map((from, n) => ({
    from,
    to: starts[n + 1] ?? end,
    fate: from >= same ? 'same' : from >= ask ? 'ask' : 'left',
  }))
}

/** Where the drawing begins and ends: around the bars, where a pair may change sides. Beyond, every pair is certain. */
export const LOW = -10
export const HIGH = 24

/** Every band of the drawing, the empty ones too; what lies beyond it is counted. */
export function drawnBands(spread: readonly Band[]): { bands: Band[]; over: number; under: number } {
  const count = new Map<number, number>()
  let over = 0
  let under = 0
  for (const { from, pairs } of spread) {
    if (from >= HIGH) over += pairs
    else if (from < LOW) under += pairs
    else count.set(2 * Math.floor(from / 2), (count.get(2 * Math.floor(from / 2)) ?? 0) + pairs)
  }
  const bands = Array.from({ length: (HIGH - LOW) / 2 }, (_, n) => ({
    from: LOW + 2 * n,
    pairs: count.get(LOW + 2 * n) ?? 0,
  }))
  return { bands, over, under }
}
