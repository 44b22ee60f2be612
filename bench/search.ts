import { searchEverywhere } from '../server/flows/search.flow.ts'
import type { Caller } from '../server/kit/caller.ts'
import type { House } from '../server/kit/house.ts'
import { editDistance } from '../server/plain/edit-distance.ts'
import { fold } from '../server/plain/fold.ts'
import { byIlike, byTrgm, prepareTrgm } from './search/against-trgm.ts'
import { type Case, foreignCases, misheardCases, slipCases } from './search/cases.ts'
import { emptyDatabase, type Loaded, load, loadedOf } from './search/load.ts'
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

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
const rounded = (n: number, digits = 1): number => Number(n.toFixed(digits))
const percent = (part: number, all: number): number => rounded((100 * part) / Math.max(1, all))

/** Wilson's 95 % interval of a share, in percent. */
function interval(part: number, n: number): string {
  const z = 1.96
  const p = part / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return `${rounded(100 * (middle - half))}–${rounded(100 * (middle + half))}`
}

const nameOf = (each: { given: string; family: string }): string => fold(`${each.given} ${each.family}`)

type Ask = (typed: string) => Promise<string[]>

interface Score {
  kind: string
  n: number
  top1: number
  top3: number
}

/** Asks every labelled question whole: is someone of the true full name first, or among the first three? */
async function score(cases: readonly Case[], ask: Ask): Promise<{ scores: Score[]; missed: Case[] }> {
  const kinds = new Map<string, Score>()
  const missed: Case[] = []
  for (const each of cases) {
    const known = kinds.get(each.kind) ?? { kind: each.kind, n: 0, top1: 0, top3: 0 }
    kinds.set(each.kind, known)
    const names = (await ask(each.typed)).slice(0, 3).map(fold)
    const truth = nameOf(each.truth)
    known.n++
    if (names[0] === truth) known.top1++
    if (names.includes(truth)) known.top3++
    else missed.push(each)
  }
  return { scores: [...kinds.values()], missed }
}

/** Types questions letter by letter, each keystroke asked and timed. @returns milliseconds, sorted */
async function keystrokes(questions: readonly string[], ask: Ask, from = 1): Promise<number[]> {
  const times: number[] = []
  for (const question of questions) {
    for (let n = from; n <= question.length; n++) {
      const began = performance.now()
      await ask(question.slice(0, n))
      times.push(performance.now() - began)
    }
  }
  return times.sort((a, b) => a - b)
}

const timesRow = (name: string, times: readonly number[]): string =>
  `  ${name.padEnd(34)} ${String(times.length).padStart(6)} keystrokes   p50 ${rounded(quantile(times, 0.5))} ms   p95 ${rounded(quantile(times, 0.95))} ms   p99 ${rounded(quantile(times, 0.99))} ms   max ${rounded(times.at(-1) ?? 0)} ms`

/** What one types that is not a name: phones in four writings, plates, VINs by their end, e-mails. */
const thingsOf = (people: readonly Loaded[]): string[] =>
  people.flatMap(({ e164, plate, vin, email }, n) => {
    const national = `0${e164.slice(3)}`
    const spaced = national.replace(/(..)(?=.)/gu, '$1 ')
    const writing = [spaced, national, `${e164.slice(0, 3)} ${spaced.slice(1)}`, `0033${e164.slice(3)}`][n % 4]!
    return [writing, `${plate.slice(0, 2)}-${plate.slice(2, 5)}-${plate.slice(5)}`.toLowerCase(), vin.slice(-8), email]
  })

/** The whole thing typed, is its owner first? */
async function things(people: readonly Loaded[], ask: Ask): Promise<string> {
  let right = 0
  const questions = thingsOf(people)
  for (const [n, question] of questions.entries()) {
    const names = (await ask(question)).map(fold)
    if (names[0] === nameOf(people[Math.floor(n / 4)]!)) right++
  }
  return `phones, plates, VINs and e-mails typed whole: their owner first in ${right} of ${questions.length}`
}

/**
 * Search on a million customers (150,000 with `quick`): every keystroke of whole questions timed, and labelled mistakes: is someone
 * of the true name among the first three? Beside pg_trgm and ILIKE on the same names, the same questions.
 */
