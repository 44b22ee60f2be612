import type { ContractFact, SaleFact } from '../consent/judged.ts'
import { addDays, addMonths, dayAt, dayOf, daysBetween, instantOf, numberOf } from '../plain/civil.ts'
import type { LoopFact, LoopOrder, LoopPerson } from './loop-person.ts'
import { nextVisit, type VisitRhythm } from './next-visit.ts'
import type { Life } from './time-machine.ts'

/** Something one supposes will happen, on a civil day. `usual`: we supposed it, nobody asked. */
export interface Supposed {
  kind: string
  on: string
  usual: boolean
}

export interface Supposing {
  asked: readonly { kind: string; on: string }[]
  /** Besides, what usually happens to somebody like them. */
  usual: boolean
  zone: string
  from: number
  to: number
  /** How often services follow each other in this network; null: too few to say. */
  rhythm: VisitRhythm | null
  /** Who sells. */
  entity: string
}

/** Without any rhythm of its own, a network's vehicles are serviced once a year. */
const ONCE_A_YEAR: VisitRhythm = { days: 365, spread: 60, n: 0 }
/** Two services of one vehicle do not come closer. */
const CLOSEST = 60
const MOST_SERVICES = 12
/** A vehicle younger than this is kept. */
const KEPT_MONTHS = 48
/** A vehicle on order: begun, arrived, handed over, so many days after it was ordered. */
const STEPS = { 'order.in-progress': 30, 'order.ready': 86, 'order.delivered': 90 } as const
/** What somebody was unhappy with is put right within so long: a film of two years is not one of silence over last week's complaint. */
const CASE_DAYS = 7
/** What is not known to be promised comes this soon. */
const SOON_DAYS = 14
const HOUR: Record<string, number> = {
  'order.ready': 15,
  'order.delivered': 17,
  'service.done': 18,
  'visit.greeted': 9,
}

/**
 * A life that goes on, so that a film of the years ahead is not one of an empty house. What is supposed of an order is of the vehicle they have
 * on order, or of one that is imagined: never of the repair that happened to be the newest. What usually happens: they come to the workshop at
 * their own rhythm; the vehicle on order is handed over on its day; whose vehicle is four years old, or who has none, orders one; and what is open
 * with them is settled.
 */
export function supposedLife(life: Life, supposing: Supposing): { life: Life; supposed: Supposed[] } {
  const { zone, from, to } = supposing
  const until = dayAt(zone, to)
  const today = dayAt(zone, from)
  const asked = supposing.asked.map((each) => ({ ...each, usual: false }))
  const usual = supposing.usual ? usualFor(life, supposing, today, until) : []
  const supposed = [...asked, ...usual].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const told = factsOf(supposed, life.person, supposing)
  return {
    supposed,
    life: {
      ...life,
      person: {
        ...life.person,
        orders: [...told.orders, ...life.person.orders],
        law: {
          ...life.person.law,
          contracts: [...life.person.law.contracts, ...told.contracts],
          sales: [...life.person.law.sales, ...told.sales],
        },
      },
      facts: [...life.facts, ...told.facts].sort((a, b) => a.at - b.at),
      cases: life.cases.map((each) => (each.to === null ? { ...each, to: closedAt(told.facts) } : each)),
    },
  }
}

/** When what is open is supposed to be over; null: nobody supposes it. */
const closedAt = (facts: readonly LoopFact[]): number | null => {
  const closed = facts.filter(({ kind }) => kind === 'case.closed').map(({ at }) => at)
  return closed.length > 0 ? Math.min(...closed) : null
}

function usualFor(life: Life, { rhythm }: Supposing, today: string, until: string): Supposed[] {
  const within = ({ on }: { on: string }) => on > today && on < until
  const sale = usualSale(life.person, today, until)
  const delivered = sale.find(({ kind }) => kind === 'order.delivered')?.on
  const services = usualServices(life, rhythm ?? ONCE_A_YEAR, today, until, delivered)
  const closed = life.cases.some(({ to }) => to === null)
    ? [{ kind: 'case.closed', on: addDays(today, CASE_DAYS) }]
    : []
  return [...services, ...sale, ...closed].filter(within).map((each) => ({ ...each, usual: true }))
}

const newestVehicle = ({ assets }: LoopPerson) =>
  assets.filter(({ kind }) => kind === 'vehicle').sort((a, b) => ((a.boughtOn ?? '') < (b.boughtOn ?? '') ? 1 : -1))[0]
const openOrder = ({ orders }: LoopPerson): LoopOrder | undefined =>
  orders
    .filter(({ kind, state }) => kind === 'vehicle' && state !== 'delivered' && state !== 'cancelled')
    .sort((a, b) => b.placedAt - a.placedAt)[0]

