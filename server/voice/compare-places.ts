import { normalBelow } from '../plain/distributions.ts'
import type { Figure } from './figure.ts'

/** Fewer answers than this are not ranked. */
export const FEWEST_TO_RANK = 10

export interface Placed {
  key: string
  figure: Figure
  /** Where it stands, best first: from one after those surely better to that many from the end as are surely worse. Null: too few to tell. */
  place: { from: number; to: number } | null
  /** Drawn towards the whole as far as its own answers are few; null where the whole is not known. */
  shrunk: number | null
  /** How much of its own value remains in `shrunk`. */
  own: number
}

export interface Compared {
  rows: Placed[]
  /** What they are together. */
  middle: number | null
  /** How far apart they truly lie, beyond what chance makes of few answers: a standard deviation. */
  apart: number
  said: 'few' | 'alike' | 'partly' | 'apart'
}

/**
 * Who is better than whom, said only where it is sure for all pairs at once: each pair is compared, and of n pairs so many are held to be apart
 * that the chance of a single wrong one is 5 % in all (Holm 1979). Places then overlap where two cannot be told apart.
 */
export function comparePlaces(all: readonly { key: string; figure: Figure }[]): Compared {
  const able = all.filter(({ figure }) => figure.n >= FEWEST_TO_RANK)
  const surely = pairsApart(able.map(({ figure }) => figure))
  const { middle, apart } = between(able.map(({ figure }) => figure))
  const placeOf = new Map(
    able.map(({ key }, i) => [
      key,
      {
        from: 1 + able.filter((_, j) => surely[j]![i]).length,
        to: able.length - able.filter((_, j) => surely[i]![j]).length,
      },
    ]),
  )
  const rows = all
    .map(({ key, figure }): Placed => {
      const noise = figure.n === 0 ? Number.POSITIVE_INFINITY : figure.each ** 2 / figure.n
      const own = apart === 0 ? 0 : apart ** 2 / (apart ** 2 + noise)
      const drawn = middle === null || figure.value === null || able.length < 3
      return {
        key,
        figure,
        place: able.length > 1 ? (placeOf.get(key) ?? null) : null,
        shrunk: drawn ? null : middle + own * (figure.value! - middle),
        own,
      }
    })
    .sort((a, b) => order(b) - order(a) || a.key.localeCompare(b.key))
  return { rows, middle, apart, said: saidOf(rows, able.length) }
}

const order = ({ shrunk, figure, place }: Placed): number =>
  (place ? 1e6 : 0) + (shrunk ?? figure.value ?? Number.NEGATIVE_INFINITY)

function saidOf(rows: readonly Placed[], able: number): Compared['said'] {
  if (able < 2) return 'few'
  const places = rows.flatMap(({ place }) => place ?? [])
  if (places.every(({ from, to }) => from === 1 && to === able)) return 'alike'
  return places.every(({ from, to }) => from === to) ? 'apart' : 'partly'
}

/** `found[i][j]`: i is surely better than j. */
export function pairsApart(figures: readonly Figure[], level = 0.95): boolean[][] {
  const found = figures.map(() => figures.map(() => false))
  const pairs: { better: number; worse: number; p: number }[] = []
  for (let i = 0; i < figures.length; i++)
    for (let j = i + 1; j < figures.length; j++) {
      const [one, other] = [figures[i]!, figures[j]!]
      const z = (one.expected - other.expected) / Math.hypot(one.sd, other.sd)
      pairs.push({ better: z > 0 ? i : j, worse: z > 0 ? j : i, p: 2 * normalBelow(-Math.abs(z)) })
    }
  pairs.sort((a, b) => a.p - b.p)
  for (const [rank, { better, worse, p }] of pairs.entries()) {
    if (p > (1 - level) / (pairs.length - rank)) break
    found[better]![worse] = true
  }
  return found
}

/**
 * The whole and how far its parts truly lie apart: the estimate of Paule & Mandel (1982), under which the parts scatter about the whole just
 * as much as they should. Nought: all of their difference may be chance.
 */
export function between(figures: readonly Figure[]): { middle: number | null; apart: number } {
  if (figures.length === 0) return { middle: null, apart: 0 }
  const parts = figures.map(({ value, each, n }) => ({ value: value!, noise: each ** 2 / n }))
  const at = (spread: number) => {
    const weights = parts.map(({ noise }) => 1 / (noise + spread))
    const all = weights.reduce((sum, each) => sum + each, 0)
    const middle = parts.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / all
    return { middle, scatter: parts.reduce((sum, { value }, i) => sum + weights[i]! * (value - middle) ** 2, 0) }
  }
  const free = parts.length - 1
  let [low, high] = [0, 1]
  if (free === 0 || at(0).scatter <= free) return { middle: at(0).middle, apart: 0 }
  while (at(high).scatter > free) high *= 4
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (at(middle).scatter > free) low = middle
    else high = middle
  }
  return { middle: at(high).middle, apart: Math.sqrt(high) }
}
