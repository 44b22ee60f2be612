import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Gesture, playbook } from '../../contract/playbook.ts'
import { instantOf } from '../plain/civil.ts'
import { compilePlaybook } from './compile.ts'
import type { LoopFact } from './loop-person.ts'
import { readPlaybook } from './read-playbook.ts'
import { clockOf } from './replay-pages.ts'
import { sampleScene } from './sample-scene.ts'
import { hardestMonth, type Life, type Replayed, type Rules, replay, tallying } from './time-machine.ts'

const DAY = 86_400_000
const at = (day: string, hour = 10) => instantOf('Europe/Paris', day, hour * 60)
const FROM = at('2024-11-01', 0)
const TO = at('2026-11-01', 0)
const { person: known, asset, order } = sampleScene('order.delivered')

const rules = (moments: object[], budget: object = {}): Rules => ({
  compiled: compilePlaybook(
    playbook.parse({
      playbook: 1,
      name: 'x',
      compass: { fr: 'x' },
      registers: {},
      budget,
      moments: moments.map((each) => ({ title: { fr: 'M' }, do: 'email', ...each })),
    }),
    1,
  ),
  law: { pack: 'auto', strictContracts: true, countPerEntity: false, legalEntity: '' },
  entities: new Map(),
  carried: new Set<Gesture>(['call', 'word', 'email', 'sms', 'postcard']),
  asks: new Map([['after-service', { metric: 'csat' }]]),
  warnings: [],
})
const life = (
  facts: [string, string, Partial<LoopFact>?][],
  set: Partial<Life['person']> = {},
  cases: Life['cases'] = [],
): Life => ({
  person: {
    ...known,
    attention: [],
    openCase: false,
    rhythm: { perMonth: null, onlyMyAssets: false, channels: [] },
    ...set,
  },
  facts: facts.map(([kind, day, more], n) => ({
    id: `f${n}`,
    customerId: known.id,
    kind,
    at: at(day),
    assetId: asset!.id,
    orderId: kind.startsWith('order.') ? order!.id : null,
    siteId: null,
    staffId: null,
    data: {},
    causedBy: [],
    ...more,
  })),
  cases,
})
const live = (moments: object[], of: Life, budget: object = {}, span = { from: FROM, to: TO }): Replayed[] => {
  const ruled = rules(moments, budget)
  const events: Replayed[] = []
  const clock = clockOf(ruled, { placeholders: [], rhythm: null, warnings: [] })(of)
  replay(ruled, of, clock, span, (event) => void events.push(event))
  return events
}
const told = (events: readonly Replayed[]) =>
  events.map(({ at, touch, outcome }) => `${new Date(at).toISOString().slice(0, 10)} ${touch.moment} ${outcome}`)

