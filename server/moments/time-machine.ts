import { type Because, say } from '../../contract/because.ts'
import { type Gesture, isHuman, type Moment } from '../../contract/playbook.ts'
import type { AskedBefore } from '../budget/asked-lately.ts'
import type { Attention } from '../budget/attention.ts'
import { outranks, type Wanting } from '../budget/room.ts'
import { weightOf } from '../budget/weights.ts'
import type { AttemptFact } from '../consent/judged.ts'
import type { PlannedTouch } from './compiled.ts'
import { type Deciding, decideTouch, wantingOf } from './decide-touch.ts'
import { FROM_THEM } from './from-them.ts'
import { zoneHere } from './local-zone.ts'
import { knownFrom } from './look-ahead.ts'
import type { LoopFact, LoopOrder, LoopPerson } from './loop-person.ts'
import { mayTellWith } from './tell-with.ts'
import { touchesOfFact } from './touches-of-fact.ts'

/** A person's life as it was, or as it may be: what a replay runs over. Facts are in the order they happened. */
export interface Life {
  person: LoopPerson
  facts: readonly LoopFact[]
  /** When a case of theirs was open. Instants are epoch milliseconds; null: still. */
  cases: readonly { from: number; to: number | null }[]
}

/** What became of a touch in a replay. */
export interface Replayed {
  at: number
  customerId: string
  touch: PlannedTouch
  outcome: 'done' | 'held' | 'dropped'
  /** Null of what was done: it was told in the contact of another. */
  gesture: Gesture | null
  fact: LoopFact | null
  /** Whose hands the moment asks for. */
  by: Moment['by']
  because: readonly Because[]
}

/** Everything of a decision but the instant. */
export type Rules = Omit<Deciding, 'now'>

/** What the clock starts for a person between two instants: dates, silence, predictions, the weather of those days. */
export type ClockOf = (person: LoopPerson, from: number, to: number) => PlannedTouch[]

const DAY = 86_400_000
/** The clock is asked a month at a time: what happened meanwhile changes what it starts. */
const CLOCK_STEP = 30 * DAY
/** A touch held more often than this is a fault of ours: it is let go, so that a replay ends. */
const MOST_HOLDS = 400

/** Whose hands do it, where a person does: asked as the live loop asks. */
export type DoerOf = (event: Replayed, life: Life, open: ReadonlyMap<string, number>) => string | null

interface Waiting {
  touch: PlannedTouch
  fact: LoopFact | null
  at: number
  holds: number
  /** From when on it is known: the clock looks some days ahead, a fact is known when it comes. */
  from: number
}

/** A person as they stand at an instant of the replay. Each replay changes a copy of its own. */
interface Standing extends LoopPerson {
  attention: Attention[]
  asked: AskedBefore[]
  orders: LoopOrder[]
  openCase: boolean
  lastFromThem: number | null
}

/**
 * Lives one person's time again under a playbook, with the very functions that decide live: every fact, date and silence starts what it
 * would start, the law and the budget are asked at each minute it matters, and what was done weighs on what comes after.
 *
 * What cannot be known is taken as plain as it can be: a call is made at the first minute it may be and reaches the person; nobody
 * objects, answers or buys because of it.
 * @param from, to epoch milliseconds
 */
