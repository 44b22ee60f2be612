import { type Because, say } from '../../contract/because.ts'
import { sameLine } from './said.ts'

/** What the card may draw on: the newest facts first. */
export interface CardFacts {
  hints: { id: string; kind: string; hint: 'say' | 'thank' | 'mind'; text: string; at: Date }[]
  /** Open cases, newest first. */
  cases: { text: string; at: Date }[]
  /** The case closed last, within some months. */
  settled: { text: string; at: Date } | null
  /** The repair handed back last, within some months. */
  repair: { title: string; at: Date } | null
  /** Answers to surveys, newest first; score out of 10 where one was given, to compare by; as they gave it, to be told. */
  surveys: { at: Date; score: number | null; said: { score: number; max: number } | null; text: string }[]
  /** What was asked and thanked for when they were last greeted: nobody is asked twice. */
  told: Because[]
  /** How long they waited at earlier visits, newest first, in seconds. */
  waits: { at: Date; waitedS: number }[]
  /** First purchase or first visit. */
  since: Date | null
  /** Last delivery of a vehicle. */
  delivered: Date | null
}

export interface CardLines {
  say: Because | null
  thank: Because | null
  mind: Because | null
}

const DAY = 86_400_000
const LONG_WAIT_S = 15 * 60
/** After some nine months nobody remembers, and asking after it brings it back. */
const ASK_WITHIN = 275

/**
 * One thing to say, one to thank for, one to mind; never more. A hint a colleague left comes first, then what the facts
 * tell and nobody has said to them yet. Say: ask after the last case, the last repair or the new car, whichever is the newest.
 * Thank: an answer within a year, or the years together.
 * Mind: an open case, a low score, a long wait last time.
 */
export function cardLines(facts: CardFacts, now: Date): CardLines {
  const hinted = (hint: 'say' | 'thank' | 'mind'): Because | null => {
    const found = facts.hints.find((h) => h.hint === hint)
    return found ? say('quote', { text: firstSentence(found.text), at: found.at.toISOString(), entry: found.id }) : null
  }
  const within = (at: Date, days: number) => now.getTime() - at.getTime() <= days * DAY
  const survey = facts.surveys.find((s) => within(s.at, 365))
  const unhappy = facts.surveys.find((s) => s.score !== null && s.score <= 6 && within(s.at, 180))
  const wait = facts.waits[0]
  const openCase = facts.cases[0]
  const years = facts.since ? Math.floor((now.getTime() - facts.since.getTime()) / (365.25 * DAY)) : 0

  return {
    say: hinted('say') ?? askAfter(facts, now),
    thank:
      hinted('thank') ??
      notTold(facts, [
        ...(survey && survey !== unhappy ? [say('thank-survey', { at: survey.at.toISOString() })] : []),
        ...(years >= 2 ? [say('thank-years', { years })] : []),
      ]),
    mind:
      hinted('mind') ??
      (openCase
        ? say('mind-case', { text: firstSentence(openCase.text), at: openCase.at.toISOString() })
        : wait && wait.waitedS >= LONG_WAIT_S
          ? say('mind-waited', { minutes: Math.round(wait.waitedS / 60), at: wait.at.toISOString() })
          : unhappy
            ? unhappyBecause(unhappy)
            : null),
  }
}

/** On the scale they were asked on: a note out of ten they never gave would be held against them. */
function unhappyBecause({ at, score, said }: CardFacts['surveys'][number]): Because {
  return said
    ? say('mind-unhappy-of', { ...said, at: at.toISOString() })
    : say('mind-unhappy', { score: score ?? 0, at: at.toISOString() })
}

/**
 * What one would ask after: the newest of a case that was closed, a repair and a new car. Nobody is asked how it goes on the very day,
 * nor after a repair while something is still open: that is what to mind.
 */
function askAfter(facts: CardFacts, now: Date): Because | null {
  const { cases, settled, repair, delivered } = facts
  const days = (at: Date) => (now.getTime() - at.getTime()) / DAY
  const ago = (at: Date, least: number, most: number) => days(at) >= least && days(at) <= most
  const found: { at: Date; line: Because }[] = []
  const ask = (at: Date, code: string, values: Because['values'] = {}) =>
    found.push({ at, line: say(code, { ...values, at: at.toISOString() }) })
  if (delivered && ago(delivered, 0, 60)) ask(delivered, 'ask-new-car')
  if (settled && ago(settled.at, 1, ASK_WITHIN)) ask(settled.at, 'ask-case', { text: quoted(settled.text) })
  if (repair && cases.length === 0 && ago(repair.at, 1, ASK_WITHIN))
    ask(repair.at, 'ask-repair', { text: quoted(repair.title) })
  return notTold(
    facts,
    found.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(({ line }) => line),
  )
}

/** The first that was not said to them at a greeting before. */
const notTold = ({ told }: CardFacts, lines: readonly Because[]): Because | null =>
  lines.find((line) => !told.some((before) => sameLine(before, line))) ?? null

/** Between quotation marks a sentence needs no full stop. */
const quoted = (text: string): string => firstSentence(text).replace(/\.$/u, '')

/** What one can read while walking: the first sentence, at most 90 characters. */
export function firstSentence(text: string): string {
  const flat = text.replaceAll(/\s+/gu, ' ').trim()
  const end = flat.search(/[.!?…](\s|$)/u)
  const sentence = end >= 0 ? flat.slice(0, end + 1) : flat
  const letters = [...sentence]
  return letters.length <= 90 ? sentence : `${letters.slice(0, 89).join('').trimEnd()}…`
}
