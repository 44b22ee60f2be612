import { existsSync, readFileSync } from 'node:fs'
import { type Channel, CLASS_CHANNEL, channelOf, LETTERS } from '../server/customers/channel.ts'
import { gateHttp } from './gate-http.ts'
import {
  type Arrival,
  type Bin,
  count,
  type Door,
  type Measured,
  measure,
  type Shares,
  sumBins,
  type Tally,
  tally,
  together,
  wilson,
} from './gate-measure.ts'
import { type Fleet, fleetOf } from './gate-rules.ts'
import { trigramAnswers } from './gate-trigram.ts'
import { cameraOf, countsOf, type Pair, pairsOf, randomOf, sivPlate } from './gate-world.ts'
import type { BenchOptions } from './run.ts'

const PAIRS = '../shared/recognition/openalpr-us-pairs.tsv'
const VEHICLES = 1_000_000
const MIXES: readonly Shares[] = [
  { expected: 0.45, known: 0.25, stranger: 0.3 },
  { expected: 0.7, known: 0.15, stranger: 0.15 },
  { expected: 0.2, known: 0.2, stranger: 0.6 },
]
/** A bin whose interval is at most this wide to either side, in points, is judged by its own mean. */
const NARROW = 1

/** Without the measured pairs: pairs drawn from the published classes with the measured exact rate; said in the progress. */
const inventedPairs = (channel: Channel, random: () => number): Pair[] =>
  Array.from({ length: 746 }, () => {
    const truth = sivPlate(random)
    const poor = random() < 0.04
    const read = Array.from(truth, (letter) => {
      const row = channel.confusion.subarray(LETTERS.indexOf(letter) * 36, LETTERS.indexOf(letter) * 36 + 36)
      let left = random() / (poor ? 10 : 0.8)
      for (let to = 0; to < 36; to++) {
        if (LETTERS[to] === letter) continue
        left -= row[to]!
        if (left < 0) return LETTERS[to]!
      }
      return letter
    })
    if (random() < (poor ? 0.4 : 0.03)) read.splice(Math.floor(random() * 7), 1)
    return { truth, read: read.join('') }
  })