export function replay(
  rules: Rules,
  life: Life,
  clock: ClockOf,
  { from, to }: { from: number; to: number },
  tell: (event: Replayed) => void,
): void {
  const attempts: AttemptFact[] = life.person.law.attempts.filter((each) => each.at < from)
  const person: Standing = {
    ...life.person,
    attention: life.person.attention.filter((each) => each.at < from),
    asked: life.person.asked.filter((each) => each.at < from),
    orders: life.person.orders
      .filter((order) => order.placedAt < from)
      .map((order) => stateAt(order, life.facts, from)),
    openCase: false,
    lastFromThem: lastBefore(life, from),
    law: { ...life.person.law, attempts },
  }
  const deciding: Deciding = { ...rules, now: from }
  const waiting: Waiting[] = []
  const seen = new Set<string>()
  const plan = (touch: PlannedTouch, fact: LoopFact | null, from: number): void => {
    const key = `${touch.moment}|${touch.occasion}`
    if (seen.has(key)) return
    seen.add(key)
    waiting.push({ touch, fact, at: touch.dueAt, holds: 0, from })
  }

  const zone = zoneHere(person)
  const knownSince = (touch: PlannedTouch): number => {
    const compiled = rules.compiled.moments.get(touch.moment)
    return compiled ? knownFrom(compiled, zone, touch.dueAt) : from
  }

  let next = 0
  while (next < life.facts.length && life.facts[next]!.at < from) next += 1
  let clockFrom = from
  for (;;) {
    const soonest = firstOf(waiting)
    const factAt = next < life.facts.length ? life.facts[next]!.at : Number.POSITIVE_INFINITY
    const clockAt = clockFrom < to ? clockFrom : Number.POSITIVE_INFINITY
    const now = Math.min(soonest?.at ?? Number.POSITIVE_INFINITY, factAt, clockAt)
    if (now >= to) return
    deciding.now = now
    person.openCase = life.cases.some((each) => each.from <= now && (each.to === null || now < each.to))
    if (factAt === now) {
      const fact = life.facts[next++]!
      happens(person, fact, life)
      for (const touch of touchesOfFact(rules.compiled, fact, person, now)) plan(touch, fact, now)
    } else if (clockAt === now) {
      const until = Math.min(clockFrom + CLOCK_STEP, to)
      for (const touch of clock(person, clockFrom, until)) plan(touch, null, knownSince(touch))
      clockFrom = until
    } else if (soonest) step(deciding, person, waiting, soonest, attempts, tell)
  }
}

/** The first that is due; of those due together the one that ranks first is found by `step`. */
function firstOf(waiting: readonly Waiting[]): Waiting | undefined {
  let first: Waiting | undefined
  for (const each of waiting) if (!first || each.at < first.at) first = each
  return first
}

function step(
  deciding: Deciding,
  person: Standing,
  waiting: Waiting[],
  soonest: Waiting,
  attempts: AttemptFact[],
  tell: (event: Replayed) => void,
): void {
  const asked = (each: Waiting): Wanting => ({ ...wantingOf(deciding, each.touch, person), dueAt: each.at })
  let chosen = soonest
  if (waiting.length > 1)
    for (const each of waiting)
      if (each.at <= deciding.now && each !== chosen && outranks(asked(each), asked(chosen))) chosen = each
  const others: Wanting[] = []
  for (const each of waiting) if (each !== chosen && each.from <= deciding.now) others.push(asked(each))
  const decision = decideTouch(deciding, person, chosen.touch, chosen.fact, others)
  const said = {
    at: deciding.now,
    customerId: person.id,
    touch: chosen.touch,
    fact: chosen.fact,
    by: deciding.compiled.moments.get(chosen.touch.moment)?.moment.by ?? 'advisor',
    because: decision.because,
  }
  if ('hold' in decision && chosen.holds < MOST_HOLDS) {
    if (chosen.holds === 0) tell({ ...said, outcome: 'held', gesture: null })
    chosen.at = Math.max(decision.hold, deciding.now + 60_000)
    chosen.holds += 1
    return
  }
  waiting.splice(waiting.indexOf(chosen), 1)
  if (!('do' in decision)) {
    tell({ ...said, outcome: 'dropped', gesture: null })
    return
  }
  if (decision.arm === 'held-out') {
    tell({ ...said, outcome: 'dropped', gesture: null, because: [...decision.because, say('touch.held-out')] })
    return
  }
  const at = Math.max(decision.notBefore, deciding.now)
  const along = ridingAlong(deciding, person, chosen.touch, decision.do, waiting)
  person.attention.push({
    at,
    channel: decision.do,
    weight: weightOf(deciding.compiled.playbook.budget, decision.do),
    fromThem: false,
    core: chosen.touch.core,
    moment: chosen.touch.moment,
  })
  const survey = deciding.asks.get(deciding.compiled.moments.get(chosen.touch.moment)?.moment.ask ?? '')
  if (decision.asks && survey) person.asked.push({ at, metric: survey.metric })
  if (decision.do === 'call' || decision.do === 'voice-drop')
    attempts.push({
      at,
      channel: decision.do,
      purpose: chosen.touch.purpose,
      reached: decision.do === 'call',
      refused: false,
      entity: decision.judged.settings.legalEntity,
    })
  tell({ ...said, at, outcome: 'done', gesture: decision.do })
  for (const each of along) {
    waiting.splice(waiting.indexOf(each), 1)
    const because = [say('touch.told-with', { moment: chosen.touch.moment })]
    tell({ ...said, at, touch: each.touch, fact: each.fact, because, outcome: 'done', gesture: null })
  }
}

