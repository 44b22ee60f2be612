import { expect, test } from 'vitest'
import { Looks } from './looks.ts'

const rose = { staffId: 'rose', name: 'Rose' }
const alice = { staffId: 'alice', name: 'Alice' }
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, seconds))
const search = (...customerIds: string[]) => ({ action: 'search.view', customerIds })
const floor = (...customerIds: string[]) => ({ action: 'floor.view', siteId: 'a', standing: true, customerIds })
const all = () => true
const seen = (looks: Looks, now = at(0)) =>
  looks.take(now, all).map((line) => [line.actor, line.action, line.customerIds.join(' ')])

test('what is shown within a minute is one line for each person and screen', () => {
  const looks = new Looks()
  looks.note(rose, search('dubois', 'dupont'), at(0))
  looks.note(rose, search('dupont', 'dupond'), at(3))
  looks.note(alice, search('dupont'), at(4))
  looks.note(rose, floor('anne'), at(5))
  expect(seen(looks)).toEqual([
    ['Rose', 'search.view', 'dubois dupont dupond'],
    ['Alice', 'search.view', 'dupont'],
    ['Rose', 'floor.view', 'anne'],
  ])
})

test('after a minute a new line begins, though the first is not written yet', () => {
  const looks = new Looks()
  looks.note(rose, search('dupont'), at(0))
  looks.note(rose, search('dupont', 'durand'), at(61))
  expect(looks.take(at(62)).map((line) => line.customerIds)).toEqual([['dupont']])
  expect(looks.take(at(62))).toEqual([])
  expect(looks.take(at(121)).map((line) => [line.at, line.customerIds])).toEqual([[at(61), ['dupont', 'durand']]])
})

test('a screen that stays open shows a customer once in a working day, at each site', () => {
  const looks = new Looks()
  for (let minute = 0; minute < 60; minute++) looks.note(rose, floor('anne', 'benoît'), at(minute * 60))
  looks.note(rose, { ...floor('anne'), siteId: 'b' }, at(3600))
  looks.sweep(at(8 * 3600 - 1))
  looks.note(rose, floor('anne', 'chloé'), at(8 * 3600 - 1))
  expect(seen(looks).map(([, , ids]) => ids)).toEqual(['anne benoît', 'anne', 'chloé'])
  looks.sweep(at(9 * 3600))
  looks.note(rose, floor('anne'), at(9 * 3600))
  expect(seen(looks).map(([, , ids]) => ids)).toEqual(['anne'])
})

test('who is shown very many at once has several lines, and each customer is in one of them', () => {
  const looks = new Looks()
  const ids = Array.from({ length: 450 }, (_, n) => `c${n}`)
  looks.note(rose, search(...ids), at(0))
  const lines = looks.take(at(0), all)
  expect(lines.map((line) => line.customerIds.length)).toEqual([200, 200, 50])
  expect(lines.flatMap((line) => line.customerIds)).toEqual(ids)
})

test('nothing shown is no line; lines that could not be written are there the next time, first', () => {
  const looks = new Looks()
  looks.note(rose, search(), at(0))
  expect(looks.take(at(0), all)).toEqual([])
  looks.note(rose, search('dupont'), at(0))
  const lines = looks.take(at(0), all)
  looks.note(rose, search('durand'), at(1))
  looks.restore(lines)
  expect(seen(looks).map(([, , ids]) => ids)).toEqual(['dupont', 'durand'])
})

test('API keys are told apart by their name', () => {
  const looks = new Looks()
  for (const name of ['API: caisse', 'API: site', 'API: caisse'])
    looks.note({ staffId: null, name }, search('dupont'), at(0))
  expect(seen(looks)).toHaveLength(2)
})
