import { ALERTS, KINDS } from '../../contract/reading.ts'
import type { Reader } from '../../server/feedback/reading.ts'
import { fold } from '../../server/plain/fold.ts'
import type { Labelled } from './corpus.ts'

interface Tally {
  right: number
  found: number
  there: number
}
const tally = (): Tally => ({ right: 0, found: 0, there: 0 })
export const f1Of = ({ right, found, there }: Tally): number =>
  found + there === 0 ? 1 : (2 * right) / (found + there)
export const precisionOf = ({ right, found }: Tally): number => (found === 0 ? 1 : right / found)
export const recallOf = ({ right, there }: Tally): number => (there === 0 ? 1 : right / there)

export interface Measured {
  n: number
  polarityAcc: number
  /** Of those labelled good or bad only. */
  binaryAcc: number
  themes: Tally
  byTheme: Map<string, Tally>
  /** Of themes found that are there: whose polarity is right. */
  themePolarityAcc: number
  kinds: Tally
  alerts: Tally
  byAlert: Map<string, Tally>
  praised: Tally
  /** Mean distance between what was said and what happened, in ten bins of equal numbers. */
  calibration: number
  /** What a reader that is right exactly as often as it says would show on so few texts, by chance alone. */
  calibrationByChance: number
  wrong: { text: string; said: number; truth: number }[]
}

const count = (into: Tally, found: ReadonlySet<string>, there: ReadonlySet<string>): void => {
  into.found += found.size
  into.there += there.size
  for (const each of found) if (there.has(each)) into.right += 1
}

/** Reads a labelled set and counts what is right; a label that is not there is not judged. */
export function measure(reader: Reader, set: readonly Labelled[]): Measured {
  const out: Measured = {
    n: set.length,
    polarityAcc: 0,
    binaryAcc: 0,
    themes: tally(),
    byTheme: new Map(),
    themePolarityAcc: 0,
    kinds: tally(),
    alerts: tally(),
    byAlert: new Map(ALERTS.map((alert) => [alert, tally()])),
    praised: tally(),
    calibration: 0,
    calibrationByChance: 0,
    wrong: [],
  }
  const sure: { p: number; right: boolean }[] = []
  let [polar, binary, binaryN, themePolar, themePolarN] = [0, 0, 0, 0, 0]
  for (const each of set) {
    const said = reader.read(each.text, { language: each.language })
    if (each.polarity !== undefined) {
      const right = said.polarity === each.polarity
      if (right) polar += 1
      else out.wrong.push({ text: each.text, said: said.polarity, truth: each.polarity })
      sure.push({ p: said.sure, right })
      if (each.polarity !== 0) {
        binaryN += 1
        if (right) binary += 1
      }
    }
    if (each.themes) {
      const found = new Set(said.themes.map(({ theme }) => theme))
      count(out.themes, found, new Set(each.themes.keys()))
      for (const theme of new Set([...found, ...each.themes.keys()])) {
        const own = out.byTheme.get(theme) ?? tally()
        out.byTheme.set(theme, own)
        count(own, new Set(found.has(theme) ? [theme] : []), new Set(each.themes.has(theme) ? [theme] : []))
      }
      for (const { theme, polarity } of said.themes) {
        const truth = each.themes.get(theme)
        if (truth === undefined) continue
        themePolarN += 1
        if (truth === polarity) themePolar += 1
      }
    }
    if (each.kinds)
      count(
        out.kinds,
        new Set(said.kinds),
        new Set([...each.kinds].filter((kind) => (KINDS as readonly string[]).includes(kind))),
      )
    for (const alert of ALERTS) {
      if (each.alerts[alert] === undefined) continue
      const found = new Set(said[alert] ? [alert] : [])
      const there = new Set(each.alerts[alert] ? [alert] : [])
      count(out.alerts, found, there)
      count(out.byAlert.get(alert)!, found, there)
    }
    if (each.praised) count(out.praised, new Set(said.praised.map(fold)), new Set(each.praised.map(fold)))
  }
  const polarN = sure.length
  out.polarityAcc = polarN ? polar / polarN : 0
  out.binaryAcc = binaryN ? binary / binaryN : 0
  out.themePolarityAcc = themePolarN ? themePolar / themePolarN : 0
  out.calibration = expectedError(sure)
  out.calibrationByChance = byChance(sure.map(({ p }) => p))
  return out
}

function expectedError(sure: { p: number; right: boolean }[]): number {
  if (sure.length === 0) return 0
  const sorted = [...sure].sort((a, b) => a.p - b.p)
  const size = Math.ceil(sorted.length / 10)
  let error = 0
  for (let k = 0; k < sorted.length; k += size) {
    const bin = sorted.slice(k, k + size)
    const said = bin.reduce((sum, { p }) => sum + p, 0) / bin.length
    const happened = bin.filter(({ right }) => right).length / bin.length
    error += (Math.abs(said - happened) * bin.length) / sorted.length
  }
  return error
}

const DRAWS = 400
/** The mean of {@link expectedError} when each is right with the very probability that was said; drawn from a fixed seed. */
function byChance(said: readonly number[]): number {
  let seed = 20_261_126
  const draw = (): number => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return (seed >>> 0) / 2 ** 32
  }
  let sum = 0
  for (let k = 0; k < DRAWS; k += 1) sum += expectedError(said.map((p) => ({ p, right: draw() < p })))
  return sum / DRAWS
}