/** The others that are told in this contact: those that go together, and could have been said by themselves by the same gesture. */
function ridingAlong(
  deciding: Deciding,
  person: Standing,
  main: PlannedTouch,
  gesture: Gesture,
  waiting: readonly Waiting[],
): Waiting[] {
  const zone = zoneHere(person)
  const alone: Deciding = { ...deciding, carried: new Set([gesture]) }
  return waiting.filter((each) => {
    if (each.from > deciding.now) return false
    if (!mayTellWith(deciding.compiled, main, { ...each.touch, dueAt: each.at }, gesture, zone, deciding.now))
      return false
    const own = decideTouch(alone, { ...person, attention: [] }, each.touch, each.fact, [])
    return 'do' in own && own.do === gesture && own.arm !== 'held-out'
  })
}

const THEIRS = new Set(FROM_THEM)

/** The world moves on by one fact. */
function happens(person: Standing, fact: LoopFact, life: Life): void {
  if (THEIRS.has(fact.kind)) person.lastFromThem = fact.at
  if (!fact.orderId || !fact.kind.startsWith('order.')) return
  const at = person.orders.findIndex((order) => order.id === fact.orderId)
  const known = at >= 0 ? person.orders[at] : life.person.orders.find((order) => order.id === fact.orderId)
  if (!known) return
  const now = { ...known, state: fact.kind.slice('order.'.length) as LoopOrder['state'] }
  if (at >= 0) person.orders[at] = now
  else person.orders.push(now)
}

/** An order as it stood then, as far as facts tell; else as it stands today. */
function stateAt(order: LoopOrder, facts: readonly LoopFact[], at: number): LoopOrder {
  let state: LoopOrder['state'] | undefined
  let told = false
  for (const fact of facts) {
    if (fact.orderId !== order.id || !fact.kind.startsWith('order.')) continue
    told = true
    if (fact.at < at) state = fact.kind.slice('order.'.length) as LoopOrder['state']
  }
  return told ? { ...order, state: state ?? 'placed' } : order
}

function lastBefore(life: Life, at: number): number | null {
  let last: number | null = null
  for (const fact of life.facts) if (fact.at < at && THEIRS.has(fact.kind)) last = fact.at
  if (last !== null) return last
  const known = life.person.lastFromThem
  return known !== null && known < at ? known : null
}

/** The hardest thirty days of a person: the most contacts, by weight, in any window. `contacts` are in order. */
export function hardestMonth(contacts: readonly { at: number; weight: number }[]): number {
  let most = 0
  let sum = 0
  let first = 0
  for (const each of contacts) {
    sum += each.weight
    while (contacts[first]!.at <= each.at - 30 * DAY) sum -= contacts[first++]!.weight
    if (sum > most) most = sum
  }
  return most
}

