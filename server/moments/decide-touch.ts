import { type Because, say } from '../../contract/because.ts'
import { type Gesture, isHuman, type Moment } from '../../contract/playbook.ts'
import type { Metric } from '../../contract/surveys.ts'
import { askedLately } from '../budget/asked-lately.ts'
import { type Rhythm, roomFor, type Wanting, waitOrNo } from '../budget/room.ts'
import { weightOf } from '../budget/weights.ts'
import type { ContactChannel, Judged, LawSettings } from '../consent/judged.ts'
import { inTheNameOf } from '../consent/legal-entity.ts'
import { mayWe } from '../consent/may-we.ts'
import { dayAt } from '../plain/civil.ts'
import { isAboutTheirs } from './about-theirs.ts'
import { waitedFor } from './awaited.ts'
import type { CompiledMoment, CompiledPlaybook, PlannedTouch, Scene } from './compiled.ts'
import { heldOut } from './held-out.ts'
import { nextOpening } from './hours.ts'
import { regionHere, zoneHere } from './local-zone.ts'
import type { LoopFact, LoopPerson } from './loop-person.ts'
import { dayAfter } from './span.ts'
import { groundOf } from './still-true.ts'
import type { Warning } from './weather-warning.ts'

/** What holds for every decision of a round. */
export interface Deciding {
  compiled: CompiledPlaybook
  law: LawSettings
  /** Which company each site speaks for, where it is not the network’s own. */
  entities: ReadonlyMap<string, string>
  /** Channels that have a way out today: a provider that is there and active. */
  carried: ReadonlySet<Gesture>
  /** Surveys that are open, by slug. */
  asks: ReadonlyMap<string, { metric: Metric }>
  /** Weather that is coming, anywhere, as it is told now; the first to begin first. */
  warnings: readonly Warning[]
  /** epoch milliseconds */
  now: number
}

export type Decision =
  | {
      do: Gesture
      notBefore: number
      because: Because[]
      judged: Judged
      asks: boolean
      /** Of an extra moment with a hold-out: on which side they are drawn, now that all else would let it be done. */
      arm: 'treated' | 'held-out' | null
    }
  | { hold: number; because: Because[]; judged: Judged | null }
  | { drop: true; because: Because[]; judged: Judged | null }

const CHANNEL: Record<Gesture, ContactChannel> = {
  call: 'call',
  word: 'word',
  coffee: 'coffee',
  linkedin: 'linkedin',
  whatsapp: 'whatsapp',
  email: 'email',
  sms: 'sms',
  'voice-drop': 'voice-drop',
  postcard: 'post',
  push: 'push',
}

/** News of how far an order is: who drove home in it is not told that it waits for them. That it was placed is thanked for whatever came since. */
const STAGES: readonly string[] = ['in-progress', 'ready', 'delivered']

/** What has happened since that makes it pointless: the order was cancelled or taken back, the silence was broken, they came late or made another appointment. */
function overtaken({ trigger, silence }: CompiledMoment, scene: Scene): Because | null {
  const { order, person, fact } = scene
  if (trigger === 'appointment.missed' && fact && person.lastFromThem !== null && person.lastFromThem > fact.at)
    return say('touch.heard-from')
  if (typeof trigger === 'string' && trigger.startsWith('order.') && order) {
    const told = trigger.slice('order.'.length)
    if (order.state === 'cancelled' && told !== 'cancelled') return say('touch.order-cancelled')
    if (told === 'delivered' && order.state !== 'delivered') return say('touch.not-delivered')
    if (STAGES.includes(told) && STAGES.indexOf(order.state) > STAGES.indexOf(told)) return say('touch.order-further')
    if (told === 'ready' && STAGES.includes(order.state) && order.state !== 'ready') return say('touch.not-ready')
  }
  if (silence && person.lastFromThem !== null) {
    const zone = zoneHere(person)
    // To the day: a silence is over a date, not an hour.
    if (dayAfter(dayAt(zone, person.lastFromThem), silence) > dayAt(zone, scene.now)) return say('touch.heard-from')
  }
  return null
}

