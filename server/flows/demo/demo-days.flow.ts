import type { Site } from '../../../contract/network.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { setHours, setting, sites } from '../../network/places.store.ts'
import type { Chance } from './chance.ts'
import { someWithoutAppointment, untilWhenBooked } from './demo-days.store.ts'
import { fillAppointments } from './demo-history.store.ts'
import { bookingTimes, hoursAbout } from './demo-hours.ts'
import { demoWritten } from './demo-written.ts'

const MINUTE = 60_000
/** Appointments are given so far ahead, and given again once fewer hours than this are filled. */
const AHEAD_MIN = 480
const ENOUGH_MIN = 300

/**
 * A demo is looked at for days, at any hour: each place is open about now, and somebody is expected there in the hours to come, as on the day it was laid.
 */
export async function keepDaysGoing(house: House, chance: Chance): Promise<void> {
  const written = demoWritten(await setting(house.db, 'demo-locale', 'fr'))
  for (const site of await sites(house.db))
    await inTransaction(house, async (house) => {
      const hours = await openNow(house, site)
      const now = house.now()
      const booked = await untilWhenBooked(house.db, site.id, now)
      if (booked && booked.getTime() > now.getTime() + ENOUGH_MIN * MINUTE) return
      const from = new Date(Math.max(booked?.getTime() ?? 0, now.getTime()) + 10 * MINUTE)
      const until = new Date(now.getTime() + AHEAD_MIN * MINUTE)
      const times = bookingTimes(chance, { hours, zone: site.timeZone }, { from, until })
      const people = await someWithoutAppointment(house.db, site.id, now, times.length)
      if (people.length === 0) return
      await fillAppointments(
        house.db,
        people.map((one, n) => {
          const sales = site.services.includes('sales') && chance.one(0.2)
          return {
            id: house.newId(),
            ...one,
            siteId: site.id,
            service: sales ? ('sales' as const) : ('service' as const),
            at: times[n]!,
            reason: sales ? written.testDrive : chance.pick(written.reasons),
          }
        }),
        now,
      )
    })
}

async function openNow(house: House, site: Site): Promise<Site['hours']> {
  const hours = hoursAbout(site.hours, house.now(), site.timeZone)
  if (hours !== site.hours) await setHours(house.db, site.id, hours)
  return hours
}
