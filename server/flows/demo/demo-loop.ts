import { type Because, say } from '../../../contract/because.ts'
import type { Gesture, Playbook } from '../../../contract/playbook.ts'
import { WEIGHTS } from '../../budget/weights.ts'
import { placeOf } from '../../consent/place.ts'
import { nextOpening } from '../../moments/hours.ts'
import type { NewTouch } from '../../moments/touch.store.ts'
import { dayAt } from '../../plain/civil.ts'
import { type Chance, chanceFrom } from './chance.ts'
import type { DemoCustomer, DemoFact } from './demo-town.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Version of the playbook that the demo puts in force. */
export const DEMO_PLAYBOOK = 1

/** When the dealership's playbook speaks; and when one is called, which the law narrows (CALL-3). */
const HOURS: Playbook['hours'] = {
  from: '09:30',
  to: '19:00',
  days: [1, 2, 3, 4, 5, 6],
  breaks: [],
  holidays: 'closed',
}
const CALLS: Playbook['hours'] = {
  from: '10:00',
  to: '19:00',
  days: [1, 2, 3, 4, 5],
  breaks: [{ from: '13:00', to: '14:00' }],
  holidays: 'closed',
}
/** The demo's town. */
const { zone: ZONE, region: REGION } = placeOf('FR', '78000', 'Europe/Paris')

/** The first such hour from an instant on; where that is still to come, one of a day before. */
function whenOpen(gesture: Gesture, at: number, today: number): number {
  const hours = gesture === 'call' || gesture === 'voice-drop' ? CALLS : HOURS
  for (let back = 0; back <= 7; back += 1) {
    const open = nextOpening(hours, ZONE, at - back * DAY, REGION)
    if (open <= today) return open
  }
  return Math.min(at, today)
}

/** A contact of the two years behind: its touch, and what came of it when a person made it. */
export interface DemoContact {
  touch: NewTouch
  at: Date
  weight: number
  outcome: 'reached' | 'left-word' | null
  /** The touch in whose contact it was told. */
  toldIn?: string
}

/** Who said yes to messages in their advisor's own voice. */
const likesVoice = (n: number): boolean => n % 12 === 5
/** Whose first visit was thanked in the letter of the keys. */
const cameForTheKeys = (n: number): boolean => n % 12 === 3

interface Occasion {
  moment: string
  core: boolean
  purpose: 'service' | 'commercial'
  priority: number
  gesture: Gesture
  at: number
  holdout: number
  /** What started it, where the ledger would say. */
  why?: Because
}

const occasion = (moment: string, gesture: Gesture, at: number, priority: number): Occasion => ({
  moment,
  core: true,
  purpose: 'service',
  priority,
  gesture,
  at,
  holdout: 0,
})
const extra = (moment: string, gesture: Gesture, at: number, priority: number): Occasion => ({
  ...occasion(moment, gesture, at, priority),
  core: false,
  holdout: 0.1,
})

/** What the dealership's playbook makes of one thing that happened. */
function ofFact(fact: DemoFact, n: number): Occasion[] {
  const at = fact.at.getTime()
  if (fact.what === 'sale')
    return [
      occasion('order-thanks', 'email', at - 42 * DAY, 2),
      occasion('delivered-thanks', likesVoice(n) ? 'voice-drop' : 'email', at + DAY, 2),
      occasion('first-weekend', 'call', at + 6 * DAY, 2),
      occasion('ten-days', 'coffee', at + 10 * DAY, 3),
      extra('likely-visit', 'email', at + 290 * DAY, 6),
      { ...extra('two-years', n % 3 === 0 ? 'postcard' : 'call', at + 670 * DAY, 5), purpose: 'commercial' },
    ]
  if (fact.what === 'repair' && fact.state === 'delivered') return [occasion('after-service', 'sms', at + DAY, 3)]
  if (fact.what === 'repair' && fact.state === 'ready') return [occasion('repair-ready', 'sms', at, 1)]
  if (fact.what === 'survey') return [occasion('answer-thanks', 'email', at + HOUR, 3)]
  if (fact.what === 'case' && fact.closed) return [occasion('case-after', 'call', at + 7 * DAY, 2)]
  return []
}

/**
 * Two years of one customer's contacts, drawn from what happened to them: most were made, some had to wait or were let go, each with its reason. Its
 * own stream of chance, so that the people of the demo stay who they are.
 */
