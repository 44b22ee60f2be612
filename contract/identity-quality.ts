import { z } from 'zod'
import { endpoint, id, instant } from './endpoint.ts'
import { pair } from './identity.ts'

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
const soFar = z.object({ asked: z.number().int(), of: z.number().int() })
export const identityQuality = endpoint({
  name: 'identityQuality',
  method: 'GET',
  path: '/api/identity/quality',
  access: 'identity.review',
  summary:
    'How well the base knows who is who: counts, doubts, precision and recall as people’s answers let us estimate them, the weights.',
  answer: z.object({
    records: z.number().int(),
    customers: z.number().int(),
    /** Records that share their customer with another. */
    duplicates: z.number().int(),
    waiting: z.number().int(),
    /** Pairs that the caller would be asked: those in doubt, those two people are torn about, and some to see how often the base is right. */
    asked: z.number().int(),
    /** Changed and not yet looked at. */
    behind: z.number().int(),
    merges: z.object({ automatic: z.number().int(), byPeople: z.number().int(), undone: z.number().int() }),
    precision: estimate.nullable(),
    recall: estimate.nullable(),
    /**
     * What the estimates stand on: pairs drawn at random from bands of weight (in bits; for `near`, below asking), and what people said of them. Precision is that
     * of merges made without a person; those undone before they were drawn are counted as wrong. A pair never compared is in none of them.
     */
    sample: z.array(
      z.object({
        kind: z.enum(['joined', 'asked', 'near']),
        from: z.number().nullable(),
        to: z.number().nullable(),
        pairs: z.number().int(),
        undone: z.number().int(),
        drawn: z.number().int(),
        asked: z.number().int(),
        same: z.number().int(),
        at: instant,
      }),
    ),
    /** Answers on pairs drawn at random that there are, of those an estimate begins with: on merges, and on pairs just below asking. */
    needs: z.object({ joined: soFar, near: soFar }),
    /** All answers of people. */
    judgements: z.object({ same: z.number().int(), different: z.number().int(), unsure: z.number().int() }),
    /** Pairs that two people answered, neither knowing of the other: how often they agreed, and beyond chance; null under five such pairs. `torn`: answered differently, and waiting for a third. */
    agreement: z.object({
      pairs: z.number().int(),
      kappa: estimate.nullable(),
      agreed: z.number().int(),
      torn: z.number().int(),
    }),
    model: z.object({
      learntFrom: z.number().int(),
      at: instant.nullable(),
      same: z.number(),
      ask: z.number(),
      comparisons: z.array(
        z.object({
          field: z.string(),
          levels: z.array(z.object({ level: z.string(), bits: z.number(), m: z.number(), u: z.number() })),
        }),
      ),
      /** Values that stand for nobody, with how many records hold them. */
      generic: z.array(z.object({ field: z.string(), value: z.string(), count: z.number().int() })),
    }),
    lastLearning: z
      .object({
        state: z.enum(['running', 'done', 'failed']),
        startedAt: instant,
        finishedAt: instant.nullable(),
        pairs: z.number().int(),
        records: z.number().int(),
      })
      .nullable(),
    /** The pass over everyone that is under way: what it is doing, and how far that is. */
    pass: z
      .object({
        phase: z.enum(['read', 'learn', 'resolve', 'write', 'join', 'done']),
        done: z.number().int(),
        total: z.number().int(),
        startedAt: instant,
      })
      .nullable(),
    automatic: z.boolean(),
  }),
})

export const identityDryRun = endpoint({
  name: 'identityDryRun',
  method: 'GET',
  path: '/api/identity/dry-run',
  access: 'identity.review',
  summary:
    'What other bars would do, before they do it: how many would be joined, asked about or left alone, with examples at the border.',
  query: z.object({ same: z.coerce.number().min(-20).max(40), ask: z.coerce.number().min(-20).max(40) }),
  answer: z.object({
    /** `joined`: pairs of records above the bar, three of one person being three. `asked`: pairs of customers that wait for an answer. */
    now: z.object({ same: z.number(), ask: z.number(), joined: z.number().int(), asked: z.number().int() }),
    would: z.object({ joined: z.number().int(), asked: z.number().int() }),
    /** How the known pairs spread: pairs per band of two bits. */
    spread: z.array(z.object({ from: z.number(), pairs: z.number().int() })),
    examples: z.array(pair).max(6),
  }),
})

/** What bars make of everyone: customers that would join another, people made so, pairs somebody would be asked about. */
const people = z.object({
  joining: z.number().int(),
  made: z.number().int(),
  asked: z.number().int(),
  largest: z.array(
    z.object({
      customers: z.number().int(),
      records: z.number().int(),
      some: z.array(z.object({ customerId: id, name: z.string() })),
    }),
  ),
})
export const identityTry = endpoint({
  name: 'identityTry',
  method: 'GET',
  path: '/api/identity/dry-run/people',
  access: 'identity.review',
  summary:
    'What other bars would make of everyone: people, not only pairs, and the largest of them. Nothing is written. Begins at the first question and goes on by itself: ask again until `state` is `done`. What is joined today stays, whatever the bars.',
  query: z.object({ same: z.coerce.number().min(-20).max(40), ask: z.coerce.number().min(-20).max(40) }),
  answer: z.object({
    state: z.enum(['running', 'done']),
    done: z.number().int(),
    total: z.number().int(),
    /** With the bars in force. */
    now: people.nullable(),
    would: people.nullable(),
  }),
})

export const setIdentity = endpoint({
  name: 'setIdentity',
  method: 'PATCH',
  path: '/api/identity/settings',
  access: 'identity.manage',
  reach: 'network',
  summary: 'Moves the bars, or stops joining without a person’s word. What was joined stays until it is undone.',
  body: z
    .object({ same: z.number().min(-20).max(40), ask: z.number().min(-20).max(40), automatic: z.boolean() })
    .partial(),
})

/** A base smaller than this teaches nothing that the weights before any learning do not say. */
export const FEWEST_TO_LEARN = 500

export const learnIdentity = endpoint({
  name: 'learnIdentity',
  method: 'POST',
  path: '/api/identity/learn',
  access: 'identity.manage',
  reach: 'network',
  summary: 'Learns the weights anew from the whole base and resolves it anew, in the background.',
})
