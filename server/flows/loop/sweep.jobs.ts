import { type House, inTransaction } from '../../kit/house.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { placeholderBirths, rhythmOfNetwork } from '../../moments/clock-facts.store.ts'
import type { CompiledMoment, CompiledPlaybook } from '../../moments/compiled.ts'
import { daysAhead } from '../../moments/look-ahead.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { isSameOccasion } from '../../moments/same-occasion.ts'
import { dayAfter, minuteOfDay } from '../../moments/span.ts'
import { noteSwept, type Swept, sweptOf, toldOccasions } from '../../moments/swept.store.ts'
import { saveOfClock } from '../../moments/touch.store.ts'
import { type ClockMore, touchesOfClock } from '../../moments/touches-of-clock.ts'
import { warningsAhead } from '../../moments/weather.store.ts'
import { addDays, dayAt } from '../../plain/civil.ts'
import { candidates, type Looking, servicesOf } from './clock-candidates.store.ts'
import { loopPersons } from './persons.store.ts'

/** Customers looked at in one transaction. */
const PAGE = 500
/** Weather that begins later than this is told nearer to it. */
const WEATHER_AHEAD_MS = 2 * 86_400_000
const FIRST = '00000000-0000-0000-0000-000000000000'

type Known = Omit<ClockMore, 'window'>

/**
 * What the clock starts, looked at ahead day by day, and the days behind it looked at again for as long as what they start still means
 * something: who is written late, or whose date moved, is found as the others were; a night that was missed is made up for; what was found
 * before is there. But no day before the moment first looked: a page put in force today owes nobody what was due yesterday.
 * @returns touches that are new
 */
export async function sweep(house: House, playbooks: PlaybookInForce): Promise<number> {
  const compiled = await playbooks.of(house.db)
  if (!compiled || compiled.byClock.length === 0) return 0
  const known = await whatIsKnown(house, compiled)
  let made = 0
  for (const each of compiled.byClock) {
    const before = await sweptOf(house.db, each.moment.id)
    const looking = lookingOf(house, each, before)
    made += await sweepMoment(house, compiled, each, { ...known, window: looking.window }, looking)
    await noteSwept(house.db, each.moment.id, { until: looking.window.to, since: looking.since, at: house.now() })
  }
  return made
}

async function whatIsKnown(house: House, { playbook, byClock }: CompiledPlaybook): Promise<Known> {
  const now = house.now()
  const some = (kind: string): boolean =>
    byClock.some(({ moment }) => typeof moment.on === 'object' && kind in moment.on)
  const [placeholders, network, warnings] = await Promise.all([
    some('date') ? placeholderBirths(house.db) : [],
    some('prediction') ? rhythmOfNetwork(house.db) : null,
    some('weather') ? warningsAhead(house.db, now) : [],
  ])
  return {
    opening: minuteOfDay(playbook.hours.from),
    placeholders: new Set(placeholders.map(({ day }) => day)),
    services: [],
    network,
    warnings: warnings.filter((each) => each.from <= now.getTime() + WEATHER_AHEAD_MS),
  }
}

/** The days a moment looks at now: ahead, and behind as far as it still means something. */
function lookingOf(house: House, each: CompiledMoment, swept: Swept | null): Looking & { since: string } {
  const today = dayAt('UTC', house.now().getTime())
  const to = addDays(today, daysAhead(each))
  // Never looked, or first by a clock that was ahead: from today.
  const since = swept === null || swept.since > today ? today : swept.since
  const oldest = addDays(dayAfter(today, each.within, -1), -1)
  const from = since > oldest ? since : oldest
  // What a clock that was ahead has looked at is looked at again.
  const seen = swept && swept.until <= to && swept.until > from ? { until: swept.until, at: swept.at } : null
  return { window: { from, to }, seen, since }
}

async function sweepMoment(
  house: House,
  compiled: CompiledPlaybook,
  each: CompiledMoment,
  more: ClockMore,
  looking: Looking,
): Promise<number> {
  let made = 0
  for (let after = FIRST; ; ) {
    const now = house.now()
    const ids = await candidates(house.db, each, looking, { ...more, now }, after, PAGE)
    if (ids.length === 0) return made
    made += await inTransaction(house, (house) => planPage(house, compiled, each, ids, more))
    after = ids.at(-1)!
  }
}

async function planPage(
  house: House,
  compiled: CompiledPlaybook,
  each: CompiledMoment,
  ids: readonly string[],
  more: ClockMore,
): Promise<number> {
  const now = house.now()
  const persons = await loopPersons(house.db, ids, now)
  const predicts = typeof each.moment.on === 'object' && 'prediction' in each.moment.on
  const assets = predicts ? [...persons.values()].flatMap((person) => person.assets.map(({ id }) => id)) : []
  const services = await servicesOf(house.db, assets)
  const { on } = each.moment
  const date = typeof on === 'object' && 'date' in on ? on.date : null
  const told = date ? await toldOccasions(house.db, each.moment.id, ids) : null
  const touches = [...persons.values()].flatMap((person) =>
    touchesOfClock([each], person, { ...more, services }, now.getTime()).filter(
      ({ occasion }) => !date || !told?.get(person.id)?.some((before) => isSameOccasion(date, before, occasion)),
    ),
  )
  const made = await saveOfClock(house, touches, compiled.version, now)
  return made.size
}

export function sweepJobs(jobs: Jobs, playbooks: PlaybookInForce): void {
  jobs.every('sweep', '22 * * * *', async (house) => {
    await sweep(house, playbooks)
  })
}
