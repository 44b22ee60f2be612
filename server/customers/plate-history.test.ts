import { describe, expect, it } from 'vitest'
import { changePlate, type PlatePeriod, plateOpen } from './plate-history.ts'

const today = '2026-03-02'
const period = (id: string, plate: string, since: string | null, until: string | null): PlatePeriod => ({
  id,
  plate,
  country: 'FR',
  since,
  until,
})
const wanted = (plate: string, country = 'FR') => ({ plate, country })
const nothing = { close: [], keep: [], open: null }

describe('the plates of a car', () => {
  it.each([
    [
      'the first has no known beginning',
      [],
      wanted('AA111AA'),
      { ...nothing, open: { plate: 'AA111AA', country: 'FR', since: null } },
    ],
    ['the same one changes nothing', [period('1', 'AA111AA', null, null)], wanted('AA111AA'), nothing],
    [
      'a new one closes the old one today',
      [period('1', 'AA111AA', null, null)],
      wanted('BB222BB'),
      { close: [{ id: '1', until: today }], keep: [], open: { plate: 'BB222BB', country: 'FR', since: today } },
    ],
    [
      'taken back the same day, the old one goes on',
      [period('1', 'AA111AA', null, today), period('2', 'BB222BB', today, null)],
      wanted('AA111AA'),
      { close: [{ id: '2', until: today }], keep: [{ id: '1', country: 'FR' }], open: null },
    ],
    [
      'one it had years ago begins anew',
      [period('1', 'AA111AA', null, '2020-01-01'), period('2', 'BB222BB', '2020-01-01', null)],
      wanted('AA111AA'),
      { close: [{ id: '2', until: today }], keep: [], open: { plate: 'AA111AA', country: 'FR', since: today } },
    ],
    ['none closes it', [period('1', 'AA111AA', null, null)], null, { ...nothing, close: [{ id: '1', until: today }] }],
    ['none stays none', [period('1', 'AA111AA', null, '2020-01-01')], null, nothing],
    [
      'another country is put right',
      [period('1', 'AA111AA', null, null)],
      wanted('AA111AA', 'IT'),
      { ...nothing, keep: [{ id: '1', country: 'IT' }] },
    ],
  ])('%s', (_, history, next, change) => {
    expect(changePlate(history, next, today)).toEqual(change)
  })

  it('carries the old one until the day is over', () => {
    expect([null, '2026-03-03', today, '2026-03-01'].map((until) => plateOpen({ until }, today))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})
