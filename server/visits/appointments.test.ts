import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAsset, createCustomer } from '../../contract/customers.ts'
import * as importFeeds from '../../contract/import-feeds.ts'
import * as importsApi from '../../contract/imports.ts'
import * as api from '../../contract/visits.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createAssetFlow } from '../customers/assets.flow.ts'
import { createCustomerFlow } from '../customers/customers.flow.ts'
import { readImport, runImport } from '../customers/import.flow.ts'
import { runImports } from '../customers/import-run.flow.ts'
import { keepUpload } from '../customers/import-upload.flow.ts'
import { appointmentBatch } from '../flows/import-appointments.flow.ts'
import type { CalendarProblem } from '../network/calendar.port.ts'
import { createAppointment, listAppointments, updateAppointment } from './appointment.flow.ts'
import { instantOf } from './appointment-booking.ts'
import { listCalendars, readSiteCalendars, setCalendar } from './site-calendar.flow.ts'

const { db } = await freshDb()
const SITE = '00000000-0000-7000-9000-000000000001'
const OTHER = '00000000-0000-7000-9000-000000000002'
await db
  .insertInto('network.site')
  .values([SITE, OTHER].map((id) => ({ id, name: 'Lyon', brand_id: null, phone: null, hours: '{}' })))
  .execute()

let desk: ReturnType<typeof openDesk>
let anne: string
let car: string
const customer = async (givenName: string, familyName: string, number: string) =>
  (
    await desk.ask(createCustomer, createCustomerFlow, {
      body: {
        givenName,
        familyName,
        phones: [{ number }],
        emails: [{ address: `${familyName.toLowerCase()}@free.fr` }],
      },
    })
  ).id
beforeEach(async () => {
  desk = openDesk(db)
  anne = await customer('Anne', 'Cieille', '0612345678')
  await customer('Paul', 'Martin', '0478000001')
  car = (
    await desk.ask(createAsset, createAssetFlow, {
      params: { id: anne },
      body: { make: 'Peugeot', model: '208', plate: 'AB-123-CD' },
    })
  ).id
})
afterEach(async () => {
  for (const table of [
    'visits.appointment',
    'customers.import',
    'customers.customer',
    'customers.asset',
    'network.setting',
  ] as const)
    await db.deleteFrom(table).execute()
})

const list = async (query: Record<string, string> = { site: SITE }) =>
  (await desk.ask(api.listAppointments, listAppointments, { query: query as never })).appointments
const shown = async () =>
  (await list({ site: SITE, cancelled: 'true' })).map(
    ({ at, customerName, plate, service, state, reason }) =>
      `${at} ${customerName} ${plate ?? '-'} ${service} ${state} ${reason}`,
  )

test('booked by hand, moved, cancelled: screens hear of it, the log has it', async () => {
  const made = await desk.ask(api.createAppointment, createAppointment, {
    body: { customerId: anne, assetId: car, siteId: SITE, at: '2026-03-02T10:30:00+01:00', reason: 'Révision' },
  })
  expect(made).toMatchObject({
    customerName: 'Anne Cieille',
    vehicle: 'Peugeot 208',
    plate: 'AB-123-CD',
    at: '2026-03-02T09:30:00.000Z',
    minutes: 60,
    service: 'service',
    state: 'booked',
  })
  const moved = await desk.ask(api.updateAppointment, updateAppointment, {
    params: { id: made.id },
    body: { at: '2026-03-03T09:30:00Z', assetId: null },
  })
  expect(moved).toMatchObject({ at: '2026-03-03T09:30:00.000Z', plate: null })
  await desk.ask(api.updateAppointment, updateAppointment, { params: { id: made.id }, body: { state: 'cancelled' } })
  expect(await list()).toEqual([])
  expect(await list({ site: SITE, cancelled: 'true' })).toHaveLength(1)
  expect(desk.news).toEqual(Array.from({ length: 3 }, () => ({ type: 'expected', site: SITE })))
  const log = await db
    .selectFrom('network.audit')
    .select('action')
    .where('customer_id', '=', anne)
    .where('action', 'like', 'appointment%')
    .execute()
  expect(log.map(({ action }) => action)).toEqual(['appointment.create', 'appointment.change', 'appointment.change'])
})

test('sent twice under one key it is one appointment; the key of another site is refused', async () => {
  const body = { customerId: anne, siteId: SITE, at: '2026-03-02T09:30:00Z', source: 'dms', key: 'R1' }
  const first = await desk.ask(api.createAppointment, createAppointment, { body })
  const again = await desk.ask(api.createAppointment, createAppointment, {
    body: { ...body, at: '2026-03-02T10:00:00Z' },
  })
  expect(again).toMatchObject({ id: first.id, at: '2026-03-02T10:00:00.000Z' })
  await expect(
    desk.ask(api.createAppointment, createAppointment, { body: { ...body, siteId: OTHER } }),
  ).rejects.toMatchObject({ status: 409 })
  await expect(
    desk.ask(api.createAppointment, createAppointment, { body: { ...body, customerId: car } }),
  ).rejects.toMatchObject({ faults: [{ path: 'body.customerId' }] })
})

