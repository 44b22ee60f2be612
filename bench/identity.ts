import { encode } from '../server/identity/encode.ts'
import { type BulkResult, resolveEncoded } from '../server/identity/resolve-bulk.ts'
import { anySet } from './identity/any-set.ts'
import { households } from './identity/households.ts'
import { type Judgement, judge, judgePairs } from './identity/judge.ts'
import { judgeNamePairs } from './identity/name-pairs.ts'
import { crmSet, csvLines, type LabelledSet, PUBLIC_SETS, recordsOf, sharedIsHere, truthOf } from './identity/sets.ts'
import { BAD_VALUES, stranger } from './identity/strangers.ts'
import { throughPostgres } from './identity/through-postgres.ts'

export interface Options {
  quick: boolean
  /** A labelled file of one's own, and its column of truth. */
  file?: string
  truth?: string
  log: (line: string) => void
}

/** What others reach on the same sets, with their own models (`../shared/identity/README.md`): cluster F1, B³. */
const PEERS: Record<string, string> = {
  febrl3: 'Splink .994–.997',
  febrl4: 'Splink .998–.999',
  fake1000: 'Splink .836–.923',
  historical50k: 'Splink .828 / .855–.861',
  'crm 1000k': 'Splink .785 / .898, 34–37 CPU-s, 2.2 GiB',
}

/** Of the million, those that are there before and those that arrive. */
const ARRIVALS = { base: 985_000, single: 5_000, batched: 10_000 }
const QUICK_ARRIVALS = { base: 5_000, single: 500, batched: 1_000 }

const seconds = (): { cpu: number; wall: number } => {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1e6, wall: performance.now() / 1000 }
}
const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
const dotted = (share: number): string => share.toFixed(4)
const short = (value: number): string => value.toFixed(2)

interface Outcome {
  judged: Judgement
  cpu: number
  peak: number
  result: BulkResult
}

/** Resolves one set with the default configuration and says how well. */
function benchSet(set: LabelledSet, log: Options['log'], most?: number): Outcome {
  const parsing = seconds()
  for (const _ of csvLines(set.file)) void _
  const parsed = seconds()
  const table = encode(recordsOf(set, most))
  const encoded = seconds()
  const result = resolveEncoded(table, { stopwatch: seconds })
  const done = seconds()
  const peak = peakMiB()
  const truth = truthOf(set).subarray(0, table.n)
  const judged = judge(truth, result.clusterOf)
  const { edges, quality, model } = result
  const sure = [...edges.bits.subarray(0, edges.n).keys()].filter((k) => edges.bits[k]! >= model.thresholds.same)
  const alone = judgePairs(
    truth,
    sure.map((k) => edges.a[k]!),
    sure.map((k) => edges.b[k]!),
  )
  const asked = judgePairs(truth, edges.a.subarray(0, edges.n), edges.b.subarray(0, edges.n))
  log(
    `${set.name}: ${table.n.toLocaleString('en')} records${most && table.n === most ? ' (a part)' : ''}; ${PEERS[set.name] ?? 'no peer figures'}`,
  )
  log(
    `  clusters  P ${dotted(judged.precision)}  R ${dotted(judged.recall)}  F1 ${dotted(judged.f1)}  B³ ${dotted(judged.b3)}  largest ${judged.largest}`,
  )
  log(
    `  pairs alone  P ${dotted(alone.precision)}  R ${dotted(alone.recall)}  F1 ${dotted(alone.f1)}; same or ask reaches ${dotted(asked.recall)} of the true pairs`,
  )
  log(
    `  ${quality.pairs.toLocaleString('en')} pairs weighed, ${quality.generic.length} generic values by count, ${quality.nobody.length} by shape`,
  )
  const stages = Object.entries(quality.stages).map(
    ([stage, { cpu, wall }]) => `${stage} ${short(cpu)} (${short(wall)})`,
  )
  const encoding = encoded.cpu - parsed.cpu - (parsed.cpu - parsing.cpu)
  log(
    `  CPU-s (wall): parse ${short(parsed.cpu - parsing.cpu)}, encode ${short(Math.max(0, encoding))}, ${stages.join(', ')}; peak ${peak} MiB`,
  )
  return { judged, cpu: done.cpu - encoded.cpu, peak, result }
}

/** Families and firms of the bench's own: the one set whose truth no bar was set by. */
function benchHouseholds(records: number, log: Options['log']): Judgement {
  const set = households(records, HOUSEHOLDS_SEED)
  const judged = judge(set.truth, resolveEncoded(encode(set.records)).clusterOf)
  log(
    `families and firms: ${set.records.length.toLocaleString('en')} records; P ${dotted(judged.precision)}  R ${dotted(judged.recall)}  F1 ${dotted(judged.f1)}  B³ ${dotted(judged.b3)}  largest ${judged.largest}`,
  )
  return judged
}
const HOUSEHOLDS_SEED = 7

