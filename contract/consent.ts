import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { family } from './timeline.ts'

export const CONSENT_CHANNELS = ['call', 'email', 'sms', 'voice-drop', 'post', 'push', 'all'] as const
export const consentChannel = z.enum(CONSENT_CHANNELS)
export type ConsentChannel = z.infer<typeof consentChannel>
export const CONSENT_PURPOSES = ['commercial', 'service', 'quote', 'outside-hours'] as const
export const consentPurpose = z.enum(CONSENT_PURPOSES)
export type ConsentPurpose = z.infer<typeof consentPurpose>
export const CONSENT_ACTIONS = ['given', 'withdrawn', 'refused', 'notice'] as const
export const consentAction = z.enum(CONSENT_ACTIONS)
export type ConsentAction = z.infer<typeof consentAction>
/** Words that ask for a yes, and words that tell. */
export const wordingAction = z.enum(['given', 'notice'])
export type WordingAction = z.infer<typeof wordingAction>
export const CONTRACT_KINDS = ['order', 'lease', 'service-plan', 'warranty-extension', 'repair', 'other'] as const
export const contractKind = z.enum(CONTRACT_KINDS)
export type ContractKind = z.infer<typeof contractKind>

/** A rule of the law: where it is written, and what it says in each language. */
export const lawRule = z.object({
  id: z.string(),
  source: z.string(),
  says: z.object({ fr: z.string(), en: z.string() }),
})
export type LawRule = z.infer<typeof lawRule>

/** A proof of what was said (CONS-1). */
export const receipt = z.object({
  id,
  at: instant,
  action: consentAction,
  channel: consentChannel,
  purpose: consentPurpose,
  contact: z.string().nullable(),
  wording: z.string(),
  wordingVersion: z.string(),
  place: z.string(),
  siteId: id.nullable(),
  by: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()),
  hash: z.string(),
  /** False: written by mistake, as a later one says, or that later one itself. Nothing is judged by it. */
  stands: z.boolean(),
})
export type Receipt = z.infer<typeof receipt>

export const receiptDraft = z.object({
  action: consentAction,
  channel: consentChannel,
  purpose: consentPurpose.default('commercial'),
  contact: line(200).nullable().default(null),
  /** The exact words they were asked with; a version of the network's own wording, else what was said. */
  wording: text(2000).default(''),
  wordingVersion: line(40).default(''),
  place: line(40).min(1),
  siteId: id.nullable().default(null),
  at: instant.optional(),
  evidence: z
    .record(line(60), z.union([text(2000), z.number(), z.boolean()]))
    .default({})
    .refine((all) => Object.keys(all).length <= 20, 'twenty values at most'),
})

/** May we? Yes, not before an instant, or no; with the article, and the next allowed minute where there is one. */
export const verdict = z.object({
  answer: z.enum(['yes', 'not-before', 'no']),
  because: z.array(because),
  /** Rules applied: CALL-1, ELEC-4 … */
  articles: z.array(z.string()),
  pack: z.string(),
  nextAllowed: instant.nullable(),
})

/** Words shown when a consent is asked or something is told, in force. */
export const wording = z.object({
  action: wordingAction,
  channel: consentChannel,
  purpose: consentPurpose,
  language: z.string(),
  version: z.string(),
  text: z.string(),
})
export type WordingShown = z.infer<typeof wording>

export const preference = z.object({
  capacity: z.enum(['consumer', 'professional']),
  /** At most so many contacts in thirty days; null: the network's own figure. */
  perMonth: z.number().int().nullable(),
  onlyMyAssets: z.boolean(),
  channels: z.array(z.string()),
  /** Null: that of their address. */
  zone: z.string().nullable(),
  objectedAt: instant.nullable(),
})
export type Preference = z.infer<typeof preference>

export const contractSeen = z.object({
  /** Null: an order we hold, which ends by itself when it is delivered. */
  id: id.nullable(),
  kind: contractKind,
  object: z.string(),
  since: day,
  until: day.nullable(),
  assetId: id.nullable(),
  orderId: id.nullable(),
  /** May we call now with an offer about it? */
  call: verdict,
})
export type ContractSeen = z.infer<typeof contractSeen>

export const customerConsents = endpoint({
  name: 'customerConsents',
  method: 'GET',
  path: '/api/customers/:id/consents',
  access: 'customers.read',
  summary: 'What they said yes and no to, word for word, what may be done now and by which article, and their rhythm.',
  params: idParams,
  answer: z.object({
    /** Newest first, two hundred at most. */
    receipts: z.array(receipt),
    /** Now, by channel and purpose. */
    now: z.array(z.object({ channel: consentChannel, purpose: z.enum(['service', 'commercial']), verdict })),
    contracts: z.array(contractSeen),
    preference,
    /** The clock they live by, as it was worked out. */
    zone: z.string(),
    wordings: z.array(wording),
    /** What the articles named here say, and where they are written. */
    rules: z.array(lawRule),
  }),
})

export const writeReceipt = endpoint({
  name: 'writeReceipt',
  method: 'POST',
  path: '/api/customers/:id/consents',
  access: 'customers.write',
  summary:
    'Writes down what a customer said yes or no to. A receipt is never changed: saying otherwise is another one.',
  params: idParams,
  body: receiptDraft,
  answer: receipt,
})

