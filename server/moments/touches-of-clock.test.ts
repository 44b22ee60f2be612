import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { playbook } from '../../contract/playbook.ts'
import { addDays, civilAt, dayAt, instantOf } from '../plain/civil.ts'
import { compilePlaybook } from './compile.ts'
import type { LoopPerson } from './loop-person.ts'
import { heldByTooMany } from './placeholder-dates.ts'
import { isSameOccasion } from './same-occasion.ts'
import { sampleScene } from './sample-scene.ts'
import { type ClockMore, touchesOfClock } from './touches-of-clock.ts'

const { person: sample } = sampleScene('order.placed')
const MORE: ClockMore = {
  window: { from: '2027-01-01', to: '2028-01-01' },
  opening: 540,
  placeholders: new Set(),
  services: [],
  network: null,
  warnings: [],
}
const EARLY = Date.UTC(2026, 11, 1)
const touches = (moment: object, who: Partial<LoopPerson> = {}, more: Partial<ClockMore> = {}, now = EARLY) => {
  const { byClock } = compilePlaybook(
    playbook.parse({
      playbook: 1,
      name: 'x',
      compass: { fr: 'x' },
      registers: {},
      moments: [{ id: 'm', title: { fr: 'M' }, do: 'word', ...moment }],
    }),
    1,
  )
  return touchesOfClock(byClock, { ...sample, ...who }, { ...MORE, ...more }, now)
}
const days = (...given: Parameters<typeof touches>) =>
  touches(...given).map(({ dueAt }) => dayAt('Europe/Paris', dueAt))
const vehicle = sample.assets[0]!
const owning = (set: object) => ({ assets: [{ ...vehicle, ...set }] })

