import { describe, expect, it } from 'vitest'
import { daysLeft, dueOn, mayExtend } from './request-clock.ts'

describe('a request is answered within a month', () => {
  it.each([
    ['2026-11-24', false, '2026-12-24'],
    ['2026-01-31', false, '2026-02-28'],
    ['2028-01-31', false, '2028-02-29'],
    ['2026-12-31', false, '2027-01-31'],
    ['2026-11-24', true, '2027-02-24'],
    ['2026-11-30', true, '2027-02-28'],
  ])('received on %s, more time %s: by %s', (received, extended, due) => {
    expect(dueOn(received, extended)).toBe(due)
  })

  it.each([
    [{ receivedOn: '2026-11-24', extended: false }, '2026-12-24', true],
    [{ receivedOn: '2026-11-24', extended: false }, '2026-12-25', false],
    [{ receivedOn: '2026-11-24', extended: true }, '2026-12-01', false],
  ])('two months more, asked for %o on %s: %s', (request, today, may) => {
    expect(mayExtend(request, today)).toBe(may)
  })

  it.each([
    ['2026-12-24', '2026-11-24', 30],
    ['2026-12-24', '2026-12-24', 0],
    ['2026-12-24', '2026-12-26', -2],
  ])('due on %s, on %s there are %i days', (due, today, days) => {
    expect(daysLeft(due, today)).toBe(days)
  })
})