/** Of the vehicle on order its next steps; else an order, once theirs is old enough or where they have none. */
function usualSale(person: LoopPerson, today: string, until: string): { kind: string; on: string }[] {
  const open = openOrder(person)
  if (open) {
    const on = open.promisedOn !== null && open.promisedOn > today ? open.promisedOn : addDays(today, SOON_DAYS)
    const arrives = addDays(on, -4) > today ? addDays(on, -4) : addDays(today, 1)
    const delivered = { kind: 'order.delivered', on }
    return open.state === 'ready' ? [delivered] : [{ kind: 'order.ready', on: arrives }, delivered]
  }
  const vehicle = newestVehicle(person)
  const third = addDays(today, Math.round(daysBetween(today, until) / 3))
  const old = vehicle?.boughtOn ? addMonths(vehicle.boughtOn, KEPT_MONTHS) : null
  const on = old !== null && old > today ? old : third
  return [
    { kind: 'order.placed', on },
    ...Object.entries(STEPS).map(([kind, days]) => ({ kind, on: addDays(on, days) })),
  ]
}

/** At their own rhythm, from the day the vehicle says or the last service on; a new vehicle begins anew. */
function usualServices(
  { person, facts }: Life,
  rhythm: VisitRhythm,
  today: string,
  until: string,
  delivered: string | undefined,
): { kind: string; on: string }[] {
  const vehicle = newestVehicle(person)
  const days = facts.flatMap(({ kind, at }) => (kind === 'service.done' ? [numberOf(dayAt('Europe/Paris', at))] : []))
  const found: { kind: string; on: string }[] = []
  let last = vehicle ? days : []
  let on = vehicle?.nextServiceOn && vehicle.nextServiceOn > today ? vehicle.nextServiceOn : null
  if (vehicle && on === null) {
    const next = last.length > 0 ? dayOf(nextVisit(last, rhythm)!.day) : addMonths(today, 3)
    on = next > today ? next : addDays(today, SOON_DAYS)
  }
  while (found.length < MOST_SERVICES) {
    if (delivered && (on === null || on > delivered)) {
      on = addDays(delivered, Math.max(CLOSEST, rhythm.days))
      last = []
      delivered = undefined
    }
    if (on === null || on >= until) break
    found.push({ kind: 'service.done', on })
    last = [...last, numberOf(on)]
    on = addDays(on, Math.max(CLOSEST, nextVisit(last, rhythm)!.day - numberOf(on)))
  }
  return found
}

/** The facts of what is supposed, with the orders they are of, and what these make lawful. */
function factsOf(supposed: readonly Supposed[], person: LoopPerson, { zone, from, entity }: Supposing) {
  const facts: LoopFact[] = []
  const orders: LoopOrder[] = []
  const contracts: ContractFact[] = []
  const sales: SaleFact[] = []
  const vehicle = newestVehicle(person)
  const tell = (kind: string, on: string, order: LoopOrder | null, minute = 0) =>
    facts.push({
      id: `supposed ${facts.length}`,
      customerId: person.id,
      kind,
      at: Math.max(instantOf(zone, on, (HOUR[kind] ?? 10) * 60 + minute), from + facts.length),
      assetId: order ? order.assetId : (vehicle?.id ?? person.assets[0]?.id ?? null),
      orderId: order?.id ?? null,
      siteId: person.siteId,
      staffId: null,
      data: {},
      causedBy: [],
    })
  const imagine = (kind: 'vehicle' | 'repair', on: string, until: string | null): LoopOrder => {
    const order: LoopOrder = {
      id: `supposed order ${orders.length}`,
      kind,
      title: kind === 'vehicle' ? 'supposed vehicle' : 'supposed repair',
      state: 'placed',
      promisedOn: until,
      amountCents: null,
      assetId: kind === 'repair' ? (vehicle?.id ?? null) : null,
      siteId: person.siteId,
      placedAt: Math.max(instantOf(zone, on, 8 * 60), from),
    }
    orders.push(order)
    contracts.push({
      kind: kind === 'vehicle' ? 'order' : 'repair',
      since: on,
      until,
      assetId: order.assetId,
      orderId: order.id,
    })
    sales.push({ at: order.placedAt, entity, family: kind === 'vehicle' ? 'vehicle' : 'service', what: order.title })
    return order
  }
  let current = openOrder(person)
  for (const [at, { kind, on, usual }] of supposed.entries()) {
    const handedOver = supposed.slice(at).find((each) => each.kind === 'order.delivered')?.on ?? null
    if (kind.startsWith('order.')) {
      if (kind === 'order.placed' || !current) current = imagine('vehicle', on, handedOver)
      tell(kind, on, current)
      if (kind === 'order.delivered' || kind === 'order.cancelled') current = undefined
    } else if (kind === 'service.done' && usual) {
      const repair = imagine('repair', on, on)
      tell('visit.greeted', on, null)
      tell('order.placed', on, repair)
      tell('order.ready', on, repair)
      tell('order.delivered', on, repair, 30)
      tell('service.done', on, null)
    } else tell(kind, on, null)
  }
  return { facts, orders, contracts, sales }
}
