import { describe, expect, it } from 'vitest'
import { isHoliday, regionOf } from '../consent/holidays.ts'
import { dueAfter, USUAL_CLOCK } from './due.ts'
import { sameMatter } from './joins.ts'
import { comparedWith } from './second-answer.ts'
import { type Heard, severityOf, worse } from './severity.ts'

const heard = (over: Partial<Heard> = {}): Heard => ({
  band: null,
  score: null,
  best: 10,
  polarity: 0,
  callback: false,
  promise: false,
  leaving: false,
  urgent: false,
  asksCall: false,
  inWriting: false,
  wroteBack: null,
  known: true,
  ...over,
})
const opens = (over: Partial<Heard>) => {
  const found = severityOf(heard(over))
  return found && [found.severity, ...found.because.map(({ code }) => code.replace('case.', ''))].join(' ')
}

describe('does an answer open a case, and how soon must they hear from us', () => {
  it.each([
    ['not content', { band: 'unhappy', score: 3 }, 'unhappy unhappy'],
    ['not content, and wishes a call', { band: 'unhappy', callback: true }, 'callback callback unhappy'],
    ['ticked that they wish a call', { band: 'between', asksCall: true }, 'callback asks-call'],
    ['content, and wishes a call', { band: 'happy', callback: true }, 'callback callback'],
    ['danger, whatever the score', { band: 'happy', urgent: true }, 'urgent urgent'],
    ['a promise not kept', { band: 'between', promise: true }, 'callback promise'],
    ['about to leave, without a score', { polarity: -1, leaving: true }, 'callback leaving'],
    [
      'all at once',
      { band: 'unhappy', urgent: true, callback: true, promise: true, leaving: true },
      'urgent urgent callback promise leaving unhappy',
    ],
    ['in between, nothing else', { band: 'between' }, null],
    ['content', { band: 'happy' }, null],
    ['content, and a promise kept', { band: 'happy', promise: true, leaving: true }, null],
    ['kind words without a score', { polarity: 1, promise: true }, null],
    ['unkind words without a score', { polarity: -1 }, null],
    [
      'unkind words to a message that asked for no score',
      { polarity: -1, wroteBack: { sure: 0.8 } },
      'unhappy wrote-ill',
    ],
    ['the same, read as surely as it takes', { polarity: -1, wroteBack: { sure: 0.7 } }, 'unhappy wrote-ill'],
    [
      'the same, and a wish to be called',
      { polarity: -1, callback: true, wroteBack: { sure: 0.7 } },
      'callback callback wrote-ill',
    ],
    ['the same, read with less than sure: a person reads them first', { polarity: -1, wroteBack: { sure: 0.5 } }, null],
    [
      'a wish to be called in an answer to a message: it is on the list',
      { callback: true, wroteBack: { sure: 0.9 } },
      null,
    ],
    [
      'a promise not kept, told in an answer to a message',
      { promise: true, wroteBack: { sure: 0.5 } },
      'callback promise',
    ],
    ['kind words to a message', { polarity: 1, wroteBack: { sure: 0.9 } }, null],
    [
      'danger in an answer to a message',
      { polarity: -1, urgent: true, wroteBack: { sure: 0.9 } },
      'urgent urgent wrote-ill',
    ],
    ['somebody unknown, not content: nobody can be answered', { known: false, band: 'unhappy' }, null],
    [
      'somebody unknown who leaves a number',
      { known: false, band: 'unhappy', callback: true },
      'callback callback unhappy',
    ],
    ['somebody unknown in danger', { known: false, urgent: true }, 'urgent urgent'],
  ] as const)('%s', (_story, over, wanted) => expect(opens(over)).toBe(wanted))
  it('the more pressing of two', () => {
    expect([worse('unhappy', 'urgent'), worse('callback', 'unhappy'), worse('callback', 'callback')]).toEqual([
      'urgent',
      'callback',
      'callback',
    ])
  })
})

