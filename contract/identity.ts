import { z } from 'zod'
import { endpoint, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'

/** What two records are to each other: one person, perhaps one (a person is asked), two people. */
export const identityOutcome = z.enum(['same', 'ask', 'different'])

/**
 * One bar of the waterfall: what a field says for (positive) or against (negative) one person, in bits; each bit doubles the odds.
 * `label` is a key of the words: `<field>.<level>`.
 */
export const contribution = z.object({
  field: z.string(),
  level: z.string(),
  bits: z.number(),
  label: z.string(),
  a: z.string(),
  b: z.string(),
})
export type Contribution = z.infer<typeof contribution>

/** A record: a customer as one source, or the desk, first knew them. It stays itself after it joined others. */
export const identityRecord = z.object({
  id,
  customerId: id,
  /** Name of the customer it is part of now. */
  customerName: z.string(),
  /** Sources that speak for it; `desk` where people wrote it here. */
  sources: z.array(z.object({ source: z.string(), key: z.string(), at: instant })),
  since: instant,
  name: z.string(),
  birthDate: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  address: z.string(),
  vehicles: z.array(z.string()),
  company: z.string(),
})
export type IdentityRecord = z.infer<typeof identityRecord>

const reading = z.enum(['first', 'second', 'third'])
export const pair = z.object({
  a: identityRecord,
  b: identityRecord,
  outcome: identityOutcome,
  bits: z.number(),
  /** That they are one person, 0 to 1. */
  probability: z.number(),
  /** That they live together or share something, when they are two. */
  related: z.number(),
  contributions: z.array(contribution),
  /** What a person said of them last. */
  judged: z.enum(['same', 'different', 'unsure']).nullable(),
  /** How it is asked: `second` of one that somebody else has answered (what they said is not shown), `third` of one that two people answered differently. */
  reading: reading.default('first'),
  /** Of two customers compared by name: who has said of records of theirs that they are two people. Joining them asks first. */
  apart: z.array(z.object({ by: z.string().nullable(), at: instant, reason: z.string() })).optional(),
})
export type Pair = z.infer<typeof pair>

/** Two customers became one, or one became two again. */
export const identityEvent = z.object({
  id,
  at: instant,
  kind: z.enum(['merge', 'split']),
  customerId: id,
  customerName: z.string(),
  otherId: id,
  otherName: z.string(),
  /** null: decided by itself. */
  by: z.string().nullable(),
  probability: z.number().nullable(),
  contributions: z.array(contribution),
  /** How much of each kind moved. */
  moved: z.record(z.string(), z.number()),
  undoneAt: instant.nullable(),
})
export type IdentityEvent = z.infer<typeof identityEvent>

/** Pairs asked for at once: enough that the next is always here, few enough that they are still worth asking. */
export const REVIEWED_AT_ONCE = 12
export const reviewPairs = endpoint({
  name: 'reviewPairs',
  method: 'GET',
  path: '/api/identity/review',
  access: 'identity.review',
  summary:
    'Pairs of records that may be one person, those first where an answer is worth most; pairs answered "not sure" come last. Among them, looking the same: some drawn at random from what was joined, and from what lies just below asking; and some that somebody else has answered.',
  query: pageQuery.pick({ limit: true }).extend({ import: id.optional() }),
  answer: z.object({
    pairs: z.array(pair),
    waiting: z.number().int(),
    /** How many of those that wait are no doubt of the base: asked about to know how often it is right. */
    beside: z.number().int(),
    /** Where no pair is left: records written and not yet compared. Their doubts are still to come. */
    behind: z.number().int(),
  }),
})

export const importBrought = endpoint({
  name: 'importBrought',
  method: 'GET',
  path: '/api/identity/brought',
  access: 'identity.review',
  summary:
    'What an import brought to who is who: merges since it began of customers it spoke of, and pairs of theirs that wait for an answer; of the last import of customers when none is named.',
  query: z.object({ import: id.optional() }),
  answer: z.object({
    /** null: no import of customers is kept. */
    import: z.object({ id, name: z.string(), source: z.string(), finishedAt: instant.nullable() }).nullable(),
    /** People it made, and people it changed. */
    created: z.number().int(),
    updated: z.number().int(),
    joined: z.number().int(),
    undone: z.number().int(),
    waiting: z.number().int(),
    /** Written and not yet looked at: more may come. */
    behind: z.number().int(),
  }),
})

export const judgePair = endpoint({
  name: 'judgePair',
  method: 'POST',
  path: '/api/identity/judge',
  access: 'identity.review',
  summary:
    'Says whether two records are one person. "same" joins their customers, "different" keeps them apart for ever, whatever is imported or learned later. Answers with the event, to undo it.',
  body: z.object({
    a: id,
    b: id,
    verdict: z.enum(['same', 'different', 'unsure']),
    reason: line(300).default(''),
    /** As `reviewPairs` asked it. A second reading measures whether people agree, and moves nothing. */
    reading: reading.default('first'),
  }),
  /** `reading`: what it was taken as. Of a pair that somebody else has answered meanwhile, a first answer is a second reading. */
  answer: z.object({ judgementId: id, eventId: id.nullable(), reading }),
})

export const undoJudgement = endpoint({
  name: 'undoJudgement',
  method: 'POST',
  path: '/api/identity/judgements/:id/undo',
  access: 'identity.review',
  summary: 'Takes an answer back, and with it what it joined or parted.',
  params: idParams,
})

export const identityEvents = endpoint({
  name: 'identityEvents',
  method: 'GET',
  path: '/api/identity/events',
  access: 'identity.review',
  summary:
    'Who became one, and who became two again, newest first; of one customer, or of those one import spoke of, when named.',
  query: pageQuery.extend({ customer: id.optional(), import: id.optional() }),
  answer: z.object({ events: z.array(identityEvent), next: z.string().nullable() }),
})

export const undoIdentityEvent = endpoint({
  name: 'undoIdentityEvent',
  method: 'POST',
  path: '/api/identity/events/:id/undo',
  access: 'identity.review',
  summary:
    'Undoes a merge, also after months: everything goes back to whom it belongs, what came since by way of their sources and vehicles too; the two are kept apart from then on. Undoes a split too: they join again, and nothing keeps them apart any more.',
  params: idParams,
  answer: z.object({ customerId: id, otherId: id }),
})

/** A value of a field, and who says so. */
const saidBy = z.object({
  value: z.string(),
  /** A source by its name, `desk` where a person wrote it here, `import` where some import did that is forgotten, empty where nobody noted it. */
  source: z.string(),
  at: instant.nullable(),
  /** Who wrote it here. */
  by: z.string().nullable(),
})
export const fieldOrigin = saidBy.extend({
  field: z.string(),
  /** Why it stands and not another; null where several stand together, as telephones do. */
  because: z.enum(['verified', 'typed', 'trusted', 'newest', 'first', 'only', 'kept']).nullable(),
  /** What others say, newest first. `value` is empty where only they say something. */
  losing: z.array(saidBy),
})
export type FieldOrigin = z.infer<typeof fieldOrigin>

export const customerRecords = endpoint({
  name: 'customerRecords',
  method: 'GET',
  path: '/api/customers/:id/records',
  access: 'customers.read',
  summary:
    'The records a customer stands on, how each joined, and for each field, of their vehicles too, who says its value and what others say.',
  params: idParams,
  answer: z.object({
    records: z.array(identityRecord),
    events: z.array(identityEvent),
    fields: z.array(fieldOrigin),
    /** The same of what they have today. */
    vehicles: z.array(z.object({ assetId: id, name: z.string(), fields: z.array(fieldOrigin) })),
  }),
})

export const confirmField = endpoint({
  name: 'confirmField',
  method: 'PUT',
  path: '/api/customers/:id/confirmed',
  access: 'customers.write',
  summary:
    'Says that the customer confirmed their name, birth date or address as it stands: no source writes over it. `confirmed: false` takes that back.',
  params: idParams,
  body: z.object({ field: z.enum(['name', 'birthDate', 'address']), confirmed: z.boolean() }),
})

export const sourceTrust = endpoint({
  name: 'sourceTrust',
  method: 'GET',
  path: '/api/identity/trust',
  access: 'identity.review',
  summary:
    'Which source is believed first where several differ: those that head office has put in order, `desk` (what people write here) among them, and the others, of which the newest is believed.',
  answer: z.object({ order: z.array(z.string()), others: z.array(z.string()) }),
})

export const setSourceTrust = endpoint({
  name: 'setSourceTrust',
  method: 'PUT',
  path: '/api/identity/trust',
  access: 'identity.manage',
  reach: 'network',
  summary: 'Puts sources in order of trust. From then on an import and a merge follow it; what stands is not touched.',
  body: z.object({ order: z.array(line(60).min(1)).max(50) }),
})

export const comparePair = endpoint({
  name: 'comparePair',
  method: 'GET',
  path: '/api/identity/pair',
  access: 'identity.review',
  summary: 'Are these two records, or customers, one person, and why, or why not?',
  query: z.object({ a: id, b: id }),
  answer: pair,
})

export const mergeCustomers = endpoint({
  name: 'mergeCustomers',
  method: 'POST',
  path: '/api/customers/:id/merge',
  access: 'identity.review',
  summary:
    'Joins another customer into this one, by a person’s word. Where somebody has said that they are two people it is refused (`kept-apart`), unless `anyway`.',
  params: idParams,
  body: z.object({ other: id, reason: line(300).default(''), anyway: z.boolean().default(false) }),
  answer: z.object({ eventId: id }),
})

/** What is typed at the counter, as far as it goes. */
export const lookFor = z.object({
  givenName: line().default(''),
  familyName: line().default(''),
  companyName: line().default(''),
  birthDate: z.iso.date().nullable().default(null),
  phones: z.array(line(40)).max(10).default([]),
  emails: z.array(line(200)).max(10).default([]),
  street: text(200).default(''),
  postcode: line(20).default(''),
  city: line(100).default(''),
  plates: z.array(line(20)).max(10).default([]),
})
export const lookAlike = endpoint({
  name: 'lookAlike',
  method: 'POST',
  path: '/api/identity/look',
  access: 'customers.read',
  summary: 'Who on file may be the person being entered: before a second page is made for them.',
  body: lookFor,
  answer: z.object({
    people: z.array(
      z.object({
        customerId: id,
        name: z.string(),
        city: z.string(),
        outcome: identityOutcome,
        probability: z.number(),
        contributions: z.array(contribution),
      }),
    ),
  }),
})

export const householdProposals = endpoint({
  name: 'householdProposals',
  method: 'GET',
  path: '/api/customers/:id/household-proposals',
  access: 'customers.read',
  summary:
    'With whom a customer seems to live, and what the two share. They are two people and never merged; `relate` says yes, `refuseHousehold` no.',
  params: idParams,
  answer: z.object({
    people: z.array(z.object({ customerId: id, name: z.string(), because: z.array(contribution) })),
  }),
})

const together = z.object({ otherId: id })
export const refuseHousehold = endpoint({
  name: 'refuseHousehold',
  method: 'POST',
  path: '/api/customers/:id/not-household',
  access: 'customers.write',
  summary: 'Says that two customers do not live together: it is not proposed again.',
  params: idParams,
  body: together,
})

export const proposeHouseholdAgain = endpoint({
  name: 'proposeHouseholdAgain',
  method: 'POST',
  path: '/api/customers/:id/not-household/undo',
  access: 'customers.write',
  summary: 'Takes back that two customers do not live together.',
  params: idParams,
  body: together,
})
