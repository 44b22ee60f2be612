import { type Because, say } from '../../contract/because.ts'
import type { DATES } from '../../contract/playbook.ts'
import { addMonths, dayAt, dayOf, numberOf } from '../plain/civil.ts'
import type { Span } from './compiled.ts'
import { controlsDue } from './control-due.ts'
import type { LoopAsset, LoopOrder, LoopPerson } from './loop-person.ts'
import { nextVisit, type VisitRhythm } from './next-visit.ts'
import { isPlaceholder } from './scene-values.ts'
import { dayAfter } from './span.ts'

/** Days, the last left out. */
export interface Window {
  from: string
  to: string
}
/** A day on which a moment falls due for a customer, what it is about, and what tells it from every other such day. */
export interface Occurrence {
  day: string
  /** The date itself, where `day` is before or after one. */
  of?: string
  occasion: string
  asset: LoopAsset | null
  order: LoopOrder | null
  because: Because
}
export interface ServiceDone {
  assetId: string
  at: number
}

/** A date of theirs: what it is of, and whether it comes again each year by itself. */
interface Dated {
  date: string
  about: string
  asset: LoopAsset | null
  order: LoopOrder | null
}

const onlyAsset = (person: LoopPerson): LoopAsset | null => (person.assets.length === 1 ? person.assets[0]! : null)
const inWindow = ({ from, to }: Window, day: string): boolean => day >= from && day < to
/** Nobody is wished a birthday of more years. */
const MOST_YEARS = 110

/**
 * When a date of theirs, shifted by `before` or `after`, falls in a window. A birthday comes each year; any other date once, or at
 * the anniversaries asked for. Born on 29 February is wished on the 28th where there is none. The occasion holds the date itself: which
 * others are the same one, corrected, is said by `isSameOccasion`.
 */
export function onDates(
  trigger: { date: (typeof DATES)[number]; years?: number[] | undefined },
  shift: { span: Span; sign: 1 | -1 } | null,
  person: LoopPerson,
  placeholders: ReadonlySet<string>,
  window: Window,
): Occurrence[] {
  const found: Occurrence[] = []
  const eachYear = trigger.date === 'customer.birthDate' && trigger.years === undefined
  for (const { date, about, asset, order } of datesOf(trigger.date, person, placeholders)) {
    const years = eachYear ? yearsNear(date, window) : (trigger.years ?? [0])
    for (const n of years) {
      const on = n === 0 ? date : addMonths(date, 12 * n)
      const day = shift === null ? on : dayAfter(on, shift.span, shift.sign)
      if (!inWindow(window, day)) continue
      const because = say(`clock.${trigger.date}`, { day: on, years: n })
      found.push({ day, of: on, occasion: `${about}:${on}${trigger.years ? `:${n}` : ''}`, asset, order, because })
    }
  }
  return found
}

/** Which anniversaries can fall in or near a window. */
function yearsNear(date: string, { from, to }: Window): number[] {
  const born = Number(date.slice(0, 4))
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year++)
    if (year > born && year - born <= MOST_YEARS) years.push(year - born)
  return years
}

function datesOf(name: (typeof DATES)[number], person: LoopPerson, placeholders: ReadonlySet<string>): Dated[] {
  const { birthDate, assets, orders, law } = person
  if (name === 'customer.birthDate')
    return person.kind === 'company' || birthDate === null || isPlaceholder(birthDate) || placeholders.has(birthDate)
      ? []
      : [{ date: birthDate, about: 'birthday', asset: onlyAsset(person), order: null }]
  if (name === 'order.promisedOn')
    return orders.flatMap((order) =>
      order.promisedOn === null || order.state === 'delivered' || order.state === 'cancelled'
        ? []
        : [
            {
              date: order.promisedOn,
              about: order.id,
              asset: assets.find(({ id }) => id === order.assetId) ?? null,
              order,
            },
          ],
    )
  if (name === 'contract.until')
    return law.contracts.flatMap(({ until, kind, assetId, orderId }) =>
      until === null
        ? []
        : [
            {
              date: until,
              about: `${kind}:${assetId ?? orderId ?? ''}`,
              asset: assets.find(({ id }) => id === assetId) ?? (assetId === null ? onlyAsset(person) : null),
              order: orders.find(({ id }) => id === orderId) ?? null,
            },
          ],
    )
  return assets.flatMap((asset) =>
    assetDates(name, asset, person).map((date) => ({
      date,
      about: `${asset.id}:${name.slice(6)}`,
      asset,
      order: null,
    })),
  )
}

function assetDates(name: (typeof DATES)[number], asset: LoopAsset, person: LoopPerson): string[] {
  if (name === 'asset.controlDue') return controlsDue(asset, person)
  const date =
    name === 'asset.boughtOn'
      ? asset.boughtOn
      : name === 'asset.warrantyUntil'
        ? asset.warrantyUntil
        : asset.nextServiceOn
  return date === null ? [] : [date]
}

/** Nothing came from them for so long. Each silence is one occasion: it begins where they were last heard of. */
export function onSilence(span: Span, person: LoopPerson, zone: string, window: Window): Occurrence[] {
  const since = dayAt(zone, person.lastFromThem ?? person.firstSeen)
  const day = dayAfter(since, span)
  if (!inWindow(window, day)) return []
  return [
    {
      day,
      occasion: `silence:${since}`,
      asset: onlyAsset(person),
      order: null,
      because: say('clock.silence', { day: since }),
    },
  ]
}

/** The visit each vehicle is likely to make next, a while before it when the moment asks so. */
export function onNextVisit(
  services: readonly ServiceDone[],
  network: VisitRhythm | null,
  before: Span | null,
  person: LoopPerson,
  zone: string,
  window: Window,
): Occurrence[] {
  if (network === null) return []
  return person.assets.flatMap((asset) => {
    const days = services.filter(({ assetId }) => assetId === asset.id).map(({ at }) => numberOf(dayAt(zone, at)))
    const next = nextVisit(days, network)
    if (!next) return []
    const likely = dayOf(next.day)
    const day = before === null ? likely : dayAfter(likely, before, -1)
    if (!inWindow(window, day)) return []
    const last = dayOf(Math.max(...days))
    const because = say('clock.next-visit', { day: likely, error: next.error, n: next.n })
    return [{ day, occasion: `${asset.id}:next-visit:${last}`, asset, order: null, because }]
  })
}