/** Counts over a whole replay. */
export interface Tally {
  people: number
  done: number
  held: number
  dropped: number
  byMonth: Record<string, { done: number; held: number; dropped: number }>
  byMoment: Record<string, { done: number; held: number; dropped: number }>
  byGesture: Partial<Record<Gesture, number>>
  /** Why what was not done was not, by code. */
  because: Record<string, number>
  /** Hands of people: by advisor, gestures a week, and the hardest week. */
  load: Record<string, { total: number; hardestWeek: number }>
  /** People by the contacts of their hardest thirty days, rounded up. */
  pressure: Record<number, number>
  /** People over the bar of the playbook: they would have been angry. */
  angry: number
  costCents: number
}

/** Weeks begin on Monday. */
const weekOf = (at: number): number => Math.floor((at / DAY + 3) / 7)

const emptyTally = (): Tally => ({
  people: 0,
  done: 0,
  held: 0,
  dropped: 0,
  byMonth: {},
  byMoment: {},
  byGesture: {},
  because: {},
  load: {},
  pressure: {},
  angry: 0,
  costCents: 0,
})

const count = (
  of: Record<string, Record<Replayed['outcome'], number>>,
  key: string,
  outcome: Replayed['outcome'],
): void => {
  const row = of[key] ?? { done: 0, held: 0, dropped: 0 }
  of[key] = row
  row[outcome] += 1
}

/** Where nobody says who works there: whoever is their advisor. */
const BY_ADVISOR: DoerOf = (_event, { person }) => person.advisorId

/** Counts a replay as it goes: nothing of a million people is kept but their figures. */
export function tallying(
  rules: Rules,
  costOf: (gesture: Gesture, moment: string) => number,
  doerOf: DoerOf = BY_ADVISOR,
) {
  const tally = emptyTally()
  const handed = new Map<number, Map<string, number>>()
  const { angryOver } = rules.compiled.playbook.budget
  return {
    tally,
    one(life: Life, clock: ClockOf, span: { from: number; to: number }): void {
      const contacts: { at: number; weight: number }[] = []
      replay(rules, life, clock, span, (event) => {
        tally[event.outcome] += 1
        count(tally.byMonth, new Date(event.at).toISOString().slice(0, 7), event.outcome)
        count(tally.byMoment, event.touch.moment, event.outcome)
        if (event.outcome !== 'done') {
          const last = event.because.at(-1)?.code
          if (last) tally.because[last] = (tally.because[last] ?? 0) + 1
          return
        }
        const { gesture } = event
        if (gesture === null) return
        tally.byGesture[gesture] = (tally.byGesture[gesture] ?? 0) + 1
        tally.costCents += costOf(gesture, event.touch.moment)
        contacts.push({ at: event.at, weight: weightOf(rules.compiled.playbook.budget, gesture) })
        if (isHuman(gesture)) burden(doerOf(event, life, inWeek(event.at)) ?? '', event.at)
      })
      contacts.sort((a, b) => a.at - b.at)
      const hardest = hardestMonth(contacts)
      tally.people += 1
      const bin = Math.ceil(hardest)
      tally.pressure[bin] = (tally.pressure[bin] ?? 0) + 1
      if (hardest > angryOver) tally.angry += 1
    },
  }

  /** What each was handed that week, which is what they have open. */
  function inWeek(at: number): Map<string, number> {
    const week = weekOf(at)
    const known = handed.get(week)
    if (known) return known
    const fresh = new Map<string, number>()
    handed.set(week, fresh)
    return fresh
  }

  function burden(staffId: string, at: number): void {
    const row = tally.load[staffId] ?? { total: 0, hardestWeek: 0 }
    tally.load[staffId] = row
    row.total += 1
    const week = inWeek(at)
    const n = (week.get(staffId) ?? 0) + 1
    week.set(staffId, n)
    if (n > row.hardestWeek) row.hardestWeek = n
  }
}