/** A file that is no part of this bench: which column was taken for what, and how well its people were told apart. */
function benchFile(file: string, truth: string, log: Options['log']): Record<string, number> {
  const set = anySet(file, truth)
  log(`${set.name}: ${set.truth.length.toLocaleString('en')} records; ${set.told.join(', ')}`)
  const table = encode(set.records())
  const before = seconds()
  const result = resolveEncoded(table, { stopwatch: seconds })
  const cpuS = seconds().cpu - before.cpu
  const judged = judge(set.truth, result.clusterOf)
  const { edges, model } = result
  const asked = judgePairs(set.truth, edges.a.subarray(0, edges.n), edges.b.subarray(0, edges.n))
  log(
    `  clusters  P ${dotted(judged.precision)}  R ${dotted(judged.recall)}  F1 ${dotted(judged.f1)}  B³ ${dotted(judged.b3)}  largest ${judged.largest}; same or ask reaches ${dotted(asked.recall)}`,
  )
  const doubts = edges.bits.subarray(0, edges.n).reduce((sum, bits) => sum + (bits < model.thresholds.same ? 1 : 0), 0)
  return {
    records: table.n,
    precision: judged.precision,
    recall: judged.recall,
    f1: judged.f1,
    b3: judged.b3,
    doubts,
    cpuS: Math.round(cpuS * 100) / 100,
  }
}

/** Files in which everyone has the same telephone, address or name: processor time against the number of rows. */
function benchBadValues(log: Options['log']): void {
  for (const [name, all] of BAD_VALUES) {
    const told = [25_000, 50_000, 100_000].map((rows) => {
      const records = function* () {
        for (let n = 0; n < rows; n++) yield { ...stranger(n), ...all(n) }
      }
      const table = encode(records())
      const before = seconds().cpu
      const { clusterOf, quality } = resolveEncoded(table)
      const joined = rows - new Set(clusterOf).size
      return `${rows / 1000}k ${short(seconds().cpu - before)} s, ${quality.pairs.toLocaleString('en')} pairs, ${joined} joined`
    })
    log(`bad values, ${name}: ${told.join('; ')}`)
  }
}

/**
 * Who is who on labelled sets, by one default configuration and no labels, beside the figures of others on the same sets. The CRM
 * set is first, so that the peak of memory is its own. Encoding (normalising and packing) is counted apart from learning, weighing
 * and clustering; parsing the CSV is no part of the product.
 */
export async function run({ quick, file, truth, log }: Options): Promise<Record<string, number>> {
  if (file) return benchFile(file, truth ?? 'cluster', log)
  if (!sharedIsHere()) {
    log('../shared/identity is not here: this bench needs its labelled sets. Nothing was measured.')
    return {}
  }
  const { set, remove } = crmSet(quick ? 50_000 : 1_000_000, 42)
  try {
    const crm = benchSet(set, log)
    const sizes = quick ? QUICK_ARRIVALS : ARRIVALS
    const some = (from: number, to: number) => recordsOf(set, to).drop(from)
    const arrival = await throughPostgres(some, sizes, log)
    log(
      `  one record, committed, against ${sizes.base.toLocaleString('en')}: p50 ${short(arrival.p50Ms)} ms, p99 ${short(arrival.p99Ms)} ms; in batches ${Math.round(arrival.perS)} a second`,
    )
    const judged = new Map<string, Judgement>()
    for (const each of PUBLIC_SETS)
      judged.set(each.name, benchSet(each, log, quick && each.name === 'historical50k' ? 15_000 : undefined).judged)
    if (!quick) benchBadValues(log)
    const homes = benchHouseholds(quick ? 20_000 : 50_000, log)
    const names = judgeNamePairs()
    log(
      `name pairs of OpenSanctions, ${names.n} of people, names alone: P ${dotted(names.precision)}  R ${dotted(names.recall)}`,
    )
    const four = (value: number): number => Math.round(value * 1e4) / 1e4
    return {
      febrl3F1: four(judged.get('febrl3')!.f1),
      febrl4F1: four(judged.get('febrl4')!.f1),
      fake1000F1: four(judged.get('fake1000')!.f1),
      historical50kF1: four(judged.get('historical50k')!.f1),
      historical50kB3: four(judged.get('historical50k')!.b3),
      crmF1: four(crm.judged.f1),
      crmPrecision: four(crm.judged.precision),
      crmCpuS: Math.round(crm.cpu * 100) / 100,
      crmPeakMiB: crm.peak,
      householdsF1: four(homes.f1),
      householdsPrecision: four(homes.precision),
      passS: Math.round(arrival.passWallS),
      arrivalP50Ms: Math.round(arrival.p50Ms * 100) / 100,
      arrivalP99Ms: Math.round(arrival.p99Ms * 100) / 100,
      arrivalPerS: Math.round(arrival.perS),
    }
  } finally {
    remove()
  }
}
