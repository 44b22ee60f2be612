import { expect, test } from 'vitest'
import { byOf, lastDays, metricOf, queryOf, wordsBehind } from './figures-filter.ts'

test('an address of old, or one that was typed, still opens the figures', () => {
  expect(queryOf({ at: '', from: 'yesterday', to: '2026-11-24', moment: 'merci' })).toEqual({
    site: undefined,
    moment: 'merci',
    service: undefined,
    channel: undefined,
    from: undefined,
    to: '2026-11-24',
  })
  expect(metricOf({ metric: 'happiness' }, ['csat', 'nps'])).toBe('csat')
  expect(metricOf({ metric: 'nps' }, ['csat', 'nps'])).toBe('nps')
  expect(metricOf({ metric: 'nps' }, [])).toBe('nps')
  expect(byOf({ by: 'moon' })).toBe('site')
  expect(byOf({ by: 'channel' })).toBe('channel')
  expect(byOf({ by: 'site', at: 'v' })).toBe('moment')
})

test('ninety days end today', () => {
  expect(lastDays(90, new Date('2026-11-24T10:00:00Z'))).toEqual({ from: '2026-08-27', to: '2026-11-24' })
})

test('the words behind a figure are narrowed as it is', () => {
  const period = { from: '2026-10-01', to: '2026-10-31' }
  expect(wordsBehind({ at: 'v', moment: '', channel: 'sms' }, period, { band: 'unhappy', theme: undefined })).toEqual({
    site: 'v',
    channel: 'sms',
    ...period,
    band: 'unhappy',
  })
})
