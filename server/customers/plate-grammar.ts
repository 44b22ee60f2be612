import { SHAPES, type Shape } from './plate-shapes.ts'

const byLength = Map.groupBy(SHAPES, (shape) => shape.places.length)

/** Every place of a plate of this length holds a character issued there; `?` may be any of them. */
export const standsIn = (plate: string, shape: Shape): boolean => {
  for (let at = 0; at < plate.length; at++) {
    const letter = plate[at]!
    if (letter !== '?' && !shape.places[at]!.includes(letter)) return false
  }
  return !shape.never?.test(plate)
}

/** Does any national grammar know such a plate? None is an answer too (chosen, diplomatic, far countries). */
export const fits = (plate: string): boolean =>
  (byLength.get(plate.length) ?? []).some((shape) => standsIn(plate, shape))

/** SIV as a law, not as what was issued so far: a plate of a later series is French all the same. */
const SIV = /^[A-HJ-NP-TV-Z]{2}\d{3}[A-HJ-NP-TV-Z]{2}$/
const FNI = /^\d{1,4}[A-HJ-NP-Z]{1,3}(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-46])$/
const french = (plate: string): boolean => SIV.test(plate) || FNI.test(plate)

/**
 * What the plate may be once the euroband's `F` in front and the department badge behind are taken for what they are:
 * `FAB123CD` → `AB123CD`, `AB123CD75` → `AB123CD`. Hypotheses, not facts: the read itself always stays one too.
 */
export const withoutBadges = (read: string): string[] => {
  const found = new Set<string>()
  const fronts = read.startsWith('F') ? [read, read.slice(1)] : [read]
  for (const front of fronts) {
    if (front !== read && french(front)) found.add(front)
    const badge = /^(.{7})(?:\d\d|2[AB]|97\d)$/.exec(front)?.[1]
    if (badge && SIV.test(badge)) found.add(badge)
  }
  found.delete(read)
  return [...found]
}

/** One shape of the vehicles that pass a site, with its share of them: what a stranger's plate is drawn from. */
export interface PopulationShape {
  places: readonly string[]
  share: number
}
export interface Population {
  shapes: readonly PopulationShape[]
  /** Vehicles of no grammar known here: any string, its length as usual. */
  unknown: number
}

const ABROAD = 0.06
const UNKNOWN = 0.005
/** Shapes rarer than this count among the unknown ones: sixty alignments a read would buy nothing. */
const RARE = 0.0015

/**
 * The plates that pass a site of this country: its own, a little of its neighbours', a little of everything else.
 * The shares are estimates; they matter only in comparing a stranger's plate with a known one, on a scale of powers of ten.
 */
export const populationOf = (home: string): Population => {
  const countries = [...new Set(SHAPES.map((shape) => shape.country))]
  const known = countries.includes(home)
  const shareOf = (country: string): number => {
    if (!known) return (1 - UNKNOWN) / countries.length
    return country === home ? 1 - ABROAD - UNKNOWN : ABROAD / (countries.length - 1)
  }
  const totals = new Map<string, number>()
  for (const shape of SHAPES) totals.set(shape.country, (totals.get(shape.country) ?? 0) + shape.share)
  const shapes = SHAPES.map((shape) => ({
    places: shape.places,
    share: (shareOf(shape.country) * shape.share) / totals.get(shape.country)!,
  }))
  const frequent = shapes.filter((shape) => shape.share >= RARE)
  return { shapes: frequent, unknown: 1 - frequent.reduce((sum, shape) => sum + shape.share, 0) }
}
export const FRENCH_ROADS: Population = populationOf('FR')

/** Lengths of plates of no known grammar are taken as even over these. */
export const UNKNOWN_LENGTHS = [4, 5, 6, 7, 8, 9] as const

/** The probability that a vehicle of this population bears exactly this plate. */
export const density = (plate: string, population: Population): number => {
  let sum = UNKNOWN_LENGTHS.some((length) => length === plate.length)
    ? population.unknown / UNKNOWN_LENGTHS.length / 36 ** plate.length
    : 0
  for (const { places, share } of population.shapes) {
    if (places.length !== plate.length) continue
    let here = share
    for (let at = 0; at < places.length && here > 0; at++) {
      here = places[at]!.includes(plate[at]!) ? here / places[at]!.length : 0
    }
    sum += here
  }
  return sum
}