describe('dates of the customer and of what they own', () => {
  const birthday = { on: { date: 'customer.birthDate' } }
  it.each([
    ['a birthday', birthday, { birthDate: '1984-03-14' }, ['2027-03-14']],
    ['born on 29 February, in a year without', birthday, { birthDate: '1984-02-29' }, ['2027-02-28']],
    ['a week before', { ...birthday, before: '7 days' }, { birthDate: '1984-01-03' }, ['2027-12-27']],
    ['fifty years', { on: { date: 'customer.birthDate', years: [50] } }, { birthDate: '1977-06-01' }, ['2027-06-01']],
    ['not fifty years', { on: { date: 'customer.birthDate', years: [50] } }, { birthDate: '1978-06-01' }, []],
    ['1 January 1970', birthday, { birthDate: '1970-01-01' }, []],
    ['no birth date', birthday, { birthDate: null }, []],
    ['a company, whatever date somebody wrote', birthday, { kind: 'company', birthDate: '1984-03-14' }, []],
    ['born this year', birthday, { birthDate: '2027-06-01' }, []],
    [
      'two years soon',
      { on: { date: 'asset.boughtOn', years: [2] }, before: '2 months' },
      owning({ boughtOn: '2025-06-30' }),
      ['2027-04-30'],
    ],
    [
      'end of warranty',
      { on: { date: 'asset.warrantyUntil' }, before: '1 month' },
      owning({ warrantyUntil: '2027-03-31' }),
      ['2027-02-28'],
    ],
    ['next service', { on: { date: 'asset.nextServiceOn' } }, owning({ nextServiceOn: '2027-05-05' }), ['2027-05-05']],
    [
      'the promised day',
      { on: { date: 'order.promisedOn' }, before: '3 days' },
      { orders: [{ ...sample.orders[0]!, promisedOn: '2027-01-10' }] },
      ['2027-01-07'],
    ],
    [
      'the promised day of what was delivered',
      { on: { date: 'order.promisedOn' } },
      { orders: [{ ...sample.orders[0]!, promisedOn: '2027-01-10', state: 'delivered' as const }] },
      [],
    ],
    [
      'first control',
      { on: { date: 'asset.controlDue' }, before: '1 month' },
      owning({ boughtOn: '2023-08-20', year: 2023 }),
      ['2027-07-20'],
    ],
    [
      'third control',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2019-08-20', year: 2019 }),
      ['2027-08-20'],
    ],
    [
      'no control in an odd year',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2020-08-20', year: 2020 }),
      [],
    ],
    [
      'control of a motorcycle',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2022-08-20', year: 2022, body: 'moto' }),
      ['2027-08-20'],
    ],
    [
      'control of a vehicle bought used',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2023-08-20', year: 2017 }),
      [],
    ],
    [
      'control of a vehicle bought used, its first registration on file',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2025-02-01', year: 2023, registeredOn: '2023-08-20' }),
      ['2027-08-20'],
    ],
    [
      'control from the end of the last one, not from the registration',
      { on: { date: 'asset.controlDue' } },
      owning({ boughtOn: '2019-08-20', year: 2019, registeredOn: '2019-08-20', controlUntil: '2025-11-02' }),
      ['2027-11-02'],
    ],
    [
      'control of a product',
      { on: { date: 'asset.controlDue' } },
      owning({ kind: 'product', controlUntil: '2027-11-02' }),
      [],
    ],
    [
      'control in another country',
      { on: { date: 'asset.controlDue' } },
      { ...owning({ boughtOn: '2023-08-20', year: 2023 }), country: 'BE' },
      [],
    ],
    [
      'end of a contract',
      { on: { date: 'contract.until' } },
      {
        law: {
          ...sample.law,
          contracts: [
            { kind: 'lease' as const, since: '2024-01-01', until: '2027-02-01', assetId: vehicle.id, orderId: null },
          ],
        },
      },
      ['2027-02-01'],
    ],
  ])('%s', (_story, moment, who, expected) => {
    expect(days(moment, who as Partial<LoopPerson>)).toEqual(expected)
  })
  it('takes a date that far too many hold for no birth date', () => {
    expect(days(birthday, { birthDate: '1980-01-01' }, { placeholders: new Set(['1980-01-01']) })).toEqual([])
  })
  it.each<[string, object, Partial<LoopPerson>]>([
    ['forty on the day', { ...birthday, if: 'customer.age == 40' }, { birthDate: '1987-03-14' }],
    [
      'two years of a car',
      { on: { date: 'asset.boughtOn', years: [2] }, if: 'asset.age >= 2' },
      owning({ boughtOn: '2025-03-14', registeredOn: null }),
    ],
    [
      'sixty days before',
      { on: { date: 'asset.warrantyUntil' }, before: '60 days', if: 'daysUntil(asset.warrantyUntil) <= 60' },
      owning({ warrantyUntil: '2027-05-13' }),
    ],
  ])('its condition is judged on the day it speaks of: %s', (_story, moment, who) => {
    expect(days(moment, who, { window: { from: '2027-03-10', to: '2027-03-20' } })).toEqual(['2027-03-14'])
  })
  it('what is told before a date means nothing once it is over', () => {
    const [touch] = touches(
      { on: { date: 'asset.warrantyUntil' }, before: '2 days' },
      owning({ warrantyUntil: '2027-03-16' }),
    )
    expect(touch!.expiresAt).toBe(instantOf('Europe/Paris', '2027-03-17', 0))
  })
  it('a corrected date is the same occasion, the next year another', () => {
    const same = (date: string, from: string, to: string) => isSameOccasion(date, `a:${from}`, `a:${to}`)
    expect(same('asset.warrantyUntil', '2027-03-14', '2027-03-17')).toBe(true)
    expect(same('asset.nextServiceOn', '2028-09-25', '2028-12-21')).toBe(false)
    expect(same('order.promisedOn', '2027-03-14', '2027-03-15')).toBe(false)
    expect(same('customer.birthDate', '2026', '2026-03-14')).toBe(true)
    expect(same('customer.birthDate', '2026-12-30', '2027-12-30')).toBe(false)
    expect(isSameOccasion('asset.boughtOn', 'a:2027-03-14:2', 'a:2027-03-15:3')).toBe(false)
    expect(isSameOccasion('asset.warrantyUntil', 'a:2027-03-14', 'b:2027-03-14')).toBe(false)
    const wished = touches(birthday, { birthDate: '1984-03-14' }, { window: { from: '2027-01-01', to: '2029-01-01' } })
    expect(new Set(wished.map((each) => each.occasion)).size).toBe(2)
  })
  it('two vehicles are two occasions', () => {
    const assets = [vehicle, { ...vehicle, id: '00000000-0000-7000-8000-00000000000b' }]
    expect(
      new Set(touches({ on: { date: 'asset.warrantyUntil' } }, { assets }).map((each) => each.occasion)).size,
    ).toBe(2)
  })
})

describe('at what hour', () => {
  const moment = { on: { date: 'customer.birthDate' }, at: '10:30' }
  it('the hour where they are, within half an hour of it', () => {
    for (const zone of ['Europe/Paris', 'Indian/Reunion', 'Pacific/Noumea']) {
      const [touch] = touches(moment, { birthDate: '1984-03-14', law: { ...sample.law, zone } })
      const { day, hour, minute } = civilAt(zone, touch!.dueAt)
      expect([day, hour * 60 + minute >= 630, hour * 60 + minute < 660]).toEqual([14, true, true])
    }
  })
  it('spreads the many of one hour', () => {
    const minutes = new Set(
      Array.from(
        { length: 200 },
        (_, i) => touches(moment, { id: `customer-${i}`, birthDate: '1984-03-14' })[0]!.dueAt,
      ),
    )
    expect(minutes.size).toBeGreaterThan(25)
  })
})

