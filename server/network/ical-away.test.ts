import { expect, test } from 'vitest'
import { awayPeriods } from './ical-away.ts'

const FROM = new Date('2026-03-01T00:00:00Z')
const TO = new Date('2026-04-30T00:00:00Z')
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\n${events.map((lines, n) => `BEGIN:VEVENT\r\nUID:${n}\r\n${lines.trim().split(/\n\s*/).join('\r\n')}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`
const away = (zone: string, ...events: string[]) =>
  awayPeriods(calendar(...events), FROM, TO, zone).map(({ from, to }) => `${from.toISOString()} ${to.toISOString()}`)
const timed = (summary: string, more = '') =>
  `DTSTART:20260312T080000Z\nDTEND:20260312T100000Z\nSUMMARY:${summary}\n${more}`
const whole = (summary: string, more = '') =>
  `DTSTART;VALUE=DATE:20260312\nDTEND;VALUE=DATE:20260313\nSUMMARY:${summary}\n${more}`

test.each([
  [timed('Réunion'), false],
  [timed('Formation hybride'), true],
  [timed('CONGÉS'), true],
  [timed('Absente'), true],
  [timed('Kick-off du projet'), false],
  [timed('Day off'), true],
  [timed('Retour de congés'), false],
  [timed('Officiel'), false],
  [timed('Rendez-vous', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'), true],
  [timed('Congés', 'STATUS:CANCELLED'), false],
  [whole('Salon de Genève'), true],
  [whole('Salon de Genève', 'TRANSP:TRANSPARENT'), false],
  [whole('RTT', 'TRANSP:TRANSPARENT'), true],
  [whole('Anniversaire de Zoé'), false],
  [whole('Sans titre', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'), false],
])('%j: away %s', (event, expected) => expect(away('Europe/Paris', event).length > 0).toBe(expected))

test('whole days and times without a zone are those of the site, whatever the zone of this process', () => {
  expect(away('Europe/Paris', whole('RTT'))).toEqual(['2026-03-11T23:00:00.000Z 2026-03-12T23:00:00.000Z'])
  expect(away('America/Montreal', whole('RTT'))).toEqual(['2026-03-12T04:00:00.000Z 2026-03-13T04:00:00.000Z'])
  expect(away('Europe/Paris', 'DTSTART:20260312T090000\nDTEND:20260312T120000\nSUMMARY:Absent')).toEqual([
    '2026-03-12T08:00:00.000Z 2026-03-12T11:00:00.000Z',
  ])
  expect(
    away(
      'Europe/Paris',
      'DTSTART;TZID=Romance Standard Time:20260312T090000\nDTEND;TZID=Romance Standard Time:20260312T120000\nSUMMARY:Absent',
    ),
  ).toEqual(['2026-03-12T08:00:00.000Z 2026-03-12T11:00:00.000Z'])
})

test('every Wednesday off keeps its clock over the change to summer time, and leaves out the days excepted', () =>
  expect(
    away(
      'Europe/Paris',
      'DTSTART;TZID=Europe/Paris:20260318T140000\nDTEND;TZID=Europe/Paris:20260318T180000\nRRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260410T000000Z\nEXDATE;TZID=Europe/Paris:20260325T140000\nSUMMARY:RTT',
    ),
  ).toEqual([
    '2026-03-18T13:00:00.000Z 2026-03-18T17:00:00.000Z',
    '2026-04-01T12:00:00.000Z 2026-04-01T16:00:00.000Z',
    '2026-04-08T12:00:00.000Z 2026-04-08T16:00:00.000Z',
  ]))

test('a fortnight that began before the window counts; days that touch are one period', () => {
  expect(away('Europe/Paris', 'DTSTART;VALUE=DATE:20260220\nDTEND;VALUE=DATE:20260306\nSUMMARY:Vacances')).toEqual([
    '2026-02-19T23:00:00.000Z 2026-03-05T23:00:00.000Z',
  ])
  expect(away('Europe/Paris', whole('RTT'), 'DTSTART;VALUE=DATE:20260313\nSUMMARY:Congés')).toEqual([
    '2026-03-11T23:00:00.000Z 2026-03-13T23:00:00.000Z',
  ])
})

test.each([
  '',
  'hello',
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:garbage\r\nSUMMARY:off\r\nEND:VEVENT\r\nEND:VCALENDAR',
])('what is no calendar is no absence: %j', (text) => expect(awayPeriods(text, FROM, TO, 'Europe/Paris')).toEqual([]))

test('a rule that repeats every second neither hangs nor fills the memory', () =>
  expect(
    away('Europe/Paris', 'DTSTART:20260301T000000Z\nDTEND:20260301T000001Z\nRRULE:FREQ=SECONDLY\nSUMMARY:off').length,
  ).toBeLessThanOrEqual(5000))

const WEEKLY = ['2026-03-25T13:00:00.000Z', '2026-04-01T12:00:00.000Z', '2026-04-08T12:00:00.000Z']
test.each(['Europe/Paris', 'UTC', 'America/New_York', 'Pacific/Auckland'])(
  'every Wednesday at 14:00 stays at 14:00 when the clocks change, in a process of %s',
  (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      for (const named of [
        '',
        ';TZID=Europe/Paris',
        ';TZID=Romance Standard Time',
        ';TZID="(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"',
        ';TZID=Customized Time Zone',
        ';TZID=Chez nous',
        ';TZID=/freeassociation.sourceforge.net/Europe/Paris',
      ]) {
        const event = `DTSTART${named}:20260304T140000\nDTEND${named}:20260304T180000\nRRULE:FREQ=WEEKLY;UNTIL=20260410T000000Z\nEXDATE${named}:20260318T140000\nSUMMARY:RTT`
        const found = awayPeriods(calendar(event), new Date('2026-03-15T00:00:00Z'), TO, 'Europe/Paris')
        expect(
          found.map((period) => period.from.toISOString()),
          named,
        ).toEqual(WEEKLY)
      }
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  },
)

test('a time in another zone than the site’s is taken at its word, folded lines too', () => {
  const text = calendar(
    'DTSTART;TZID=/mozilla.org/20050126_1/America/Montreal:20260312T090000\nDURATION:PT1H\nSUMMARY:off',
  )
  const folded = text.replace('America', 'Amer\r\n ica')
  expect(awayPeriods(folded, FROM, TO, 'Europe/Paris').map(({ from }) => from.toISOString())).toEqual([
    '2026-03-12T13:00:00.000Z',
  ])
})
