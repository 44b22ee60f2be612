import type { CompiledMoment, CompiledPlaybook, PlannedTouch, Scene } from './compiled.ts'
import { zoneHere } from './local-zone.ts'
import type { LoopAsset, LoopFact, LoopOrder, LoopPerson } from './loop-person.ts'
import { after, minuteOfDay } from './span.ts'

const AT_ONCE = { months: 0, days: 0, minutes: 0 }

/**
 * What a fact starts for the customer it is about. A moment whose own work made the fact is not started by it again. One whose time
 * has passed already (an import of last year's orders) starts nothing. The occasion is the fact: told twice, it is one.
 */
export function touchesOfFact(
  compiled: CompiledPlaybook,
  fact: LoopFact,
  person: LoopPerson,
  now: number,
): PlannedTouch[] {
  const started = compiled.byFact.get(fact.kind)
  if (!started) return []
  const order = orderOf(fact, person)
  const scene: Scene = { person, asset: assetOf(fact, order, person), order, fact, now }
  const zone = zoneHere(person)
  const touches: PlannedTouch[] = []
  for (const each of started) {
    if (fact.causedBy.includes(each.moment.id)) continue
    const dueAt = dueAfter(each, fact, zone)
    const expiresAt = after(zone, dueAt, each.within, null)
    // Judged on the day it speaks of: three days after the keys, it is three days since.
    if (expiresAt <= now || !each.holds({ ...scene, now: Math.max(now, dueAt) }).holds) continue
    touches.push(plannedOf(each, scene, fact.id, dueAt, expiresAt))
  }
  return touches
}

/** When a fact makes a moment due. */
export const dueAfter = ({ after: span, moment: { at } }: CompiledMoment, fact: LoopFact, zone: string): number =>
  after(zone, fact.at, span ?? AT_ONCE, at === undefined ? null : minuteOfDay(at))

export function plannedOf(
  { moment }: CompiledMoment,
  { person, asset, order, fact }: Scene,
  occasion: string,
  dueAt: number,
  expiresAt: number,
): PlannedTouch {
  return {
    customerId: person.id,
    moment: moment.id,
    occasion,
    core: moment.core,
    priority: moment.priority,
    purpose: moment.purpose,
    factId: fact?.id ?? null,
    assetId: asset?.id ?? null,
    orderId: order?.id ?? null,
    siteId: fact?.siteId ?? order?.siteId ?? person.siteId,
    dueAt,
    expiresAt,
  }
}

const orderOf = (fact: LoopFact, person: LoopPerson): LoopOrder | null =>
  fact.orderId === null ? null : (person.orders.find((each) => each.id === fact.orderId) ?? null)

/** What the fact is about: what it names, else what the order is for, else the only thing they have. */
function assetOf(fact: LoopFact, order: LoopOrder | null, person: LoopPerson): LoopAsset | null {
  const named = fact.assetId ?? order?.assetId ?? null
  if (named !== null) return person.assets.find((each) => each.id === named) ?? null
  return person.assets.length === 1 ? person.assets[0]! : null
}
