import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, flag, id, idParams, instant, line, siteQuery, text } from './endpoint.ts'
import { service } from './network.ts'
import { hint } from './timeline.ts'

export const WHY = [
  'appointment',
  'vehicle-ready',
  'order-to-deliver',
  'case-open',
  'called-today',
  'visit-again-today',
  'service-due',
  'warranty-ending',
  'order-open',
  'unknown',
] as const
/** Why are they here: one reason with how likely it is, and why we think so. */
export const why = z.object({
  code: z.enum(WHY),
  probability: z.number(),
  service: service.nullable(),
  at: instant.nullable(),
  text: z.string(),
  because: z.array(because),
})
export type Why = z.infer<typeof why>

/** Who goes: the person, as what, and why them. */
export const who = z.object({
  staffId: id,
  name: z.string(),
  as: z.enum(['advisor', 'deputy', 'service', 'reception', 'manager', 'anyone']),
  because: z.array(because),
})
export type Who = z.infer<typeof who>

/** At most what one can read while walking. */
export const card = z.object({
  customerId: id,
  name: z.string(),
  addressAs: z.string(),
  pronunciation: z.string(),
  hasVoice: z.boolean(),
  formality: z.enum(['vous', 'tu']),
  language: z.string(),
  vehicle: z
    .object({
      assetId: id,
      make: z.string(),
      model: z.string(),
      body: z.string(),
      colour: z.string(),
      plate: z.string(),
    })
    .nullable(),
  why: z.array(why).max(3),
  who: who.nullable(),
  say: because.nullable(),
  thank: because.nullable(),
  mind: because.nullable(),
  /** Which of the three were said: what a colleague left there is not shown again. */
  said: z.array(hint).optional(),
  certainty: z.enum(['sure', 'perhaps', 'told']),
  probability: z.number(),
  because: z.array(because),
})
export type Card = z.infer<typeof card>

export const visitState = z.enum(['arrived', 'greeted', 'left', 'withdrawn'])
export const visit = z.object({
  id,
  siteId: id,
  customerId: id,
  assetId: id.nullable(),
  appointmentId: id.nullable(),
  door: z.enum(['gate', 'counter', 'phone', 'web']),
  state: visitState,
  arrivedAt: instant,
  goingBy: id.nullable(),
  goingAt: instant.nullable(),
  greetedBy: id.nullable(),
  greetedAt: instant.nullable(),
  leftAt: instant.nullable(),
  whoId: id.nullable(),
  /** How many people were told because nobody moved. */
  escalation: z.number().int(),
  escalateAt: instant.nullable(),
  confirmed: z.boolean().nullable(),
  card,
  version: z.number().int(),
})
export type Visit = z.infer<typeof visit>

export const appointment = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  pronunciation: z.string(),
  assetId: id.nullable(),
  vehicle: z.string().nullable(),
  plate: z.string().nullable(),
  siteId: id,
  service,
  at: instant,
  minutes: z.number().int(),
  staffId: id.nullable(),
  advisorId: id.nullable(),
  reason: z.string(),
  state: z.enum(['booked', 'kept', 'cancelled', 'missed']),
  /** They, for themselves or for this car, asked not to be recognised: no camera announces them, and no wall names them before they are here. */
  objected: z.boolean(),
})
export type Appointment = z.infer<typeof appointment>

/** An appointment of today for which nobody came yet; `hereSince`: the customer is here already, for something else. */
export const expectedToday = appointment.extend({ hereSince: instant.nullable() })
export type ExpectedToday = z.infer<typeof expectedToday>

/** For reception alone: it is perhaps one of these. */
export const perhaps = z.object({
  id,
  siteId: id,
  door: z.enum(['gate', 'phone']),
  at: instant,
  expiresAt: instant,
  candidates: z.array(
    z.object({
      customerId: id,
      assetId: id.nullable(),
      name: z.string(),
      vehicle: z.string().nullable(),
      plate: z.string().nullable(),
      probability: z.number(),
      because: z.array(because),
    }),
  ),
})
export type Perhaps = z.infer<typeof perhaps>