export const setPreference = endpoint({
  name: 'setPreference',
  method: 'PATCH',
  path: '/api/customers/:id/preference',
  access: 'customers.write',
  summary: 'Their rhythm, in what capacity we know them, and the hour where they are.',
  params: idParams,
  body: z
    .object({
      capacity: z.enum(['consumer', 'professional']),
      perMonth: z.number().int().min(0).max(31).nullable(),
      onlyMyAssets: z.boolean(),
      channels: z.array(line(20)).max(10),
      zone: line(60).nullable(),
    })
    .partial(),
})

export const writeContract = endpoint({
  name: 'writeContract',
  method: 'POST',
  path: '/api/customers/:id/contracts',
  access: 'customers.write',
  summary: 'A contract in progress, its object and its end: what a call may be about without another consent.',
  params: idParams,
  body: z.object({
    kind: contractKind,
    object: line(200).min(1),
    since: day,
    until: day.nullable().default(null),
    assetId: id.nullable().default(null),
    orderId: id.nullable().default(null),
  }),
  answer: z.object({ id }),
})
export const endContract = endpoint({
  name: 'endContract',
  method: 'POST',
  path: '/api/contracts/:id/end',
  access: 'customers.write',
  summary: 'A contract is over.',
  params: idParams,
  body: z.object({ on: day.optional() }),
})

export const judgeContact = endpoint({
  name: 'judgeContact',
  method: 'GET',
  path: '/api/customers/:id/may-we',
  access: 'customers.read',
  summary:
    'May we contact this person, by this channel, for this purpose, at this instant? With the article and the next allowed minute.',
  params: idParams,
  query: z.object({
    channel: z.enum(['call', 'email', 'sms', 'voice-drop', 'post', 'push', 'word', 'coffee', 'linkedin', 'whatsapp']),
    purpose: z.enum(['service', 'commercial']).default('service'),
    at: instant.optional(),
    /** What it is about: within a contract in progress only its own object may be spoken of. */
    assetId: id.optional(),
    orderId: id.optional(),
    /** What is offered; left out: what they bought last. */
    family: family.optional(),
    /** Where the contact comes from, in a network of several companies. */
    site: id.optional(),
  }),
  answer: verdict,
})

export const proveReceipts = endpoint({
  name: 'proveReceipts',
  method: 'GET',
  path: '/api/consents/proof',
  access: 'audit.read',
  summary: 'Walks the whole chain of receipts and says whether each is as it was written.',
  answer: z.object({
    receipts: z.number().int(),
    sound: z.boolean(),
    /** The first that is not. */
    brokenAt: z.number().int().nullable(),
    head: z.string(),
  }),
})

export const contactRules = endpoint({
  name: 'contactRules',
  method: 'GET',
  path: '/api/consents/rules',
  access: 'signed-in',
  summary: 'The packs of law in force and before, each rule with its source, and the choices of this network.',
  answer: z.object({
    packs: z.array(
      z.object({
        id: z.string(),
        country: z.string(),
        from: day,
        rules: z.array(lawRule),
      }),
    ),
    settings: z.object({
      pack: z.string(),
      strictContracts: z.boolean(),
      countPerEntity: z.boolean(),
      legalEntity: z.string(),
      senderName: z.string(),
      senderAddress: z.string(),
      /** Sites of another company than the network's own. */
      entities: z.record(id, z.string()),
    }),
    /** In force, ours where the network wrote none. */
    wordings: z.array(wording),
    /** Every version the network wrote, newest first. */
    versions: z.array(wording.extend({ id, at: instant })),
  }),
})
export const setContactRules = endpoint({
  name: 'setContactRules',
  method: 'PATCH',
  path: '/api/consents/rules',
  access: 'playbook.manage',
  reach: 'network',
  summary: 'How the network reads the law where it leaves a choice, and who speaks.',
  body: z
    .object({
      /** `auto`, or the id of one pack for everybody. */
      pack: line(40),
      strictContracts: z.boolean(),
      countPerEntity: z.boolean(),
      legalEntity: line(120),
      senderName: line(120),
      senderAddress: line(200),
      entities: z.record(id, line(120)),
    })
    .partial(),
})
export const writeWording = endpoint({
  name: 'writeWording',
  method: 'POST',
  path: '/api/consents/wordings',
  access: 'playbook.manage',
  reach: 'network',
  summary:
    'A new version of the words that ask for a consent; the ones before stay, with the receipts given under them.',
  body: z.object({
    action: wordingAction.default('given'),
    channel: consentChannel,
    purpose: consentPurpose,
    language: z.string().regex(/^[a-z]{2}$/u),
    text: text(2000).min(1),
  }),
  answer: z.object({ id, version: z.string() }),
})

/** A decision of the past, judged again by the pack of its day. */
export const decision = z.object({
  /** Of a moment; null: a message of no moment, written by a person or about what they said. */
  touchId: id.nullable(),
  messageId: id.nullable(),
  /** The moment, or empty. */
  moment: z.string(),
  /** What the message was about, where it is of no moment. */
  title: z.string(),
  channel: z.string(),
  purpose: z.enum(['service', 'commercial']),
  at: instant,
  state: z.string(),
  /** What was said then. */
  verdict,
  /** What the same facts say now, by the same pack. */
  again: verdict,
  same: z.boolean(),
  differs: z.array(z.string()),
})
export type Decision = z.infer<typeof decision>

export const customerDecisions = endpoint({
  name: 'customerDecisions',
  method: 'GET',
  path: '/api/customers/:id/decisions',
  access: 'customers.read',
  summary:
    'What was decided about contacting them, newest first: each is judged again from what it was taken from, and must come out the same.',
  params: idParams,
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(30) }),
  answer: z.object({ decisions: z.array(decision), rules: z.array(lawRule) }),
})
