import { describe, expect, it } from 'vitest'
import { attentionPolicy } from '../../contract/playbook.ts'
import type { Attention } from './attention.ts'
import { outranks, roomFor, type Wanting } from './room.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 26, 10)
const policy = attentionPolicy.parse({ perMonth: 3, gapDays: 4, patienceDays: 21 })
const contact = (daysAgo: number, more: Partial<Attention> = {}): Attention => ({
  at: NOW - daysAgo * DAY,
  channel: 'email',
  weight: 1,
  fromThem: false,
  core: false,
  moment: null,
  ...more,
})
const wanted = (more: Partial<Wanting> = {}): Wanting => ({
  moment: 'news',
  core: false,
  priority: 5,
  weight: 1,
  dueAt: NOW,
  expiresAt: NOW + 14 * DAY,
  awaited: false,
  care: false,
  ...more,
})
const ask = (
  attention: Attention[],
  touch: Partial<Wanting> = {},
  { perMonth = null as number | null, openCase = false, others = [] as Wanting[] } = {},
) => roomFor(policy, { perMonth }, openCase, attention, others, wanted(touch), NOW)
const codes = (room: { because: { code: string }[] }) => room.because.map((each) => each.code)

describe('room for one more contact', () => {
  it('nobody has asked for their attention: there is room', () => {
    expect(ask([]).room).toBe('yes')
  })
  it('two contacts stand some days apart, to the minute', () => {
    expect(ask([contact(4)]).room).toBe('yes')
    const early = ask([contact(3)])
    expect(early).toMatchObject({ room: 'not-before', until: NOW + DAY })
    expect(codes(early)).toEqual(['budget.gap'])
  })
  it('what came from them, and what weighs nothing, is no pressure', () => {
    expect(ask([contact(0, { fromThem: true }), contact(0, { weight: 0 })]).room).toBe('yes')
  })
  it('over thirty days no more than the figure; room comes when the oldest leaves the window', () => {
    const full = ask([contact(29), contact(20), contact(10)])
    expect(full).toMatchObject({ room: 'not-before', until: NOW + DAY })
    expect(codes(full)).toEqual(['budget.full'])
    expect(ask([contact(31), contact(20), contact(10)]).room).toBe('yes')
  })
  it('what a core moment will take soon is kept for it: the extra one waits until all have room', () => {
    const core = wanted({ moment: 'service-due', core: true, dueAt: NOW + 5 * DAY })
    const kept = ask([contact(29), contact(20)], {}, { others: [core, core] })
    expect(kept).toMatchObject({ room: 'not-before', until: NOW + 10 * DAY })
    expect(codes(kept)).toEqual(['budget.full'])
    expect(ask([contact(29), contact(20)]).room).toBe('yes')
  })
  it('it gives way to a better one within the days between, not to one of this minute, nor to one at their end', () => {
    const better = (dueAt: number) => ask([], {}, { others: [wanted({ moment: 'winter', priority: 1, dueAt })] })
    expect(better(NOW + 4 * DAY - 1)).toMatchObject({ room: 'not-before', until: NOW + 8 * DAY - 1 })
    expect([better(NOW), better(NOW + 4 * DAY)].map(({ room }) => room)).toEqual(['yes', 'yes'])
  })
  it('what finds no room before it means nothing any more is let go, and says so', () => {
    const late = ask([contact(10), contact(9), contact(8)], { expiresAt: NOW + 5 * DAY })
    expect(late.room).toBe('no')
    expect(codes(late)).toEqual(['budget.full', 'budget.too-late'])
  })
  it('nor does it wait longer than the patience of the playbook', () => {
    expect(ask([contact(5), contact(4.5), contact(4.2)], { expiresAt: NOW + 90 * DAY, dueAt: NOW }).room).toBe('no')
  })
  it('a slower rhythm of their own holds, and none at all means none', () => {
    const own = ask([contact(20)], {}, { perMonth: 1 })
    expect(own).toMatchObject({ room: 'not-before', until: NOW + 10 * DAY })
    expect(codes(own)).toEqual(['budget.rhythm'])
    expect(codes(ask([], {}, { perMonth: 0 }))).toEqual(['budget.rhythm-none'])
  })
  it('a faster rhythm than ours does not lift our own figure', () => {
    expect(ask([contact(25), contact(20), contact(10)], {}, { perMonth: 20 }).room).toBe('not-before')
  })
  it('an open case silences everything but the care of it', () => {
    expect(codes(ask([], {}, { openCase: true }))).toEqual(['budget.open-case'])
    expect(ask([], { core: true }, { openCase: true }).room).toBe('not-before')
    expect(codes(ask([], { awaited: true }, { openCase: true }))).toEqual(['budget.open-case'])
    expect(ask([], { care: true }, { openCase: true }).room).toBe('yes')
  })
  it('what an open case holds is held for as long as it means something, beyond the patience of the playbook', () => {
    const long = { dueAt: NOW - 90 * DAY, expiresAt: NOW + 20 * DAY }
    expect(ask([], long, { openCase: true })).toMatchObject({ room: 'not-before', until: NOW + DAY })
    expect(ask([], { ...long, expiresAt: NOW + DAY / 2 }, { openCase: true }).room).toBe('no')
  })
  it('news of their own order never waits, whatever was said this week', () => {
    expect(ask([contact(0.1), contact(1), contact(2), contact(3)], { awaited: true }).room).toBe('yes')
  })
  it('an extra one leaves the last place to a core one that comes soon', () => {
    const coming = wanted({ moment: 'two-years', core: true, dueAt: NOW + 6 * DAY })
    expect(ask([contact(20), contact(10)], {}, { others: [coming] }).room).toBe('not-before')
    expect(ask([contact(20), contact(10)], { core: true }, { others: [coming] }).room).toBe('yes')
  })
  it('gives way to a better one that comes before the gap would be over', () => {
    const better = wanted({ moment: 'birthday', priority: 1, dueAt: NOW + 2 * DAY })
    const way = ask([], {}, { others: [better] })
    expect(way).toMatchObject({ room: 'not-before', until: NOW + 6 * DAY })
    expect(way.because).toEqual([{ code: 'budget.gives-way', values: { moment: 'birthday' } }])
    expect(ask([], { priority: 1 }, { others: [{ ...better, priority: 5 }] }).room).toBe('yes')
    expect(ask([], {}, { others: [{ ...better, dueAt: NOW + 5 * DAY }] }).room).toBe('yes')
  })
  it('a core one is owed: a full month does not hold it', () => {
    const full = [contact(20), contact(15), contact(10)]
    const core = ask(full, { core: true, weight: 1.5 })
    expect([core.room, codes(core)]).toEqual(['yes', ['budget.core']])
    expect(ask(full).room).toBe('not-before')
  })
  it('it keeps the gap where it has the days, one day where it has not, and comes all the same', () => {
    const core = (daysAgo: number, left: number) =>
      ask([contact(daysAgo)], { core: true, expiresAt: NOW + left * DAY }) as { room: string; until?: number }
    expect(core(1, 14)).toMatchObject({ room: 'not-before', until: NOW + 3 * DAY })
    expect(core(0.5, 5)).toMatchObject({ room: 'not-before', until: NOW + DAY / 2 })
    expect(core(0.5, 2)).toMatchObject({ room: 'yes' })
    // Nor is it let go for a better one that comes.
    const better = wanted({ moment: 'first', core: true, priority: 1, dueAt: NOW + 2 * DAY })
    expect(ask([], { core: true, expiresAt: NOW + 5 * DAY }, { others: [better] }).room).toBe('yes')
  })
  it('where a calmer month lies within the days a core one means something, it waits for it', () => {
    const full = [contact(25), contact(12), contact(9)]
    const core = ask(full, { core: true, expiresAt: NOW + 21 * DAY })
    expect([core.room, codes(core)]).toEqual(['not-before', ['budget.full']])
    expect(core).toMatchObject({ until: NOW + 5 * DAY })
    expect(ask(full, { core: true, expiresAt: NOW + 7 * DAY }).room).toBe('yes')
  })
  it('but the rhythm they chose themselves holds for core ones too', () => {
    expect(codes(ask([contact(20)], { core: true }, { perMonth: 1 }))).toEqual(['budget.rhythm'])
    expect(codes(ask([], { core: true }, { perMonth: 0 }))).toEqual(['budget.rhythm-none'])
  })
  it('of a rhythm of one a month, a call that weighs more than one is the one', () => {
    expect(ask([], { weight: 1.5 }, { perMonth: 1 }).room).toBe('yes')
    expect(ask([contact(20)], { weight: 1.5 }, { perMonth: 1 })).toMatchObject({ until: NOW + 10 * DAY })
  })
  it('a weight that no month can hold is never promised a date', () => {
    expect(ask([], { weight: 4 }).room).toBe('no')
  })
})

describe('of two touches', () => {
  it.each([
    ['core before extra', { core: true, priority: 9 }, { priority: 1 }],
    ['then the smaller number', { priority: 2 }, { priority: 3 }],
    ['then the one due first', { dueAt: NOW }, { dueAt: NOW + 1 }],
  ])('%s', (_story, first, second) => {
    expect(outranks(wanted(first), wanted(second))).toBe(true)
    expect(outranks(wanted(second), wanted(first))).toBe(false)
  })
})
