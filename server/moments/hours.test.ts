import { describe, expect, it } from 'vitest'
import { playbook } from '../../contract/playbook.ts'
import { placeOf } from '../consent/place.ts'
import { nextOpening } from './hours.ts'

const PARIS = 'Europe/Paris'
const at = (text: string): number => Temporal.PlainDateTime.from(text).toZonedDateTime(PARIS).epochMilliseconds
const hours = (over: object = {}) =>
  playbook.shape.hours.parse({ from: '09:00', to: '19:00', days: [1, 2, 3, 4, 5, 6], ...over })
const lunch = { breaks: [{ from: '12:30', to: '14:00' }] }
const FRANCE = placeOf('FR', '78000', null).region
const STRASBOURG = placeOf('FR', '67000', null).region
const opens = (from: string, over: object = {}, region = FRANCE): string =>
  Temporal.Instant.fromEpochMilliseconds(nextOpening(hours(over), PARIS, at(from), region))
    .toZonedDateTimeISO(PARIS)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

describe('when the playbook may speak', () => {
  it.each([
    ['within its hours: now', opens('2026-11-24T10:30'), '2026-11-24T10:30'],
    ['the minute before it opens', opens('2026-11-24T08:59'), '2026-11-24T09:00'],
    ['the minute it closes: tomorrow', opens('2026-11-24T19:00'), '2026-11-25T09:00'],
    ['Saturday evening: Monday', opens('2026-11-28T19:30'), '2026-11-30T09:00'],
    ['the minute before lunch', opens('2026-11-24T12:29', lunch), '2026-11-24T12:29'],
    ['as lunch begins: when it is over', opens('2026-11-24T12:30', lunch), '2026-11-24T14:00'],
    ['the last minute of lunch', opens('2026-11-24T13:59', lunch), '2026-11-24T14:00'],
    [
      'a break that ends with the day: tomorrow',
      opens('2026-11-24T18:30', { breaks: [{ from: '18:00', to: '19:00' }] }),
      '2026-11-25T09:00',
    ],
    [
      'a break that begins with the day',
      opens('2026-11-24T07:00', { breaks: [{ from: '09:00', to: '09:30' }] }),
      '2026-11-24T09:30',
    ],
    [
      'two breaks, one as the other ends',
      opens('2026-11-24T12:30', {
        breaks: [
          { from: '13:00', to: '14:00' },
          { from: '12:00', to: '13:00' },
        ],
      }),
      '2026-11-24T14:00',
    ],
    ['Christmas, closed: the day after', opens('2026-12-25T10:00', { holidays: 'closed' }), '2026-12-26T09:00'],
    [
      'Christmas in Strasbourg, where the 26th is one too',
      opens('2026-12-25T10:00', { holidays: 'closed' }, STRASBOURG),
      '2026-12-28T09:00',
    ],
    ['Christmas, open', opens('2026-12-25T10:00'), '2026-12-25T10:00'],
    [
      'the night the clock goes back: nine o’clock there',
      opens('2026-10-25T01:00', { days: [1, 2, 3, 4, 5, 6, 7] }),
      '2026-10-25T09:00',
    ],
  ])('%s', (_case, found, expected) => expect(found).toBe(expected))
  it('never, of a playbook without a day', () => {
    expect(nextOpening(hours({ days: [] }), PARIS, at('2026-11-24T10:30'), FRANCE)).toBe(Number.POSITIVE_INFINITY)
  })
})
