import { describe, expect, it } from 'vitest'
import { type Gesture, playbook } from '../../contract/playbook.ts'
import type { LawSettings } from '../consent/judged.ts'
import { instantOf } from '../plain/civil.ts'
import { compilePlaybook } from './compile.ts'
import type { PlannedTouch } from './compiled.ts'
import { type Deciding, decideTouch } from './decide-touch.ts'
import type { LoopPerson } from './loop-person.ts'
import { sampleScene } from './sample-scene.ts'

const DAY = 86_400_000
const LAW: LawSettings = { pack: 'auto', strictContracts: true, countPerEntity: false, legalEntity: '' }
const ALL = new Set<Gesture>(['call', 'word', 'coffee', 'linkedin', 'whatsapp', 'email', 'sms', 'postcard'])
/** A Wednesday, half past ten in Paris. */
const NOW = instantOf('Europe/Paris', '2026-11-25', 10 * 60 + 30)
const scene = sampleScene('order.delivered')
const person = (set: Partial<LoopPerson> = {}): LoopPerson => ({
  ...scene.person,
  orders: [{ ...scene.order!, state: 'delivered' }],
  attention: [],
  asked: [],
  openCase: false,
  blocked: [],
  rhythm: { perMonth: null, onlyMyAssets: false, channels: [] },
  ...set,
})
const decidingWith = (moment: object, set: Partial<Deciding> = {}): Deciding => ({
  compiled: compilePlaybook(
    playbook.parse({
      playbook: 1,
      name: 'x',
      compass: { fr: 'x' },
      registers: {},
      hours: { from: '09:00', to: '19:00', days: [1, 2, 3, 4, 5, 6] },
      moments: [{ id: 'm', title: { fr: 'M' }, on: 'order.delivered', do: 'email', ...moment }],
    }),
    1,
  ),
  law: LAW,
  entities: new Map(),
  carried: ALL,
  asks: new Map([
    ['after-delivery', { metric: 'nps' }],
    ['after-service', { metric: 'csat' }],
  ]),
  warnings: [],
  now: NOW,
  ...set,
})
const touch = (set: Partial<PlannedTouch> = {}): PlannedTouch => ({
  customerId: scene.person.id,
  moment: 'm',
  occasion: 'o',
  core: false,
  priority: 5,
  purpose: 'service',
  factId: null,
  assetId: scene.asset!.id,
  orderId: scene.order!.id,
  siteId: null,
  dueAt: NOW,
  expiresAt: NOW + 14 * DAY,
  ...set,
})
const decide = (moment: object, who = person(), what = touch(), set: Partial<Deciding> = {}) =>
  decideTouch(decidingWith(moment, set), who, what, scene.fact, [])
const codes = (decision: { because: { code: string }[] }) => decision.because.map((each) => each.code)

