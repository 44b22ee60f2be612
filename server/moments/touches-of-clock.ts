import { type Because, say } from '../../contract/because.ts'
import { addDays, dayAt, instantOf } from '../plain/civil.ts'
import type { CompiledMoment, PlannedTouch, Scene } from './compiled.ts'
import { hash32 } from './held-out.ts'
import { zoneHere } from './local-zone.ts'
import type { LoopAsset, LoopPerson } from './loop-person.ts'
import type { VisitRhythm } from './next-visit.ts'
import { type Occurrence, onDates, onNextVisit, onSilence, type ServiceDone, type Window } from './occurrences.ts'
import { isFitted } from './scene-values.ts'
import { after, minuteOfDay } from './span.ts'
import { plannedOf } from './touches-of-fact.ts'
import { holdsAt, type Warning } from './weather-warning.ts'

/** What the clock needs to know besides the person. */
export interface ClockMore {
  /** Days on which something may fall due; the last is left out. */
  window: Window
  /** When the house opens its mouth, a minute of the day: for moments that name no hour. */
  opening: number
  /** Birth dates held by far too many to be one. */
  placeholders: ReadonlySet<string>
  /** Services of their vehicles. */
  services: readonly ServiceDone[]
  network: VisitRhythm | null
  /** Weather that is coming, anywhere. */
  warnings: readonly Warning[]
}

export interface ClockTouch extends PlannedTouch {
  because: Because
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Touches of one hour are spread over so many minutes: fifty thousand at 10:00 sharp help nobody. */
const SPREAD = 30
/** The same weather is not told again within so many days. */
const WEATHER_REST = 6 * DAY

/** What the clock starts for one customer in some days: dates of theirs, silence, a visit that is likely, weather. */
export function touchesOfClock(
  moments: readonly CompiledMoment[],
  person: LoopPerson,
  more: ClockMore,
  now: number,
): ClockTouch[] {
  const zone = zoneHere(person)
  const touches: ClockTouch[] = []
  for (const each of moments) {
    const { on } = each.moment
    if (typeof on === 'string') continue
    if ('weather' in on) touches.push(...weatherTouches(each, on, person, zone, more.warnings, now))
    else
      for (const found of occurrencesOf(each, person, zone, more)) {
        const minute = each.moment.at === undefined ? more.opening : minuteOfDay(each.moment.at)
        const dueAt = instantOf(zone, found.day, minute) + spread(each, person)
        touches.push(...planned(each, person, zone, found, dueAt, overAfter(each, zone, found), now))
      }
  }
  return touches
}

/** What is told before a date means nothing once that day is over. */
const overAfter = ({ before }: CompiledMoment, zone: string, { of }: Occurrence): number =>
  before && of !== undefined ? instantOf(zone, addDays(of, 1), 0) : Number.POSITIVE_INFINITY

const spread = ({ moment }: CompiledMoment, person: LoopPerson): number =>
  (hash32(`${person.id}|${moment.id}`) % SPREAD) * MINUTE

function occurrencesOf(each: CompiledMoment, person: LoopPerson, zone: string, more: ClockMore): Occurrence[] {
  const { on } = each.moment
  if (typeof on === 'string') return []
  if ('date' in on) {
    const shift = each.before
      ? ({ span: each.before, sign: -1 } as const)
      : each.after
        ? ({ span: each.after, sign: 1 } as const)
        : null
    return onDates(on, shift, person, more.placeholders, more.window)
  }
  if ('silence' in on) return each.silence === null ? [] : onSilence(each.silence, person, zone, more.window)
  if ('prediction' in on) return onNextVisit(more.services, more.network, each.before, person, zone, more.window)
  return []
}

function planned(
  each: CompiledMoment,
  person: LoopPerson,
  zone: string,
  found: Occurrence,
  dueAt: number,
  over: number,
  now: number,
): ClockTouch[] {
  const expiresAt = Math.min(after(zone, dueAt, each.within, null), over)
  // Judged on the day it speaks of: at forty they are forty on their birthday, not the evening before.
  const scene: Scene = { person, asset: found.asset, order: found.order, fact: null, now: Math.max(now, dueAt) }
  if (expiresAt <= now || !each.holds(scene).holds) return []
  return [{ ...plannedOf(each, scene, found.occasion, dueAt, expiresAt), because: found.because }]
}

/**
 * Snow tomorrow: told the day before it begins at the hour of the moment, at once when the warning came later than that, and no more once
 * it is over. Only where they live, and, when the moment asks for options, only to who has one of them fitted.
 * The day it begins is the occasion, and what was told within six days is not told again: warnings are renewed twice a day.
 */
function weatherTouches(
  each: CompiledMoment,
  on: { weather: string; fitted?: string[] | undefined },
  person: LoopPerson,
  zone: string,
  warnings: readonly Warning[],
  now: number,
): ClockTouch[] {
  const warning = warnings.find(
    ({ kind, to, ...where }) => kind === on.weather && to > now && holdsAt({ kind, to, ...where }, person),
  )
  if (!warning) return []
  const asset = helped(person, on.fitted)
  if (asset === undefined) return []
  const told = person.attention.some(({ moment, at }) => moment === each.moment.id && warning.from - at < WEATHER_REST)
  if (told) return []
  const begins = dayAt(zone, warning.from)
  const dueAt = Math.max(now, eveOf(each, person, zone, warning))
  const found: Occurrence = {
    day: begins,
    occasion: `${on.weather}:${begins}`,
    asset,
    order: null,
    because: say(`clock.weather.${on.weather}`, { day: begins, area: warning.area }),
  }
  return planned(each, person, zone, found, dueAt, warning.to, now)
}

/** When it is told: the day before it begins, at the hour of the moment. */
export const eveOf = (
  each: CompiledMoment,
  person: LoopPerson,
  zone: string,
  { from }: Pick<Warning, 'from'>,
): number =>
  instantOf(
    zone,
    addDays(dayAt(zone, from), -1),
    each.moment.at === undefined ? 17 * 60 : minuteOfDay(each.moment.at),
  ) + spread(each, person)

/** The vehicle these options help: the one with most of them. `undefined`: none; without options asked for, their only thing or null. */
export function helped(person: LoopPerson, fitted: readonly string[] | undefined): LoopAsset | null | undefined {
  if (!fitted) return person.assets.length === 1 ? person.assets[0]! : null
  let best: { asset: LoopAsset; n: number } | undefined
  for (const asset of person.assets) {
    const n = fitted.filter((option) => isFitted(asset, option)).length
    if (n > (best?.n ?? 0)) best = { asset, n }
  }
  return best?.asset
}
