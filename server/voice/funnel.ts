import type { Figure } from './figure.ts'

/** The limits of a funnel: 95 and 99.8 %. */
const WATCH = 1.959964
const OUT = 3.090232
/** Fewer sites make no funnel. */
const FEWEST_SITES = 5

export interface Funnel {
  /** Of all answers together. */
  centre: number
  /** At n answers a limit lies `z × reach / √n` from the centre. */
  reach: number
  /** By how much the sites differ more than chance alone would have it, as a factor of the variance; 1: not at all. */
  over: number
}

export type Zone = 'in' | 'above' | 'far-above' | 'below' | 'far-below'

/**
 * Which sites lie outside what chance makes of their number of answers (Spiegelhalter, Statistics in Medicine 24, 2005). Where sites differ
 * more than chance throughout, the limits are widened by as much, the tenth on each side reckoned less so that the odd ones do not hide
 * themselves.
 */
export function funnelOf(figures: readonly Figure[]): Funnel | null {
  const able = figures.filter(({ n }) => n > 0)
  if (able.length < FEWEST_SITES) return null
  const n = able.reduce((sum, one) => sum + one.n, 0)
  const centre = able.reduce((sum, one) => sum + one.n * one.value!, 0) / n
  // Single answers about the centre: within sites, and of the sites about it.
  const variance = able.reduce((sum, one) => sum + one.n * (one.each ** 2 + (one.value! - centre) ** 2), 0) / n
  const reach = Math.sqrt(variance)
  const z = able.map((one) => ((one.value! - centre) * Math.sqrt(one.n)) / reach).sort((a, b) => a - b)
  const cut = Math.floor(z.length / 10)
  const [least, most] = [z[cut]!, z[z.length - 1 - cut]!]
  const over = z.reduce((sum, each) => sum + Math.min(most, Math.max(least, each)) ** 2, 0) / z.length
  return { centre, reach: reach * Math.sqrt(Math.max(1, over)), over: Math.max(1, over) }
}

/** Where one of them lies. */
export function zoneOf({ centre, reach }: Funnel, { value, n }: Pick<Figure, 'value' | 'n'>): Zone {
  if (value === null || n === 0) return 'in'
  const z = ((value - centre) * Math.sqrt(n)) / reach
  if (z > OUT) return 'far-above'
  if (z > WATCH) return 'above'
  if (z < -OUT) return 'far-below'
  return z < -WATCH ? 'below' : 'in'
}
