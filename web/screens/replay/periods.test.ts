import { describe, expect, it } from 'vitest'
import { lastDays, lastWinter } from './periods.ts'

describe('the last winter that is over', () => {
  it.each([
    ['2026-11-26', '2025-11-01', '2026-04-01'],
    ['2026-04-01', '2025-11-01', '2026-04-01'],
    ['2026-03-31', '2024-11-01', '2025-04-01'],
    ['2026-01-15', '2024-11-01', '2025-04-01'],
  ])('seen from %s', (now, from, to) => {
    expect(lastWinter(new Date(`${now}T12:00:00Z`))).toEqual({ from, to })
  })
})

it('so many days end today, across a leap day too', () => {
  expect(lastDays(new Date('2028-03-01T08:00:00Z'), 2)).toEqual({ from: '2028-02-28', to: '2028-03-01' })
})
