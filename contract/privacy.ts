import { z } from 'zod'
import { day, endpoint, flag, id, idParams, instant, line, text } from './endpoint.ts'

/** What people may ask of their data, and by what door it came. */
export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'objection', 'portability'] as const
export const requestKind = z.enum(REQUEST_KINDS)
export type RequestKind = z.infer<typeof requestKind>
export const DOORS = ['counter', 'phone', 'email', 'post', 'web'] as const
export const door = z.enum(DOORS)

export const stays = z.object({
  because: z.enum(['accounts', 'contract', 'shared-vehicle', 'suppression', 'audit', 'others-words']),
  n: z.number().int(),
  until: day.nullable(),
})
/** What an erasure does, or did: how many rows of each table go, and what stays with its reason. */
export const erasureReceipt = z.object({ gone: z.record(z.string(), z.number()), stays: z.array(stays) })
export type ErasureReceipt = z.infer<typeof erasureReceipt>

/** Another living page that may be the same person; `goesWith`: a source brought it while the erasure waited, and it is erased with them. */
export const erasureCopy = z.object({ customerId: id, name: z.string(), goesWith: z.boolean() })

export const dataRequest = z.object({
  id,
  kind: requestKind,
  /** null: nobody of the base, or erased since */
  customerId: id.nullable(),
  /** Name of the customer, or the name they gave; empty after an erasure. */
  name: z.string(),
  door,
  siteId: id.nullable(),
  note: z.string(),
  receivedOn: day,
  dueOn: day,
  /** Less than none: late. */
  daysLeft: z.number().int(),
  extendedBecause: z.string().nullable(),
  mayExtend: z.boolean(),
  state: z.enum(['open', 'scheduled', 'done', 'refused', 'withdrawn']),
  eraseAt: instant.nullable(),
  receipt: erasureReceipt.nullable(),
  answer: z.string(),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  /** Imports are kept from bringing them back. */
  keptOut: z.boolean(),
  /** In the register, of an erasure that waits: other pages that may be the same person. */
  copies: z.array(erasureCopy),
})
export type DataRequest = z.infer<typeof dataRequest>

export const listRequests = endpoint({
  name: 'listRequests',
  method: 'GET',
  path: '/api/requests',
  access: 'requests.register',
  summary: 'The register of requests: those open, what is due first before the rest; or those that are over',
  query: z.object({
    open: z.stringbool().default(true),
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    requests: z.array(dataRequest),
    more: z.boolean(),
    open: z.number().int(),
    late: z.number().int(),
  }),
})
export const registerRequest = endpoint({
  name: 'registerRequest',
  method: 'POST',
  path: '/api/requests',
  access: 'requests.register',
  summary: 'Write down a request with the day it came; it is due one month later',
  body: z.object({
    kind: requestKind,
    customerId: id.nullable().default(null),
    who: line(150).default(''),
    door: door.default('counter'),
    siteId: id.nullable().default(null),
    note: text(2000).default(''),
    receivedOn: day,
  }),
  answer: dataRequest,
})
export const extendRequest = endpoint({
  name: 'extendRequest',
  method: 'POST',
  path: '/api/requests/:id/extend',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'Two months more, within the first, with the reason the person was told',
  params: idParams,
  body: z.object({ because: line(300).min(3) }),
  answer: dataRequest,
})
export const answerRequest = endpoint({
  name: 'answerRequest',
  method: 'POST',
  path: '/api/requests/:id/answer',
  access: 'privacy.manage',
  reach: 'network',
  summary:
    'Say that a request was answered, refused (with the reason told) or withdrawn by the person; `open` takes that back',
  params: idParams,
  body: z.object({ state: z.enum(['done', 'refused', 'withdrawn', 'open']), answer: text(2000).default('') }),
  answer: dataRequest,
})
export const letBack = endpoint({
  name: 'letBack',
  method: 'POST',
  path: '/api/requests/:id/let-back',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'Imports may bring this person back: what kept them out is forgotten',
  params: idParams,
})

/** Why somebody who is over their time stays for now. */
export const RETENTION_HOLDS = ['request-open', 'order-in-progress', 'case-open', 'here-now'] as const
export type RetentionHold = (typeof RETENTION_HOLDS)[number]

