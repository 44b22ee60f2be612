import type { Because } from '../../contract/because.ts'
import type { Judged } from '../consent/judged.ts'
import type { CarriedChannel, MessageState } from './tables.ts'

/** Who speaks, as every message must say (ELEC-3). */
export interface Sender {
  name: string
  address: string
  /** The number to which STOP is sent; empty: one answers the message itself. */
  stop: string
}

/** Of their own: what a message carries beside its words. */
export interface Extra {
  /** What it weighs in the attention of whom it reaches, in contacts. */
  weight: number
  core: boolean
  /** The address side of a card. */
  lines?: string[]
  /** The recording a voice drop plays, and the number a call back rings. */
  recording?: string
  callBack?: string
  /** The question it asks: its scale stands in an e-mail as buttons. */
  ask?: AskedInLetter
  /** The touch whose question it is, where that is one told besides its own. */
  askedBy?: string
  /** What its reader is told of their right to object, for nobody told them before (POST-1, B2B-1). */
  notice?: Notice
  /** What its words were written of. Not there where a person wrote them. */
  writtenOf?: number
  /** The touches that are told in it besides its own. */
  tells?: string[]
  /** What the words of these were written of. Not there where a person wrote them. */
  toldOf?: Record<string, number>
}

/** A notice as it is given: its exact words, and their version. */
export interface Notice {
  text: string
  version: string
}

/** A question, as an e-mail puts it. */
export interface AskedInLetter {
  link: string
  question: string
  scale: { min: number; max: number }
  ends: { low: string; high: string } | null
}

/** A message to write into the outbox. */
export interface NewMessage {
  id: string
  touchId: string | null
  customerId: string
  channel: CarriedChannel
  purpose: 'service' | 'commercial'
  moment: string | null
  title: string
  staffId: string | null
  siteId: string | null
  language: string
  toAddress: string
  subject: string
  body: string
  extra: Extra
  /** `doubt`: it cannot leave as it is, a person looks at it first. */
  state: Extract<MessageState, 'ready' | 'doubt'>
  /** epoch milliseconds */
  notBefore: number
  expiresAt: number | null
  because: readonly Because[]
  segments: number
  /** What the law said of it, and from what; of a moment's message its touch keeps it. */
  judged?: Judged
}

/** A message claimed by this process: it is leaving. */
export interface Leaving extends Omit<NewMessage, 'notBefore' | 'expiresAt' | 'state' | 'judged'> {
  providerId: string
  tries: number
  expiresAt: Date | null
  createdAt: Date
}

/** The last word before a message leaves: since it was decided, a STOP may have come, the hour passed, the month filled. */
export type LastWord =
  | { go: true }
  | { wait: Date; because: Because[] }
  | { never: Because[] }
  /** It does not leave as it stands: its touch is decided anew, from the file as it is now. */
  | { anew: Because[] }
