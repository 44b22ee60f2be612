import { type Because, say } from '../../contract/because.ts'
import { SEVERITIES } from '../../contract/recovery.ts'
import type { Band } from '../../contract/surveys.ts'

export type Severity = (typeof SEVERITIES)[number]

/** Why a case is opened, and how soon they must hear from us. */
export interface Opening {
  severity: Severity
  because: Because[]
}

/** An answer, as far as opening a case goes. */
export interface Heard {
  band: Band | null
  score: number | null
  /** The good end of its scale. */
  best: number | null
  polarity: number
  callback: boolean
  promise: boolean
  leaving: boolean
  urgent: boolean
  /** They ticked that they wish to be called. */
  asksCall: boolean
  /** They wait for an answer, and cannot, or will not, be rung. */
  inWriting: boolean
  /** They wrote back to a message: nothing but their words says how content they are. Null for what was asked. */
  wroteBack: { sure: number } | null
  /** Somebody we know. */
  known: boolean
}

/** Words that are read with less than this are for a person to read first: their task has them. */
const SURE_ENOUGH = 0.7

const UNHAPPY = new Set(['case.unhappy', 'case.wrote-ill'])

/** Why an answer may ask for care, beside who has the case and why. */
export const ASKS_FOR_CARE: ReadonlySet<string> = new Set([
  ...UNHAPPY,
  'case.urgent',
  'case.asks-call',
  'case.callback',
  'case.in-writing',
  'case.promise',
  'case.leaving',
])

/**
 * Does this answer open a case, and how soon must they hear from us? Danger and breakdown before all; then whoever wishes a call, was let down
 * or is about to leave; then whoever was not content. A promise or a farewell in the words of somebody content is no complaint: « vous l’aviez
 * promis, et vous l’avez fait ». Who writes back to a message is asked for no
 * score: words that are surely ill say it, and a wish to be called is none by itself: whoever wrote to them has it on their list. Of somebody unknown, only what may be acted upon: nobody can be answered.
 */
export function severityOf(heard: Heard): Opening | null {
  const content = heard.band === 'happy' || (heard.band === null && heard.polarity > 0)
  const because: Because[] = []
  if (heard.urgent) because.push(say('case.urgent'))
  const wroteIll = heard.wroteBack !== null && heard.polarity < 0 && heard.wroteBack.sure >= SURE_ENOUGH
  if (heard.asksCall || (heard.callback && (heard.wroteBack === null || wroteIll)))
    because.push(say(heard.asksCall ? 'case.asks-call' : 'case.callback'))
  if (heard.inWriting) because.push(say('case.in-writing'))
  if (heard.promise && !content) because.push(say('case.promise'))
  if (heard.leaving && !content) because.push(say('case.leaving'))
  if (heard.band === 'unhappy') because.push(say('case.unhappy', { score: heard.score ?? 0, best: heard.best ?? 10 }))
  if (wroteIll) because.push(say('case.wrote-ill'))
  const severity = heard.urgent
    ? 'urgent'
    : because.some(({ code }) => !UNHAPPY.has(code))
      ? 'callback'
      : because.length > 0
        ? 'unhappy'
        : null
  if (!severity || (!heard.known && severity === 'unhappy')) return null
  return { severity, because }
}

/** The more pressing of two. */
export const worse = (a: Severity, b: Severity): Severity =>
  SEVERITIES[Math.min(SEVERITIES.indexOf(a), SEVERITIES.indexOf(b))]!
