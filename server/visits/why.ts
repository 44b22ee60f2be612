import { type Because, say } from '../../contract/because.ts'
import type { Service } from '../../contract/network.ts'
import type { Why } from '../../contract/visits.ts'

/** What today knows of a customer at the moment they arrive or call. */
export interface TodayContext {
  appointments: { id: string; at: Date; service: Service; reason: string; assetId: string | null; here: boolean }[]
  orders: {
    kind: 'vehicle' | 'repair' | 'parts' | 'product'
    state: string
    title: string
    number: string
    changedAt: Date
    assetId: string | null
    here: boolean
  }[]
  cases: { text: string; at: Date }[]
  callsToday: { at: Date }[]
  /** Visits of today that ended. */
  visitsToday: { at: Date }[]
  asset: { nextServiceOn: string | null; warrantyUntil: string | null } | null
  assetId: string | null
}

interface Weighed {
  code: Why['code']
  /** How many times likelier than "no reason we know of" (which weighs 1). */
  odds: number
  service: Service | null
  at: Date | null
  text: string
  because: Because[]
}

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Why are they here? Each thing we know of them weighs something against "a reason we do not know" (weight 1); the shares are
 * the probabilities. The weights are judgement, ordered by how often each brings someone through the gate:
 *
 *   appointment within the hour 60, today 12, here tomorrow ½ · vehicle ready 30 · order to deliver 20 · open case 5 ·
 *   called today 4 · back again today 3 · service due within 30 days (or late) 1.5 · warranty ending within 30 days ½ · order open ½
 *
 * An appointment or an order on another site weighs a tenth; one for another of their cars a half.
 */
export function whyHere(today: TodayContext, now: Date): Why[] {
  const reasons = [
    ...today.appointments.map((a) => forAppointment(a, today.assetId, now)),
    ...today.orders.map((o) => forOrder(o, today.assetId)),
    ...today.cases.slice(0, 1).map(
      (c): Weighed => ({
        code: 'case-open',
        odds: 5,
        service: null,
        at: c.at,
        text: c.text,
        because: [say('case-open-since', { at: c.at.toISOString() })],
      }),
    ),
    ...today.callsToday.slice(0, 1).map(
      (c): Weighed => ({
        code: 'called-today',
        odds: 4,
        service: null,
        at: c.at,
        text: '',
        because: [say('called-at', { at: c.at.toISOString() })],
      }),
    ),
    ...today.visitsToday.slice(0, 1).map(
      (v): Weighed => ({
        code: 'visit-again-today',
        odds: 3,
        service: null,
        at: v.at,
        text: '',
        because: [say('was-here-at', { at: v.at.toISOString() })],
      }),
    ),
    ...forAsset(today.asset, now),
  ].filter((reason): reason is Weighed => reason !== null && reason.odds > 0.2)
  const total = reasons.reduce((sum, reason) => sum + reason.odds, 1)
  return reasons
    .sort((a, b) => b.odds - a.odds)
    .slice(0, 3)
    .map(({ odds, at, ...reason }) => ({ ...reason, at: at?.toISOString() ?? null, probability: odds / total }))
}

function forAppointment(a: TodayContext['appointments'][number], assetId: string | null, now: Date): Weighed | null {
  const early = (a.at.getTime() - now.getTime()) / MINUTE
  const because = [
    say(early > 75 ? 'appointment-later' : early < -60 ? 'appointment-earlier' : 'appointment-now', {
      at: a.at.toISOString(),
    }),
  ]
  let odds = Math.abs(early) <= 75 ? 60 : Math.abs(early) <= 12 * 60 ? 12 : 0.5
  if (!a.here) {
    odds /= 10
    because.push(say('on-another-site'))
  }
  if (a.assetId && assetId && a.assetId !== assetId) {
    odds /= 2
    because.push(say('for-another-car'))
  }
  return { code: 'appointment', odds, service: a.service, at: a.at, text: a.reason, because }
}

function forOrder(o: TodayContext['orders'][number], assetId: string | null): Weighed | null {
  const because = [say('order-number', { number: o.number })]
  const here = o.here ? 1 : 0.1
  if (!o.here) because.push(say('on-another-site'))
  if (o.state === 'ready' && o.kind === 'repair') {
    const thisCar = !o.assetId || !assetId || o.assetId === assetId
    // They come to fetch a car that is ready in another car: a ready repair counts whatever they drive.
    return {
      code: 'vehicle-ready',
      odds: 30 * here * (thisCar ? 0.8 : 1),
      service: 'service',
      at: o.changedAt,
      text: o.title,
      because,
    }
  }
  if (o.state === 'ready')
    return {
      code: 'order-to-deliver',
      odds: 20 * here,
      service: o.kind === 'vehicle' ? 'delivery' : 'parts',
      at: o.changedAt,
      text: o.title,
      because,
    }
  return {
    code: 'order-open',
    odds: 0.5 * here,
    service: o.kind === 'vehicle' ? 'sales' : 'service',
    at: o.changedAt,
    text: o.title,
    because,
  }
}

function forAsset(asset: TodayContext['asset'], now: Date): Weighed[] {
  if (!asset) return []
  const days = (date: string | null) => (date ? (Date.parse(date) - now.getTime()) / DAY : Number.POSITIVE_INFINITY)
  const service = days(asset.nextServiceOn)
  const warranty = days(asset.warrantyUntil)
  return [
    ...(service <= 30
      ? [
          {
            code: 'service-due' as const,
            odds: 1.5,
            service: 'service' as const,
            at: null,
            text: '',
            because: [say('service-due-on', { day: asset.nextServiceOn! })],
          },
        ]
      : []),
    ...(warranty >= -1 && warranty <= 30
      ? [
          {
            code: 'warranty-ending' as const,
            odds: 0.5,
            service: 'service' as const,
            at: null,
            text: '',
            because: [say('warranty-until', { day: asset.warrantyUntil! })],
          },
        ]
      : []),
  ]
}
