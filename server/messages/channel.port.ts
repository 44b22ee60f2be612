import type { PushNote, PushTarget } from '../network/push.port.ts'
import type { CarriedChannel } from './tables.ts'

/** A way out, with its secrets open: for the edge that talks to it, and for nothing else. */
export interface OpenProvider {
  id: string
  channel: CarriedChannel
  kind: string
  settings: Record<string, unknown>
  secrets: Record<string, string>
  idempotent: boolean
  /** Changes whenever anything of it changes. */
  version: string
}

/** One message on its way out. */
export interface Parcel {
  id: string
  to: string
  language: string
  /** What is said, as it leaves: for an e-mail its plain text. */
  text: string
  /** E-mail: from whom bounces are told to, and the whole message as RFC 5322 has it. */
  envelopeFrom?: string
  raw?: string
  /** What a generic provider's template may name. */
  values: Record<string, string>
  /** A push: what is shown, and the browsers that show it. */
  note?: PushNote
  devices?: readonly ({ id: string } & PushTarget)[]
}

/** What became of it, as far as the provider says at once. `code` is ours, short, for a screen; never the provider's own words with an address in them.
 * `said`: what stood in its answer where we were told to read, without what may be an address. */
export type Outcome = {
  id: string
  /** Devices that are not to be rung again, whatever became of the message. */
  gone?: readonly string[]
  /** The answer as it came, for whoever tries the way out; it is kept nowhere. */
  heard?: { status: number; text: string }
} & (
  | { came: 'left'; ref: string | null; costCents?: number; segments?: number }
  /** Not taken now: a full box, a limit, a fault of theirs. */
  | { came: 'later'; code: string; afterMs?: number }
  /** Never: it will not be taken, and if `dead`, nothing sent to this address will be. */
  | { came: 'refused'; code: string; dead: boolean; said?: string }
  /** It may have left. */
  | { came: 'doubt'; code: string; said?: string }
)

/** What a provider tells later. */
export interface CarrierNews {
  /** Tells it apart: for ever, or, of what its sender gave no number, for some minutes. */
  key: string
  fleeting?: boolean
  kind: 'delivered' | 'bounced' | 'refused' | 'reply' | 'stop' | 'unsubscribe' | 'complaint'
  /** The provider's own reference of the message it is about. */
  ref?: string
  messageId?: string
  /** Who speaks, or whose address it is about. */
  address?: string
  text?: string
  code?: string
  /** Nothing sent there will ever arrive. */
  dead?: boolean
}

export interface Carrier {
  /**
   * Carries them all, and tells of each as soon as it is known. What is not told of when it resolves is a doubt. Of a doubt it may tell once
   * more, also after it resolved: the answer came late. Never throws.
   */
  carry(parcels: readonly Parcel[], told: (outcome: Outcome) => void): Promise<void>
  close(): Promise<void>
}

/** All ways out of this house, opened when first needed. */
export interface Carriers {
  of(provider: OpenProvider): Carrier
  /** Closes those that are not among these any more. */
  keepOnly(providers: readonly OpenProvider[]): void
  close(): Promise<void>
}