describe('the same matter', () => {
  const about = (assetId: string | null, orderId: string | null, siteId: string | null) => ({
    assetId,
    orderId,
    siteId,
  })
  it.each([
    ['the same car', about('clio', 'r1', 's1'), about('clio', 'r2', 's2'), true],
    ['another car', about('clio', 'r1', 's1'), about('golf', 'r1', 's1'), false],
    ['the same order, no car said', about('clio', 'r1', 's1'), about(null, 'r1', 's2'), true],
    ['another order', about('clio', 'r1', 's1'), about(null, 'r2', 's1'), false],
    ['the same place', about('clio', null, 's1'), about(null, null, 's1'), true],
    ['another place', about('clio', null, 's1'), about(null, null, 's2'), false],
    ['nothing known contradicts nothing', about('clio', 'r1', 's1'), about(null, null, null), true],
  ])('%s', (_story, open, answer, same) => expect(sameMatter(open, answer)).toBe(same))
})

describe('opening hours that pass', () => {
  const day: [string, string][] = [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ]
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['09:00', '12:00']] as [string, string][] }
  const france = regionOf('FR', 'FR', '78000')
  const due = (from: string, minutes: number, over: Partial<Parameters<typeof dueAfter>[0]> = {}) =>
    new Date(
      dueAfter(
        { hours, zone: 'Europe/Paris', isOff: (number) => isHoliday(france, number), ...over },
        Date.parse(from),
        minutes,
      ),
    ).toISOString()
  it.each([
    ['within a morning', '2026-11-24T09:00:00+01:00', 120, '2026-11-24T10:00:00.000Z'],
    ['to the minute it closes', '2026-11-24T10:00:00+01:00', 120, '2026-11-24T11:00:00.000Z'],
    ['over the lunch hour', '2026-11-24T11:00:00+01:00', 120, '2026-11-24T14:00:00.000Z'],
    ['said at night', '2026-11-24T22:00:00+01:00', 120, '2026-11-25T09:00:00.000Z'],
    ['over a Saturday into Monday', '2026-11-28T11:00:00+01:00', 240, '2026-11-30T10:00:00.000Z'],
    [
      '24 opening hours are three working days',
      '2026-11-24T08:00:00+01:00',
      USUAL_CLOCK.unhappy,
      '2026-11-26T17:00:00.000Z',
    ],
    ['over a day off: 11 November', '2026-11-10T17:00:00+01:00', 120, '2026-11-12T08:00:00.000Z'],
    ['over the night the clocks go back', '2026-10-24T11:00:00+02:00', 120, '2026-10-26T08:00:00.000Z'],
  ])('%s', (_story, from, minutes, wanted) => expect(due(from, minutes)).toBe(wanted))
  it('half hours count as half hours, and an afternoon may be written before its morning', () => {
    const half: [string, string][] = [
      ['13:45', '17:30'],
      ['08:30', '12:15'],
    ]
    const over = { hours: { tue: half, wed: half } }
    expect(due('2026-11-24T07:00:00+01:00', 60, over)).toBe('2026-11-24T08:30:00.000Z')
    expect(due('2026-11-24T12:00:00+01:00', 60, over)).toBe('2026-11-24T13:30:00.000Z')
    expect(due('2026-11-24T17:00:00+01:00', 60, over)).toBe('2026-11-25T08:00:00.000Z')
  })
  it('a place without hours counts the clock round', () => {
    expect(due('2026-11-28T23:00:00+01:00', 120, { hours: {} })).toBe('2026-11-29T00:00:00.000Z')
  })
})

describe('is it well now', () => {
  const said = (share: number | null, band: 'happy' | 'between' | 'unhappy' | null, polarity = 0) => ({
    share,
    band,
    polarity,
  })
  it.each([
    ['content now', said(0.2, 'unhappy'), said(1, 'happy'), 'better'],
    ['content as they were before (a callback)', said(0.9, 'happy'), said(1, 'happy'), 'better'],
    ['from not content to in between', said(0.2, 'unhappy'), said(0.5, 'between'), 'better'],
    ['from in between to not content', said(0.5, 'between'), said(0.25, 'unhappy'), 'worse'],
    ['not content, a little more', said(0.2, 'unhappy'), said(0.25, 'unhappy'), 'same'],
    ['not content, a fifth more', said(0, 'unhappy'), said(0.25, 'unhappy'), 'better'],
    ['not content, worse', said(0.5, 'unhappy'), said(0, 'unhappy'), 'worse'],
    ['words alone', said(null, null, -1), said(null, null, 1), 'better'],
    ['words alone, no change', said(null, null, -1), said(0.25, null, -1), 'same'],
  ] as const)('%s', (_story, first, second, wanted) => expect(comparedWith(first, second)).toBe(wanted))
})
