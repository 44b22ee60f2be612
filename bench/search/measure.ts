import { fold } from '../../server/plain/fold.ts'
import type { Case } from './cases.ts'
import type { Loaded } from './load.ts'

/** A way to search: what was typed to the names found, nearest first. */
export type Ask = (typed: string) => Promise<string[]>

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
export const rounded = (n: number, digits = 1): number => Number(n.toFixed(digits))
export const percent = (part: number, all: number): number => rounded((100 * part) / Math.max(1, all))

/** Wilson's 95 % interval of a share, in percent. */
export function interval(part: number, n: number): string {
  const z = 1.96
  const p = part / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return `${rounded(100 * (middle - half))}–${rounded(100 * (middle + half))}`
}

export const nameOf = (each: { given: string; family: string }): string => fold(`${each.given} ${each.family}`)

export interface Score {
  kind: string
  n: number
  top1: number
  top3: number
}

/** Asks every labelled question whole: is someone of the true full name first, or among the first three? */
export async function score(cases: readonly Case[], ask: Ask): Promise<{ scores: Score[]; missed: Case[] }> {
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

/** Several kinds as one. */
export const together = (kind: string, scores: readonly Score[]): Score =>
  scores.reduce((a, b) => ({ kind, n: a.n + b.n, top1: a.top1 + b.top1, top3: a.top3 + b.top3 }), {
    kind,
    n: 0,
    top1: 0,
    top3: 0,
  })

/** Types questions letter by letter, each keystroke asked and timed. @returns milliseconds, sorted */
export async function keystrokes(questions: readonly string[], ask: Ask, from = 1): Promise<number[]> {
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

export const timesRow = (name: string, times: readonly number[]): string =>
  `  ${name.padEnd(36)} ${String(times.length).padStart(6)} ${[0.5, 0.95, 0.99].map((q) => String(rounded(quantile(times, q))).padStart(8)).join('')} ${String(rounded(times.at(-1) ?? 0)).padStart(8)}`

/** What one types that is not a name: phones in four writings, plates, VINs by their end, e-mails. */
export const thingsOf = (people: readonly Loaded[]): string[] =>
  people.flatMap(({ e164, plate, vin, email }, n) => {
    const national = `0${e164.slice(3)}`
    const spaced = national.replace(/(..)(?=.)/gu, '$1 ')
    const writing = [spaced, national, `${e164.slice(0, 3)} ${spaced.slice(1)}`, `0033${e164.slice(3)}`][n % 4]!
    return [writing, `${plate.slice(0, 2)}-${plate.slice(2, 5)}-${plate.slice(5)}`.toLowerCase(), vin.slice(-8), email]
  })

/** The whole thing typed: how often is its owner first? */
export async function ownersFirst(people: readonly Loaded[], ask: Ask): Promise<{ right: number; n: number }> {
  const questions = thingsOf(people)
  let right = 0
  for (const [n, question] of questions.entries())
    if (fold((await ask(question))[0] ?? '') === nameOf(people[Math.floor(n / 4)]!)) right++
  return { right, n: questions.length }
}
