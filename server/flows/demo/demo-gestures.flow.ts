import type { House } from '../../kit/house.ts'
import { insertProvider } from '../../messages/provider.store.ts'
import type { CompiledPlaybook } from '../../moments/compiled.ts'
import { saveOfClock } from '../../moments/touch.store.ts'
import { touchesOfClock } from '../../moments/touches-of-clock.ts'
import { saveWarnings } from '../../moments/weather.store.ts'
import { addDays, dayAt, instantOf, numberOf, partsOf } from '../../plain/civil.ts'
import { insertHandover } from '../../work/handover.store.ts'
import { type DemoDay, demoPerson } from './demo-day.ts'
import { DEMO_PLAYBOOK, OWN_DAYS, SNOW_AREA } from './demo-loop.ts'
import { DEMO_ZONE, type DemoCustomer, type DemoStaff } from './demo-town.ts'
import type { DemoWritten } from './demo-written.ts'

interface Town {
  compiled: CompiledPlaybook
  customers: readonly DemoCustomer[]
  staff: readonly DemoStaff[]
}

/**
 * What the loop shows beside calls and letters: weather that is coming, cards that are printed here, ways out that lead nowhere, reminders of two years that the loop itself takes
 * to where they go (a call to whoever agreed to calls, a card to the others), and hand-overs in words.
 */
export async function demoGestures(
  house: House,
  town: Town,
  day: DemoDay,
  { owner, written, now }: { owner: string; written: DemoWritten; now: Date },
): Promise<void> {
  await waysOut(house, written, now)
  const weather = coming(now)
  await saveWarnings(house, 'hand', [weather])
  await planned(house, town, weather, now)
  await handOvers(house, town.staff, day, { owner, written, now })
}

/** Cards are printed here; e-mail and SMS leave, and go nowhere: their people are nobody. */
async function waysOut(house: House, { ways }: DemoWritten, now: Date): Promise<void> {
  const each = [
    { channel: 'postcard', kind: 'print', costCents: 160, settings: {} },
    { channel: 'email', kind: 'rehearsal', costCents: 0, settings: { from: 'garage@example.org' } },
    { channel: 'sms', kind: 'rehearsal', costCents: 5, settings: { from: 'Garage', stop: '36111' } },
  ] as const
  for (const one of each)
    await insertProvider(
      house.db,
      {
        ...one,
        id: house.newId(),
        name: ways[one.channel],
        sealed: null,
        perSecond: 10,
        idempotent: false,
        active: true,
        newsHash: null,
      },
      now,
    )
}

const DAYS_AHEAD = 3
const SEASONS = [
  { kind: 'snow', months: [11, 12, 1, 2, 3] },
  { kind: 'heat', months: [6, 7, 8] },
  { kind: 'storm', months: [4, 5, 9, 10] },
] as const

/** What comes in three days, after the season. */
function coming(now: Date) {
  const day = addDays(dayAt(DEMO_ZONE, now.getTime()), DAYS_AHEAD)
  const { kind } = SEASONS.find(({ months }) => (months as readonly number[]).includes(partsOf(numberOf(day)).month))!
  return {
    kind,
    area: SNOW_AREA,
    from: instantOf(DEMO_ZONE, day, 4 * 60),
    to: instantOf(DEMO_ZONE, day, 20 * 60),
    level: 'orange',
    key: `${kind}:${day}`,
  }
}

/** Whose two years came up these days, and whom the snow will be told to: planned as the loop would have, and decided by it. */
async function planned(
  house: House,
  { compiled, customers }: Town,
  weather: ReturnType<typeof coming>,
  now: Date,
): Promise<void> {
  const moments = ['two-years', 'snow-tomorrow'].flatMap((id) => compiled.moments.get(id) ?? [])
  const today = dayAt(DEMO_ZONE, now.getTime())
  const more = {
    window: { from: addDays(today, 1 - OWN_DAYS), to: today },
    opening: 9 * 60 + 30,
    placeholders: new Set<string>(),
    services: [],
    network: null,
    warnings: [weather],
  }
  const touches = customers.flatMap((customer) => touchesOfClock(moments, demoPerson(customer), more, now.getTime()))
  await saveOfClock(house, touches, DEMO_PLAYBOOK, now)
}

const AWAY_DAYS = 21

/** One advisor leaves for three weeks, and another gives a few customers to whoever looks at the demo. */
async function handOvers(
  house: House,
  staff: readonly DemoStaff[],
  { touches }: DemoDay,
  { owner, written, now }: { owner: string; written: DemoWritten; now: Date },
): Promise<void> {
  const [all, some] = written.handover
  const advisors = staff.filter(({ roles }) => roles.some(({ role }) => role === 'sales-advisor'))
  const [away, stays] = [advisors.at(-1), advisors.at(-2)]
  const given = [...new Set(touches.filter(({ staffId }) => staffId === stays?.id).map(({ customerId }) => customerId))]
  const until = new Date(instantOf(DEMO_ZONE, addDays(dayAt(DEMO_ZONE, now.getTime()), AWAY_DAYS), 1440))
  if (!away || !stays) return
  const at = new Date(now.getTime() - 3_600_000)
  await insertHandover(house.db, {
    id: house.newId(),
    from: away.id,
    to: stays.id,
    at,
    until,
    words: all,
    customerIds: null,
  })
  await insertHandover(house.db, {
    id: house.newId(),
    from: stays.id,
    to: owner,
    at,
    until: null,
    words: some,
    customerIds: given.slice(0, 2),
  })
}
