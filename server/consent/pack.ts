import type { ConsentChannel, ContractKind } from '../../contract/consent.ts'
import type { ContactChannel } from './judged.ts'

/** A rule of the law, with where it is written and what it says, for people. */
export interface Rule {
  id: string
  source: string
  says: { fr: string; en: string }
}

/** What makes a contact lawful. Of several, one is enough. */
export type Opening =
  /** They said yes, to this channel by its name: a yes to everything is not specific. */
  | { by: 'consent'; article: string }
  /**
   * A contract in progress that this is about (CALL-2). Read loosely, the looser kinds too, an order for some months after it was
   * delivered, and one that names nothing it is about.
   */
  | {
      by: 'contract'
      article: string
      kinds: readonly ContractKind[]
      looser: readonly ContractKind[]
      looseMonths: number
    }
  /** A real sale of the same company within these months, and they were told that they may object (ELEC-2). */
  | { by: 'sale'; article: string; months: number }
  /** Nothing is asked beforehand, but they may say no. `listed`: being on the public list of opposition closes it. */
  | { by: 'opt-out'; article: string; listed?: true }

/** When, on the clock where they are. Minutes of the day; the last is outside. */
export interface Hours {
  article: string
  /** 1 Monday … 7 Sunday */
  days: readonly number[]
  periods: readonly (readonly [from: number, to: number])[]
  holidays: boolean
  /** Outside them with a consent of its own. */
  unless: 'outside-hours' | null
}

/** How often, calls and attempts together, in rolling civil days; and how long after a no. */
export interface Often {
  article: string
  most: number
  days: number
  afterRefusal: number
  channels: readonly string[]
}

export interface ChannelLaw {
  /** The consents that speak of this way of contact. */
  consent: ConsentChannel
  openings: readonly Opening[]
  hours: Hours | null
  often: Often | null
  /** By which a no is a no. */
  stop: string
  /** What must be kept to while doing it: who speaks, the way out. */
  duties: readonly string[]
}

export type Commercial = Partial<Record<ContactChannel, ChannelLaw>>

/** The law of a country from a day on. */
export interface Pack {
  id: string
  /** `*`: wherever there is no pack. */
  country: string
  /** In force from this day on, in the zone of the person. */
  from: string
  rules: readonly Rule[]
  /** Given where the person is: the law of contact does not speak of it. */
  inPerson: readonly ContactChannel[]
  /** Offers. A channel that is not named here is not allowed. */
  consumer: Commercial
  professional: Commercial
  /** What is no prospecting: free by the article, but for these channels. */
  service: Commercial
  servedBy: Partial<Record<ContactChannel, string>>
  /** Objection to all prospecting at once. */
  objection: string
  /** Below this age nobody is offered anything: they cannot agree alone. */
  child?: { article: string; years: number }
  /** An erasure that was asked for. */
  erasure: string
}

export const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