describe('what becomes of a touch that is due', () => {
  it('is done at once where it is possible, lawful and has room; the verdict it rests on is kept', () => {
    const decision = decide({})
    expect(decision).toMatchObject({ do: 'email', notBefore: NOW })
    expect(decision.judged).toMatchObject({
      asked: { channel: 'email', purpose: 'service', at: NOW },
      verdict: { answer: 'yes' },
    })
  })
  it('a moment that left the playbook, or whose time has passed, is let go', () => {
    expect(codes(decide({}, person(), touch({ moment: 'gone' })))).toEqual(['touch.moment-gone'])
    expect(codes(decide({}, person(), touch({ expiresAt: NOW - 1 })))).toEqual(['touch.expired'])
  })
  it('a moment that left the page while it was due is waited for a day, then let go', () => {
    const waited = (times: number) => ({
      ...touch({ moment: 'gone' }),
      because: Array.from({ length: times }, () => ({ code: 'touch.moment-gone', values: {} })),
    })
    expect(decide({}, person(), waited(0))).toMatchObject({ hold: NOW + DAY / 4 })
    expect(decide({}, person(), waited(3))).toHaveProperty('hold')
    expect(decide({}, person(), waited(4))).toHaveProperty('drop')
    expect(decide({}, person(), touch({ moment: 'gone', expiresAt: NOW }))).toHaveProperty('drop')
  })
  it('what its page made of it since is what is judged: an offer now, though planned as a service', () => {
    expect(codes(decide({ purpose: 'commercial' }, person(), touch({ purpose: 'service' })))).toContain(
      'law-no-consent',
    )
    expect(decide({}, person(), touch({ purpose: 'commercial' }))).toMatchObject({ do: 'email' })
  })
  describe('what it rests on is looked at again', () => {
    const promised = { on: { date: 'order.promisedOn' }, before: '2 days' }
    const order = (set: object) => person({ orders: [{ ...scene.order!, state: 'placed', ...set }] })
    const of = (day: string) => touch({ occasion: `${scene.order!.id}:${day}`, assetId: null })
    it.each<[string, LoopPerson, string | null]>([
      ['the promise stands', order({ promisedOn: '2026-11-27' }), null],
      ['it moved', order({ promisedOn: '2026-12-20' }), 'touch.date-gone'],
      ['the order was cancelled', order({ promisedOn: '2026-11-27', state: 'cancelled' }), 'touch.date-gone'],
      ['it was delivered before', order({ promisedOn: '2026-11-27', state: 'delivered' }), 'touch.date-gone'],
    ])('a promise: %s', (_story, who, code) => {
      const decision = decide(promised, who, of('2026-11-27'))
      expect(code ? codes(decision) : 'do' in decision).toEqual(code ? [code] : true)
    })
    const car = { ...scene.asset!, boughtOn: '2024-11-25', warrantyUntil: '2026-11-25', nextServiceOn: '2026-12-16' }
    const years = { on: { date: 'asset.boughtOn', years: [2] } }
    const owns = (set: object) => person({ assets: [{ ...car, ...set }] })
    it.each<[string, object, LoopPerson, string, string | null]>([
      ['two years of a car', years, owns({}), 'boughtOn:2026-11-25:2', null],
      ['of a car sold since', years, person({ assets: [] }), 'boughtOn:2026-11-25:2', 'touch.not-theirs'],
      ['keys of a car sold since', { on: 'order.delivered' }, person({ assets: [] }), 'x', 'touch.not-theirs'],
      ['an answer, the car sold since', { on: 'answer.received' }, person({ assets: [] }), 'x', null],
      [
        'a warranty extended',
        { on: { date: 'asset.warrantyUntil' } },
        owns({ warrantyUntil: '2027-11-25' }),
        'warrantyUntil:2026-11-25',
        'touch.date-gone',
      ],
      [
        'a service done meanwhile',
        { on: { date: 'asset.nextServiceOn' }, before: '21 days' },
        owns({ nextServiceOn: '2027-12-16' }),
        'nextServiceOn:2026-12-16',
        'touch.date-gone',
      ],
      [
        'planned when only years were kept',
        { on: { date: 'asset.warrantyUntil' } },
        owns({}),
        'warrantyUntil:2026',
        null,
      ],
    ])('%s', (_story, moment, who, occasion, code) => {
      const decision = decide(moment, who, touch({ occasion: `${car.id}:${occasion}`, orderId: null }))
      expect(code ? codes(decision) : 'do' in decision).toEqual(code ? [code] : true)
    })
    const snow = (set: object) => ({
      kind: 'snow' as const,
      area: scene.person.postcode.slice(0, 2),
      from: NOW + DAY / 2,
      to: NOW + DAY,
      ...set,
    })
    it.each<[string, Deciding['warnings'], object]>([
      ['comes', [snow({ from: NOW })], { do: 'email' }],
      ['was withdrawn', [], { because: [{ code: 'touch.weather-gone' }] }],
      ['is told of elsewhere now', [snow({ area: '98' })], { because: [{ code: 'touch.weather-gone' }] }],
      [
        'comes two days later',
        [snow({ from: NOW + 3 * DAY, to: NOW + 4 * DAY })],
        { hold: expect.any(Number) as number },
      ],
    ])('snow that %s', (_story, warnings, expected) => {
      expect(decide({ on: { weather: 'snow' } }, person(), touch(), { warnings })).toMatchObject(expected)
    })
    it.each<[string, object, LoopPerson, string, boolean]>([
      [
        'forty on their birthday, told three days late',
        { on: { date: 'customer.birthDate' }, if: 'customer.age == 40' },
        person({ birthDate: '1986-11-22' }),
        'birthday:2026-11-22',
        true,
      ],
      [
        'forty the day after',
        { on: { date: 'customer.birthDate' }, if: 'customer.age == 40' },
        person({ birthDate: '1986-11-23' }),
        'birthday:2026-11-23',
        true,
      ],
      [
        'thirty-nine',
        { on: { date: 'customer.birthDate' }, if: 'customer.age == 40' },
        person({ birthDate: '1987-11-22' }),
        'birthday:2026-11-22',
        false,
      ],
    ])('its condition is judged on the day it speaks of: %s', (_story, moment, who, occasion, said) => {
      const decision = decide(moment, who, touch({ occasion, assetId: null, orderId: null }))
      expect('do' in decision).toBe(said)
    })
  })
  it('its condition is asked again when it is due', () => {
    const decision = decide({ if: 'customer.city == "Brest"' })
    expect(codes(decision)).toEqual(['touch.no-longer'])
  })
  it('an order that was cancelled, or was not delivered after all, starts nothing any more', () => {
    const with_ = (state: 'cancelled' | 'ready') => person({ orders: [{ ...scene.order!, state }] })
    expect(codes(decide({}, with_('cancelled')))).toEqual(['touch.order-cancelled'])
    expect(codes(decide({}, with_('ready')))).toEqual(['touch.not-delivered'])
  })
  it('who has it home is not told that it is ready; who was told it is and it is not any more, neither', () => {
    const told = (on: string, state: 'in-progress' | 'ready' | 'delivered') =>
      codes(decide({ on }, person({ orders: [{ ...scene.order!, state }] })))
    expect(told('order.ready', 'delivered')).toEqual(['touch.order-further'])
    expect(told('order.in-progress', 'ready')).toEqual(['touch.order-further'])
    expect(told('order.ready', 'in-progress')).toEqual(['touch.not-ready'])
    expect(told('order.ready', 'ready')).not.toContain('touch.order-further')
    expect(told('order.placed', 'delivered')).not.toContain('touch.order-further')
  })
  it('a silence that was broken is no silence', () => {
    const silent = { on: { silence: '12 months' } }
    const heard = person({ lastFromThem: NOW - 200 * DAY })
    expect(codes(decide(silent, heard, touch({ orderId: null })))).toEqual(['touch.heard-from'])
    expect(decide(silent, person({ lastFromThem: NOW - 400 * DAY }), touch({ orderId: null }))).toHaveProperty('do')
  })
  it('the first gesture that can be made is made, the others say why not', () => {
    const decision = decide({ do: ['postcard', 'email'] }, person({ street: '' }))
    expect(decision).toMatchObject({ do: 'email' })
    expect(codes(decision)).toContain('gesture.no-address')
  })
  it('a channel without a way out, without an address, or blocked, is no gesture', () => {
    expect(codes(decide({ do: ['email'] }, person(), touch(), { carried: new Set<Gesture>(['call']) }))).toEqual([
      'gesture.no-channel',
    ])
    expect(codes(decide({ do: ['email'] }, person({ emails: [] })))).toEqual(['gesture.no-email'])
    expect(codes(decide({ do: ['email'] }, person({ blocked: ['email'] })))).toEqual(['gesture.blocked'])
    expect(codes(decide({ do: ['call'] }, person({ phones: [] })))).toEqual(['gesture.no-phone'])
    const rings = { carried: new Set<Gesture>(['push']) }
    expect(codes(decide({ do: ['push'] }, person({ devices: [] }), touch(), rings))).toEqual(['gesture.no-device'])
    expect(decide({ do: ['push'] }, person({ devices: ['Chrome, Android'] }), touch(), rings)).toMatchObject({
      do: 'push',
    })
  })
  it('what they prefer comes first, what we would rather second', () => {
    const prefers = (channels: string[]) => person({ rhythm: { perMonth: null, onlyMyAssets: false, channels } })
    expect(decide({ do: ['email', 'sms'] }, prefers(['sms']))).toMatchObject({ do: 'sms' })
    expect(decide({ do: ['email', 'sms'] }, prefers([]))).toMatchObject({ do: 'email' })
  })
  it('outside the hours of the playbook a message waits for the morning, where the customer is', () => {
    const night = instantOf('Europe/Paris', '2026-11-25', 22 * 60)
    expect(decide({}, person(), touch({ dueAt: night }), { now: night })).toMatchObject({
      hold: instantOf('Europe/Paris', '2026-11-26', 9 * 60),
    })
    const saturday = instantOf('Europe/Paris', '2026-11-28', 21 * 60)
    expect(decide({}, person(), touch({ dueAt: saturday }), { now: saturday })).toMatchObject({
      hold: instantOf('Europe/Paris', '2026-11-30', 9 * 60),
    })
  })
  it('in Réunion the morning comes three hours earlier', () => {
    const there = person({ postcode: '97400', law: { ...scene.person.law, zone: 'Indian/Reunion' } })
    const night = instantOf('Europe/Paris', '2026-11-25', 20 * 60)
    expect(decide({}, there, touch({ dueAt: night }), { now: night })).toMatchObject({
      hold: instantOf('Indian/Reunion', '2026-11-26', 9 * 60),
    })
  })
  it('a message that cannot be said before it means nothing is let go', () => {
    const night = instantOf('Europe/Paris', '2026-11-25', 22 * 60)
    const decision = decide({}, person(), touch({ dueAt: night, expiresAt: night + 3_600_000 }), { now: night })
    expect(codes(decision)).toContain('budget.too-late')
  })
  it('a gesture of a person is handed over at once, at any hour', () => {
    const night = instantOf('Europe/Paris', '2026-11-25', 22 * 60)
    expect(decide({ do: 'word' }, person(), touch({ dueAt: night }), { now: night })).toMatchObject({ do: 'word' })
  })
  it('a commercial call without consent is no, with the article', () => {
    const decision = decide(
      { do: 'call', purpose: 'commercial' },
      person(),
      touch({ purpose: 'commercial', orderId: null, assetId: null }),
    )
    expect(decision).toHaveProperty('drop')
    expect(decision.judged?.verdict.articles).toContain('CALL-1')
  })
  it('without room it waits, though the law would let us', () => {
    const received = { channel: 'email', weight: 1, fromThem: false, core: false, moment: null }
    const decision = decide({}, person({ attention: [{ ...received, at: NOW - DAY }] }))
    expect(decision).toMatchObject({ hold: NOW + 3 * DAY })
    expect(codes(decision)).toEqual(['budget.gap'])
  })
  it('while a case is open not even news of their order is said, only the care of the case; it waits until the case closes', () => {
    const ready = { on: 'order.ready' }
    const awaiting = (openCase: boolean) => person({ openCase, orders: [{ ...scene.order!, state: 'ready' }] })
    expect(decide(ready, awaiting(false))).toMatchObject({ do: 'email' })
    const held = decide(ready, awaiting(true))
    expect(held).toMatchObject({ hold: NOW + DAY })
    expect(codes(held)).toEqual(['budget.open-case'])
    expect(decide({ on: 'case.opened' }, awaiting(true))).toMatchObject({ do: 'email' })
    const agreed = { at: NOW - DAY, action: 'given', channel: 'email', purpose: 'commercial' } as const
    const willing = { ...awaiting(true), law: { ...scene.person.law, consents: [agreed] } }
    expect(codes(decide({ on: 'case.opened', purpose: 'commercial' }, willing))).toContain('budget.open-case')
  })
  it('only what concerns what they own, where they asked for that', () => {
    const mine = person({ rhythm: { perMonth: null, onlyMyAssets: true, channels: [] } })
    expect(codes(decide({}, mine, touch({ assetId: null, orderId: null })))).toEqual(['budget.only-my-assets'])
    expect(decide({}, mine)).toHaveProperty('do')
  })
  const NOTHING = { assetId: null, orderId: null }
  const CAR = { assetId: scene.asset!.id, orderId: null }
  it.each<[string, object, Partial<PlannedTouch>, boolean]>([
    ['a birthday, core as it is', { on: { date: 'customer.birthDate' } }, { ...NOTHING, core: true }, false],
    ['a birthday of who has one car', { on: { date: 'customer.birthDate' } }, { ...CAR, core: true }, false],
    ['a silence of who has one car', { on: { silence: '12 months' } }, CAR, false],
    ['thanks for a first visit', { on: 'visit.first' }, { ...CAR, core: true }, false],
    ['thanks for an answer', { on: 'answer.received' }, { ...CAR, core: true }, false],
    ['two years of their car', { on: { date: 'asset.boughtOn', years: [2] } }, CAR, true],
    ['a service done', { on: 'service.done' }, CAR, true],
    ['their order', {}, { assetId: null, orderId: scene.order!.id }, true],
    ['snow and the tyres on their car', { on: { weather: 'snow', fitted: ['pneus hiver'] } }, CAR, true],
    ['snow, whatever they drive', { on: { weather: 'snow' } }, CAR, false],
    ['the care of their case', { on: 'case.closed' }, NOTHING, true],
    ['they rang and nobody answered', { on: 'call.missed' }, NOTHING, true],
    ['they wrote back', { on: 'message.replied' }, NOTHING, true],
    ['an offer after their reply', { on: 'message.replied', purpose: 'commercial' }, { purpose: 'commercial' }, false],
  ])('where they asked for only what is theirs: %s', (_name, moment, what, passes) => {
    const mine = person({ rhythm: { perMonth: null, onlyMyAssets: true, channels: [] }, lastFromThem: NOW - 400 * DAY })
    const snow = { kind: 'snow' as const, area: scene.person.postcode.slice(0, 2), from: NOW, to: NOW + DAY }
    const said = codes(decide(moment, mine, touch(what), { warnings: [snow] }))
    expect(said.includes('budget.only-my-assets')).toBe(!passes)
  })
  it('who is in the hold-out of an extra moment is left alone; the same people each time; nobody is kept out of a core one', () => {
    const arms = Array.from({ length: 400 }, (_, n) => {
      const who = person({ id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` })
      const [once, again] = [decide({ holdout: 0.25 }, who), decide({ holdout: 0.25 }, who)]
      expect(once).toEqual(again)
      expect(decide({ holdout: 0.25, core: true }, who)).toMatchObject({ arm: null })
      return 'do' in once && once.arm === 'held-out' ? 1 : 0
    })
    const out = arms.reduce<number>((sum, each) => sum + each, 0)
    expect(out).toBeGreaterThan(60)
    expect(out).toBeLessThan(140)
  })
  it('only who would really be reached is drawn, on either side; and the sides are alike', () => {
    const people = Array.from({ length: 4000 }, (_, n) =>
      person({
        id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
        // A third cannot be reached, a third of the rest would rather have an SMS, a fifth live far away.
        emails: n % 3 === 0 ? [] : ['a@b.fr'],
        phones: [],
        kind: n % 5 === 0 ? 'company' : 'person',
      }),
    )
    const drawn = people.flatMap((who) => {
      const made = decide({ holdout: 0.2 }, who)
      const arm = 'do' in made ? made.arm : null
      expect(arm === null).toBe(who.emails.length === 0)
      return arm === null ? [] : [{ arm, company: who.kind === 'company' ? 1 : 0 }]
    })
    const side = (arm: string) => drawn.filter((each) => each.arm === arm)
    const share = side('held-out').length / drawn.length
    // Four standard errors: a draw that is not even would be further off.
    expect(Math.abs(share - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / drawn.length))
    const mean = (arm: string) => side(arm).reduce((sum, { company }) => sum + company, 0) / side(arm).length
    const error = Math.sqrt(0.2 * 0.8 * (1 / side('held-out').length + 1 / side('treated').length))
    expect(Math.abs(mean('held-out') - mean('treated'))).toBeLessThan(4 * error)
  })
})

describe('a moment that asks', () => {
  const needs = { ask: 'after-delivery', message: { fr: 'Votre avis : {{ ask.link }}' }, subject: { fr: 'x' } }
  const may = { ...needs, message: { fr: 'Merci.{% if ask.link %} Votre avis : {{ ask.link }}{% endif %}' } }
  const asked = (daysAgo: number, metric: 'nps' | 'csat' = 'nps') =>
    person({ asked: [{ at: NOW - daysAgo * DAY, metric }] })

  it('asks', () => {
    expect(decide(needs)).toMatchObject({ do: 'email', asks: true })
    expect(decide({ message: { fr: 'x' } })).toMatchObject({ do: 'email', asks: false })
    const rings = { carried: new Set<Gesture>(['push']) }
    expect(decide({ ...needs, do: ['push'] }, person(), touch(), rings)).toMatchObject({ do: 'push', asks: true })
  })
  it('waits until they may be asked again, and is let go when that is too late, with its reason', () => {
    const held = decide(needs, asked(5, 'csat'))
    expect(held).toMatchObject({ hold: NOW + 9 * DAY })
    expect(codes(held)).toEqual(['ask.lately'])
    const late = decide(needs, asked(30))
    expect(late).toMatchObject({ drop: true })
    expect(codes(late)).toEqual(['ask.nps-lately', 'budget.too-late'])
  })
  it('goes without its question where its words can do without, and says why it did not ask', () => {
    const decision = decide(may, asked(5))
    expect(decision).toMatchObject({ do: 'email', asks: false })
    expect(codes(decision)).toContain('ask.nps-lately')
    expect(decide(may)).toMatchObject({ do: 'email', asks: true })
  })
  it('asks nothing that is not open', () => {
    const closed = { asks: new Map() }
    expect(codes(decide(needs, person(), touch(), closed))).toEqual(['ask.not-open'])
    expect(decide(may, person(), touch(), closed)).toMatchObject({ do: 'email', asks: false })
  })
  it('asks by what a link can be tapped in; a person asks by voice', () => {
    const card = decide({ ...needs, do: ['postcard', 'sms'], sms: { fr: '{{ ask.link }}' } })
    expect(card).toMatchObject({ do: 'sms', asks: true })
    expect(codes(card)).toContain('ask.no-room')
    expect(decide({ ask: 'after-delivery', do: 'call', opening: { fr: 'x' } })).toMatchObject({
      do: 'call',
      asks: false,
    })
  })
})
