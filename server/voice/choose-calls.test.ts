import { describe, expect, test } from 'vitest'
import { type Callable, type CallKind, chooseCalls } from './choose-calls.ts'

const one = (customerId: string, kind: CallKind, siteId: string, advisorId: string | null = null): Callable => ({
  customerId,
  kind,
  siteId,
  advisorId,
  at: 0,
})
const MEMBERS = ['m1', 'm2', 'm3']
const TOWN = [
  one('a', 'settled', 'paris'),
  one('b', 'open', 'paris'),
  one('c', 'praising', 'paris'),
  one('d', 'praising', 'meaux'),
  one('e', 'open', 'meaux'),
  one('f', 'settled', 'lyon'),
]

describe('one customer to call for each member of the committee', () => {
  test('each another person, of another kind and another place while there are some', () => {
    const calls = chooseCalls('2026-11', MEMBERS, TOWN)
    expect(calls.map(({ staffId }) => staffId)).toEqual(MEMBERS)
    expect(new Set(calls.map(({ customerId }) => customerId)).size).toBe(3)
    expect(calls.map(({ kind }) => kind).toSorted()).toEqual(['open', 'praising', 'settled'])
    expect(new Set(calls.map(({ siteId }) => siteId)).size).toBe(3)
  })
  test('the same month gives the same calls, whatever the order they are told in', () => {
    expect(chooseCalls('2026-11', MEMBERS, TOWN.toReversed())).toEqual(chooseCalls('2026-11', MEMBERS, TOWN))
  })
  test('who begins with which kind turns with the months', () => {
    const first = ['2026-10', '2026-11', '2026-12'].map((month) => chooseCalls(month, ['m1'], TOWN)[0]!.kind)
    expect(new Set(first).size).toBe(3)
  })
  test('whom they look after themselves, another calls', () => {
    const own = [one('a', 'open', 'paris', 'm1')]
    expect(chooseCalls('2026-11', MEMBERS, own)).toMatchObject([{ staffId: 'm2', customerId: 'a' }])
  })
  test('calls that stand are kept, and count for the mix', () => {
    const given = [{ staffId: 'm1', customerId: 'c', siteId: 'paris', kind: 'praising' as const }]
    const calls = chooseCalls('2026-11', MEMBERS, TOWN, given)
    expect(calls.map(({ staffId }) => staffId)).toEqual(['m2', 'm3'])
    expect(calls.every(({ kind }) => kind !== 'praising')).toBe(true)
    expect(calls.every(({ siteId }) => siteId !== 'paris')).toBe(true)
  })
  test('too few customers: some members call nobody, nobody is called twice', () => {
    const calls = chooseCalls('2026-11', MEMBERS, [one('a', 'praising', 'paris'), one('b', 'praising', 'paris')])
    expect(calls.map(({ customerId }) => customerId).toSorted()).toEqual(['a', 'b'])
  })
  test('nobody: nobody', () => expect(chooseCalls('2026-11', MEMBERS, [])).toEqual([]))
})