describe('looking day by day', () => {
  it('finds in any cut of the year what it finds in the whole, once', () => {
    const moment = { on: { date: 'customer.birthDate' }, before: '1 month' }
    const date = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays('1930-01-01', n))
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (birthDate, step) => {
        const cut: string[] = []
        for (let from = MORE.window.from; from < MORE.window.to; from = addDays(from, step)) {
          const end = addDays(from, step)
          const to = end < MORE.window.to ? end : MORE.window.to
          cut.push(...touches(moment, { birthDate }, { window: { from, to } }).map((each) => each.occasion))
        }
        expect(cut).toEqual(touches(moment, { birthDate }).map((each) => each.occasion))
      }),
      { numRuns: 50 },
    )
  })
})

describe('silence', () => {
  const moment = { on: { silence: '18 months' } }
  it('is counted from what last came from them', () => {
    expect(days(moment, { lastFromThem: Date.UTC(2025, 8, 30, 9) })).toEqual(['2027-03-30'])
  })
  it('is counted from the first day of who never came', () => {
    expect(days(moment, { lastFromThem: null, firstSeen: Date.UTC(2025, 7, 31, 9) })).toEqual(['2027-02-28'])
  })
  it('each silence is told once', () => {
    const at = (lastFromThem: number) => touches(moment, { lastFromThem })[0]!.occasion
    expect(at(Date.UTC(2025, 8, 30, 9))).not.toBe(at(Date.UTC(2025, 9, 30, 9)))
  })
})

describe('weather where they live, on what they drive', () => {
  const noon = instantOf('Europe/Paris', '2027-01-10', 720)
  const snow = {
    kind: 'snow' as const,
    area: '68',
    from: instantOf('Europe/Paris', '2027-01-11', 360),
    to: instantOf('Europe/Paris', '2027-01-12', 360),
  }
  const moment = { on: { weather: 'snow', fitted: ['pneus hiver', 'transmission intégrale'] }, at: '17:00' }
  const winter = owning({ options: ['Pneus hiver 17"'] })
  const told = (who: Partial<LoopPerson>, warning: object = snow, now = noon) =>
    touches(moment, who, { warnings: [{ ...snow, ...warning }] }, now)
  it('is told on the eve, to who has the options', () => {
    expect(
      told(winter).map(({ dueAt, assetId }) => [
        dayAt('Europe/Paris', dueAt),
        civilAt('Europe/Paris', dueAt).hour,
        assetId,
      ]),
    ).toEqual([['2027-01-10', 17, vehicle.id]])
    expect(told(owning({ options: ['toit ouvrant'] }))).toEqual([])
  })
  it('is told at once when the warning came late, and no more when it is over', () => {
    expect(told(winter, {}, snow.from + 3_600_000)[0]!.dueAt).toBe(snow.from + 3_600_000)
    expect(told(winter, {}, snow.to)).toEqual([])
    expect(told(winter)[0]!.expiresAt).toBe(snow.to)
  })
  it.each([
    ['68', '68000', true],
    ['67', '68000', false],
    ['2A', '20000', true],
    ['2A', '20200', false],
    ['974', '97400', true],
    ['6800', '68000', true],
  ])('warned in %s, living in %s: %s', (area, postcode, expected) => {
    expect(told({ ...winter, postcode }, { area }).length > 0).toBe(expected)
  })
  it.each([
    ['67', 'BE', '6700', false],
    ['67', 'DE', '67655', false],
    ['974', 'RE', '97400', true],
    ['BE-67', 'BE', '6700', true],
    ['BE-67', 'FR', '67000', false],
    ['GB-EH', 'GB', 'EH1 1AA', true],
  ])('warned in %s, living in %s %s: %s', (area, country, postcode, expected) => {
    expect(told({ ...winter, country, postcode }, { area }).length > 0).toBe(expected)
  })
  it('is not told twice in a week, however often the warning is renewed', () => {
    expect(told(winter)[0]!.occasion).toBe(told(winter, { from: snow.from + 3 * 3_600_000 })[0]!.occasion)
    const attention = [{ at: noon - 86_400_000, channel: 'sms', weight: 1, fromThem: false, core: false, moment: 'm' }]
    expect(told({ ...winter, attention })).toEqual([])
  })
})

describe('dates held by far too many', () => {
  it('50,000 births on one day among 100,000', () => {
    const counts = [
      { day: '1975-01-01', n: 50_000 },
      { day: '1984-03-14', n: 9 },
      { day: '1980-01-01', n: 60 },
    ]
    expect(heldByTooMany(counts, 100_000)).toEqual(new Set(['1975-01-01']))
  })
  it('calls nothing a placeholder in a small base', () => {
    expect(heldByTooMany([{ day: '1980-05-05', n: 19 }], 40)).toEqual(new Set())
  })
})
