import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Listable, type Room, shortList } from './short-list.ts'

const NOW = Date.parse('2026-11-26T10:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const room = (more: Partial<Room> = {}): Room => ({
  now: NOW,
  endsAt: NOW + 13 * HOUR,
  calls: 5,
  minutes: 30,
  usedCalls: 0,
  usedMinutes: 0,
  ...more,
})
const task = (id: string, more: Partial<Listable> = {}): Listable => ({
  id,
  kind: 'call',
  core: false,
  priority: 5,
  minutes: 5,
  promised: false,
  notBefore: NOW - HOUR,
  expiresAt: null,
  tries: 0,
  verdict: { answer: 'yes', nextAllowed: null },
  ...more,
})
const ids = (made: { task: Listable }[]) => made.map((one) => one.task.id)

const FIRST: [string, Listable[], string[]][] = [
  ['core before all', [task('a', { priority: 1 }), task('b', { core: true, priority: 9 })], ['b', 'a']],
  ['a promise before the playbook’s rank', [task('a', { priority: 1 }), task('b', { promised: true })], ['b', 'a']],
  ['the playbook’s rank', [task('a', { priority: 6 }), task('b', { priority: 2 })], ['b', 'a']],
  ['who waits longest', [task('a'), task('b', { notBefore: NOW - 3 * DAY })], ['b', 'a']],
  [
    'an hour later is not later',
    [task('a', { notBefore: NOW - HOUR, expiresAt: NOW + DAY }), task('b', { notBefore: NOW - 2 * HOUR })],
    ['a', 'b'],
  ],
  [
    'what soonest means nothing',
    [task('a', { expiresAt: NOW + 9 * DAY }), task('b', { expiresAt: NOW + 2 * DAY })],
    ['b', 'a'],
  ],
]
test.each(FIRST)('%s', (_name, tasks, expected) => expect(ids(shortList(tasks, room()).list)).toEqual(expected))

describe('who may not be called now', () => {
  test('from 14:00: below, with the hour', () => {
    const at = NOW + 4 * HOUR
    const made = shortList([task('a', { verdict: { answer: 'not-before', nextAllowed: at } })], room())
    expect(made.list).toEqual([])
    expect(made.later.map(({ task, from }) => [task.id, from])).toEqual([['a', at]])
  })
  test('tomorrow: not today’s', () => {
    const made = shortList([task('a', { verdict: { answer: 'not-before', nextAllowed: NOW + 20 * HOUR } })], room())
    expect(made.another.map(({ id }) => id)).toEqual(['a'])
  })
  test('no: told apart', () => {
    const made = shortList([task('a', { verdict: { answer: 'no', nextAllowed: null } })], room())
    expect(made.barred.map(({ id }) => id)).toEqual(['a'])
  })
  test('over by the time they may be: another day’s, which is none', () => {
    const verdict = { answer: 'not-before' as const, nextAllowed: NOW + 4 * HOUR }
    expect(shortList([task('a', { verdict, expiresAt: NOW + 2 * HOUR })], room()).later).toEqual([])
  })
  test('due this afternoon: below, from then', () => {
    const made = shortList([task('a', { notBefore: NOW + 3 * HOUR })], room())
    expect(made.later.map(({ from }) => from)).toEqual([NOW + 3 * HOUR])
  })
})

describe('the time of the day', () => {
  const seven = Array.from({ length: 7 }, (_, n) => task(String(n)))
  test('five calls', () => {
    const made = shortList(seven, room())
    expect([made.list.length, made.beyond.length]).toEqual([5, 2])
  })
  test('two were made already', () =>
    expect(shortList(seven, room({ usedCalls: 2, usedMinutes: 10 })).list).toHaveLength(3))
  test('thirty minutes: a long one is passed over for a short one', () => {
    const made = shortList([task('a', { minutes: 20 }), task('b', { minutes: 20 }), task('c', { minutes: 8 })], room())
    expect(ids(made.list)).toEqual(['a', 'c'])
  })
  test('one of forty minutes is the day', () =>
    expect(ids(shortList([task('a', { minutes: 40 }), task('b')], room()).list)).toEqual(['a']))
  test('a word takes no call', () =>
    expect(ids(shortList([...seven, task('w', { kind: 'word', priority: 9 })], room({ minutes: 60 })).list)).toContain(
      'w',
    ))
  test('nothing to give: nothing asked', () => {
    expect(shortList(seven, room({ calls: 0, minutes: 0 })).list).toEqual([])
    expect(shortList([task('w', { kind: 'word' })], room({ calls: 0, minutes: 0 })).list).toEqual([])
  })
})

