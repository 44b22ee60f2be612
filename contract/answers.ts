import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'
import { who } from './facts.ts'
import { followUpSaid, hiddenSpan } from './feedback.ts'
import { answerDoor, followUp, followUpAnswers, inLanguages, leftOut, metric, scale } from './surveys.ts'

/** A survey as a member of staff puts it: aloud, or by a link. */
const spokenSurvey = z.object({
  id,
  /** Of the question as it stands on this screen: told with what is taken down. */
  version: z.number().int(),
  slug: z.string(),
  title: inLanguages(120),
  question: inLanguages(300),
  word: inLanguages(200),
  metric,
  scale,
  /** What its two ends mean, in the customer's language. */
  ends: z.object({ low: z.string(), high: z.string() }).nullable(),
  languages: z.array(z.string()),
  followUps: z.array(followUp),
  askQuote: z.boolean(),
})

export const customerAsks = endpoint({
  name: 'customerAsks',
  method: 'GET',
  path: '/api/customers/:id/asks',
  access: 'feedback.act',
  summary: 'What this customer may be asked now, by what channel, and what they were asked before.',
  params: idParams,
  answer: z.object({
    customerId: id,
    language: z.string(),
    surveys: z.array(
      spokenSurvey.extend({
        /** Asked something too lately: from when again, and why. */
        notBefore: instant.nullable(),
        because: z.array(because),
      }),
    ),
    /** By which a link may be sent: to where, or why not. */
    channels: z.array(z.object({ channel: z.enum(['sms', 'email']), may: z.boolean(), because: z.array(because) })),
    asked: z.array(
      z.object({
        id,
        surveyId: id,
        title: inLanguages(120),
        channel: z.string(),
        askedAt: instant,
        answeredAt: instant.nullable(),
        expiresAt: instant,
      }),
    ),
  }),
})

export const askCustomer = endpoint({
  name: 'askCustomer',
  method: 'POST',
  path: '/api/customers/:id/asks',
  access: 'feedback.act',
  summary:
    'Sends a customer the link of a survey, in one tap after a call. It is asked by a person, for this customer; the law and the pause between two questions hold all the same.',
  params: idParams,
  body: z.object({
    surveyId: id,
    channel: z.enum(['sms', 'email']),
  }),
  answer: z.union([
    z.object({ asked: z.literal(true), invitationId: id, leavesAt: instant }),
    z.object({ asked: z.literal(false), because: z.array(because), until: instant.nullable() }),
  ]),
})

export const noteAnswer = endpoint({
  name: 'noteAnswer',
  method: 'POST',
  path: '/api/answers/noted',
  access: 'feedback.act',
  summary:
    'Writes down what a customer answers aloud, at the counter or on the telephone. Who took it down stays with it.',
  body: z.object({
    /** Given by the screen: sent twice, it is one answer. */
    key: z.string().regex(/^[\w-]{8,60}$/u),
    surveyId: id,
    /** The version that was read aloud; left out: the one they were invited to, else today's. */
    version: z.number().int().positive().optional(),
    /** Nobody we know: at the counter. */
    customerId: id.nullable(),
    siteId: id.nullable().default(null),
    channel: z.enum(['call', 'counter']),
    score: z.number().int().nullable(),
    text: text(5000).default(''),
    language: z.string().regex(/^[a-z]{2}$/u),
    followUps: followUpAnswers.default({}),
    /** What they said when asked whether their words may be quoted. */
    quote: z.enum(['named', 'unnamed']).nullable().default(null),
  }),
  answer: z.object({ answerId: id, band: z.enum(['happy', 'between', 'unhappy']).nullable() }),
})

/** An answer that another system collected. */
export const toldAnswer = z.object({
  /** With `source`, tells it apart for ever: the same one again changes nothing. */
  key: line(200).min(1),
  at: instant,
  /** Whose it is; left out, or nobody we know: an answer of nobody, which counts. */
  who: who.optional(),
  /** One of the surveys here, by its name; or else a metric, with its scale where it is not the usual one. */
  survey: z.string().max(60).optional(),
  metric: metric.optional(),
  scale: scale.optional(),
  score: z.number().nullable().default(null),
  text: z.string().max(200_000).default(''),
  language: z
    .string()
    .regex(/^[a-z]{2}$/u)
    .default('fr'),
  siteId: id.nullable().default(null),
  staffId: id.nullable().default(null),
  assetId: id.nullable().default(null),
  orderId: id.nullable().default(null),
  service: line(60).nullable().default(null),
  moment: line(60).nullable().default(null),
  followUps: followUpAnswers.default({}),
  /** With the very words they said yes to. */
  quote: z
    .object({ as: z.enum(['named', 'unnamed']), wording: text(500).min(1) })
    .nullable()
    .default(null),
})

export const tellAnswers = endpoint({
  name: 'tellAnswers',
  method: 'POST',
  path: '/api/answers',
  access: 'facts.tell',
  summary:
    'Tells answers that another system collected, up to five hundred. Each is judged by itself: one that cannot be used is told with its reason, and the others are kept. The same source and key again changes nothing.',
  body: z.object({ source: line(60).min(1), answers: z.array(toldAnswer).min(1).max(500) }),
  answer: z.object({
    kept: z.number().int(),
    /** Told before, under the same key. */
    known: z.number().int(),
    refused: z.array(z.object({ key: z.string(), because: z.string() })),
    /** Kept as nobody's: they name nobody we know, or several. */
    nobodys: z.array(z.string()),
  }),
})

export const leftOutAnswers = endpoint({
  name: 'leftOutAnswers',
  method: 'GET',
  path: '/api/surveys/:id/left-out',
  access: 'feedback.read',
  summary: 'Answers of a survey that are kept and not counted, with their reason, newest first.',
  params: idParams,
  query: pageQuery,
  answer: z.object({
    answers: z.array(
      z.object({
        id,
        at: instant,
        channel: answerDoor.or(z.string()),
        door: z.string().nullable(),
        siteId: id.nullable(),
        site: z.string().nullable(),
        customerId: id.nullable(),
        name: z.string().nullable(),
        score: z.number().int().nullable(),
        language: z.string(),
        /** Numbers, and colleagues in unkind words, are covered. */
        text: z.string(),
        hidden: z.array(hiddenSpan),
        followUps: z.array(followUpSaid),
        leftOut: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const countAnswer = endpoint({
  name: 'countAnswer',
  method: 'POST',
  path: '/api/answers/:id/count',
  access: 'surveys.manage',
  summary: 'Counts an answer that was left out, or leaves one out, by the word of a person. Its day is counted anew.',
  params: idParams,
  /** null: it counts. */
  body: z.object({ leftOut: leftOut.nullable() }),
})
