import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import { ascendingIds } from './ids.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

it('each is greater than the one before, however many in a millisecond, and a UUIDv7', () => {
  const next = ascendingIds(randomUUIDv7)
  const ids = Array.from({ length: 20_000 }, next)
  expect(ids.every((id, at) => at === 0 || id > ids[at - 1]!)).toBe(true)
  expect(ids.every((id) => UUID_V7.test(id))).toBe(true)
})

it('a clock that goes back does not take the ids with it', () => {
  const made = [
    '019a0000-0000-7000-8000-0000000000ff',
    '01990000-0000-7000-8000-000000000000',
    '019a0000-0000-7000-8000-000000000200',
  ]
  const next = ascendingIds(() => made.shift()!)
  expect([next(), next(), next()]).toEqual([
    '019a0000-0000-7000-8000-0000000000ff',
    '019a0000-0000-7000-8000-000000000100',
    '019a0000-0000-7000-8000-000000000200',
  ])
})

it('where there is no next one, it waits for the clock', () => {
  const made = [
    '019a0000-0000-7000-8000-ffffffffffff',
    '019a0000-0000-7000-8000-000000000001',
    '019a0000-0001-7000-8000-000000000000',
  ]
  const next = ascendingIds(() => made.shift()!)
  expect([next(), next()]).toEqual(['019a0000-0000-7000-8000-ffffffffffff', '019a0000-0001-7000-8000-000000000000'])
})
