import { expect, test } from 'vitest'
import { CompactKeys } from './compact-keys.ts'

test('a hundred thousand keys, each with its own number, the last word stands', () => {
  const keys = new CompactKeys()
  for (let n = 0; n < 100_000; n++) keys.set(`client ${n}`, n)
  for (let n = 0; n < 100_000; n += 7) keys.set(`client ${n}`, n + 1_000_000)
  for (let n = 0; n < 100_000; n++) expect(keys.get(`client ${n}`)).toBe(n % 7 === 0 ? n + 1_000_000 : n)
  expect(keys.get('client 100000')).toBeUndefined()
  expect(keys.get('')).toBeUndefined()
})
