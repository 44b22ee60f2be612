import { type Because, say } from '../../contract/because.ts'
import { addDays, instantOf } from '../plain/civil.ts'
import type { CompiledMoment, PlannedTouch, Scene } from './compiled.ts'
import { zoneHere } from './local-zone.ts'
import { onDates } from './occurrences.ts'
import { dayOfOccasion } from './same-occasion.ts'
import { dayAfter, minuteOfDay } from './span.ts'
import { eveOf, helped } from './touches-of-clock.ts'
import { dueAfter } from './touches-of-fact.ts'
import { holdsAt, type Warning } from './weather-warning.ts'

/**
 * Does what a touch rests on still stand? `on`: yes, and the instant it speaks of, on which its condition is judged. `later`: it comes, but
 * not yet. `gone`: it means nothing any more.
 */
export type Ground = { on: number } | { later: number; because: Because } | { gone: Because }

const NOBODY: ReadonlySet<string> = new Set()
const NOON = 12 * 60
/** Facts of a thing or an order that is theirs. What they said, or came for, stays said, whoever has the car now. */
const OF_THE_THING = ['order.', 'asset.']

/**
 * What a touch was planned from, looked at again: the thing is still theirs, the date still stands where it did, the weather is still
 * coming to where they live. Nothing here is remembered: it is asked of the file as it is now.
 */
export function groundOf(
  compiled: CompiledMoment,
  touch: Pick<PlannedTouch, 'occasion' | 'assetId' | 'dueAt'>,
  scene: Scene,
  warnings: readonly Warning[],
): Ground {
  const { on } = compiled.moment
  const zone = zoneHere(scene.person)
  if (typeof on === 'string') {
    if (touch.assetId && !scene.asset && OF_THE_THING.some((kind) => on.startsWith(kind))) return NOT_THEIRS
    return { on: scene.fact ? dueAfter(compiled, scene.fact, zone) : touch.dueAt }
  }
  if ('weather' in on) return weatherStands(compiled, on, scene, zone, warnings)
  if (touch.assetId && !scene.asset) return NOT_THEIRS
  if ('date' in on) return dateStands(compiled, on, touch, scene, zone)
  const since = compiled.silence && dayOfOccasion(touch.occasion)
  // A likely visit has no day of its own: as things are now.
  return { on: since ? instantOf(zone, dayAfter(since, compiled.silence!), NOON) : scene.now }
}

const NOT_THEIRS: Ground = { gone: say('touch.not-theirs') }

/** Corrected, moved, put off: then the sweep makes another touch of the day it is now. */
function dateStands(
  { moment, before, after }: CompiledMoment,
  on: Parameters<typeof onDates>[0],
  touch: Pick<PlannedTouch, 'occasion'>,
  { person, now }: Scene,
  zone: string,
): Ground {
  const date = dayOfOccasion(touch.occasion)
  if (date === null) return { on: now }
  const shift = before ? ({ span: before, sign: -1 } as const) : after ? ({ span: after, sign: 1 } as const) : null
  const day = shift ? dayAfter(date, shift.span, shift.sign) : date
  const found = onDates(on, shift, person, NOBODY, { from: day, to: addDays(day, 1) })
  if (!found.some(({ occasion }) => occasion === touch.occasion)) return { gone: say('touch.date-gone', { day: date }) }
  return { on: instantOf(zone, day, moment.at === undefined ? NOON : minuteOfDay(moment.at)) }
}

function weatherStands(
  compiled: CompiledMoment,
  on: { weather: string; fitted?: string[] | undefined },
  { person, now }: Scene,
  zone: string,
  warnings: readonly Warning[],
): Ground {
  const coming = warnings.find((each) => each.kind === on.weather && each.to > now && holdsAt(each, person))
  if (!coming) return { gone: say('touch.weather-gone') }
  if (helped(person, on.fitted) === undefined) return NOT_THEIRS
  const eve = eveOf(compiled, person, zone, coming)
  return eve > now ? { later: eve, because: say('touch.weather-later') } : { on: now }
}