const anyTask: fc.Arbitrary<Listable> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('call', 'word', 'coffee'),
  core: fc.boolean(),
  priority: fc.integer({ min: 1, max: 9 }),
  minutes: fc.integer({ min: 1, max: 40 }),
  promised: fc.boolean(),
  notBefore: fc.integer({ min: NOW - 9 * DAY, max: NOW + 2 * DAY }),
  expiresAt: fc.option(fc.integer({ min: NOW - DAY, max: NOW + 9 * DAY })),
  tries: fc.integer({ min: 0, max: 3 }),
  verdict: fc.oneof(
    fc.constant({ answer: 'yes' as const, nextAllowed: null }),
    fc.integer({ min: NOW + 1, max: NOW + 3 * DAY }).map((at) => ({ answer: 'not-before' as const, nextAllowed: at })),
    fc.constant({ answer: 'no' as const, nextAllowed: null }),
  ),
})
const anyRoom = fc.record({
  now: fc.constant(NOW),
  endsAt: fc.integer({ min: NOW + 1, max: NOW + DAY }),
  calls: fc.integer({ min: 0, max: 12 }),
  minutes: fc.integer({ min: 0, max: 120 }),
  usedCalls: fc.integer({ min: 0, max: 12 }),
  usedMinutes: fc.integer({ min: 0, max: 120 }),
})
const anyTasks = fc.uniqueArray(anyTask, { selector: (one) => one.id, maxLength: 40 })

describe('whatever the tasks and the day', () => {
  test('each task stands in one place', () => {
    fc.assert(
      fc.property(anyTasks, anyRoom, (tasks, room) => {
        const { list, later, beyond, another, barred } = shortList(tasks, room)
        const shown = [...ids(list), ...ids(later), ...[...beyond, ...another, ...barred].map(({ id }) => id)]
        expect(shown.sort()).toEqual(tasks.map(({ id }) => id).sort())
      }),
    )
  })
  test('only who may be reached now, due, and not over', () => {
    fc.assert(
      fc.property(anyTasks, anyRoom, (tasks, room) => {
        for (const { task } of shortList(tasks, room).list) {
          expect(task.verdict.answer).toBe('yes')
          expect(task.notBefore).toBeLessThanOrEqual(room.now)
          expect(task.expiresAt ?? Infinity).toBeGreaterThan(room.now)
        }
      }),
    )
  })
  test('no more calls nor minutes than there is room for, but for one long task alone', () => {
    fc.assert(
      fc.property(anyTasks, anyRoom, (tasks, room) => {
        const { list } = shortList(tasks, room)
        const calls = list.filter(({ task }) => task.kind === 'call').length
        const minutes = list.reduce((sum, { task }) => sum + task.minutes, 0)
        expect(calls).toBeLessThanOrEqual(Math.max(0, room.calls - room.usedCalls))
        if (list.length > 1) expect(minutes).toBeLessThanOrEqual(room.minutes - room.usedMinutes)
      }),
    )
  })
  test('the order they come in changes nothing', () => {
    const shuffled = anyTasks.chain((tasks) =>
      fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
    )
    fc.assert(
      fc.property(shuffled, anyRoom, ([tasks, other], room) => {
        expect(ids(shortList(other, room).list)).toEqual(ids(shortList(tasks, room).list))
      }),
    )
  })
  test('while there is room, nobody reachable is left out', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const roomy = room({ calls: 50, minutes: 480 * 9 })
        expect(shortList(tasks, roomy).beyond).toEqual([])
      }),
    )
  })
  test('no extra moment stands before a core one', () => {
    fc.assert(
      fc.property(anyTasks, anyRoom, (tasks, room) => {
        const cores = shortList(tasks, room).list.map(({ task }) => task.core)
        expect(cores).toEqual([...cores].sort((a, b) => Number(b) - Number(a)))
      }),
    )
  })
  test('each says why today', () => {
    fc.assert(
      fc.property(anyTasks, anyRoom, (tasks, room) => {
        for (const { today } of shortList(tasks, room).list) expect(today.length).toBeGreaterThan(0)
      }),
    )
  })
})