describe('a life lived again', () => {
  it('a fact starts what it would have started then', () => {
    const events = live(
      [{ id: 'thanks', on: 'order.delivered', after: '10 days' }],
      life([
        ['order.placed', '2025-01-10'],
        ['order.delivered', '2025-03-03'],
      ]),
    )
    expect(told(events)).toEqual(['2025-03-13 thanks done'])
  })
  it('an order is, on each day, what it was on that day', () => {
    const moments = [{ id: 'news', on: 'order.placed', after: '5 days', if: 'order.state == "placed"' }]
    const quick = life([
      ['order.placed', '2025-01-10'],
      ['order.delivered', '2025-01-12'],
    ])
    expect(told(live(moments, quick))).toEqual(['2025-01-15 news dropped'])
    const slow = life([
      ['order.placed', '2025-01-10'],
      ['order.delivered', '2025-02-12'],
    ])
    expect(told(live(moments, slow))).toEqual(['2025-01-15 news done'])
  })
  it('birthdays come each year, and nothing comes twice', () => {
    const events = live([{ id: 'birthday', on: { date: 'customer.birthDate' } }], life([], { birthDate: '1980-02-14' }))
    expect(told(events)).toEqual(['2025-02-14 birthday done', '2026-02-14 birthday done'])
  })
  it('what was done weighs on what comes after; the better one is made', () => {
    const moments = [
      { id: 'extra', on: 'service.done', after: '2 days', within: '20 days', priority: 6 },
      { id: 'thanks', on: 'service.done', core: true },
    ]
    const events = live(moments, life([['service.done', '2025-03-03']]), { gapDays: 7 })
    expect(told(events)).toEqual(['2025-03-03 thanks done', '2025-03-05 extra held', '2025-03-10 extra done'])
  })
  it('a question asked weighs on the next: it waits, and answers of the past play no part', () => {
    const ask = { on: 'service.done', ask: 'after-service', within: '20 days', message: { fr: '{{ ask.link }}' } }
    const events = live(
      [{ id: 'question', ...ask }],
      life([
        ['service.done', '2025-03-03'],
        ['answer.received', '2025-03-04', { data: { score: 0 } }],
        ['service.done', '2025-03-10'],
      ]),
    )
    expect(told(events)).toEqual(['2025-03-03 question done', '2025-03-10 question held', '2025-03-17 question done'])
    expect(events[1]?.because.map((each) => each.code)).toEqual(['ask.lately'])
  })
  it('while a case is open there is silence', () => {
    const moments = [{ id: 'thanks', on: 'service.done', within: '30 days' }]
    const open = [{ from: at('2025-03-01'), to: at('2025-03-11', 9) }]
    const events = live(moments, life([['service.done', '2025-03-03']], {}, open))
    expect(told(events)).toEqual(['2025-03-03 thanks held', '2025-03-11 thanks done'])
    expect(events[0]?.because.map((each) => each.code)).toEqual(['budget.open-case'])
  })
  it('a silence is counted from the last time we heard from them', () => {
    const moments = [{ id: 'miss-you', on: { silence: '12 months' } }]
    const events = live(moments, life([['visit.greeted', '2025-02-03']], { lastFromThem: null }))
    expect(told(events).at(-1)).toBe('2026-02-03 miss-you done')
  })
  it('four calls in thirty days and no more, as the law has it', () => {
    const moments = [{ id: 'ring', on: 'visit.greeted', do: 'call', purpose: 'commercial', within: '10 days' }]
    const visits = Array.from({ length: 6 }, (_, n): [string, string] => [
      'visit.greeted',
      `2026-09-${String(7 + n).padStart(2, '0')}`,
    ])
    const agreed = {
      law: { ...known.law, consents: [{ at: FROM, action: 'given', channel: 'call', purpose: 'commercial' } as const] },
    }
    const events = live(moments, life(visits, agreed), { perMonth: 31, gapDays: 0 })
    expect(events.filter((each) => each.outcome === 'done')).toHaveLength(4)
  })
  it.each(['call', 'voice-drop'])('each %s counts as an attempt of the company that speaks', (gesture) => {
    const moments = [{ id: 'ring', on: 'visit.greeted', do: gesture, purpose: 'commercial', within: '10 days' }]
    const visits = Array.from({ length: 6 }, (_, n): [string, string, Partial<LoopFact>] => [
      'visit.greeted',
      `2026-09-${String(7 + n).padStart(2, '0')}`,
      // Two companies take turns: three each.
      { siteId: n % 2 ? 'north' : 'south' },
    ])
    const given = { at: FROM, action: 'given' as const, channel: gesture as 'call', purpose: 'commercial' as const }
    const done = (countPerEntity: boolean) => {
      const base = rules(moments, { perMonth: 31, gapDays: 0 })
      const events: Replayed[] = []
      replay(
        {
          ...base,
          law: { ...base.law, countPerEntity },
          entities: new Map([['north', 'Nord SARL']]),
          carried: new Set<Gesture>(['call', 'voice-drop']),
        },
        life(visits, { law: { ...known.law, consents: [given] } }),
        () => [],
        { from: FROM, to: TO },
        (event) => void events.push(event),
      )
      return events.filter((each) => each.outcome === 'done').length
    }
    expect([done(false), done(true)]).toEqual([4, 6])
  })
  it('nothing before the span, nothing after it', () => {
    const events = live(
      [{ id: 'thanks', on: 'service.done', after: '10 days' }],
      life([
        ['service.done', '2024-10-30'],
        ['service.done', '2025-01-03'],
        ['service.done', '2026-10-30'],
      ]),
    )
    expect(told(events)).toEqual(['2025-01-13 thanks done'])
  })
  it('lived twice, it is the same life, and the person handed in is untouched', () => {
    const moments = [
      { id: 'a', on: 'service.done' },
      { id: 'b', on: { date: 'customer.birthDate' }, do: ['call', 'email'] },
    ]
    const of = life(
      [
        ['service.done', '2025-03-03'],
        ['service.done', '2026-03-03'],
      ],
      { birthDate: '1980-03-05' },
    )
    const before = JSON.stringify(of)
    expect(live(moments, of)).toEqual(live(moments, of))
    expect(JSON.stringify(of)).toBe(before)
  })
})

