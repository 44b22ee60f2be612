import { sql } from 'kysely'
import type { House } from '../../kit/house.ts'
import { inTransaction } from '../../kit/house.ts'
import { setting } from '../../network/places.store.ts'
import type { Devices } from '../../signals/device.port.ts'
import { openSealed } from '../../signals/source.flow.ts'
import { sourcesOf } from '../../signals/source.store.ts'
import { endOldCalls } from '../../visits/call.store.ts'
import { tell } from '../../visits/visit.flow.ts'
import { changeVisit } from '../../visits/visit.store.ts'
import type { PostToIntake } from '../sample.flow.ts'
import { type Chance, chanceFrom, frenchPlate } from './chance.ts'
import { keepDaysGoing } from './demo-days.flow.ts'

/** Letters that a camera takes for one another, for a read one character wrong. */
const ALIKE: Record<string, string> = {
  B: '8',
  '8': 'B',
  D: 'O',
  '0': 'O',
  S: '5',
  '5': 'S',
  Z: '2',
  '2': 'Z',
  G: '6',
  '6': 'G',
  A: '4',
  '1': '7',
  W: 'H',
  Q: '0',
  L: 'E',
}

/** How often it is looked whether enough people are expected. */
const BOOKING_MS = 600_000

/**
 * The live day: every few seconds a car or a call arrives at one of the sites through the public intake, as a real payload of
 * the make of its camera; and colleagues go to those who wait, a little late sometimes. Whoever watches may be faster.
 */
export function liveDay(devices: Devices, post: PostToIntake) {
  let begun: Chance | undefined
  let nextAt = 0
  let bookedAt = 0

  return async (house: House): Promise<void> => {
    if (!(await setting(house.db, 'demo', false)) || !(await setting(house.db, 'demo-live', false))) return
    // Another day at each start, drawn from the clock that was handed in.
    begun ??= chanceFrom(house.now().getTime())
    const chance = begun
    await colleaguesGo(house, chance)
    const now = house.now()
    if (now.getTime() > bookedAt + BOOKING_MS) {
      bookedAt = now.getTime()
      await keepDaysGoing(house, chance)
    }
    if (now.getTime() < nextAt) return
    nextAt = now.getTime() + 5000 + chance.below(9000)
    const sources = await sourcesOf(house.db)
    const calls = chance.one(0.2)
    const source = chance.pick(sources.filter((s) => s.door === (calls ? 'phone' : 'gate')))
    if (!source) return
    const path = `/in/${source.id}/${openSealed(house, source)?.secret ?? ''}`
    if (calls) {
      const number = await someNumber(house, source.siteId)
      const kind = devices.call(source.kind)
      if (kind && number) await post(path, kind.sample(number, '', now))
      return
    }
    const kind = devices.camera(source.kind)
    if (!kind) return
    const drawn = chance.next()
    const plate = drawn < 0.3 ? frenchPlate(chance) : await somePlate(house, source.siteId, drawn < 0.8)
    if (plate) await post(path, kind.sample(chance.one(0.2) ? misread(plate, chance) : plate, now))
  }
}

function misread(plate: string, chance: Chance): string {
  const places = [...plate].flatMap((letter, at) => (ALIKE[letter] ? [at] : []))
  if (places.length === 0) return plate
  const at = chance.pick(places)
  return plate.slice(0, at) + ALIKE[plate[at]!] + plate.slice(at + 1)
}

/** A plate that is expected about now and has not come; or that of any customer of the site. */
async function somePlate(house: House, siteId: string, expected: boolean): Promise<string | undefined> {
  const { rows } = expected
    ? await sql<{ plate: string }>`
        select p.plate from visits.appointment a join customers.plate p on p.asset_id = a.asset_id
        where a.site_id = ${siteId} and a.state = 'booked' and a.at between ${house.now()}::timestamptz - interval '20 minutes' and ${house.now()}::timestamptz + interval '40 minutes'
          and not exists (select from visits.visit v where v.customer_id = a.customer_id and v.arrived_at > ${house.now()}::timestamptz - interval '6 hours')
        order by random() limit 1`.execute(house.db)
    : await sql<{ plate: string }>`
        select p.plate from customers.customer c join customers.ownership o on o.customer_id = c.id join customers.plate p on p.asset_id = o.asset_id
        where c.site_id = ${siteId} order by random() limit 1`.execute(house.db)
  return rows[0]?.plate
}

async function someNumber(house: House, siteId: string): Promise<string | undefined> {
  const { rows } = await sql<{ e164: string }>`
    select p.e164 from customers.customer c join customers.phone p on p.customer_id = c.id where c.site_id = ${siteId} order by random() limit 1`.execute(
    house.db,
  )
  return rows[0]?.e164
}

/** The people of the demo: someone goes after half a minute or more, greets soon after, and the visit ends some minutes later. */
async function colleaguesGo(house: House, chance: Chance): Promise<void> {
  await inTransaction(house, async (house) => {
    const now = house.now()
    const rows = await house.db
      .selectFrom('visits.visit')
      .selectAll()
      .where('state', 'in', ['arrived', 'greeted'])
      .where('arrived_at', '>', new Date(now.getTime() - 3_600_000))
      .orderBy('arrived_at')
      .limit(60)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const row of rows) {
      const waited = (now.getTime() - row.arrived_at.getTime()) / 1000
      if (row.state === 'greeted') {
        if (row.greeted_at && now.getTime() - row.greeted_at.getTime() > 240_000 && chance.one(0.02))
          tell(house, await changeVisit(house.db, row.id, { state: 'left', left_at: now }, now))
      } else if (!row.going_by) {
        if (row.who_id && waited > 35 && chance.one(0.02))
          tell(
            house,
            await changeVisit(house.db, row.id, { going_by: row.who_id, going_at: now, escalate_at: null }, now),
          )
      } else if (row.going_at && now.getTime() - row.going_at.getTime() > 15_000 && chance.one(0.06))
        tell(
          house,
          await changeVisit(
            house.db,
            row.id,
            { state: 'greeted', greeted_by: row.going_by, greeted_at: now, escalate_at: null },
            now,
          ),
        )
    }
    await endOldCalls(house.db, new Date(now.getTime() - 90_000), new Date(now.getTime() - 90_000), now)
  })
}