export function demoContacts(customer: DemoCustomer, n: number, now: Date, newId: () => string): DemoContact[] {
  const chance = chanceFrom(7000 + n)
  const today = now.getTime()
  const dates = [
    occasion('service-soon', 'sms', Date.parse(customer.asset.nextServiceOn) - 21 * DAY, 4),
    occasion('warranty-ends', 'email', Date.parse(customer.asset.warrantyUntil) - 61 * DAY, 3),
  ]
  const came = customer.history.map((fact) => fact.at.getTime())
  const quiet = customer.history.some((fact) => fact.what === 'case' && !fact.closed)
  const contacts = [...customer.history.flatMap((fact) => ofFact(fact, n)), ...dates, ...ofSnow(customer, today)]
    .filter(({ at }) => at < today + 45 * DAY && at > today - 730 * DAY)
    // Two years of these days are left to the loop itself.
    .filter(({ moment, at }) => moment !== 'two-years' || at < today - OWN_DAYS * DAY)
    .map((one) => contactOf(one, customer, chance, { today, came, quiet }, newId))
  const made = withinRoom(contacts.sort((a, b) => a.at.getTime() - b.at.getTime()))
  return cameForTheKeys(n) ? made.flatMap((one) => [one, ...toldWithKeys(one, newId)]) : made
}

/** Days of which the demo invents no reminder of two years: the loop finds them by itself. */
export const OWN_DAYS = 15
/** Whom snow is told to: by the options of the playbook's moment, in the words of the demo's cars. */
const HELPED = new Set(['pneus hiver', 'sièges chauffants', 'winter tyres', 'heated seats'])
export const SNOW_AREA = '78'

/** The snow of last winter, told on its eve where they live, to those whose car has what helps. */
function ofSnow({ asset, postcode, createdAt }: DemoCustomer, today: number): Occasion[] {
  if (!postcode.startsWith(SNOW_AREA) || !asset.options.some((option) => HELPED.has(option))) return []
  const year = new Date(today).getUTCFullYear()
  const eve = [year, year - 1].map((each) => Date.UTC(each, 0, 12, 16)).find((at) => at < today - 2 * DAY)
  return eve === undefined || createdAt.getTime() > eve
    ? []
    : [
        {
          ...occasion('snow-tomorrow', 'sms', eve, 3),
          core: false,
          why: say('clock.weather.snow', { day: dayAt(ZONE, eve + DAY), area: SNOW_AREA }),
        },
      ]
}

/** Told in the letter of the keys: the thanks for their first visit, which took no contact of its own. */
function toldWithKeys(one: DemoContact, newId: () => string): DemoContact[] {
  const { touch } = one
  if (touch.moment !== 'delivered-thanks' || touch.state !== 'done' || touch.gesture !== 'email') return []
  const because = [...touch.because, say('touch.told-with', { moment: touch.moment })]
  return [
    {
      at: one.at,
      weight: 0,
      outcome: null,
      toldIn: touch.id,
      touch: { ...touch, id: newId(), moment: 'first-visit', priority: 4, because },
    },
  ]
}

/** No more than three contacts in any thirty days: the fourth finds no room. Oldest first. */
function withinRoom(contacts: readonly DemoContact[]): DemoContact[] {
  const kept: DemoContact[] = []
  for (const one of contacts) {
    const since = one.at.getTime() - 30 * DAY
    const spent = kept.reduce((sum, { at, weight }) => (at.getTime() > since ? sum + weight : sum), 0)
    const room = one.weight === 0 || spent + one.weight <= 3
    if (!room) kept.push(letGo(one, say('budget.full', { cap: 3, spent })))
    else kept.push(one.touch.arm === 'held-out' ? { ...one, weight: 0 } : one)
  }
  return kept
}

const letGo = (one: DemoContact, why: Because): DemoContact => ({
  ...one,
  weight: 0,
  outcome: null,
  touch: { ...one.touch, state: 'dropped', gesture: null, staffId: null, arm: null, because: [why] },
})

interface Around {
  today: number
  came: readonly number[]
  /** A case of theirs is open. */
  quiet: boolean
}