/** What a link can be tapped in. A person asks by voice, and notes what they hear. */
const CARRIES_QUESTION = new Set<Gesture>(['email', 'sms', 'push'])

const NONE: ReadonlyMap<Gesture, Because> = new Map()

/**
 * May the question of this moment be put now? Words that say something without it go without it; else they wait until it may, or are let go
 * when that is too late.
 */
function question(
  { asks, compiled: { playbook }, now }: Deciding,
  { moment, speaksUnasked }: CompiledMoment,
  person: LoopPerson,
  touch: PlannedTouch,
): { asks: boolean; because: Because[] } | { hold: number; because: Because[] } | { drop: Because[] } {
  if (moment.ask === undefined) return { asks: false, because: [] }
  const survey = asks.get(moment.ask)
  const not = survey
    ? askedLately(playbook.budget.askAgainDays, person.asked, survey.metric, now)
    : { until: Number.POSITIVE_INFINITY, because: say('ask.not-open', { survey: moment.ask }) }
  if (!not) return { asks: true, because: [] }
  if (speaksUnasked) return { asks: false, because: [not.because] }
  const room = survey ? waitOrNo(playbook.budget, touch, now, not.until, not.because) : null
  if (room?.room === 'not-before') return { hold: room.until, because: room.because }
  return { drop: room?.because ?? [not.because] }
}

/** What a moment is about, as it stands now. */
export function sceneOf(person: LoopPerson, touch: PlannedTouch, fact: LoopFact | null, now: number): Scene {
  return {
    person,
    asset: person.assets.find((asset) => asset.id === touch.assetId) ?? null,
    order: person.orders.find((order) => order.id === touch.orderId) ?? null,
    fact,
    now,
  }
}

/** What else is to come for the person, as the budget weighs it. */
export function wantingOf(deciding: Deciding, touch: PlannedTouch, person: LoopPerson): Wanting {
  const compiled = deciding.compiled.moments.get(touch.moment)
  const first = compiled?.moment.do[0]
  const { core, priority } = compiled?.moment ?? touch
  return {
    moment: touch.moment,
    core,
    priority,
    weight: first ? weightOf(deciding.compiled.playbook.budget, first) : 1,
    dueAt: touch.dueAt,
    expiresAt: touch.expiresAt,
    ...(compiled ? waitedFor(compiled, sceneOf(person, touch, null, deciding.now)) : { awaited: false, care: false }),
  }
}

/** The gestures of a moment, those the person prefers first. */
function inTheirOrder(gestures: readonly Gesture[], preferred: readonly string[]): readonly Gesture[] {
  if (preferred.length === 0 || gestures.length < 2) return gestures
  const rank = (gesture: Gesture): number => {
    const at = preferred.indexOf(gesture)
    return at < 0 ? preferred.length : at
  }
  return [...gestures].sort((a, b) => rank(a) - rank(b))
}

/** The side an extra moment draws them on; null where it has no hold-out, or is owed to all. */
function armOf(person: LoopPerson, touch: PlannedTouch, moment: Moment): 'treated' | 'held-out' | null {
  if (touch.core || moment.holdout <= 0) return null
  return heldOut(person.id, moment.id, moment.holdout) ? 'held-out' : 'treated'
}

/** Why this gesture cannot be made to this person at all; null when it can. */
function impossible(deciding: Deciding, gesture: Gesture, person: LoopPerson): Because | null {
  if (!isHuman(gesture) && !deciding.carried.has(gesture)) return say('gesture.no-channel', { gesture })
  if (person.blocked.includes(gesture)) return say('gesture.blocked', { gesture })
  if (gesture === 'email') return person.emails.length > 0 ? null : say('gesture.no-email')
  if (gesture === 'sms' || gesture === 'voice-drop' || gesture === 'call' || gesture === 'whatsapp')
    return person.phones.length > 0 ? null : say('gesture.no-phone')
  if (gesture === 'push') return person.devices.length > 0 ? null : say('gesture.no-device')
  if (gesture === 'postcard') return person.street && person.city ? null : say('gesture.no-address')
  return null
}