const pct = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`)
const name = ({ expected, known, stranger }: Shares): string =>
  [expected, known, stranger].map((share) => Math.round(100 * share)).join('/')

const line = (rule: string, { arrivals, expected, expectedRight, known, knownRight, wrong }: Tally): string =>
  `  ${rule.padEnd(24)} expected right ${pct(expectedRight, expected).padStart(8)}   other known right ${pct(knownRight, known).padStart(8)}   wrong per 1000 ${((1000 * wrong) / arrivals).toFixed(2).padStart(7)}   (n ${arrivals.toLocaleString('en')})`

/**
 * How far a bin is off, in points. The arrivals of a bin are not quite independent: those of one confusion of one camera
 * (a D read as a nought, at a stranger's Q) are right or wrong together, so the true interval is wider. Where n is small its mean says little, but its interval still does: what was said
 * lies so far outside it, at least. A bin is never left out because it is small: that would hide the one that fails.
 */
const offOf = ({ n, said, right }: Bin): { points: number; atLeast: boolean } => {
  if (n === 0) return { points: 0, atLeast: true }
  const [low, high] = wilson(right, n)
  const mean = said / n
  if ((high - low) * 50 <= NARROW) return { points: 100 * Math.abs(right / n - mean), atLeast: false }
  return { points: 100 * Math.max(0, low - mean, mean - high), atLeast: true }
}
const tellBin = (bin: Bin, next: number): string => {
  const { from, n, said, right } = bin
  const range = `  said ${from} to ${next}`.padEnd(24)
  if (n === 0) return `${range} never`
  const [low, high] = wilson(right, n).map((share) => (100 * share).toFixed(2))
  const { points, atLeast } = offOf(bin)
  const verdict = !atLeast
    ? `${points.toFixed(2)} points off`
    : points > 0
      ? `at least ${points.toFixed(2)} points off`
      : 'nothing shown at this n'
  return `${range} mean ${((100 * said) / n).toFixed(2)}, happened ${((100 * right) / n).toFixed(2)} [${low}, ${high}], n ${n.toLocaleString('en')}: ${verdict}`
}

/** What a camera's channel is taught: as many confirmed reads as half of the measured pairs. */
const TAUGHT_READS = 373

/**
 * Is the probability honest? Many cameras, each an engine of its own (the pairs, drawn again with replacement), each taught by
 * reads of its own, as reception teaches one. Two halves of one small sample ask another question: every confusion that one half has more of, the
 * other has less of, so of a confusion seen once the channel is sure exactly where it cannot happen. Both are told.
 */
const taughtBins = (pairs: readonly Pair[], fleet: Fleet, quick: boolean, random: () => number): Bin[][] => {
  const cameras = quick ? 6 : 60
  const doors: Door[] = Array.from({ length: cameras }, () => {
    const engine = pairs.map(() => pairs[Math.floor(random() * pairs.length)]!)
    const camera = cameraOf(engine, random)
    const taught = Array.from({ length: TAUGHT_READS }, () => {
      const truth = sivPlate(random)
      return { truth, read: camera(truth) }
    })
    return { camera, channel: channelOf(countsOf(taught), CLASS_CHANNEL) }
  })
  const arrivals = (quick ? 12_000 : 600_000) / cameras
  return MIXES.map((shares) => sumBins(doors.map((door) => measure(shares, arrivals, fleet, door, random, false).bins)))
}

/** Judgement: expected visitors greeted right, wrong greetings, honesty of the probability, CPU beside pg_trgm. */
const judgement = async ({ quick, log }: BenchOptions): Promise<Record<string, number>> => {
  const random = randomOf(20_250_601)
  const present = existsSync(PAIRS)
  const pairs = present ? pairsOf(readFileSync(PAIRS, 'utf8')) : inventedPairs(CLASS_CHANNEL, random)
  log(
    present
      ? `misreads: ${pairs.length} measured pairs, ${pct(pairs.filter((p) => p.truth === p.read).length, pairs.length)} exact`
      : `${PAIRS} is absent: misreads are invented from published classes`,
  )
  log(
    'two cameras, half of the arrivals each: one errs as the odd pairs did and its channel is learned on the even ones,',
  )
  log(
    '  the other the reverse; no pair judges the counts it taught (but classes, priors and thresholds were chosen with both halves in view)',
  )
  log('  told beside the channel: the mix, and that every plate here is SIV of series A to H')
  log('  number, kind and place of a read’s errors: one measured read, whole; which letters: measured rates per letter')
  const half = (odd: number): Pair[] => pairs.filter((_, n) => n % 2 === odd)
  const doors = [0, 1].map((odd) => ({
    channel: channelOf(countsOf(half(1 - odd)), CLASS_CHANNEL),
    camera: cameraOf(half(odd), random),
  }))
  const plates = new Set<string>()
  while (plates.size < VEHICLES) plates.add(sivPlate(random))
  const fleet = fleetOf([...plates])
  log(
    `${VEHICLES.toLocaleString('en')} vehicles on file (SIV, series A to H); filter of ${(fleet.filter.bytes / VEHICLES).toFixed(1)} bytes each`,
  )

  measure(MIXES[0]!, 3000, fleet, doors[0]!, random) // warm, as the rival is
  const measured: Measured[] = []
  for (const shares of MIXES) {
    const arrivals = (quick ? 40_000 : 1_000_000) / doors.length
    const found = together(doors.map((door) => measure(shares, arrivals, fleet, door, random)))
    measured.push(found)
    log(`expected/known/strangers ${name(shares)}: ${found.cpuUsPerLookup.toFixed(0)} µs CPU a lookup`)
  }
  const perMix = quick ? 100 : 500
  const samples = measured.map(({ sample }) => sample.filter(({ read }) => read !== '').slice(0, perMix))
  const trigram = await trigramAnswers(
    fleet.plates,
    samples.flat().map(({ read }: Arrival) => read),
    log,
  )

  let off = 0
  const tellBins = (bins: readonly Bin[], into: (points: number) => void): void =>
    bins.forEach((bin, n) => {
      log(tellBin(bin, bins[n + 1]?.from ?? 1))
      into(offOf(bin).points)
    })
  const judged = (points: number): void => {
    off = Math.max(off, points)
  }
  measured.forEach(({ ours, exact, levenshtein, perhaps, bins }, at) => {
    const trgm = tally()
    for (const [n, arrival] of samples[at]!.entries()) count(trgm, arrival, trigram.greeted[at * perMix + n] ?? null)
    log('')
    log(`expected/known/strangers ${name(MIXES[at]!)}`)
    for (const each of [
      line('exact', exact),
      line('Levenshtein ≤ 1', levenshtein),
      line('pg_trgm', trgm),
      line('ours (sure only)', ours),
    ])
      log(each)
    const [low, high] = wilson(ours.wrong, ours.arrivals)
    log(
      `  wrong greetings of ours: ${ours.wrong}, interval ${(1000 * low).toFixed(2)} to ${(1000 * high).toFixed(2)} per 1000; "perhaps" ${pct(perhaps, ours.arrivals)} of arrivals`,
    )
    tellBins(bins, judged)
  })
  log('')
  log('calibration between two halves of the pairs, the three mixes together')
  tellBins(sumBins(measured.map(({ bins }) => bins)), judged)
  let taughtOff = 0
  const taught = taughtBins(pairs, fleet, quick, random)
  for (const [at, bins] of [...taught, sumBins(taught)].entries()) {
    log('')
    log(
      `calibration of resampled cameras, each taught by ${TAUGHT_READS} reads of its own, ${MIXES[at] ? name(MIXES[at]) : 'the three mixes together'}`,
    )
    tellBins(bins, (points) => {
      taughtOff = Math.max(taughtOff, points)
    })
  }
  log('')
  const cpu = Math.max(...measured.map((each) => each.cpuUsPerLookup))
  log(
    `CPU a lookup: ours ${cpu.toFixed(0)} µs, pg_trgm ${trigram.cpuUsPerLookup.toFixed(0)} µs (${trigram.measured} of its backend)`,
  )
  return {
    expectedRightPct: round(Math.min(...measured.map(({ ours }) => (100 * ours.expectedRight) / ours.expected)), 2),
    wrongPer1000: round(Math.max(...measured.map(({ ours }) => (1000 * ours.wrong) / ours.arrivals)), 3),
    calibrationMaxPoints: round(taughtOff, 2),
    calibrationHalvesMaxPoints: round(off, 2),
    cpuRatioVsTrgm: round(cpu / trigram.cpuUsPerLookup, 5),
  }
}
const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** `npm run bench -- gate`: the judgement, then a camera's payload in at HTTP and the card out by SSE. */
export const run = async (options: BenchOptions): Promise<Record<string, number>> => {
  const judged = await judgement(options)
  options.log('')
  const { p50Ms, p99Ms, ...house } = await gateHttp(options)
  return { ...judged, p50Ms: round(p50Ms, 2), p99Ms: round(p99Ms, 2), ...house }
}
