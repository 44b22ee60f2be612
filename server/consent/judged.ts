import type { Because } from '../../contract/because.ts'
import type { ConsentAction, ConsentChannel, ConsentPurpose, ContractKind } from '../../contract/consent.ts'

/** Ways to reach a person, as the law sees them. A word or a coffee is given where they are: the law of contact does not speak of it. */
export type ContactChannel =
  | 'call'
  | 'email'
  | 'sms'
  | 'voice-drop'
  | 'post'
  | 'push'
  | 'word'
  | 'coffee'
  | 'linkedin'
  | 'whatsapp'

/** The question: may we reach them so, for this, at this instant? */
export interface Asked {
  channel: ContactChannel
  purpose: 'service' | 'commercial'
  /** epoch milliseconds */
  at: number
  /** What it is about: an offer may be made within a contract in progress only about the object of that contract (CALL-2). */
  assetId?: string | null
  orderId?: string | null
  /** What is offered: to who did not say yes, only what is similar to a purchase (ELEC-2). */
  family?: string | null
}

/** What they said, oldest first. */
export interface ConsentFact {
  at: number
  action: ConsentAction
  channel: ConsentChannel
  purpose: ConsentPurpose
  /** Said to the public list of opposition (Bloctel), not to us. */
  listed?: boolean
}
/** Days are civil, as they stand in the contract. */
export interface ContractFact {
  kind: ContractKind
  since: string
  until: string | null
  /** What it is about: an asset or an order. */
  assetId: string | null
  orderId: string | null
  /** What it is of, as an offer names it. Absent: the whole of what it is about, and decisions kept from before it was. */
  family?: string
  /** An order: the last day anything moved in it, or was promised. */
  movedOn?: string
}
/** A real sale, and the company that made it (ELEC-2). That they were told they may object is a consent of its own: a notice. */
export interface SaleFact {
  at: number
  entity: string
  /** What it was of. Decisions kept from before families were are judged again without. */
  family?: string
  /** What was bought, as the order names it. */
  what?: string
}
/** A call or an attempt (CALL-4). */
export interface AttemptFact {
  at: number
  channel: string
  purpose: string
  reached: boolean
  /** Said no in conversation. */
  refused: boolean
  entity: string
}

/** All that the law asks about a person. */
export interface PersonInLaw {
  capacity: 'consumer' | 'professional'
  country: string
  postcode: string
  /** IANA zone, when known otherwise than by the postcode. */
  zone: string | null
  /** When they objected to all prospecting (RGPD-2). */
  objectedAt: number | null
  /** Their day of birth, where it is known. */
  bornOn?: string
  /** Since when they wait for an erasure they asked for (RGPD-3). */
  erasureAskedAt?: number
  /** Since when their page is put away: nobody is contacted from the archive. */
  archivedAt?: number
  consents: readonly ConsentFact[]
  contracts: readonly ContractFact[]
  sales: readonly SaleFact[]
  /** Of the last sixty days and more. */
  attempts: readonly AttemptFact[]
}

/** How the network reads the law where it leaves a choice. */
export interface LawSettings {
  /** A pack's id, or `auto`: by each person's country. */
  pack: string
  strictContracts: boolean
  countPerEntity: boolean
  legalEntity: string
}

export interface Verdict {
  answer: 'yes' | 'not-before' | 'no'
  because: Because[]
  articles: string[]
  pack: string
  /** epoch milliseconds; null when no waiting helps */
  nextAllowed: number | null
}

/** A decision as it was taken, with all it was taken from: judged again by the pack of its day it must come out the same. */
export interface Judged {
  asked: Asked
  person: PersonInLaw
  settings: LawSettings
  verdict: Verdict
}
