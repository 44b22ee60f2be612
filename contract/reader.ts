import { z } from 'zod'
import { endpoint, id, instant } from './endpoint.ts'
import { KINDS, polarity } from './reading.ts'

const language = z.enum(['fr', 'en'])
const interval = z.object({ low: z.number(), high: z.number() })
/** A share of texts, 0 to 1, with what it rests on. */
const share = z.object({ k: z.number().int(), n: z.number().int(), interval: interval.nullable() })
export type ReaderShare = z.infer<typeof share>

const judged = {
  /** Rated words it was learned from and judged on, and corrections. */
  rated: z.number().int(),
  corrections: z.number().int(),
  /** On the last fifth, which none of them learned from: the shipped reader, the one in force that night, the new one. */
  shipped: share,
  inForce: share,
  challenger: share.nullable(),
  /** How likely chance makes such a difference between the new one and the one in force. */
  p: z.number().nullable(),
  because: z.enum(['better', 'a-point-better', 'not-better', 'alerts-lost']).nullable(),
  /** Of what colleagues marked as not to wait, found by the one in force and by the new one. */
  alerts: z.object({ n: z.number().int(), before: z.number().int(), after: z.number().int() }).nullable(),
}

const learned = z.object({
  id,
  madeAt: instant,
  /** In force; was not better; was in force. */
  state: z.enum(['champion', 'challenger', 'retired']),
  learnedFrom: z.number().int(),
  endedAt: instant.nullable(),
  ended: z.enum(['replaced', 'worse', 'by-hand', 'another-version']).nullable(),
  ...judged,
})
export type LearnedReader = z.infer<typeof learned>

const oneLanguage = z.object({
  language,
  /** The reader the network taught; null: the shipped one. */
  champion: learned.nullable(),
  /** A person went back to the shipped one: nothing takes over until they say so. */
  held: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  /** What there is to learn from by now, and from how many on it begins. */
  rated: z.number().int(),
  corrections: z.number().int(),
  fewest: z.number().int(),
  lastNight: z
    .object({
      at: instant,
      outcome: z.enum(['too-few', 'turned-round', 'looked', 'learned', 'promoted', 'stepped-back']),
      ...judged,
    })
    .nullable(),
  history: z.array(learned),
})
export type ReaderOfLanguage = z.infer<typeof oneLanguage>

export const readReader = endpoint({
  name: 'readReader',
  method: 'GET',
  path: '/api/voice/reader',
  access: 'voice.read',
  summary:
    'Which reader reads what customers write, by language: the shipped one or one the network taught; how often each is right on the newest fifth of rated words, and what was tried.',
  answer: z.object({ shipped: z.string(), name: z.string(), languages: z.array(oneLanguage) }),
})
export type ReaderAnswer = z.output<typeof readReader.answer>

export const backToShipped = endpoint({
  name: 'backToShipped',
  method: 'POST',
  path: '/api/voice/reader/:language/shipped',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Goes back to the shipped reader in a language, and stays there until learning is let go on.',
  params: z.object({ language }),
})

export const learnAgain = endpoint({
  name: 'learnAgain',
  method: 'POST',
  path: '/api/voice/reader/:language/learn',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Lets the reader of a language learn again, from the next night on.',
  params: z.object({ language }),
})

export const learnNow = endpoint({
  name: 'learnNow',
  method: 'POST',
  path: '/api/voice/reader/learn',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Learns now and not at night, beside the house: some minutes. Nothing happens twice at once.',
})

export const SECOND_PROBLEMS = [
  'address-refused',
  'unreachable',
  'timed-out',
  'http',
  'redirected',
  'certificate',
  'too-long',
  'bad-answer',
] as const
export type SecondProblem = (typeof SECOND_PROBLEMS)[number]

const finding = z.object({
  polarity,
  mixed: z.boolean(),
  themes: z.array(z.object({ theme: z.string(), polarity })),
  kinds: z.array(z.enum(KINDS)),
})
const agreedShare = z.object({
  n: z.number().int(),
  same: z.number().int(),
  interval: interval.nullable(),
  /** Krippendorff's α of the three leanings, as ranks; null where it cannot be told. */
  alpha: z.number().nullable(),
})

export const readSecondOpinion = endpoint({
  name: 'readSecondOpinion',
  method: 'GET',
  path: '/api/voice/second-opinion',
  access: 'voice.read',
  summary:
    'A model of the network’s own choice that reads besides: whether it is on, how often it answered well, and how far it, the reader and colleagues agree. The key is never told.',
  answer: z.object({
    on: z.boolean(),
    url: z.string(),
    model: z.string(),
    hasKey: z.boolean(),
    refine: z.boolean(),
    mostADay: z.number().int(),
    agreed: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    read: z.number().int(),
    /** Answers that were not what was asked for: counted, never used. */
    bad: z.number().int(),
    failed: z.number().int(),
    today: z.number().int(),
    problem: z.object({ code: z.enum(SECOND_PROBLEMS), at: instant }).nullable(),
    /** Of the last half year: the reader and the model, the reader and colleagues, the model and colleagues. */
    agreement: z.object({ readerSecond: agreedShare, readerPeople: agreedShare, secondPeople: agreedShare }),
  }),
})
export type SecondOpinionAnswer = z.output<typeof readSecondOpinion.answer>

const address = {
  /** Up to `/v1`: what follows is the same everywhere. */
  url: z.string().trim().max(500),
  model: z.string().trim().min(1).max(200),
  /** Absent: the key that is kept, as long as the address is of the same machine. Null: none. */
  key: z.string().trim().max(500).nullable().optional(),
}

export const setSecondOpinion = endpoint({
  name: 'setSecondOpinion',
  method: 'PUT',
  path: '/api/voice/second-opinion',
  access: 'voice.manage',
  reach: 'network',
  summary:
    'Which model is asked besides. Turning it on sends texts, masked, to this address: who does so agrees to that for the network.',
  body: z.object({
    ...address,
    on: z.boolean(),
    /** That texts, masked, are sent to this address. */
    agreed: z.boolean(),
    refine: z.boolean(),
    mostADay: z.number().int().min(1).max(20_000),
  }),
})

export const trySecondOpinion = endpoint({
  name: 'trySecondOpinion',
  method: 'POST',
  path: '/api/voice/second-opinion/try',
  access: 'voice.manage',
  reach: 'network',
  summary:
    'Has one text read by the reader and by the model at this address: what was sent, what each said. Nothing is kept.',
  body: z.object({ ...address, text: z.string().trim().min(1).max(2000) }),
  answer: z.object({
    sent: z.string(),
    reader: finding,
    second: finding.nullable(),
    problem: z.enum(SECOND_PROBLEMS).nullable(),
    ms: z.number().int(),
  }),
})
export type SecondTried = z.output<typeof trySecondOpinion.answer>

export const listDisagreements = endpoint({
  name: 'listDisagreements',
  method: 'GET',
  path: '/api/voice/second-opinion/disagreements',
  access: 'voice.read',
  summary:
    'The newest texts that the reader and the model lean differently on, covered as everywhere, of the sites where the right is held.',
  answer: z.object({
    texts: z.array(
      z.object({ id, at: instant, text: z.string(), reader: polarity, second: polarity, people: polarity.nullable() }),
    ),
  }),
})
