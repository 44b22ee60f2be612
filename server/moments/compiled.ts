import type { Moment, Playbook, Trigger } from '../../contract/playbook.ts'
import type { LoopAsset, LoopFact, LoopOrder, LoopPerson } from './loop-person.ts'

/** A length of civil time: months and days are counted on the calendar where the customer is. */
export interface Span {
  months: number
  days: number
  minutes: number
}

/** What a condition may look at. */
export interface Scene {
  person: LoopPerson
  asset: LoopAsset | null
  order: LoopOrder | null
  fact: LoopFact | null
  /** epoch milliseconds */
  now: number
}

/** A moment ready to run: its lengths of time read, its condition compiled. */
export interface CompiledMoment {
  moment: Moment
  trigger: Trigger
  after: Span | null
  before: Span | null
  within: Span
  /** How long nothing came from them, for a moment on silence. */
  silence: Span | null
  /** It asks, and its words say something also when the question may not be put now. */
  speaksUnasked: boolean
  /** How long its SMS is for an invented customer, in characters; the longest of its languages. */
  smsLength: number
  /** Which text of the page it is: another when a word of it changes. */
  mark: number
  /** Does its condition hold? A condition that cannot be told (a value is missing) does not, and says so. */
  holds(scene: Scene): { holds: boolean; because?: string }
}

export interface CompiledPlaybook {
  version: number
  playbook: Playbook
  moments: ReadonlyMap<string, CompiledMoment>
  /** Started by a fact of this kind. */
  byFact: ReadonlyMap<string, readonly CompiledMoment[]>
  /** Started by a date, a silence, a prediction, the weather. */
  byClock: readonly CompiledMoment[]
}

/** A touch to be: a moment, for one customer, on one occasion. */
export interface PlannedTouch {
  customerId: string
  moment: string
  occasion: string
  core: boolean
  priority: number
  purpose: 'service' | 'commercial'
  factId: string | null
  assetId: string | null
  orderId: string | null
  siteId: string | null
  /** epoch milliseconds */
  dueAt: number
  expiresAt: number
}