/** A touch as its moment stands in the page in force: what is said is said in its words, and judged by its purpose, not by those it was planned with. */
export const asInForce = <T extends PlannedTouch>(touch: T, { moment }: CompiledMoment): T => ({
  ...touch,
  core: moment.core,
  priority: moment.priority,
  purpose: moment.purpose,
})

/** A page put in force by mistake is taken back within the day: what fell due meanwhile is waited for so often, so long each time. */
const GONE_WAITS = 4
const GONE_WAIT_MS = 6 * 3_600_000
const GONE = 'touch.moment-gone'

/** Its moment is in the page no more: a while is waited for it. */
function withoutMoment(touch: PlannedTouch & { because?: readonly Because[] }, now: number): Looked {
  const waited = (touch.because ?? []).filter(({ code }) => code === GONE).length
  const until = Math.min(now + GONE_WAIT_MS, touch.expiresAt)
  const because = [say(GONE)]
  return waited < GONE_WAITS && until > now ? { hold: until, because } : { drop: because }
}

export type Looked =
  | { drop: Because[] }
  | { hold: number; because: Because[] }
  | { compiled: CompiledMoment; scene: Scene }

/**
 * Is it still to be said? Asked of the file as it is now, by everything that would say it: when a touch is due, when its message would leave, when its
 * task would be shown. Its moment is in the page, its time has not passed, nothing has overtaken it, what it rests on stands, and its condition holds on
 * the day it speaks of.
 */
export function lookAgain(
  { compiled: { moments }, warnings, now }: Pick<Deciding, 'compiled' | 'warnings' | 'now'>,
  person: LoopPerson,
  touch: PlannedTouch,
  fact: LoopFact | null,
): Looked {
  if (now > touch.expiresAt) return { drop: [say('touch.expired')] }
  const compiled = moments.get(touch.moment)
  if (!compiled) return withoutMoment(touch, now)
  const scene = sceneOf(person, touch, fact, now)
  const over = overtaken(compiled, scene)
  if (over) return { drop: [over] }
  const ground = groundOf(compiled, touch, scene, warnings)
  if ('gone' in ground) return { drop: [ground.gone] }
  if ('later' in ground) return { hold: ground.later, because: [ground.because] }
  const condition = compiled.holds({ ...scene, now: ground.on })
  if (!condition.holds)
    return { drop: [say('touch.no-longer', condition.because ? { detail: condition.because } : {})] }
  return { compiled, scene }
}

/** What is asked of the law before a gesture. */
const askedOfLaw = (gesture: Gesture, touch: PlannedTouch, moment: Moment, now: number): Judged['asked'] => ({
  channel: CHANNEL[gesture],
  purpose: touch.purpose,
  at: now,
  // What a contract in progress allows is about its own vehicle or order (CALL-2).
  ...(touch.assetId ? { assetId: touch.assetId } : {}),
  ...(touch.orderId ? { orderId: touch.orderId } : {}),
  // An offer without consent is of what is similar to a purchase (ELEC-2).
  ...(moment.family ? { family: moment.family } : {}),
})

/**
 * When a gesture that is possible, lawful from `lawful` on and has room is made: a person's is handed over at once, with the minute from
 * which it may be done; any other is made in the hours of the playbook, or waits for them.
 */
function whenDone(
  { now, compiled }: Deciding,
  person: LoopPerson,
  touch: PlannedTouch,
  gesture: Gesture,
  lawful: number,
  said: { before: Because[]; law: Because[]; room: Because[] },
): { notBefore: number; because: Because[] } | { hold: number; because: Because[] } | { tooLate: true } {
  const because = [...said.before, ...said.law, ...said.room]
  if (isHuman(gesture)) return lawful > touch.expiresAt ? { tooLate: true } : { notBefore: lawful, because }
  const { hours } = compiled.playbook
  const open = gesture === 'postcard' ? lawful : nextOpening(hours, zoneHere(person), lawful, regionHere(person))
  if (open <= now) return { notBefore: now, because }
  if (open > touch.expiresAt) return { tooLate: true }
  const why = lawful > now ? said.law : [say('touch.hours', { from: hours.from, to: hours.to })]
  return { hold: open, because: [...said.before, ...why] }
}

