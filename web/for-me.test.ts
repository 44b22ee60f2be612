import { expect, test } from 'vitest'
import type { Call, LiveEvent, Visit } from '../contract/visits.ts'
import { type News, NO_NEWS, withClosed, withEvent, withOnly, withSeen } from './for-me.ts'

const ME = 'me'
const visit = (change: Partial<Visit> = {}): LiveEvent => ({
  type: 'visit',
  site: 'versailles',
  visit: { id: 'v', siteId: 'versailles', state: 'arrived', whoId: ME, goingBy: null, ...change } as Visit,
})
const call = (change: Partial<Call> = {}): LiveEvent => ({
  type: 'call',
  site: 'versailles',
  call: { id: 'c', siteId: 'versailles', state: 'ringing', whoId: ME, ...change } as Call,
})
const after = (...events: LiveEvent[]): News => events.reduce((news, event) => withEvent(news, event, ME), NO_NEWS)
const ids = (news: News) => news.waiting.map(({ id }) => id)

test.each<[string, LiveEvent[], string[]]>([
  ['an arrival for me', [visit()], ['v']],
  ['one for a colleague', [visit({ whoId: 'other' })], []],
  ['handed to me', [visit({ whoId: 'other' }), visit()], ['v']],
  ['handed on', [visit(), visit({ whoId: 'other' })], []],
  ['I go', [visit(), visit({ goingBy: ME })], []],
  ['a colleague goes', [visit(), visit({ goingBy: 'other' })], []],
  ['it was not them', [visit(), visit({ state: 'withdrawn' })], []],
  ['a call for me', [call()], ['c']],
  ['it is taken', [call(), call({ state: 'answered' })], []],
  ['it rings for somebody else by now', [call(), call({ whoId: 'other' })], []],
  ['both', [visit(), call()], ['v', 'c']],
  ['what is no news of people', [{ type: 'expected', site: 'versailles' }], []],
])('%s', (_, events, told) => {
  expect(ids(after(...events))).toEqual(told)
})

test('what was seen is not told again, unless it went away and came back to me', () => {
  const seen = withSeen(after(visit()), 'versailles')
  expect(ids(seen)).toEqual([])
  const revised = withEvent(seen, visit({ version: 2 }), ME)
  expect(ids(revised)).toEqual([])
  const away = withEvent(revised, visit({ whoId: 'other' }), ME)
  expect(ids(withEvent(away, visit(), ME))).toEqual(['v'])
})

test('looking at one site says nothing of another', () => {
  const news = after(visit(), visit({ id: 'w', siteId: 'rouen' }))
  expect(ids(withSeen(news, 'rouen'))).toEqual(['v'])
})

test('closed by hand it still counts, and a newer version of it stays closed', () => {
  const closed = withClosed(after(visit()), 'v')
  expect(withEvent(closed, visit({ version: 2 }), ME).waiting).toMatchObject([{ id: 'v', closed: true }])
})

test('a stream that is back says anew who waits elsewhere: until then only this site is known', () => {
  const there = visit({ id: 'there', siteId: 'rouen' })
  const news = withSeen(after(visit(), there), 'rouen')
  expect(ids(withOnly(after(visit(), there), 'versailles'))).toEqual(['v'])
  expect(ids(withEvent(withOnly(news, 'versailles'), there, ME)), 'what was looked at is no news').toEqual(['v'])
})
