import { describe, expect, it } from 'vitest'
import { instantOf } from '../plain/civil.ts'
import type { LoopAsset, LoopOrder } from './loop-person.ts'
import { sampleScene } from './sample-scene.ts'
import { supposedLife } from './supposed-life.ts'

const ZONE = 'Europe/Paris'
const at = (day: string) => instantOf(ZONE, day, 12 * 60)
const { person: SAMPLE } = sampleScene('order.placed')
const car = (over: Partial<LoopAsset> = {}): LoopAsset => ({
  id: 'car',
  kind: 'vehicle',
  make: 'Peugeot',
  model: '208',
  body: '',
  year: 2022,
  options: [],
  warrantyUntil: null,
  nextServiceOn: null,
  boughtOn: null,
  registeredOn: null,
  controlUntil: null,
  boughtSiteId: null,
  mileage: null,
  since: null,
  ...over,
})
const order = (over: Partial<LoopOrder> = {}): LoopOrder => ({
  id: 'order',
  kind: 'vehicle',
  title: 'Peugeot 3008',
  state: 'placed',
  promisedOn: '2027-03-01',
  amountCents: null,
  assetId: null,
  siteId: null,
  placedAt: at('2026-11-01'),
  ...over,
})
const suppose = (
  person: { assets?: LoopAsset[]; orders?: LoopOrder[] },
  asked: { kind: string; on: string }[] = [],
  { usual = false, served = [] as string[], unhappySince = null as string | null } = {},
) =>
  supposedLife(
    {
      person: { ...SAMPLE, assets: [], orders: [], ...person },
      facts: served.map((on, n) => ({
        id: `past ${n}`,
        customerId: SAMPLE.id,
        kind: 'service.done',
        at: at(on),
        assetId: 'car',
        orderId: null,
        siteId: null,
        staffId: null,
        data: {},
        causedBy: [],
      })),
      cases: unhappySince === null ? [] : [{ from: at(unhappySince), to: null }],
    },
    { asked, usual, zone: ZONE, from: at('2026-11-27'), to: at('2028-11-27'), rhythm: null, entity: 'Val' },
  )
const kinds = ({ supposed }: ReturnType<typeof suppose>) => supposed.map(({ kind, on }) => `${on} ${kind}`)

describe('what one supposes of an order', () => {
  it('is of a vehicle that is imagined, though the newest order is a repair', () => {
    const repair = order({ id: 'repair', kind: 'repair', state: 'in-progress' })
    const { life } = suppose({ orders: [repair] }, [
      { kind: 'order.placed', on: '2027-01-10' },
      { kind: 'order.delivered', on: '2027-04-10' },
    ])
    const [placed, delivered] = life.facts
    expect([placed?.orderId, delivered?.orderId]).toEqual(['supposed order 0', 'supposed order 0'])
    expect(life.person.orders.find(({ id }) => id === placed?.orderId)).toMatchObject({
      kind: 'vehicle',
      promisedOn: '2027-04-10',
    })
    expect(life.person.law.contracts).toMatchObject([{ kind: 'order', since: '2027-01-10', until: '2027-04-10' }])
  })
  it('is of one that is imagined where they have none, of the one they have where it is a vehicle on order', () => {
    const asked = [{ kind: 'order.delivered', on: '2027-02-01' }]
    expect(suppose({}, asked).life.facts.map(({ orderId }) => orderId)).toEqual(['supposed order 0'])
    expect(suppose({ orders: [order()] }, asked).life.facts.map(({ orderId }) => orderId)).toEqual(['order'])
    expect(suppose({ orders: [order({ state: 'delivered' })] }, asked).life.facts[0]?.orderId).toBe('supposed order 0')
  })
  it('two cars in a row are two orders', () => {
    const { life } = suppose({}, [
      { kind: 'order.placed', on: '2027-01-10' },
      { kind: 'order.delivered', on: '2027-04-10' },
      { kind: 'order.placed', on: '2028-01-10' },
    ])
    expect(life.facts.map(({ orderId }) => orderId)).toEqual([
      'supposed order 0',
      'supposed order 0',
      'supposed order 1',
    ])
  })
})

describe('what usually happens', () => {
  const usual = (person: Parameters<typeof suppose>[0], served: string[] = []) =>
    kinds(suppose(person, [], { usual: true, served }))
  it('nothing, unless one wishes it', () => expect(kinds(suppose({ assets: [car()] }))).toEqual([]))
  it('they come at their own rhythm, counted from the last service', () => {
    const every = ['2025-05-20', '2025-11-20', '2026-05-20', '2026-11-20']
    const found = usual({ assets: [car({ boughtOn: '2026-01-01' })] }, every)
    expect(found.every((each) => each.endsWith('service.done'))).toBe(true)
    expect(found.length).toBeGreaterThanOrEqual(2)
    expect(found[0]! > '2027-05-01' && found[0]! < '2027-10-01').toBe(true)
  })
  it('on the day the car itself says, where it says one', () =>
    expect(usual({ assets: [car({ boughtOn: '2026-01-01', nextServiceOn: '2027-02-03' })] })[0]).toBe(
      '2027-02-03 service.done',
    ))
  it('a car of four years is followed by another: ordered, begun, arrived, handed over, and served a year later', () =>
    expect(usual({ assets: [car({ boughtOn: '2023-03-01', nextServiceOn: '2027-02-03' })] })).toEqual([
      '2027-02-03 service.done',
      '2027-03-01 order.placed',
      '2027-03-31 order.in-progress',
      '2027-05-26 order.ready',
      '2027-05-30 order.delivered',
      '2028-05-29 service.done',
    ]))
  it('a young car is kept', () =>
    expect(usual({ assets: [car({ boughtOn: '2026-06-01' })] }).some((each) => each.includes('order'))).toBe(false))
  it('what is on order arrives and is handed over on its day', () =>
    expect(usual({ orders: [order()] }).slice(0, 2)).toEqual(['2027-02-25 order.ready', '2027-03-01 order.delivered']))
  it('a service is an order of its own, made ready and handed over, with a visit', () => {
    const { life } = suppose({ assets: [car({ boughtOn: '2026-06-01', nextServiceOn: '2027-02-03' })] }, [], {
      usual: true,
    })
    expect(life.facts.slice(0, 5).map(({ kind }) => kind)).toEqual([
      'visit.greeted',
      'order.placed',
      'order.ready',
      'order.delivered',
      'service.done',
    ])
    expect(life.person.orders[0]?.kind).toBe('repair')
  })
})

describe('somebody who is unhappy today', () => {
  const told = (asked: { kind: string; on: string }[], usual: boolean) =>
    suppose({}, asked, { usual, unhappySince: '2026-11-20' })
  it('is taken care of within a week, so that the years after are not silent', () => {
    const { life, supposed } = told([], true)
    const settled = supposed.find(({ kind }) => kind === 'case.closed')
    expect(settled?.usual).toBe(true)
    expect(life.cases.map(({ to }) => to)).toEqual(
      life.facts.filter(({ kind }) => kind === 'case.closed').map(({ at }) => at),
    )
  })
  it('stays so where nobody supposes otherwise', () => {
    expect(told([], false).life.cases.map(({ to }) => to)).toEqual([null])
  })
})
