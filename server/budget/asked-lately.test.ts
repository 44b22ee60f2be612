import { describe, expect, it } from 'vitest'
import type { Metric } from '../../contract/surveys.ts'
import { askedLately } from './asked-lately.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 24, 9)
const policy = { nps: 90, any: 14 }
const ago = (days: number, metric: Metric) => ({ at: NOW - days * DAY, metric })
const ask = (metric: Metric, ...asked: ReturnType<typeof ago>[]) => {
  const found = askedLately(policy, asked, metric, NOW)
  return found && { inDays: (found.until - NOW) / DAY, because: found.because.code, days: found.because.values.days }
}

describe('may we ask them again?', () => {
  it.each([
    ['who was never asked', ask('nps'), null],
    ['fourteen days after another question', ask('csat', ago(14, 'ces')), null],
    ['thirteen days after', ask('csat', ago(13, 'ces')), { inDays: 1, because: 'ask.lately', days: 14 }],
    ['the relationship, ninety days on', ask('nps', ago(90, 'nps')), null],
    [
      'the relationship, two months on',
      ask('nps', ago(60, 'nps')),
      { inDays: 30, because: 'ask.nps-lately', days: 90 },
    ],
    ['a repair, a month after the relationship', ask('csat', ago(30, 'nps')), null],
    [
      'the relationship, a week after a repair',
      ask('nps', ago(7, 'csat')),
      { inDays: 7, because: 'ask.lately', days: 14 },
    ],
    [
      'the later of the two counts',
      ask('nps', ago(88, 'nps'), ago(2, 'csat')),
      { inDays: 12, because: 'ask.lately', days: 14 },
    ],
    [
      'and the other way',
      ask('nps', ago(20, 'nps'), ago(10, 'csat')),
      { inDays: 70, because: 'ask.nps-lately', days: 90 },
    ],
    [
      'the newest of many',
      ask('ces', ago(300, 'ces'), ago(3, 'csat'), ago(40, 'nps')),
      { inDays: 11, because: 'ask.lately', days: 14 },
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected)
  })
  it('a network that wishes no pause has none', () => {
    expect(askedLately({ nps: 0, any: 0 }, [ago(0.1, 'nps')], 'nps', NOW)).toBeNull()
  })
})
