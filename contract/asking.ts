import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'
import { BANDS, surveyDraft } from './surveys.ts'

/** A share of `n` with its 95 % interval; null where nobody was asked. */
export const shareOf = z.object({
  n: z.number().int(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
})

/** What came of a survey in the last ninety days. */
export const surveyCounts = z.object({
  /** Invitations that reached somebody. */
  invited: z.number().int(),
  /** Of these, answered. */
  answered: z.number().int(),
  responseRate: shareOf.nullable(),
  /** Answers that count, by whatever door. */
  answers: z.number().int(),
  byChannel: z.record(z.string(), z.number().int()),
  /** Kept but not counted, by reason. */
  leftOut: z.record(z.string(), z.number().int()),
})
export type SurveyCounts = z.infer<typeof surveyCounts>

export const survey = surveyDraft.extend({
  id,
  version: z.number().int(),
  state: z.enum(['draft', 'open', 'closed']),
  createdAt: instant,
  changedAt: instant,
})
export type Survey = z.output<typeof survey>

/** Moments of the playbook in force that ask it. */
export const askedBy = z.array(z.object({ moment: z.string(), title: z.record(z.string(), z.string()) }))

/** A place where anyone may answer: a QR on the counter, a tablet in the lounge. */
export const door = z.object({
  id,
  surveyId: id,
  siteId: id,
  site: z.string(),
  kind: z.enum(['qr', 'tablet']),
  name: z.string(),
  service: z.string().nullable(),
  /** Where it leads; whoever has it may answer there. */
  address: z.string(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  /** Answers that count, and those left out, in the last ninety days. */
  answers: z.number().int(),
  leftOut: z.number().int(),
  lastAt: instant.nullable(),
})
export type Door = z.output<typeof door>

export const listSurveys = endpoint({
  name: 'listSurveys',
  method: 'GET',
  path: '/api/surveys',
  access: 'surveys.manage',
  summary: 'The surveys of the network with what came of each in ninety days, and three good ones to begin with.',
  answer: z.object({
    surveys: z.array(survey.extend({ counts: surveyCounts, doors: z.number().int(), askedBy })),
    starters: z.array(surveyDraft),
  }),
})

export const readSurvey = endpoint({
  name: 'readSurvey',
  method: 'GET',
  path: '/api/surveys/:id',
  access: 'surveys.manage',
  summary: 'A survey, its versions, its doors and what came of it.',
  params: idParams,
  answer: z.object({
    survey,
    counts: surveyCounts,
    versions: z.array(z.object({ version: z.number().int(), at: instant })),
    doors: z.array(door),
    askedBy,
  }),
})

export const createSurvey = endpoint({
  name: 'createSurvey',
  method: 'POST',
  path: '/api/surveys',
  access: 'surveys.manage',
  reach: 'network',
  summary: 'Writes a survey. It asks nobody until it is opened.',
  body: surveyDraft,
  answer: survey,
})

export const changeSurvey = endpoint({
  name: 'changeSurvey',
  method: 'PUT',
  path: '/api/surveys/:id',
  access: 'surveys.manage',
  reach: 'network',
  summary:
    'Writes a new version of a survey; answers keep the words they were asked with. Once somebody was asked, the question stays of its kind (NPS, CSAT, CES, stars). `version` is the one that was changed: when another came since, nothing is written.',
  params: idParams,
  body: z.object({ version: z.number().int(), draft: surveyDraft }),
  answer: survey,
})

export const setSurveyState = endpoint({
  name: 'setSurveyState',
  method: 'POST',
  path: '/api/surveys/:id/state',
  access: 'surveys.manage',
  reach: 'network',
  summary:
    'Opens or closes a survey. Closed, it asks nobody and its doors shut; who was asked before may answer until their invitation ends.',
  params: idParams,
  body: z.object({ state: z.enum(['open', 'closed']) }),
  answer: survey,
})

export const previewSurvey = endpoint({
  name: 'previewSurvey',
  method: 'POST',
  path: '/api/surveys/preview',
  access: 'surveys.manage',
  summary: 'The public page of a survey as it stands in the editor, in one language, as HTML.',
  body: z.object({
    draft: surveyDraft.omit({ slug: true }),
    language: z.string().regex(/^[a-z]{2}$/u),
    step: z.enum(['ask', 'more', 'thanks']).default('ask'),
    /** Which answer the second step and the thanks are shown for. */
    band: z.enum(BANDS).default('happy'),
    door: z.enum(['ask', 'qr', 'tablet']).default('ask'),
  }),
  answer: z.object({ html: z.string() }),
})

export const createDoor = endpoint({
  name: 'createDoor',
  method: 'POST',
  path: '/api/surveys/:id/doors',
  access: 'surveys.manage',
  summary: 'Makes a door of a survey: a QR or a tablet, on a site.',
  params: idParams,
  body: z.object({
    siteId: id,
    kind: z.enum(['qr', 'tablet']),
    name: line(80).min(1),
    service: line(60).nullable().default(null),
  }),
  answer: door,
})

export const setDoor = endpoint({
  name: 'setDoor',
  method: 'POST',
  path: '/api/doors/:id/state',
  access: 'surveys.manage',
  summary: 'Shuts a door, or opens it again. Its address stays the same; what was answered there stays.',
  params: idParams,
  body: z.object({ open: z.boolean() }),
  answer: door,
})

export const doorQr = endpoint({
  name: 'doorQr',
  method: 'GET',
  path: '/api/doors/:id/qr.svg',
  access: 'surveys.manage',
  summary: 'The QR of a door as SVG, to print at any size.',
  params: idParams,
  answer: z.string(),
})

/** An answer as a tablet kept it. It is read leniently: what one answer lacks does not hold up the others. */
export const doorAnswer = z.object({
  key: z.string().regex(/^[\w-]{16,60}$/u),
  /** The version of the survey that was on the screen. */
  version: z.number().int(),
  language: z.string().max(10),
  score: z.number().nullable(),
  text: z.string().max(200_000).default(''),
  /** How long ago it was given, by the tablet's own clock. */
  ageMs: z.number().min(0),
  /** From showing the question to the answer. */
  tookMs: z.number().min(0).default(60_000),
  followUps: z.record(z.string().max(40), z.array(z.string().max(20_000)).max(12)).default({}),
  quote: z.enum(['unnamed', 'named', 'no']).nullable().default(null),
  trap: z.string().max(1000).default(''),
})

export const sendDoorAnswers = endpoint({
  name: 'sendDoorAnswers',
  method: 'POST',
  path: '/api/ask/:token/answers',
  access: 'public',
  summary:
    'What a tablet kept while it was offline. Each is answered under its key: `heard` need not be sent again. The same key once more replaces the answer, and is never a second one.',
  params: z.object({ token: z.string().max(60) }),
  body: z.object({ answers: z.array(z.unknown()).min(1).max(100) }),
  answer: z.object({
    heard: z.array(z.string()),
    /** Of those, what could not be used, and why. */
    refused: z.array(z.object({ key: z.string(), because: z.string() })),
  }),
})