describe('the dealership that ships, from the order to the first weeks with the car', () => {
  const read = readPlaybook(readFileSync(new URL('../../playbooks/dealership.yaml', import.meta.url)))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const asks = read.playbook.moments.flatMap(({ ask }) => (ask ? [[ask, { metric: 'csat' as const }] as const] : []))
  const ruled = { ...rules([]), compiled: compilePlaybook(read.playbook, 1), asks: new Map(asks) }
  /** Ordered, made ready and delivered within three weeks, serviced soon after; visited, and answered. */
  const busy = (delivered: string, set: Partial<Life['person']> = {}) =>
    life(
      [
        ['order.placed', '2025-01-10'],
        ['visit.first', '2025-01-10'],
        ['order.in-progress', '2025-01-20'],
        ['order.ready', '2025-01-27'],
        ['order.delivered', delivered],
        ['service.done', '2025-02-12'],
        ['answer.received', '2025-02-14', { data: { score: 10 } }],
      ],
      set,
    )
  const lived = (of: Life) => {
    const events: Replayed[] = []
    const clock = clockOf(ruled, { placeholders: [], rhythm: null, warnings: [] })(of)
    replay(ruled, of, clock, { from: FROM, to: at('2025-04-01') }, (event) => void events.push(event))
    return events
  }

  it.each(['2025-01-28', '2025-01-30', '2025-02-01', '2025-02-03'])(
    'delivered on %s: no core moment is let go for want of room',
    (delivered) => {
      const core = lived(busy(delivered)).filter(({ touch }) => touch.core)
      const crowdedOut = core.filter(
        ({ outcome, because }) => outcome === 'dropped' && because.some(({ code }) => code.startsWith('budget.')),
      )
      expect(told(crowdedOut)).toEqual([])
      const done = core.filter(({ outcome }) => outcome === 'done').map(({ touch }) => touch.moment)
      for (const moment of ['order-thanks', 'delivered-thanks', 'first-weekend', 'ten-days', 'answer-thanks'])
        expect(done, moment).toContain(moment)
    },
  )

  it('the question after a service has to find room: a full month is not asked more', () => {
    const asked = lived(busy('2025-01-30')).filter(({ touch }) => touch.moment === 'after-service')
    expect(asked.map(({ outcome, because }) => [outcome, because[0]?.code])).toContainEqual(['dropped', 'budget.full'])
  })

  it('who chose one contact a month is not spoken to more for it', () => {
    const events = lived(busy('2025-01-30', { rhythm: { perMonth: 1, onlyMyAssets: false, channels: [] } }))
    const said = events.filter(({ outcome, touch }) => outcome === 'done' && !touch.moment.startsWith('order-'))
    expect(said.length).toBeLessThanOrEqual(3)
  })
})

describe('the fullest thirty days', () => {
  const on = (...days: number[]) => days.map((day) => ({ at: day * DAY, weight: 1 }))
  it.each([
    ['nothing', on(), 0],
    ['far apart', on(0, 40, 80), 1],
    ['three within a month', on(0, 10, 29, 60), 3],
    ['thirty days to the day are two months', on(0, 30), 1],
  ])('%s', (_story, contacts, most) => {
    expect(hardestMonth(contacts)).toBe(most)
  })
})

it('figures over many lives: people, months, moments, load, pressure, anger', () => {
  const ruled = rules([{ id: 'ring', on: 'visit.greeted', do: 'call', within: '2 days' }], {
    perMonth: 31,
    gapDays: 0,
    angryOver: 2,
  })
  const { tally, one } = tallying(ruled, (gesture) => (gesture === 'call' ? 10 : 0))
  const calm = life([['visit.greeted', '2025-03-03']], { advisorId: 'a' })
  const hard = life(
    [
      ['visit.greeted', '2025-03-03'],
      ['visit.greeted', '2025-03-04'],
      ['visit.greeted', '2025-03-05'],
    ],
    { advisorId: 'a' },
  )
  for (const each of [calm, hard, life([])]) one(each, () => [], { from: FROM, to: TO })
  expect(tally).toMatchObject({
    people: 3,
    done: 4,
    byMonth: { '2025-03': { done: 4 } },
    byMoment: { ring: { done: 4 } },
    byGesture: { call: 4 },
    load: { a: { total: 4, hardestWeek: 4 } },
    pressure: { 0: 1, 1: 1, 3: 1 },
    angry: 1,
    costCents: 40,
  })
})