export async function run({ quick, log }: Options): Promise<{ p99Ms: number; top3Pct: number }> {
  const size = quick ? 150_000 : 1_000_000
  const random = randomOf(42)
  const { draw, real } = namesOf(random)
  log(`search: ${size.toLocaleString('en')} customers${quick ? ' (quick; the full run has a million)' : ''}`)
  if (!real)
    log('search: ../shared/identity is not here: a short list of names stands in, and the figures do not compare')
  const began = performance.now()
  const say = (line: string) => log(`search: ${line} (${rounded((performance.now() - began) / 1000)} s)`)
  const { pool, db, stop } = await emptyDatabase()
  try {
    const heard = misheardCases(random, draw)
    const foreign = foreignCases((a, b) => editDistance(a, b) <= 3)
    const planted = [...heard, ...foreign].map((each) => each.truth)
    const drawn = Array.from({ length: size - planted.length }, draw)
    const people = [...planted, ...drawn].map((person, n) => loadedOf(random, person, n))
    const { words, needles } = await load(pool, random, people)
    say(`loaded: ${needles.toLocaleString('en')} needles, ${words.toLocaleString('en')} words`)
    await prepareTrgm(pool, people)
    say('pg_trgm and ILIKE are ready beside it')

    const house = { db } as House
    const ours: Ask = async (typed) => {
      const query = { q: typed.trim(), limit: 10 }
      return (await searchEverywhere(house, { params: {}, query, body: undefined }, CALLER)).hits.map((hit) => hit.name)
    }
    const trgm: Ask = (typed) => byTrgm(pool, typed)
    const ilike: Ask = (typed) => byIlike(pool, typed)

    const slips = slipCases(random, drawn, quick ? 120 : 400)
    const cases = [...heard, ...foreign, ...slips]
    const { scores, missed } = await score(cases, ours)
    say(`${cases.length} labelled questions asked`)
    // The slow ones answer a fixed share of the same questions: every n-th.
    const every = quick ? 12 : 10
    const some = cases.filter((_, n) => n % every === 0)
    const besides = { ours: await score(some, ours), trgm: await score(some, trgm), ilike: await score(some, ilike) }
    say(`${some.length} of them put to the alternatives too`)

    const step = Math.ceil(cases.length / (quick ? 60 : 300))
    const typed = cases.filter((_, n) => n % step === 0).map((each) => each.typed)
    const someone = people.filter((_, n) => n % Math.ceil(people.length / (quick ? 12 : 60)) === 0)
    const common = [
      'martin',
      'jean martin',
      'martin marie',
      'marie',
      'jean pierre bernard',
      'durand ph',
      'da silva',
      'mohamed',
      'a',
      'le ',
    ]
    await keystrokes(typed.slice(0, 10), ours)
    const names = await keystrokes([...typed, ...common], ours)
    const numbers = await keystrokes(thingsOf(someone), ours)
    const all = [...names, ...numbers].sort((a, b) => a - b)
    const beside = typed.filter((_, n) => n % (quick ? 10 : 15) === 0)
    const sameOurs = await keystrokes(beside, ours, 3)
    const sameTrgm = await keystrokes(beside, trgm, 3)
    const sameIlike = await keystrokes(beside, ilike, 3)

    log('')
    log('  labelled questions            n    first   in the first three (95 %)')
    for (const { kind, n, top1, top3 } of scores)
      log(
        `  ${kind.padEnd(24)} ${String(n).padStart(6)}   ${String(percent(top1, n)).padStart(5)}   ${percent(top3, n)} (${interval(top3, n)})`,
      )
    const wrong = scores.filter(({ kind }) => kind !== 'right')
    const sum = (rows: readonly Score[], field: 'n' | 'top3') => rows.reduce((total, row) => total + row[field], 0)
    const top3Pct = percent(sum(wrong, 'top3'), sum(wrong, 'n'))
    log(
      `  ${'all mistakes together'.padEnd(24)} ${String(sum(wrong, 'n')).padStart(6)}           ${top3Pct} (${interval(sum(wrong, 'top3'), sum(wrong, 'n'))})`,
    )
    for (const [name, { scores: rows }] of Object.entries(besides)) {
      const mistakes = rows.filter(({ kind }) => kind !== 'right')
      log(
        `  the same ${sum(mistakes, 'n')} mistakes, ${name.padEnd(6)}: ${percent(sum(mistakes, 'top3'), sum(mistakes, 'n'))} in the first three`,
      )
    }
    log(
      `  missed, for example: ${missed
        .filter((_, n) => n % Math.ceil(missed.length / 12) === 0)
        .map((each) => `${each.typed} → ${nameOf(each.truth)}`)
        .join('; ')}`,
    )
    log(`  ${await things(someone, ours)}`)
    log('')
    log(timesRow('names, from the first letter', names))
    log(timesRow('phones, plates, VINs, e-mails', numbers))
    log(timesRow('all', all))
    log(timesRow('some names from the 3rd: ours', sameOurs))
    log(timesRow('the same: pg_trgm similarity', sameTrgm))
    log(timesRow('the same: ILIKE on a trigram index', sameIlike))
    return { p99Ms: rounded(quantile(all, 0.99)), top3Pct }
  } finally {
    await stop()
  }
}
