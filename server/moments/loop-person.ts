import type { AskedBefore } from '../budget/asked-lately.ts'
import type { Attention } from '../budget/attention.ts'
import type { PersonInLaw } from '../consent/judged.ts'

/** A thing a customer owns, as moments see it. Days are civil (YYYY-MM-DD). */
export interface LoopAsset {
  id: string
  kind: 'vehicle' | 'product'
  make: string
  model: string
  body: string
  year: number | null
  options: readonly string[]
  warrantyUntil: string | null
  nextServiceOn: string | null
  boughtOn: string | null
  registeredOn: string | null
  controlUntil: string | null
  boughtSiteId: string | null
  mileage: number | null
  since: string | null
}

export interface LoopOrder {
  id: string
  kind: 'vehicle' | 'repair' | 'parts' | 'product'
  title: string
  state: 'placed' | 'in-progress' | 'ready' | 'delivered' | 'cancelled'
  promisedOn: string | null
  amountCents: number | null
  assetId: string | null
  siteId: string | null
  placedAt: number
}

/** Everything a decision of the loop may know of a person, loaded once and handed in. Instants are epoch milliseconds. */
export interface LoopPerson {
  id: string
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  addressAs: string
  pronunciation: string
  formality: 'vous' | 'tu'
  language: string
  birthDate: string | null
  street: string
  postcode: string
  city: string
  country: string
  siteId: string | null
  advisorId: string | null
  deputyId: string | null
  phones: readonly string[]
  emails: readonly string[]
  /** Browsers in which they asked to be told, by name. */
  devices: readonly string[]
  assets: readonly LoopAsset[]
  orders: readonly LoopOrder[]
  /** A case being repaired: everything but its care is silent. */
  openCase: boolean
  /** When something last came from them; null: never. */
  lastFromThem: number | null
  firstSeen: number
  law: PersonInLaw
  attention: readonly Attention[]
  /** Questions they were asked in the last two years. */
  asked: readonly AskedBefore[]
  rhythm: { perMonth: number | null; onlyMyAssets: boolean; channels: readonly string[] }
  /** Numbers that cannot be written to any more (STOP, dead), each under its channel: `sms +33639980101`. */
  deadNumbers: readonly string[]
  /** Channels whose every address of theirs is blocked (bounced, stopped). */
  blocked: readonly string[]
}

/** A fact, as moments see it. */
export interface LoopFact {
  id: string
  customerId: string
  kind: string
  at: number
  assetId: string | null
  orderId: string | null
  siteId: string | null
  staffId: string | null
  data: Record<string, unknown>
  causedBy: readonly string[]
}