export const call = z.object({
  id,
  siteId: id,
  customerId: id,
  state: z.enum(['ringing', 'answered', 'ended', 'missed']),
  at: instant,
  /** For whom the card is. */
  whoId: id.nullable(),
  /** Who picked up, where the telephone system says so; null also when it was the site’s own line. */
  takenById: id.nullable(),
  card,
})
export type Call = z.infer<typeof call>

/** Time to greet: seconds from arrival to greeting, over the visits greeted in the period. */
export const greetFigures = z.object({
  n: z.number().int(),
  medianS: z.number().nullable(),
  /** 95 % interval of the median, by order statistics; null below 6. */
  medianLowS: z.number().nullable(),
  medianHighS: z.number().nullable(),
  p90S: z.number().nullable(),
  withinPct: z.number().nullable(),
  withinS: z.number().int(),
  /** Equally wide, but for the last one, which has no end. */
  bins: z.array(z.object({ fromS: z.number(), toS: z.number().nullable(), n: z.number().int() })),
  days: z.array(z.object({ day: z.string(), n: z.number().int(), medianS: z.number().nullable() })),
})
export type GreetFigures = z.infer<typeof greetFigures>

export const readFloor = endpoint({
  name: 'readFloor',
  method: 'GET',
  path: '/api/floor',
  access: 'visits.read',
  summary: 'The site, live: who waits, who is being greeted, who is expected, who is on the phone',
  query: siteQuery,
  answer: z.object({
    now: instant,
    waiting: z.array(visit),
    greeted: z.array(visit),
    left: z.number().int(),
    expected: z.array(expectedToday),
    calls: z.array(call),
    /** Empty for those who may not answer. */
    perhaps: z.array(perhaps),
    figures: greetFigures,
    strangersToday: z.number().int(),
  }),
})
export const readDesk = endpoint({
  name: 'readDesk',
  method: 'GET',
  path: '/api/desk',
  access: 'visits.read',
  summary: 'Mine today: who is here for me, who is expected, what is open',
  query: siteQuery,
  answer: z.object({
    now: instant,
    forMe: z.array(visit),
    others: z.array(visit),
    calls: z.array(call),
    expected: z.array(expectedToday),
    open: z.array(
      z.object({
        kind: z.enum(['case', 'vehicle-ready', 'order-late']),
        customerId: id,
        name: z.string(),
        text: z.string(),
        at: instant,
      }),
    ),
    greetedToday: z.number().int(),
    perhaps: z.array(perhaps),
  }),
})
export const greetingFigures = endpoint({
  name: 'greetingFigures',
  method: 'GET',
  path: '/api/figures/greeting',
  access: 'figures.read',
  summary: 'Time to greet per site with its distribution, n and intervals',
  query: z.object({ site: id.optional(), days: z.coerce.number().int().min(1).max(366).default(30) }),
  answer: z.object({ sites: z.array(z.object({ siteId: id, name: z.string(), figures: greetFigures })) }),
})
export const readVisit = endpoint({
  name: 'readVisit',
  method: 'GET',
  path: '/api/visits/:id',
  access: 'visits.read',
  summary: 'One visit',
  params: idParams,
  answer: visit,
})
export const arrive = endpoint({
  name: 'arrive',
  method: 'POST',
  path: '/api/visits',
  access: 'visits.act',
  summary: 'Someone is here, said by a person (at the counter, or whom no camera saw)',
  body: z.object({
    siteId: id,
    customerId: id,
    assetId: id.nullable().default(null),
    appointmentId: id.nullable().default(null),
    door: z.enum(['counter', 'gate']).default('counter'),
  }),
  answer: visit,
})
const act = (name: string, verb: string, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/visits/:id/${verb}`,
    access: 'visits.act',
    summary,
    params: idParams,
    answer: visit,
  })
export const going = act('going', 'going', 'I am going')
export const greeted = act('greeted', 'greeted', 'Greeted')
export const left = act('left', 'left', 'They have left')
export const undoVisit = act('undoVisit', 'undo', 'Take back the last step of this visit (within ten minutes)')
export const confirmVisit = endpoint({
  name: 'confirmVisit',
  method: 'POST',
  path: '/api/visits/:id/confirm',
  access: 'visits.act',
  summary: 'Yes it is them, or no it is not: the card is withdrawn, the read erased, and the camera learns',
  params: idParams,
  body: z.object({ right: z.boolean() }),
  answer: visit,
})
export const sayLine = endpoint({
  name: 'sayLine',
  method: 'POST',
  path: '/api/visits/:id/said',
  access: 'visits.act',
  summary:
    'What a colleague left on this card was said (or, with `said` false, was not): the next card shows what is new',
  params: idParams,
  body: z.object({ line: hint, said: z.boolean().default(true) }),
  answer: visit,
})
export const handVisit = endpoint({
  name: 'handVisit',
  method: 'POST',
  path: '/api/visits/:id/hand',
  access: 'visits.act',
  summary: 'Hand a visit to a colleague',
  params: idParams,
  body: z.object({ staffId: id }),
  answer: visit,
})
export const answerPerhaps = endpoint({
  name: 'answerPerhaps',
  method: 'POST',
  path: '/api/perhaps/:id',
  access: 'perhaps.answer',
  summary: 'Reception: it is this one, or none of them',
  params: idParams,
  body: z.object({ candidate: z.number().int().min(0).nullable() }),
  /** At the gate a visit, on the telephone the call with its card; neither when it is none of them. */
  answer: z.object({ visit: visit.nullable(), call: call.nullable() }),
})

export const appointmentDraft = z.object({
  customerId: id,
  assetId: id.nullable().default(null),
  siteId: id,
  service: service.default('service'),
  at: instant,
  minutes: z.number().int().min(5).max(1440).default(60),
  staffId: id.nullable().default(null),
  reason: text(500).default(''),
})
export const listAppointments = endpoint({
  name: 'listAppointments',
  method: 'GET',
  path: '/api/appointments',
  access: 'visits.read',
  summary: 'Appointments of a site or of a customer',
  query: z.object({
    site: id.optional(),
    customer: id.optional(),
    from: instant.optional(),
    to: instant.optional(),
    cancelled: flag,
  }),
  answer: z.object({ appointments: z.array(appointment) }),
})
export const createAppointment = endpoint({
  name: 'createAppointment',
  method: 'POST',
  path: '/api/appointments',
  access: 'customers.write',
  summary: 'Book an appointment; `source` and `key` make it safe to send twice',
  body: appointmentDraft.extend({ source: line(60).default('hand'), key: line(120).nullable().default(null) }),
  answer: appointment,
})
export const updateAppointment = endpoint({
  name: 'updateAppointment',
  method: 'PATCH',
  path: '/api/appointments/:id',
  access: 'customers.write',
  summary: 'Move, change or cancel an appointment',
  params: idParams,
  body: z.object({
    at: instant.optional(),
    minutes: z.number().int().min(5).max(1440).optional(),
    service: service.optional(),
    staffId: id.nullable().optional(),
    assetId: id.nullable().optional(),
    reason: text(500).optional(),
    state: z.enum(['booked', 'kept', 'cancelled', 'missed']).optional(),
  }),
  answer: appointment,
})

/** What the live stream (GET /api/live?site=…, text/event-stream) says; `hello` first, then one per change. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), now: instant, version: z.string() }),
  z.object({ type: z.literal('visit'), site: id, visit }),
  z.object({ type: z.literal('call'), site: id, call }),
  z.object({ type: z.literal('perhaps'), site: id, id }),
  z.object({ type: z.literal('expected'), site: id }),
  /** `of`: it is about what this person may do. */
  z.object({ type: z.literal('duty'), site: id.nullable(), of: id.optional() }),
])
export type LiveEvent = z.infer<typeof liveEvent>