test.each([
  ['2026-01-15', '09:30', '2026-01-15T08:30:00.000Z'],
  ['2026-07-15', '09:30', '2026-07-15T07:30:00.000Z'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
])('%s at %s in Paris is %s, also in the hour that is skipped and the one that comes twice', (date, time, instant) =>
  expect(instantOf(date, time, 'Europe/Paris')).toBe(instant),
)

const diary = async (text: string) => {
  const { id } = await keepUpload(desk.house, desk.caller, {
    name: 'rdv.csv',
    bytes: Buffer.from(text),
    kind: 'appointments',
    source: 'agenda',
    site: SITE,
  })
  const { mapping } = await desk.ask(importsApi.readImport, readImport, { params: { id } })
  await desk.ask(importsApi.runImport, runImport, { params: { id }, body: { mapping } })
  await runImports(desk.house, 'appointments', appointmentBatch)
  return desk.ask(importsApi.readImport, readImport, { params: { id } })
}
const DIARY = `N° RDV;Date;Heure;Client;Immat;Téléphone;Motif
1;02/03/2026;10:30;CIEILLE Anne;AB123CD;;Révision
2;02/03/2026;23:30;;;04 78 00 00 01;Pneus hiver
3;03/03/2026;9h;Paul Martin;;;Essai
4;03/03/2026;9h;Zoé Inconnue;;;Essai
5;03/03/2026;;Paul Martin;;;Essai
6;03/03/2026;10h;Jeanne Martin;;04 78 00 00 01;Essai
`

test('a diary as CSV: in the time of the site, found by plate, phone or whole name; who is unknown is set aside; sent again, nothing changes', async () => {
  expect(await diary(DIARY)).toMatchObject({ state: 'done', created: 3, refused: 3 })
  expect(await shown()).toEqual([
    '2026-03-02T09:30:00.000Z Anne Cieille AB-123-CD service booked Révision',
    '2026-03-02T22:30:00.000Z Paul Martin - tyres booked Pneus hiver',
    '2026-03-03T08:00:00.000Z Paul Martin - sales booked Essai',
  ])
  const refused = await db.selectFrom('customers.import_refused').select(['line', 'because']).orderBy('line').execute()
  expect(refused.map(({ line, because }) => `${line} ${because}`)).toEqual([
    '5 customer-unknown',
    '6 time-unreadable',
    '7 customer-unknown',
  ])
  expect(await diary(DIARY)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
})

test('the diary moves an appointment, but not one that a person has moved since', async () => {
  await diary(DIARY)
  const [first] = await list()
  await desk.ask(api.updateAppointment, updateAppointment, {
    params: { id: first!.id },
    body: { at: '2026-03-02T08:00:00Z' },
  })
  expect(await diary(DIARY.replace('02/03/2026;10:30', '02/03/2026;11:30').replace('23:30', '17:00'))).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 2,
  })
  expect((await shown()).slice(0, 2)).toEqual([
    '2026-03-02T08:00:00.000Z Anne Cieille AB-123-CD service booked Révision',
    '2026-03-02T16:00:00.000Z Paul Martin - tyres booked Pneus hiver',
  ])
})

const event = (uid: string, start: string, summary: string, more = '') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Europe/Paris:${start}\r\nDURATION:PT45M\r\nSUMMARY:${summary}\r\n${more}END:VEVENT\r\n`
const ics = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n${events.join('')}END:VCALENDAR\r\n`
let served: { text: string } | { problem: CalendarProblem }
const calendars = { read: async () => served }
const follow = (url = 'https://example.com/a.ics') =>
  desk.ask(importFeeds.setCalendar, setCalendar(calendars), { params: { site: SITE }, body: { url } })
const state = async () =>
  (await desk.ask(importFeeds.listCalendars, listCalendars)).calendars.map(({ found, unmatched, problem }) => ({
    found,
    unmatched,
    problem,
  }))

test('a diary as iCal: whose an event is, is found in its words; the others are counted, and become theirs once they are known', async () => {
  served = {
    text: ics(
      event('a', '20260302T103000', 'Révision AB 123 CD'),
      event('b', '20260302T140000', 'Carrosserie', 'DESCRIPTION:Rappeler au 04.78.00.00.01\r\n'),
      event('c', '20260303T090000', 'M. Paul MARTIN - essai'),
      event('d', '20260303T100000', 'Réunion d’équipe'),
      event('e', '20260304T100000', 'Mme Dupuis Zoé'),
    ),
  }
  await follow()
  expect(await state()).toEqual([{ found: 3, unmatched: 2, problem: null }])
  expect(await shown()).toEqual([
    '2026-03-02T09:30:00.000Z Anne Cieille AB-123-CD service booked Révision AB 123 CD',
    '2026-03-02T13:00:00.000Z Paul Martin - bodywork booked Carrosserie',
    '2026-03-03T08:00:00.000Z Paul Martin - sales booked M. Paul MARTIN - essai',
  ])
  await customer('Zoé', 'Dupuis', '0699887766')
  await readSiteCalendars(desk.house, calendars)
  expect(await state()).toEqual([{ found: 4, unmatched: 1, problem: null }])
  const news = desk.news.length
  await readSiteCalendars(desk.house, calendars)
  expect(desk.news).toHaveLength(news)
})

