import { type Because, say } from '../../contract/because.ts'
import type { Outcome } from '../../contract/work.ts'

/** A task as far as what came of it goes. Instants are epoch milliseconds. */
export interface Tried {
  kind: string
  purpose: 'service' | 'commercial'
  tries: number
  expiresAt: number | null
}

export interface Said {
  outcome: Outcome
  now: number
  /** « Not now »: when they would rather be called. */
  until: number | null
  /** What a contact by this gesture weighs in attention. */
  weight: number
  /** Commercial calls and attempts of the last thirty days, by anybody (CALL-4). */
  attempts: readonly number[]
}

export interface After {
  state: 'open' | 'done' | 'let-go'
  notBefore: number | null
  expiresAt: number | null
  tries: number
  promised: boolean
  /** `doing`: somebody still has it in hand; the loop leaves it alone until they are done. */
  touch: 'done' | 'doing' | 'dropped'
  because: Because[]
  /** Counted by the law of calls; null: nobody was called. */
  attempt: { reached: boolean; refused: boolean } | null
  /** What it took of their attention, in contacts. */
  weight: number
  /** Their consent to commercial calls ends here (CALL-5). */
  withdraw: boolean
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** After an attempt without an answer: later today, tomorrow a little later in the day, at the end of the week. Then it is enough. */
const PAUSES = [3 * HOUR, 26 * HOUR, 5 * DAY]
/** CALL-4: no more calls or attempts than this in thirty rolling days. */
const MOST_ATTEMPTS = 4
const ROLLING = 30 * DAY
/** A missed call is seen, and is a quarter of a contact. */
const RUNG = 0.25
/** What is promised for a day stays good for a week after it. */
const GRACE = 7 * DAY

/** What may be said of a gesture: nobody answers a coffee, and who is offered nothing refuses nothing. */
export function outcomesOf({ kind, purpose }: Pick<Tried, 'kind' | 'purpose'>): readonly Outcome[] {
  if (kind === 'call') {
    const refused: Outcome[] = purpose === 'commercial' ? ['not-interested'] : []
    return [
      'reached',
      'left-word',
      'no-answer',
      'not-now',
      ...refused,
      'no-calls',
      'wrong-number',
      'otherwise',
      'let-go',
    ]
  }
  return ['reached', 'not-now', 'otherwise', 'let-go']
}

/**
 * What follows from what came of it. Reached, a word left, done otherwise: done. No answer: again after a growing pause, within what the law
 * lets us try, and not after it means nothing any more. Not now: on the day they named, as a promise. Not interested: done, and the
 * sixty days after a refusal begin (CALL-4); their consent stays. Asked not to be called: done,
 * and their consent ends. Wrong number, let go: dropped.
 */
export function afterOutcome(task: Tried, said: Said): After {
  const call = task.kind === 'call'
  const attempt = (reached: boolean, refused = false) => (call ? { reached, refused } : null)
  const ended = { state: 'done' as const, notBefore: null, expiresAt: task.expiresAt, promised: false, withdraw: false }
  const tries = task.tries + (call ? 1 : 0)
  switch (said.outcome) {
    case 'reached':
      return {
        ...ended,
        tries,
        touch: 'done',
        because: [say('was-reached')],
        attempt: attempt(true),
        weight: said.weight,
      }
    case 'left-word':
      return {
        ...ended,
        tries,
        touch: 'done',
        because: [say('left-a-word')],
        attempt: attempt(false),
        weight: said.weight,
      }
    case 'otherwise':
      return {
        ...ended,
        tries: task.tries,
        touch: 'done',
        because: [say('done-otherwise')],
        attempt: null,
        weight: said.weight,
      }
    case 'not-interested':
      return {
        ...ended,
        tries,
        touch: 'done',
        because: [say('was-refused')],
        attempt: attempt(true, true),
        weight: said.weight,
      }
    case 'no-calls':
      return {
        ...ended,
        tries,
        touch: 'done',
        because: [say('asked-no-calls')],
        attempt: attempt(true, true),
        weight: said.weight,
        withdraw: true,
      }
    case 'wrong-number':
      return {
        ...ended,
        state: 'let-go',
        tries,
        touch: 'dropped',
        because: [say('wrong-number')],
        attempt: attempt(false),
        weight: 0,
      }
    case 'let-go':
      return {
        ...ended,
        state: 'let-go',
        tries: task.tries,
        touch: 'dropped',
        because: [say('let-go-by-hand')],
        attempt: null,
        weight: 0,
      }
    case 'not-now':
      return notNow(task, said, attempt(true))
    case 'no-answer':
      return noAnswer(task, said, tries, attempt(false))
  }
}

/** They answered: it is no try in vain. */
function notNow(task: Tried, said: Said, attempt: After['attempt']): After {
  const until = said.until ?? said.now + DAY
  return {
    state: 'open',
    notBefore: until,
    // They named the day: what would have meant nothing by then means something now.
    expiresAt: task.expiresAt === null ? null : Math.max(task.expiresAt, until + GRACE),
    tries: task.tries,
    promised: true,
    touch: 'doing',
    because: [say('promised-for', { at: iso(until) })],
    attempt,
    weight: said.weight,
    withdraw: false,
  }
}

function noAnswer(task: Tried, said: Said, tries: number, attempt: After['attempt']): After {
  const pause = PAUSES[tries - 1]
  const base = {
    expiresAt: task.expiresAt,
    tries,
    promised: false,
    attempt,
    weight: said.weight * RUNG,
    withdraw: false,
  }
  const enough = (because: Because): After => ({
    ...base,
    state: 'let-go',
    notBefore: null,
    touch: 'dropped',
    because: [because],
  })
  if (pause === undefined) return enough(say('tried-enough', { times: tries }))
  const next = Math.max(said.now + pause, task.purpose === 'commercial' ? lawAllows([...said.attempts, said.now]) : 0)
  if (task.expiresAt !== null && next >= task.expiresAt) return enough(say('no-time-left', { at: iso(task.expiresAt) }))
  return {
    ...base,
    state: 'open',
    notBefore: next,
    touch: 'doing',
    because: [say('no-answer-again', { times: tries, at: iso(next) })],
  }
}

/** The first instant at which fewer than four attempts lie within the thirty days before. */
function lawAllows(attempts: readonly number[]): number {
  const newestFirst = [...attempts].sort((a, b) => b - a)
  const fourth = newestFirst[MOST_ATTEMPTS - 1]
  return fourth === undefined ? 0 : fourth + ROLLING
}

const iso = (at: number): string => new Date(at).toISOString()

/** What a telephone, a visit or a reply tells of a task. */
export type Told = { by: 'call'; answered: boolean } | { by: 'visit' } | { by: 'reply' }

/**
 * A fact may say what came of a task that nobody has spoken about, and correct « no answer » where there was one. Whatever else a person said
 * stands: the telephone takes an answering machine for an answer, and does not know what was promised.
 * @param hand what a person said of this very attempt, if anyone did
 * @returns the outcome to write, or null when there is nothing to add
 */
export function outcomeOfFact(kind: string, hand: Outcome | null, told: Told): Outcome | null {
  if (told.by === 'call') {
    if (hand === null) return told.answered ? 'reached' : 'no-answer'
    return hand === 'no-answer' && told.answered ? 'reached' : null
  }
  if (hand !== null && hand !== 'no-answer' && hand !== 'left-word') return null
  if (told.by === 'visit') return kind === 'word' || kind === 'coffee' ? 'reached' : 'otherwise'
  return 'reached'
}