export const customerRights = endpoint({
  name: 'customerRights',
  method: 'GET',
  path: '/api/customers/:id/rights',
  access: 'customers.read',
  summary: 'What this person objects to, and what they asked',
  params: idParams,
  answer: z.object({
    /** Since when they object to commercial contact. */
    marketingObjection: instant.nullable(),
    requests: z.array(dataRequest),
    /** Of a page in the archive: whether the rule of retention put it there, and what becomes of it. Null: not archived, or part of another page. */
    archived: z
      .object({
        byRetention: z.boolean(),
        /** When something last came from them: the clock runs from there. */
        lastContact: instant.nullable(),
        /** From when on the nightly run erases it; null: retention is switched off. */
        eraseFrom: instant.nullable(),
        /** What is finished first. */
        held: z.array(z.enum(RETENTION_HOLDS)),
      })
      .nullable(),
  }),
})
export const objectTo = endpoint({
  name: 'objectTo',
  method: 'POST',
  path: '/api/customers/:id/objection',
  access: 'customers.write',
  summary:
    'They object to commercial contact (all channels at once, no reason asked), or to being recognised, or take it back; written in the register',
  params: idParams,
  body: z.object({ to: z.enum(['marketing', 'recognition']), objects: z.boolean(), door: door.default('counter') }),
})
/** A ZIP: JSON for machines, a page for reading, the recording of the name. */
export const exportPerson = endpoint({
  name: 'exportPerson',
  method: 'GET',
  path: '/api/customers/:id/export.zip',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'Everything about a person, as files; it is in the audit log',
  params: idParams,
  query: z.object({ staffNames: flag }),
  answer: z.instanceof(Uint8Array),
})
export const BLOCKERS = ['order-in-progress', 'here-now', 'import-running'] as const
export const erasurePreview = endpoint({
  name: 'erasurePreview',
  method: 'GET',
  path: '/api/customers/:id/erasure',
  access: 'privacy.manage',
  reach: 'network',
  summary:
    'What erasing this person would do, counted by doing it and taking it back; what stays and why; what must end first',
  params: idParams,
  answer: erasureReceipt.extend({
    /** What to type to confirm. */
    name: z.string(),
    blockers: z.array(z.object({ because: z.enum(BLOCKERS), n: z.number().int() })),
    /** Their name in what was written of others: for a person to read. */
    namedElsewhere: z.array(z.object({ customerId: id, name: z.string() })),
    /** Other pages that may be the same person: each is erased from its own page, or joined first. */
    copies: z.array(erasureCopy),
    days: z.number().int(),
  }),
})
export const scheduleErasure = endpoint({
  name: 'scheduleErasure',
  method: 'POST',
  path: '/api/customers/:id/erasure',
  access: 'privacy.manage',
  reach: 'network',
  summary:
    'Erase this person in seven days; until then they are put away, and it can be called off. `confirm` is their name, typed',
  params: idParams,
  body: z.object({ confirm: line(300), door: door.default('counter'), receivedOn: day.optional() }),
  answer: dataRequest,
})
export const callOffErasure = endpoint({
  name: 'callOffErasure',
  method: 'POST',
  path: '/api/requests/:id/call-off',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'Call an erasure off while it waits: the person is back as they were, and the request is open again',
  params: idParams,
  answer: dataRequest,
})

export const retentionRule = z.object({
  id: z.string(),
  months: z.number().int(),
  most: z.number().int(),
  least: z.number().int(),
  does: z.enum(['erase', 'archive', 'strip', 'delete']),
  source: z.string(),
})
export const readRetention = endpoint({
  name: 'readRetention',
  method: 'GET',
  path: '/api/retention',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'How long things are kept, by which rule, and what the last runs did',
  answer: z.object({
    enabled: z.boolean(),
    changedAt: instant.nullable(),
    pack: z.string(),
    since: day,
    rules: z.array(retentionRule),
    runs: z.array(
      z.object({ startedAt: instant, finishedAt: instant.nullable(), counts: z.record(z.string(), z.number()) }),
    ),
  }),
})
export const previewRetention = endpoint({
  name: 'previewRetention',
  method: 'GET',
  path: '/api/retention/preview',
  access: 'privacy.manage',
  reach: 'network',
  summary:
    'What the next run would do, by rule: how many, some of them, how many more within thirty days, and who stays until something is finished',
  answer: z.object({
    rules: z.array(
      z.object({
        id: z.string(),
        n: z.number().int(),
        soon: z.number().int(),
        sample: z.array(z.object({ customerId: id, name: z.string(), lastContact: instant })),
        /** Over their time, and staying until something is finished: how many, some of them, and what. */
        held: z.object({
          n: z.number().int(),
          sample: z.array(z.object({ customerId: id, name: z.string(), because: z.array(z.enum(RETENTION_HOLDS)) })),
        }),
      }),
    ),
  }),
})
export const setRetention = endpoint({
  name: 'setRetention',
  method: 'PUT',
  path: '/api/retention',
  access: 'privacy.manage',
  reach: 'network',
  summary: 'Switch the nightly run on or off; choose shorter times, never past the law',
  body: z.object({
    enabled: z.boolean().optional(),
    months: z.record(z.string(), z.number().int().positive()).optional(),
  }),
})
