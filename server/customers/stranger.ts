import { SIZE } from './channel.ts'
import { alignments, CANDIDATES_SHARE, type PreparedRead, type PreparedView } from './misread.ts'
import { density, type Population, UNKNOWN_LENGTHS } from './plate-grammar.ts'

/** The distinct places of a population, each once: most shapes share their digits and letters. */
interface Compiled {
  places: Uint8Array[]
  shapes: { share: number; columns: Uint8Array }[]
  unknown: number
}
const compiled = new WeakMap<Population, Compiled>()
const compile = (population: Population): Compiled => {
  const known = compiled.get(population)
  if (known) return known
  const places = new Map<string, number>()
  const shapes = population.shapes.map(({ places: own, share }) => ({
    share,
    columns: Uint8Array.from(own, (place) => {
      if (!places.has(place)) places.set(place, places.size)
      return places.get(place)!
    }),
  }))
  const result = {
    places: [...places.keys()].map((place) => Uint8Array.from(place, (letter) => Number.parseInt(letter, 36))),
    shapes,
    unknown: population.unknown,
  }
  compiled.set(population, result)
  return result
}

/** P(read letter | a letter issued at this place, all alike) for every read letter: [read * places + place]; once per table. */
const averages = new WeakMap<Float64Array, WeakMap<Compiled, Float64Array>>()
const averageOf = (table: Float64Array, population: Compiled): Float64Array => {
  let own = averages.get(table)
  if (!own) {
    own = new WeakMap()
    averages.set(table, own)
  }
  const known = own.get(population)
  if (known) return known
  const { places } = population
  const average = new Float64Array((SIZE + 1) * places.length)
  for (let read = 0; read <= SIZE; read++) {
    places.forEach((letters, place) => {
      const sum = letters.reduce((total, letter) => total + table[read * SIZE + letter]!, 0)
      average[read * places.length + place] = sum / letters.length
    })
  }
  own.set(population, average)
  return average
}

/** The averaged emissions of one read: [r * places + place]. */
const columnsOf = (view: PreparedView, codes: Uint8Array, population: Compiled): Float64Array => {
  const width = population.places.length
  const columns = new Float64Array(codes.length * width)
  for (let r = 0; r < codes.length; r++) {
    const average = averageOf(view.tables[r]!, population)
    const from = codes[r]! * width
    for (let place = 0; place < width; place++) columns[r * width + place] = average[from + place]!
  }
  return columns
}

/** A shape this much longer or shorter than the read adds nothing that counts. */
const TOO_FAR = 2

export interface StrangerLikelihood {
  /** P(read | a vehicle of this population, drawn at random). */
  likelihood: number
  /**
   * The part of it that comes from poor views: about .01 for a read that may be exact, .1 for one confusion, .2 for one
   * letter lost or added, .4 to .8 for two errors. It stands for what an enumeration of one error and a few likely pairs
   * leaves out.
   */
  poor: number
}

/**
 * P(read | a vehicle of this population, drawn at random): the exact sum of the channel over every plate that may have
 * been issued (97 million in French series A to H), in one alignment per shape, since places are independent.
 */
export const strangerLikelihood = (prepared: PreparedRead, population: Population): StrangerLikelihood => {
  const own = compile(population)
  const { places, shapes, unknown } = own
  let sum = 0
  let clear = 0
  for (const { codes, share, views } of prepared.hypotheses) {
    const length = codes.length
    if (length === 0) continue
    for (const view of views) {
      const columns = columnsOf(view, codes, own)
      for (const shape of shapes) {
        if (Math.abs(shape.columns.length - length) > TOO_FAR) continue
        const weight = share * view.share * shape.share
        const part = weight * alignments(view, length, shape.columns.length, columns, places.length, shape.columns)
        sum += part
        if (view === views[0]) clear += part
      }
    }
    // A string of no known grammar: any letters, and its errors leave it one.
    sum += (share * unknown) / UNKNOWN_LENGTHS.length / SIZE ** length
  }
  const poor = sum > 0 ? 1 - clear / sum : 1
  if (prepared.candidates.size === 0) return { likelihood: sum, poor }
  let listed = 0
  for (const [plate, heard] of prepared.candidates) listed += heard * density(plate, population)
  return { likelihood: (1 - CANDIDATES_SHARE) * sum + CANDIDATES_SHARE * listed, poor }
}
