import type { Channel } from '../server/customers/channel.ts'
import type { KnownPlate, Mix } from '../server/customers/recognise.ts'
import { exactMatch, type Fleet, type Greeting, noisyChannel, oneLetterOff } from './gate-rules.ts'
import { sivPlate } from './gate-world.ts'

export interface Shares {
  expected: number
  known: number
  stranger: number
}
/** What one rule did. */
export interface Tally {
  arrivals: number
  expected: number
  expectedRight: number
  known: number
  knownRight: number
  wrong: number
}
export const tally = (): Tally => ({ arrivals: 0, expected: 0, expectedRight: 0, known: 0, knownRight: 0, wrong: 0 })

/** Bins of the stated probability of the best vehicle, whether greeted by name or not. */
const BINS = [0.9, 0.95, 0.98, 0.99, 0.999] as const
export interface Bin {
  from: number
  n: number
  said: number
  right: number
}
/** One arrival, kept for the rules that answer elsewhere (pg_trgm). */
export interface Arrival {
  read: string
  /** Place of the vehicle on file; null for a stranger. */
  truth: number | null
  expected: boolean
}
export interface Measured {
  ours: Tally
  exact: Tally
  levenshtein: Tally
  perhaps: number
  bins: Bin[]
  cpuUsPerLookup: number
  sample: Arrival[]
}

export const count = (into: Tally, { truth, expected }: Arrival, greeted: Greeting): void => {
  into.arrivals++
  if (expected) into.expected++
  else if (truth !== null) into.known++
  if (greeted === null) return
  if (greeted !== truth) into.wrong++
  else if (expected) into.expectedRight++
  else into.knownRight++
}

const arrive = (
  shares: Shares,
  fleet: Fleet,
  list: readonly KnownPlate[],
  onList: ReadonlyMap<string, KnownPlate>,
  camera: (plate: string) => string,
  random: () => number,
): Arrival => {
  const draw = random()
  if (draw < shares.expected) {
    const { id, plate } = list[Math.floor(random() * list.length)]!
    return { read: camera(plate), truth: Number(id), expected: true }
  }
  if (draw < shares.expected + shares.known) {
    const at = Math.floor(random() * fleet.plates.length)
    const plate = fleet.plates[at]!
    return { read: camera(plate), truth: at, expected: onList.has(plate) }
  }
  let plate = sivPlate(random)
  while (fleet.file.has(plate)) plate = sivPlate(random)
  return { read: camera(plate), truth: null, expected: false }
}

const ARRIVALS_A_DAY = 110
/** The costly rival is asked for one arrival in so many. */
const LEVENSHTEIN_EVERY = 4

/** A camera, and what is believed of it. */
export interface Door {
  camera: (plate: string) => string
  channel: Channel
}

/** Days at one gate with one mix: 30 to 60 vehicles expected, 110 arrivals; every rule sees the same reads, or ours alone. */
export const measure = (
  shares: Shares,
  arrivals: number,
  fleet: Fleet,
  { camera, channel }: Door,
  random: () => number,
  rivals = true,
): Measured => {
  const result: Measured = {
    ours: tally(),
    exact: tally(),
    levenshtein: tally(),
    perhaps: 0,
    bins: BINS.map((from) => ({ from, n: 0, said: 0, right: 0 })),
    cpuUsPerLookup: 0,
    sample: [],
  }
  let cpu = 0
  while (result.ours.arrivals < arrivals) {
    const expectedToday = 30 + Math.floor(random() * 31)
    const onList = new Map<string, KnownPlate>()
    while (onList.size < expectedToday) {
      const at = Math.floor(random() * fleet.plates.length)
      const plate = fleet.plates[at]!
      onList.set(plate, { id: String(at), plate, weight: 1, becauses: ['expected-today'] })
    }
    const list = [...onList.values()]
    const mix: Mix = { ...shares, expectedToday, knownVehicles: fleet.plates.length }
    const day = Array.from({ length: ARRIVALS_A_DAY }, () => arrive(shares, fleet, list, onList, camera, random))
    const before = process.cpuUsage()
    const answers = day.map(({ read }) => noisyChannel(fleet, onList, read, channel, mix))
    const used = process.cpuUsage(before)
    cpu += used.user + used.system
    day.forEach((arrival, n) => {
      const { certainty, best, probability } = answers[n]!
      count(result.ours, arrival, certainty === 'sure' ? Number(best!.id) : null)
      if (certainty === 'perhaps') result.perhaps++
      const bin = result.bins.findLast(({ from }) => probability >= from)
      if (bin && best) {
        bin.n++
        bin.said += probability
        bin.right += Number(best.id) === arrival.truth ? 1 : 0
      }
      if (!rivals) return
      count(result.exact, arrival, exactMatch(fleet, arrival.read))
      if (n % LEVENSHTEIN_EVERY === 0) count(result.levenshtein, arrival, oneLetterOff(fleet, arrival.read))
    })
    if (result.sample.length < 1000) result.sample.push(...day)
  }
  result.cpuUsPerLookup = cpu / result.ours.arrivals
  return result
}

const sum = (tallies: readonly Tally[]): Tally => {
  const total = tally()
  for (const each of tallies) for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += each[key]
  return total
}
export const sumBins = (all: readonly (readonly Bin[])[]): Bin[] =>
  BINS.map((from, at) => {
    const total: Bin = { from, n: 0, said: 0, right: 0 }
    for (const bins of all) {
      total.n += bins[at]!.n
      total.said += bins[at]!.said
      total.right += bins[at]!.right
    }
    return total
  })

/** What several cameras of one site did, as one. */
export const together = (parts: readonly Measured[]): Measured => ({
  ours: sum(parts.map((part) => part.ours)),
  exact: sum(parts.map((part) => part.exact)),
  levenshtein: sum(parts.map((part) => part.levenshtein)),
  perhaps: parts.reduce((total, part) => total + part.perhaps, 0),
  bins: sumBins(parts.map((part) => part.bins)),
  cpuUsPerLookup: parts.reduce((total, part) => total + part.cpuUsPerLookup, 0) / parts.length,
  // One arrival of each in turn: the sample is cut short, and must hold both.
  sample: parts[0]!.sample.flatMap((_, n) => parts.flatMap((part) => part.sample[n] ?? [])),
})

/** Wilson's 95 % interval of a share. */
export const wilson = (hits: number, n: number): [number, number] => {
  const z = 1.96
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return [middle - half, middle + half]
}