test('a diary that names who of ours it is for: by e-mail, else by the whole name; named later, or given to another by hand', async () => {
  const [alice, denis] = [desk.house.newId(), desk.house.newId()]
  const works = (id: string, name: string, email: string) =>
    db
      .insertInto('network.staff')
      .values({ id, user_id: null, name, email, phone: null, calendar_url: null, calendar_problem: null })
      .execute()
  await works(alice, 'Alice Conseil', 'alice@garage.example')
  await works(denis, 'Denis Suppléant', 'denis@garage.example')
  // She works here, and is a customer too: her name in a title is not who comes.
  const herself = await customer('Alice', 'Conseil', '0699887755')
  const guest = (email: string) => `ATTENDEE;PARTSTAT=ACCEPTED;CN=x:mailto:${email}\r\n`
  const write = (b: string) => {
    served = {
      text: ics(
        event(
          'a',
          '20260302T103000',
          'Révision AB 123 CD',
          `ORGANIZER:mailto:denis@garage.example\r\n${guest('ALICE@garage.example')}`,
        ),
        event('b', '20260303T090000', b),
        event('c', '20260303T100000', 'Essai', guest('martin@free.fr') + guest('denis@garage.example')),
        event('d', '20260303T110000', 'Freins Alice Conseil'),
      ),
    }
  }
  const forWhom = async () => (await list()).map(({ customerName, staffId }) => [customerName, staffId])
  write('M. Paul MARTIN - essai')
  await follow()
  expect(await forWhom()).toEqual([
    ['Anne Cieille', alice],
    ['Paul Martin', null],
    ['Paul Martin', denis],
    // Nobody else is meant: it is her own car.
    ['Alice Conseil', alice],
  ])
  write('M. Paul MARTIN - essai, Alice Conseil')
  await readSiteCalendars(desk.house, calendars)
  expect((await forWhom())[1]).toEqual(['Paul Martin', alice])
  const [first] = await list()
  await desk.ask(api.updateAppointment, updateAppointment, { params: { id: first!.id }, body: { staffId: denis } })
  await readSiteCalendars(desk.house, calendars)
  expect((await forWhom())[0]).toEqual(['Anne Cieille', denis])
  expect((await list()).some(({ customerId }) => customerId === herself)).toBe(true)
  await db.deleteFrom('network.staff').where('id', 'in', [alice, denis]).execute()
})

test('cancelled or deleted in the calendar, cancelled here; back again, booked again; a calendar that fails keeps what was known', async () => {
  const [a, b] = [event('a', '20260302T103000', 'AB-123-CD'), event('b', '20260303T103000', 'Paul Martin')]
  served = { text: ics(a, b) }
  await follow()
  const states = async () => (await list({ site: SITE, cancelled: 'true' })).map((one) => one.state)
  served = { text: ics(event('a', '20260302T103000', 'AB-123-CD', 'STATUS:CANCELLED\r\n')) }
  await readSiteCalendars(desk.house, calendars)
  expect(await states()).toEqual(['cancelled', 'cancelled'])
  served = { text: ics(a, b) }
  await readSiteCalendars(desk.house, calendars)
  expect(await states()).toEqual(['booked', 'booked'])
  served = { problem: 'timeout' }
  await readSiteCalendars(desk.house, calendars)
  expect(await states()).toEqual(['booked', 'booked'])
  expect(await state()).toEqual([{ found: 2, unmatched: 0, problem: 'timeout' }])
  await follow('')
  expect(await state()).toEqual([])
  expect(await states()).toEqual(['booked', 'booked'])
})

test('a repeated event is an appointment each time, and one day of it may be moved', async () => {
  served = {
    text: ics(
      event('w', '20260302T103000', 'Livraison AB-123-CD', 'RRULE:FREQ=WEEKLY;COUNT=3\r\n'),
      event('w', '20260310T160000', 'Livraison AB-123-CD', 'RECURRENCE-ID;TZID=Europe/Paris:20260309T103000\r\n'),
    ),
  }
  await follow()
  const times = async () => (await list()).map(({ at }) => at)
  expect(await times()).toEqual(['2026-03-02T09:30:00.000Z', '2026-03-10T15:00:00.000Z', '2026-03-16T09:30:00.000Z'])
  served = { text: served.text.replace('20260310T160000', '20260310T170000') }
  await readSiteCalendars(desk.house, calendars)
  expect(await times()).toEqual(['2026-03-02T09:30:00.000Z', '2026-03-10T16:00:00.000Z', '2026-03-16T09:30:00.000Z'])
})
