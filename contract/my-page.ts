import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, instant, text } from './endpoint.ts'
import { reviewState } from './reviews.ts'

/** What stands in the address of a customer's page: the mark of this house over a message, never a name. */
const token = z.object({ token: z.string().max(60) })
export const MY_CHANNELS = ['email', 'sms', 'call', 'voice-drop', 'post', 'push'] as const
export const myChannel = z.enum(MY_CHANNELS)

export const myPage = z.object({
  /** How they are spoken to. */
  name: z.string(),
  language: z.enum(['fr', 'en']),
  network: z.string(),
  address: z.string(),
  /** The message they came from. */
  why: z
    .object({
      title: z.string(),
      channel: z.string(),
      at: instant,
      purpose: z.enum(['service', 'commercial']),
      /** Rules of law that allowed it: ELEC-1 … */
      articles: z.array(z.string()),
      because: z.array(because),
      /** Of a notification, which says one line alone: all it had to say. */
      words: z.string(),
    })
    .nullable(),
  consents: z.array(
    z.object({
      channel: myChannel,
      /** `none`: nothing was ever said. */
      state: z.enum(['given', 'withdrawn', 'none']),
      at: instant.nullable(),
      /** The very words of the last thing they said. */
      wording: z.string(),
      /** The words that are agreed to by saying yes now. */
      asked: z.string(),
    }),
  ),
  /** What they asked to publish; the token opens its own page. */
  reviews: z.array(z.object({ subject: z.string(), state: reviewState, askedOn: day, token: z.string() })),
  /** What they let us quote, with the words they said yes to. */
  quotes: z.array(
    z.object({
      answer: id,
      words: z.string(),
      as: z.enum(['named', 'unnamed']),
      wording: z.string(),
      at: instant.nullable(),
    }),
  ),
  push: z.object({
    /** By which browsers know this house (VAPID); null: notifications do not go out today, and are not offered. */
    key: z.string().nullable(),
    /** Under which the service worker of this customer stands, so that two who share a computer have one each. */
    scope: z.string(),
    /** The words that are agreed to by asking to be told. */
    asked: z.string(),
    devices: z.array(
      z.object({
        id,
        name: z.string(),
        since: instant,
        /** SHA-256 of its endpoint, in base64url: by it a browser knows itself. */
        known: z.string(),
      }),
    ),
  }),
  /** What we know of them. How they are reached is veiled: a message may be handed on. */
  details: z.object({
    kind: z.enum(['person', 'company']),
    givenName: z.string(),
    familyName: z.string(),
    companyName: z.string(),
    addressAs: z.string(),
    street: z.string(),
    postcode: z.string(),
    city: z.string(),
    phones: z.array(z.object({ mark: z.string(), shown: z.string() })),
    emails: z.array(z.object({ mark: z.string(), shown: z.string() })),
    /** When they last said that it is right. */
    confirmedAt: instant.nullable(),
  }),
  /** Below the age at which one agrees to offers alone (RGPD-8): there is no yes to say. */
  tooYoung: z.boolean(),
  objectedAt: instant.nullable(),
  /** What they asked of their data and waits for its answer: a copy, to be forgotten. */
  requests: z.array(z.object({ kind: z.string(), on: day, dueOn: day })),
  rhythm: z.object({ perMonth: z.number().int().nullable(), onlyMyAssets: z.boolean() }),
  advisor: z
    .object({
      name: z.string(),
      /** Whom they stand in for meanwhile. */
      insteadOf: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      site: z.string().nullable(),
    })
    .nullable(),
})
export type MyPage = z.infer<typeof myPage>

export const readMyPage = endpoint({
  name: 'readMyPage',
  method: 'GET',
  path: '/api/my/:token',
  access: 'public',
  summary: 'A customer’s own page, by the link of a message. Reading it changes nothing.',
  params: token,
  answer: myPage,
})
export const myConsent = endpoint({
  name: 'myConsent',
  method: 'POST',
  path: '/api/my/:token/consents',
  access: 'public',
  summary: 'The customer says yes or no to a channel, objects to all commercial contact at once, or takes that back.',
  params: token,
  body: z.object({ channel: myChannel.or(z.literal('all')), says: z.enum(['yes', 'no']) }),
})
export const myQuote = endpoint({
  name: 'myQuote',
  method: 'POST',
  path: '/api/my/:token/quotes',
  access: 'public',
  summary: 'The customer takes back that these words of theirs may be quoted: at once, in no report either.',
  params: token,
  body: z.object({ answer: id }),
})
export const myRhythm = endpoint({
  name: 'myRhythm',
  method: 'POST',
  path: '/api/my/:token/rhythm',
  access: 'public',
  summary: 'How often, and about what, the customer wants to hear from the network.',
  params: token,
  body: z.object({ perMonth: z.number().int().min(0).max(31).nullable(), onlyMyAssets: z.boolean() }),
})
const detail = (most: number) => text(most).default('')
export const myDetails = endpoint({
  name: 'myDetails',
  method: 'POST',
  path: '/api/my/:token/details',
  access: 'public',
  summary:
    'The customer confirms their name and address, or mends them: from then on no source writes over them. Telephones and e-mails whose mark is not in `keep` go; one that is added comes first.',
  params: token,
  body: z.object({
    givenName: detail(100),
    familyName: detail(100),
    companyName: detail(200),
    addressAs: detail(100),
    street: detail(200),
    postcode: detail(20),
    city: detail(100),
    keep: z.array(z.string().max(60)).max(50).default([]),
    phone: detail(40),
    email: z.email().or(z.literal('')).default(''),
  }),
})
export const myAdvisor = endpoint({
  name: 'myAdvisor',
  method: 'POST',
  path: '/api/my/:token/advisor',
  access: 'public',
  summary: 'The customer asks to be called, or for another advisor: a person takes care of it.',
  params: token,
  body: z.object({ asks: z.enum(['contact', 'other']), words: text(1000).default('') }),
})
export const myData = endpoint({
  name: 'myData',
  method: 'POST',
  path: '/api/my/:token/data',
  access: 'public',
  summary: 'The customer asks for their data, or that it be erased: it is answered within a month.',
  params: token,
  body: z.object({ asks: z.enum(['portability', 'erasure']), words: text(1000).default('') }),
})
export const myLanguage = endpoint({
  name: 'myLanguage',
  method: 'POST',
  path: '/api/my/:token/language',
  access: 'public',
  summary: 'The language in which the customer is written to.',
  params: token,
  body: z.object({ language: z.enum(['fr', 'en']) }),
})
export const myWayOut = endpoint({
  name: 'myWayOut',
  method: 'POST',
  path: '/api/my/:token/out',
  access: 'public',
  summary: 'No more messages on the channel this link came by: the way out of every message, in one step.',
  params: token,
})
