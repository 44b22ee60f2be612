import { align, type ConfusionCount, codesOf, edits, LETTERS, plateOf } from '../server/customers/channel.ts'
import type { Population } from '../server/customers/plate-grammar.ts'
import { SIV_LETTERS, SIV_SERIES } from '../server/customers/plate-shapes.ts'

/** A small generator with a seed (mulberry32): every run of the bench sees the same world. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
type Random = () => number
const pick = <T>(random: Random, from: ArrayLike<T>): T => from[Math.floor(random() * from.length)]!

/** Any plate of series A to H, alike. */
export const sivPlate = (random: Random): string => {
  for (;;) {
    const letter = () => pick(random, SIV_LETTERS)
    const left = pick(random, SIV_SERIES) + letter()
    const right = letter() + letter()
    const number = 1 + Math.floor(random() * 999)
    if (left !== 'SS' && right !== 'SS') return left + String(number).padStart(3, '0') + right
  }
}

/**
 * The plates of this world, as the recogniser is told them beside the mix: what a site knows of its roads is not on trial.
 * The product's own `FRENCH_ROADS` leaves a tenth of the strangers to older and foreign plates, of which there are none here.
 */
const UNKNOWN = 0.001
const DIGITS = '0123456789'
export const ROADS: Population = {
  shapes: [
    {
      places: [SIV_SERIES, SIV_LETTERS, DIGITS, DIGITS, DIGITS, SIV_LETTERS, SIV_LETTERS],
      share: 1 - UNKNOWN,
    },
  ],
  unknown: UNKNOWN,
}

/** One measured pair of the real engine: what was on the plate, what was read. */
export interface Pair {
  truth: string
  read: string
}
/**
 * Reads the pairs file. A truth of `0` is a damaged annotation (a spreadsheet made one nought of `000000`): the reads
 * beside it are right or nearly, and there is nothing to align them with. The three empty reads stay: they are misses.
 */
export const pairsOf = (tsv: string): Pair[] =>
  tsv
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((cells) => cells.length >= 3 && cells[1] !== '0')
    .map((cells) => ({ truth: cells[1]!, read: cells[2]! }))

/** What to teach a channel: every aligned letter, of reads that are reads (a fragment of two letters aligns with anything). */
export const countsOf = (pairs: readonly Pair[]): ConfusionCount[] => {
  const counts = new Map<string, ConfusionCount>()
  for (const { truth, read } of pairs) {
    const steps = align(truth, read)
    if (edits(steps) > 3) continue
    for (const step of steps) {
      const key = `${step.truth}>${step.read}`
      const known = counts.get(key)
      if (known) known.count++
      else counts.set(key, { ...step, count: 1 })
    }
  }
  return [...counts.values()]
}

/** What went wrong in one measured read: how many letters changed, where letters were lost, which were added where. */
interface Script {
  blank: boolean
  changed: number
  lost: ('first' | 'inner' | 'last')[]
  added: { at: 'first' | 'inner' | 'last'; letter: string }[]
}
const scriptOf = ({ truth, read }: Pair): Script => {
  const script: Script = { blank: read === '', changed: 0, lost: [], added: [] }
  let at = 0
  for (const step of align(truth, read)) {
    const place = at === 0 ? 'first' : at >= truth.length - (step.truth === '' ? 0 : 1) ? 'last' : 'inner'
    if (step.truth === '') script.added.push({ at: place, letter: step.read })
    else {
      if (step.read === '') script.lost.push(place)
      else if (step.read !== step.truth) script.changed++
      at++
    }
  }
  return script
}

/**
 * A camera that errs as the measured engine did. How many errors a read has, of which kind and where, is one measured
 * read, whole (so that errors come together as they did: 86.6 % exact, 2.9 % with two or more). Which letters change is
 * drawn by the measured rates per letter, P(read | true) = times confused / times seen; a plate of confusable letters is
 * misread more often than one without, in proportion to those rates, the mean over plates staying as measured.
 */
export const cameraOf = (pairs: readonly Pair[], random: Random): ((plate: string) => string) => {
  const seen = new Map<string, number>()
  const confused = new Map<string, Map<string, number>>()
  for (const { truth, read } of pairs) {
    const steps = align(truth, read)
    if (edits(steps) > 3) continue
    for (const step of steps) {
      if (step.truth === '') continue
      seen.set(step.truth, (seen.get(step.truth) ?? 0) + 1)
      if (step.read === '' || step.read === step.truth) continue
      const row = confused.get(step.truth) ?? new Map<string, number>()
      confused.set(step.truth, row.set(step.read, (row.get(step.read) ?? 0) + 1))
    }
  }
  const rate = new Float64Array(LETTERS.length)
  const rows = Array.from(LETTERS, (letter, code) => {
    const row = [...(confused.get(letter) ?? [])]
    rate[code] = row.reduce((sum, [, n]) => sum + n, 0) / (seen.get(letter) ?? 1)
    return row.flatMap(([read, n]) => Array.from({ length: n }, () => read))
  })
  const danger = (codes: Uint8Array): number => codes.reduce((sum, code) => sum + rate[code]!, 0)
  let mean = 0
  for (let n = 0; n < 20_000; n++) mean += danger(codesOf(sivPlate(random))) / 20_000

  const scripts = pairs.map(scriptOf)
  const byChanged = [0, 1, 2, 3, 4].map((n) => scripts.filter((script) => Math.min(4, script.changed) === n))
  const change = (codes: Uint8Array): void => {
    let at = 0
    let left = random() * danger(codes)
    while (at < codes.length - 1 && left > rate[codes[at]!]!) left -= rate[codes[at++]!]!
    const row = rows[codes[at]!]!
    codes[at] = codesOf(row.length ? pick(random, row) : pick(random, LETTERS))[0]!
  }
  return (plate) => {
    const codes = codesOf(plate)
    const proneness = danger(codes) / mean
    const weights = byChanged.map((group, n) => group.length * Math.min(proneness, 4) ** n)
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
    let group = 0
    while (group < 4 && left > weights[group]!) left -= weights[group++]!
    const script = pick(random, byChanged[group]!.length ? byChanged[group]! : byChanged[0]!)
    if (script.blank) return ''
    for (let n = 0; n < script.changed; n++) change(codes)
    let read = plateOf(codes)
    const place = (at: 'first' | 'inner' | 'last', length: number): number =>
      at === 'first' ? 0 : at === 'last' ? length : 1 + Math.floor(random() * (length - 1))
    for (const at of script.lost) {
      const cut = Math.min(read.length - 1, place(at, read.length - 1))
      read = read.slice(0, Math.max(0, cut)) + read.slice(cut + 1)
    }
    for (const { at, letter } of script.added) {
      const gap = place(at, read.length)
      read = read.slice(0, gap) + letter + read.slice(gap)
    }
    return read
  }
}
