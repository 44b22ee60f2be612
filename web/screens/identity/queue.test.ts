import { describe, expect, test } from 'vitest'
import type { Pair } from '../../../contract/identity.ts'
import { again, answered, EMPTY, keyOfPair, led, type Queue, stepped, taken } from './queue.ts'

const pair = (a: string, b = `${a}2`): Pair => ({ a: { id: a }, b: { id: b } }) as Pair
const [one, two, three] = [pair('1'), pair('2'), pair('3')]
const names = (queue: Queue) => queue.pairs.map((each) => each.a.id).join('')
const start = taken(EMPTY, [one, two, three])

describe('the pairs under one person’s hands', () => {
  test('the first the server sends is looked at first', () => {
    expect(start.at).toBe(one)
    expect(taken(EMPTY, []).at).toBeNull()
  })
  test('news never swaps the pair that is looked at', () => {
    const later = taken(start, [three, two])
    expect(later.at).toBe(one)
    expect(names(later)).toBe('123')
  })
  test('what the server no longer sends goes, but for the one looked at', () => {
    expect(names(taken(start, [three]))).toBe('13')
  })
  test('an answer brings the next; the last answer leaves nothing', () => {
    const second = answered(start, 'same')
    expect([second.at, names(second)]).toEqual([two, '23'])
    const end = answered(answered(second, 'different'), 'same')
    expect([end.at, names(end)]).toEqual([null, ''])
  })
  test('answering the last in the row goes back to the first', () => {
    const last = stepped(stepped(start, 1), 1)
    expect(last.at).toBe(three)
    expect(answered(last, 'same').at).toBe(one)
  })
  test('an answered pair the server still sends does not come back', () => {
    expect(names(taken(answered(start, 'same'), [one, two, three]))).toBe('23')
  })
  test('not sure: put aside until somebody wants to see it again', () => {
    const aside = taken(answered(start, 'unsure'), [two, three, one])
    expect(names(aside)).toBe('23')
    expect(names(taken(again(aside), [two, three, one]))).toBe('231')
  })
  test('an answer taken back comes first again', () => {
    const back = led(answered(start, 'different'), one)
    expect([back.at, names(back), back.answered]).toEqual([one, '123', []])
  })
  test('the arrows stop at both ends', () => {
    expect(stepped(start, -1).at).toBe(one)
    expect(stepped(stepped(stepped(stepped(start, 1), 1), 1), 1).at).toBe(three)
  })
  test('two records in either order are one pair', () => {
    expect(keyOfPair(pair('x', 'y'))).toBe(keyOfPair(pair('y', 'x')))
  })
})
