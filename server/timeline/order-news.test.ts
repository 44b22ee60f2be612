import { expect, test } from 'vitest'
import { orderFacts } from './order-news.ts'

const order = {
  id: 'o1',
  customerId: 'c1',
  assetId: null,
  siteId: null,
  kind: 'repair' as const,
  title: 'Révision',
  number: '7',
  state: 'ready' as const,
}
const keys = (at: string) => orderFacts('in-progress', order, new Date(at), null).map(({ key }) => key)

test('ready again on the same day was a slip and is one fact; on another day, after more work, it is news', () => {
  const first = keys('2026-11-27T08:00:00Z')
  expect(keys('2026-11-27T15:00:00Z')).toEqual(first)
  expect(keys('2026-11-29T15:00:00Z')).not.toEqual(first)
})