/**
 * What becomes of a touch that is due, decided from what we were handed and nothing else: the live loop and the time machine both ask here.
 *
 * 1. What is not to be said any more is let go, or waited for (`lookAgain`).
 * 2. A question is not put again too soon.
 * 3. Of its gestures, in the person's order, the first that is possible, lawful and has room is made. One that will be so in time is
 *    waited for. A person's gesture is handed over at once, with the minute from which it may be done.
 * 4. Otherwise it is let go, with every reason.
 * 5. Only then, when it would really be done, is the draw of the hold-out: both sides are people whom law, channel and room would have let us reach.
 * @param looked where it was asked just now
 * @param refused gestures that were tried and cannot be made: their words need a value this person has not
 */
export function decideTouch(
  deciding: Deciding,
  person: LoopPerson,
  planned: PlannedTouch,
  fact: LoopFact | null,
  others: readonly Wanting[],
  refused: ReadonlyMap<Gesture, Because> = NONE,
  looked: Looked = lookAgain(deciding, person, planned, fact),
): Decision {
  const { now } = deciding
  const letGo = (because: Because[], judged: Judged | null = null): Decision => ({ drop: true, because, judged })
  if ('drop' in looked) return letGo(looked.drop)
  if ('hold' in looked) return { ...looked, judged: null }
  const { compiled, scene } = looked
  const { moment } = compiled
  const touch = asInForce(planned, compiled)
  // Core or not: it is what they asked for, and what their page promises.
  if (person.rhythm.onlyMyAssets && !isAboutTheirs(compiled, touch)) return letGo([say('budget.only-my-assets')])
  const asking = question(deciding, compiled, person, touch)
  if ('drop' in asking) return letGo(asking.drop)
  if ('hold' in asking) return { hold: asking.hold, because: asking.because, judged: null }

  const { budget } = deciding.compiled.playbook
  const wanted: Omit<Wanting, 'weight'> = {
    moment: touch.moment,
    core: touch.core,
    priority: touch.priority,
    dueAt: touch.dueAt,
    expiresAt: touch.expiresAt,
    ...waitedFor(compiled, scene),
  }
  const rhythm: Rhythm = person.rhythm
  const reasons: Because[] = [...asking.because]
  // The site that writes is the one whose company must have sold (ELEC-2).
  const law = inTheNameOf(deciding.law, deciding.entities, touch.siteId ?? person.siteId)
  let judged: Judged | null = null
  for (const gesture of inTheirOrder(moment.do, person.rhythm.channels)) {
    const askable = asking.asks && CARRIES_QUESTION.has(gesture)
    const not =
      refused.get(gesture) ??
      impossible(deciding, gesture, person) ??
      (askable || isHuman(gesture) || moment.ask === undefined || compiled.speaksUnasked
        ? null
        : say('ask.no-room', { gesture }))
    if (not) {
      reasons.push(not)
      continue
    }
    const asked = askedOfLaw(gesture, touch, moment, now)
    const verdict = mayWe(asked, person.law, law)
    judged = { asked, person: person.law, settings: law, verdict }
    if (verdict.answer === 'no' || (verdict.answer === 'not-before' && verdict.nextAllowed === null)) {
      reasons.push(...verdict.because)
      continue
    }
    const room = roomFor(
      budget,
      rhythm,
      person.openCase,
      person.attention,
      others,
      { ...wanted, weight: weightOf(budget, gesture) },
      now,
    )
    if (room.room === 'no') return letGo([...reasons, ...room.because], judged)
    if (room.room === 'not-before') return { hold: room.until, because: [...reasons, ...room.because], judged }
    const lawful = verdict.answer === 'not-before' ? (verdict.nextAllowed as number) : now
    const said = { before: reasons, law: verdict.because, room: room.because }
    const when = whenDone(deciding, person, touch, gesture, lawful, said)
    if ('tooLate' in when) reasons.push(...verdict.because, say('budget.too-late'))
    else if ('hold' in when) return { ...when, judged }
    else return { do: gesture, ...when, judged, asks: askable && !isHuman(gesture), arm: armOf(person, touch, moment) }
  }
  return letGo(reasons, judged)
}
