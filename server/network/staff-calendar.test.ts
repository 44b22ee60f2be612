import { expect, test } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import type { CalendarProblem } from './calendar.port.ts'
import { staffById } from './staff.store.ts'
import { calendarGiven, forgetCalendars, readStaffCalendars } from './staff-calendar.flow.ts'

const { db } = await freshDb()
const off = (day: string, title: string) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:${title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

test('someone off in their calendar is away on screen, by times only; a calendar that fails keeps what it said, and says why', async () => {
  const desk = openDesk(db, '2026-03-02T09:00:00.000Z')
  const [site, ines] = [desk.house.newId(), desk.house.newId()]
  await db
    .insertInto('network.site')
    .values({
      id: site,
      name: 'Fort-de-France',
      brand_id: null,
      phone: null,
      hours: '{}',
      time_zone: 'America/Martinique',
    })
    .execute()
  await db
    .insertInto('network.staff')
    .values({
      id: ines,
      user_id: null,
      name: 'Inès',
      email: 'ines@example.com',
      phone: null,
      calendar_url: 'webcal://example.com/i.ics',
      calendar_problem: null,
    })
    .execute()
  await db.insertInto('network.staff_role').values({ staff_id: ines, role: 'reception', site_id: site }).execute()
  let served: { text: string } | { problem: CalendarProblem } = { text: off('20260302', 'Congés secrets') }
  const calendars = {
    read: async (url: string) => (url === 'webcal://example.com/i.ics' ? served : { problem: 'not-found' as const }),
  }
  const see = async () => {
    const { duty, calendarProblem, calendarCheckedAt } = await staffById(db, desk.clock.now, ines)
    return { state: duty.state, because: duty.because, until: duty.until, calendarProblem, calendarCheckedAt }
  }

  await readStaffCalendars(desk.house, calendars)
  // The day is that of the site: in Martinique it ends at four in the morning of Paris.
  expect(await see()).toEqual({
    state: 'away',
    because: 'calendar',
    until: '2026-03-03T04:00:00.000Z',
    calendarProblem: null,
    calendarCheckedAt: '2026-03-02T09:00:00.000Z',
  })
  expect(desk.news).toEqual([{ type: 'duty', site: null }])
  const kept = await Promise.all([
    db.selectFrom('network.away').selectAll().execute(),
    db.selectFrom('network.staff').selectAll().execute(),
  ])
  expect(JSON.stringify(kept)).not.toContain('secrets')

  served = { problem: 'timeout' }
  desk.clock.now = new Date('2026-03-02T09:10:00.000Z')
  await readStaffCalendars(desk.house, calendars)
  expect(await see()).toMatchObject({
    state: 'away',
    calendarProblem: 'timeout',
    calendarCheckedAt: '2026-03-02T09:10:00.000Z',
  })

  served = { text: off('20260309', 'Congés') }
  await readStaffCalendars(desk.house, calendars)
  await readStaffCalendars(desk.house, calendars)
  expect(await see()).toMatchObject({ state: 'on', calendarProblem: null })
  expect(desk.news, 'read, then unreadable, then read again').toHaveLength(3)

  // A calendar of the whole team shows a colleague's holidays too: they are not hers.
  await db
    .insertInto('network.staff')
    .values({
      id: desk.house.newId(),
      user_id: null,
      name: 'Luc Martin',
      email: 'luc@example.com',
      phone: null,
      calendar_url: null,
      calendar_problem: null,
    })
    .execute()
  served = { text: off('20260302', 'Congés Luc Martin') }
  await readStaffCalendars(desk.house, calendars)
  expect(await see()).toMatchObject({ state: 'on', calendarProblem: null })

  const asked: string[] = []
  const counting = {
    read: (url: string) => {
      asked.push(url)
      return calendars.read(url)
    },
  }
  await readStaffCalendars(desk.house, counting, 'new')
  expect(asked, 'read before').toEqual([])
  const other = 'https://example.com/other.ics'
  await db.updateTable('network.staff').set(calendarGiven(null, other)).where('id', '=', ines).execute()
  expect(await see()).toMatchObject({ calendarCheckedAt: null })
  await readStaffCalendars(desk.house, counting, 'new')
  expect(asked).toEqual([other])
  expect(await see()).toMatchObject({ calendarProblem: 'not-found' })
  expect(calendarGiven(other, other), 'the same one, sent again').toEqual({})

  await db.updateTable('network.staff').set({ calendar_url: null }).where('id', '=', ines).execute()
  await forgetCalendars(desk.house)
  expect(await db.selectFrom('network.away').selectAll().execute()).toEqual([])
})