function contactOf(
  one: Occasion,
  customer: DemoCustomer,
  chance: Chance,
  { today, came, quiet }: Around,
  newId: () => string,
): DemoContact {
  const back = came.some((at) => at > one.at && at < one.at + 60 * DAY)
  // Kept out at random of what would have been done; in this invented town the moments do bring some people back, one in six of them.
  const would = stateOf(one, chance, today, quiet)
  const out = would.state === 'done' && one.holdout > 0 && chance.one(one.holdout * (back ? 0.65 : 1.07))
  const { state, because: found } = out ? { state: 'dropped' as const, because: [say('touch.held-out')] } : would
  const because = one.why ? [one.why, ...found] : found
  const done = state === 'done'
  const at = new Date(whenOpen(one.gesture, Math.min(one.at + chance.below(9) * HOUR, today), today))
  const call = one.gesture === 'call'
  return {
    at,
    // Of one kept out: what it would have weighed, until it is known that there was room.
    weight: done || out ? WEIGHTS[one.gesture] : 0,
    outcome: done && call ? (chance.one(0.7) ? 'reached' : 'left-word') : null,
    touch: {
      id: newId(),
      customerId: customer.id,
      moment: one.moment,
      occasion: `demo:${one.at}`,
      core: one.core,
      priority: one.priority,
      purpose: one.purpose,
      factId: null,
      assetId: customer.asset.id,
      orderId: null,
      siteId: customer.siteId,
      dueAt: one.at,
      expiresAt: one.at + 21 * DAY,
      playbookVersion: DEMO_PLAYBOOK,
      state,
      gesture: done ? one.gesture : null,
      staffId: done && (call || one.gesture === 'coffee') ? customer.advisorId : null,
      because,
      judged: null,
      arm: one.holdout === 0 ? null : out ? 'held-out' : done ? 'treated' : null,
    },
  }
}

const LET_GO: [Because, number][] = [
  [say('budget.gap', { days: 4 }), 0.35],
  [say('budget.full', { cap: 3, spent: 3 }), 0.6],
  [say('budget.gives-way', { moment: 'after-service' }), 0.75],
  [say('touch.no-longer'), 0.88],
  [say('gesture.no-email'), 1],
]

function stateOf(
  one: Occasion,
  chance: Chance,
  today: number,
  quiet: boolean,
): { state: NewTouch['state']; because: Because[] } {
  if (one.at > today) return { state: 'planned', because: [] }
  if (quiet && today - one.at < 20 * DAY) return { state: 'held', because: [say('budget.open-case')] }
  if (today - one.at < 5 * DAY && chance.one(0.3)) return { state: 'held', because: [say('budget.gap', { days: 4 })] }
  if (chance.one(one.core ? 0.95 : 0.72)) return { state: 'done', because: [say('budget.room', { spent: 1, cap: 3 })] }
  const drawn = chance.next()
  const why = LET_GO.find(([, upTo]) => drawn < upTo)?.[0] ?? say('touch.expired')
  return { state: 'dropped', because: [why] }
}

/** What an order came to: a car, or a visit to the workshop. The same for the same number. */
export function demoAmount(kind: 'vehicle' | 'repair', number: string): number {
  const chance = chanceFrom([...number].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7))
  const euros = kind === 'vehicle' ? Math.exp(chance.normal(10, 0.32)) : Math.exp(chance.normal(5.6, 0.7))
  return Math.round(euros) * 100
}

/** What each agreed to when they came: calls by fewer than e-mails, and some have changed their mind. */
export function demoConsents(customer: DemoCustomer, n: number, now: Date) {
  const chance = chanceFrom(9000 + n)
  const at = customer.createdAt
  const said = (channel: keyof typeof WORDING, action: 'given' | 'withdrawn' | 'refused', when: Date) => ({
    customerId: customer.id,
    action,
    channel,
    purpose: 'commercial' as const,
    wording: WORDING[channel],
    wordingVersion: 'demo-1',
    place: action === 'withdrawn' ? 'customer-page' : 'counter',
    siteId: customer.siteId,
    byStaff: action === 'withdrawn' ? null : customer.advisorId,
    at: when,
  })
  const receipts = [
    said('call', chance.one(0.4) ? 'given' : 'refused', at),
    said('email', chance.one(0.65) ? 'given' : 'refused', at),
  ]
  if (chance.one(0.5)) receipts.push(said('sms', 'given', at))
  if (likesVoice(n)) receipts.push(said('voice-drop', 'given', at))
  const later = new Date(at.getTime() + chance.next() * (now.getTime() - at.getTime()))
  if (chance.one(0.06)) receipts.push(said(chance.pick(['call', 'email'] as const), 'withdrawn', later))
  return receipts
}

const WORDING = {
  call: 'J’accepte que l’on m’appelle au sujet de vos offres. Je peux changer d’avis à tout moment.',
  email: 'J’accepte de recevoir vos offres par e-mail. Je peux changer d’avis à tout moment.',
  sms: 'J’accepte de recevoir vos offres par SMS. Je peux changer d’avis à tout moment.',
  'voice-drop':
    'J’accepte que mon conseiller me laisse un message vocal, de sa propre voix. Je peux changer d’avis à tout moment.',
}
