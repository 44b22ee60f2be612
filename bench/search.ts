import type { Pool } from 'pg'
import { searchEverywhere } from '../server/flows/search.flow.ts'
import type { Caller } from '../server/kit/caller.ts'
import type { House } from '../server/kit/house.ts'
import { editDistance } from '../server/plain/edit-distance.ts'
import { byIlike, byTrgm, prepareTrgm } from './search/against-trgm.ts'
import { type Case, foreignCases, misheardCases, slipCases } from './search/cases.ts'
import { emptyDatabase, type Loaded, load, loadedOf } from './search/load.ts'
import {
  type Ask,
  interval,
  keystrokes,
  nameOf,
  ownersFirst,
  percent,
  quantile,
  rounded,
  type Score,
  score,
  thingsOf,
  timesRow,
  together,
} from './search/measure.ts'
import { namesOf, randomOf } from './search/population.ts'

export interface Options {
  quick: boolean
  log: (line: string) => void
}

const CALLER: Caller = {
  staffId: null,
  userId: null,
  name: 'bench',
  roles: [{ role: 'head-office', siteId: null }],
  locale: 'fr',
}
/** What everybody bears, and what nobody should type: the longest ranges there are. */
const COMMON = 'martin|jean martin|martin marie|marie|jean pierre bernard|durand ph|da silva|mohamed|a|le '.split('|')

type Alternatives = Record<string, Ask>

/** Every labelled mistake, beside the alternatives. @returns the share found among the first three, in percent */
async function judge(cases: readonly Case[], ours: Ask, others: Alternatives, log: Options['log']): Promise<number> {
  const { scores, missed } = await score(cases, ours)
  const besides: Score[][] = []
  for (const ask of Object.values(others)) besides.push((await score(cases, ask)).scores)
  const mistakes = (rows: readonly Score[]) =>
    together(
      'all mistakes',
      rows.filter(({ kind }) => kind !== 'right'),
    )
  const line = (own: Score, theirs: (Score | undefined)[]) =>
    log(
      `  ${own.kind.padEnd(16)} ${String(own.n).padStart(5)} ${String(percent(own.top1, own.n)).padStart(7)} ${String(percent(own.top3, own.n)).padStart(7)}  ${interval(own.top3, own.n).padEnd(11)} ${theirs.map((each) => String(percent(each?.top3 ?? 0, own.n)).padStart(9)).join('')}`,
    )
  log('')
  log(
    `  labelled questions, %  first  first three (95 %)  ${Object.keys(others)
      .map((name) => name.padStart(9))
      .join('')}`,
  )
  for (const row of scores)
    line(
      row,
      besides.map((rows) => rows.find(({ kind }) => kind === row.kind)),
    )
  line(mistakes(scores), besides.map(mistakes))
  const some = missed.filter((_, n) => n % Math.ceil(missed.length / 12) === 0)
  log(`  missed, for example: ${some.map((each) => `${each.typed} → ${nameOf(each.truth)}`).join('; ')}`)
  const all = mistakes(scores)
  return percent(all.top3, all.n)
}

/** Every keystroke of whole questions. @returns the 99th percentile of all, in milliseconds */
async function time(
  questions: readonly string[],
  people: readonly Loaded[],
  ours: Ask,
  others: Alternatives,
  log: Options['log'],
): Promise<number> {
  await keystrokes(questions.slice(0, 10), ours)
  const names = await keystrokes([...questions, ...COMMON], ours)
  const things = await keystrokes(thingsOf(people), ours)
  const all = [...names, ...things].sort((a, b) => a - b)
  log('')
  log(`  ${'milliseconds a keystroke'.padEnd(36)}  typed      p50     p95     p99      max`)
  log(timesRow('names, from the first letter', names))
  log(timesRow('phones, plates, VINs, e-mails', things))
  log(timesRow('all', all))
  // Trigrams know nothing of one or two letters: a fair comparison begins with the third.
  const some = questions.filter((_, n) => n % 8 === 0)
  log(timesRow('some names from the 3rd letter: ours', await keystrokes(some, ours, 3)))
  for (const [name, ask] of Object.entries(others)) log(timesRow(`the same: ${name}`, await keystrokes(some, ask, 3)))
  const { right, n } = await ownersFirst(people, ours)
  log(`  phones, plates, VINs, e-mails typed whole: their owner first in ${right} of ${n}`)
  return rounded(quantile(all, 0.99))
}

/** What is asked and timed once the database is full. */
interface Asked {
  cases: Case[]
  someone: Loaded[]
}

/**
 * Draws the customers, loads them for us and for the alternatives, and keeps only what will be asked: a million people on the heap
 * would make every keystroke wait for the collector, which no server does.
 */
async function fill(pool: Pool, size: number, quick: boolean, log: Options['log']): Promise<Asked> {
  const random = randomOf(42)
  const { draw, real } = namesOf(random)
  if (!real) log('../shared/identity is not here: a short list of names stands in, and the figures do not compare')
  const heard = misheardCases(random, draw)
  const foreign = foreignCases((a, b) => editDistance(a, b) <= 3)
  const planted = [...heard, ...foreign].map((each) => each.truth)
  const drawn = Array.from({ length: size - planted.length }, draw)
  const people = [...planted, ...drawn].map((person, n) => loadedOf(random, person, n))
  const { words, needles } = await load(pool, random, people)
  log(`loaded: ${needles.toLocaleString('en')} needles, ${words.toLocaleString('en')} words`)
  await prepareTrgm(pool, people)
  log('pg_trgm and ILIKE are ready beside it')
  const slips = slipCases(random, drawn, quick ? 120 : 400)
  return { cases: [...heard, ...foreign, ...slips], someone: people.filter(every(people.length, quick ? 12 : 60)) }
}

const every = (all: number, wanted: number) => (_: unknown, n: number) => n % Math.ceil(all / wanted) === 0

/**
 * Search on a million customers (100,000 with `quick`): every keystroke of whole questions timed, and labelled mistakes: is someone
 * of the true name among the first three? Beside pg_trgm and ILIKE on the same names, the same questions. How the questions are made:
 * `search/cases.ts`.
 */
export async function run({ quick, log }: Options): Promise<{ p99Ms: number; top3Pct: number }> {
  const size = quick ? 100_000 : 1_000_000
  log(`${size.toLocaleString('en')} customers${quick ? ' (quick; the full run has a million)' : ''}`)
  const { pool, db, stop } = await emptyDatabase()
  try {
    const { cases, someone } = await fill(pool, size, quick, log)
    const house = { db } as House
    const ours: Ask = async (typed) => {
      const query = { q: typed.trim(), limit: 10 }
      return (await searchEverywhere(house, { params: {}, query, body: undefined }, CALLER)).hits.map((hit) => hit.name)
    }
    const others = { pg_trgm: (typed: string) => byTrgm(pool, typed), ILIKE: (typed: string) => byIlike(pool, typed) }
    const typed = cases.filter(every(cases.length, quick ? 60 : 300)).map((each) => each.typed)
    const p99Ms = await time(typed, someone, ours, others, log)
    return { p99Ms, top3Pct: await judge(cases, ours, others, log) }
  } finally {
    await stop()
  }
}
