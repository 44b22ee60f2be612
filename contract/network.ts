import { z } from 'zod'
import { country } from './country.ts'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'
import { heldRole, right } from './rights.ts'

/** What a place can do for someone: the words are keys of `web/words`. */
export const SERVICES = ['reception', 'sales', 'service', 'bodywork', 'tyres', 'parts', 'delivery', 'rental'] as const
export const service = z.enum(SERVICES)
export type Service = z.infer<typeof service>

export const locale = z.enum(['fr', 'en'])
export type Locale = z.infer<typeof locale>

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
const span = z.tuple([clock, clock]).refine(([from, to]) => from < to, 'ends-before-it-starts')
const day = z
  .array(span)
  .max(4)
  .refine((spans) => spans.every(([from], n) => n === 0 || from >= (spans[n - 1]?.[1] ?? '')), 'overlaps')
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const hours = z.partialRecord(z.enum(WEEKDAYS), day)
export type Hours = z.infer<typeof hours>

export const zone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'unknown-zone')

/** A number as one dials it, an extension of the telephone system included. */
const dialled = line(40).refine(
  (number) => /^\+?[\d\s().\-/*#]+$/u.test(number) && /\d\d/u.test(number),
  'number-malformed',
)

export const brand = z.object({ id, name: z.string() })
export const site = z.object({
  id,
  brandId: id.nullable(),
  name: z.string(),
  address: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
  timeZone: z.string(),
  phone: z.string().nullable(),
  hours,
  services: z.array(service),
  /** Seconds without a hand raised before the next person is told. */
  greetWithinS: z.number().int(),
  /** Seconds each telephone rings before the next one’s, where the telephone system lets us say whom to ring. */
  ringS: z.number().int(),
  recognition: z.enum(['informed', 'opt-in', 'off']),
  version: z.number().int(),
})
export type Site = z.infer<typeof site>

export const siteDraft = z.object({
  brandId: id.nullable().default(null),
  name: line().min(1),
  address: line(200).default(''),
  postcode: line(12).default(''),
  city: line(80).default(''),
  country: country.default('FR'),
  timeZone: zone.default('Europe/Paris'),
  phone: dialled.nullable().default(null),
  hours: hours.default({}),
  services: z.array(service).default(['reception', 'sales', 'service']),
  greetWithinS: z.number().int().min(15).max(3600).default(90),
  ringS: z.number().int().min(5).max(60).default(20),
  recognition: z.enum(['informed', 'opt-in', 'off']).default('informed'),
})

export const dutyNow = z.object({
  state: z.enum(['on', 'away', 'off']),
  /** hand: someone said so; not-joined: invited, never came in; calendar: away; hours: all their sites are closed; default: none of these. */
  because: z.enum(['hand', 'not-joined', 'calendar', 'hours', 'default']),
  until: instant.nullable(),
  /** Away: who goes instead, named for this time, else the one who always does. */
  deputyId: id.nullable(),
})
export type DutyNow = z.infer<typeof dutyNow>

export const staff = z.object({
  id,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  skills: z.array(service),
  languages: z.array(z.string()),
  calendarUrl: z.string().nullable(),
  calendarCheckedAt: instant.nullable(),
  calendarProblem: z.string().nullable(),
  /** Who goes for them whenever they are away and named nobody else. */
  deputyId: id.nullable(),
  locale,
  roles: z.array(heldRole),
  version: z.number().int(),
  /** Has a way to sign in. */
  joined: z.boolean(),
  /** Invited, and never came in: until when their link is good, or was. */
  invitedUntil: instant.nullable(),
  duty: dutyNow,
})
export type Staff = z.infer<typeof staff>

export const staffDraft = z.object({
  name: line().min(1),
  email: z.email().max(200),
  phone: dialled.nullable().default(null),
  skills: z.array(service).default([]),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/u))
    .max(12)
    .default(['fr']),
  calendarUrl: z
    .url({ protocol: /^(https?|webcal)$/u })
    .max(1000)
    .nullable()
    .default(null),
  deputyId: id.nullable().default(null),
  locale: locale.default('fr'),
  roles: z.array(heldRole).min(1).max(40),
})

/** The version that was read: left out, the change is made on whatever stands there. */
const version = z.number().int().optional()

const password = z.string().min(12).max(200)

/** What the very first page needs to know, before anyone is signed in. */
export const start = endpoint({
  name: 'start',
  method: 'GET',
  path: '/api/start',
  access: 'public',
  summary: 'Is there an owner yet, is this the demo, how may one sign in',
  answer: z.object({
    needsOwner: z.boolean(),
    /** A first visit from another machine must show the code printed at the console. */
    needsCode: z.boolean(),
    demo: z.boolean(),
    sso: z.string().nullable(),
    version: z.string(),
    networkName: z.string().nullable(),
  }),
})

export const createOwner = endpoint({
  name: 'createOwner',
  method: 'POST',
  path: '/api/start/owner',
  access: 'public',
  summary: 'First visit: the owner, their network and its first site',
  body: z.object({
    code: z.string().max(40).optional(),
    name: line().min(1),
    email: z.email().max(200),
    password,
    network: line().min(1),
    site: siteDraft,
    locale: locale.default('fr'),
  }),
  answer: z.object({ siteId: id, staffId: id }),
})

export const me = endpoint({
  name: 'me',
  method: 'GET',
  path: '/api/me',
  access: 'signed-in',
  summary: 'Who I am here, and what I may do',
  answer: z.object({
    staffId: id,
    name: z.string(),
    email: z.string(),
    locale,
    roles: z.array(heldRole),
    rights: z.array(right),
    /** The sites I may look at, mine first. */
    sites: z.array(site),
    duty: dutyNow,
    twoFactor: z.boolean(),
    /** Their second factor was reset: until a new one is set up, every other endpoint refuses with `second-factor-due`. */
    secondFactorDue: z.boolean(),
    demo: z.boolean(),
    networkName: z.string(),
    /** They put away what the first days still ask for. */
    wayOnAway: z.boolean(),
    pushKey: z.string(),
  }),
})

export const updateMe = endpoint({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  access: 'signed-in',
  summary: 'My language, my phone, my calendar; the way on of the first days, put away or back',
  body: z.object({
    locale: locale.optional(),
    phone: dialled.nullable().optional(),
    calendarUrl: z
      .url({ protocol: /^(https?|webcal)$/u })
      .max(1000)
      .nullable()
      .optional(),
    wayOnAway: z.boolean().optional(),
  }),
})

export const readNetwork = endpoint({
  name: 'readNetwork',
  method: 'GET',
  path: '/api/network',
  access: 'signed-in',
  summary: 'The network: name, brands, sites',
  answer: z.object({ name: z.string(), brands: z.array(brand), sites: z.array(site) }),
})
export const renameNetwork = endpoint({
  name: 'renameNetwork',
  method: 'PATCH',
  path: '/api/network',
  access: 'network.manage',
  reach: 'network',
  summary: 'Rename the network',
  body: z.object({ name: line().min(1) }),
})
export const createBrand = endpoint({
  name: 'createBrand',
  method: 'POST',
  path: '/api/brands',
  access: 'network.manage',
  reach: 'network',
  summary: 'Add a brand',
  body: z.object({ name: line().min(1) }),
  answer: brand,
})
export const updateBrand = endpoint({
  name: 'updateBrand',
  method: 'PATCH',
  path: '/api/brands/:id',
  access: 'network.manage',
  reach: 'network',
  summary: 'Rename or archive a brand',
  params: idParams,
  body: z.object({ name: line().min(1).optional(), archived: z.boolean().optional() }),
})
export const createSite = endpoint({
  name: 'createSite',
  method: 'POST',
  path: '/api/sites',
  access: 'network.manage',
  reach: 'network',
  summary: 'Add a site',
  body: siteDraft,
  answer: site,
})
export const updateSite = endpoint({
  name: 'updateSite',
  method: 'PATCH',
  path: '/api/sites/:id',
  access: 'network.manage',
  summary: 'Change or archive a site; a `version` that is given guards against writing over someone else’s change',
  params: idParams,
  body: siteDraft.partial().extend({ version, archived: z.boolean().optional() }),
  answer: site,
})

export const listStaff = endpoint({
  name: 'listStaff',
  method: 'GET',
  path: '/api/staff',
  access: 'signed-in',
  summary: 'The people who work here, with their duty now',
  query: z.object({ site: id.optional() }),
  answer: z.object({ staff: z.array(staff) }),
})
export const createStaff = endpoint({
  name: 'createStaff',
  method: 'POST',
  path: '/api/staff',
  access: 'staff.manage',
  summary: 'Add someone; the answer holds their one-time invitation link',
  body: staffDraft,
  answer: z.object({ staff, invitation: z.string() }),
})
export const updateStaff = endpoint({
  name: 'updateStaff',
  method: 'PATCH',
  path: '/api/staff/:id',
  access: 'staff.manage',
  summary:
    'Change someone, their roles, or archive them; a `version` that is given guards against writing over someone else’s change',
  params: idParams,
  body: staffDraft.partial().extend({ version, archived: z.boolean().optional() }),
  answer: staff,
})
export const inviteStaff = endpoint({
  name: 'inviteStaff',
  method: 'POST',
  path: '/api/staff/:id/invitation',
  access: 'staff.manage',
  summary: 'A new one-time link to join (or to set a new password); earlier links stop working',
  params: idParams,
  answer: z.object({ invitation: z.string(), expiresAt: instant }),
})
export const readInvitation = endpoint({
  name: 'readInvitation',
  method: 'GET',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'Whom an invitation is for',
  params: z.object({ token: z.string().max(100) }),
  answer: z.object({
    name: z.string(),
    email: z.string(),
    network: z.string(),
    /** How many passkeys they have: one may be on a device that was lost. */
    passkeys: z.number().int(),
  }),
})
export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'Join: set the password',
  params: z.object({ token: z.string().max(100) }),
  body: z.object({
    password,
    /** The device with them is lost: passkeys no longer open. */
    forgetPasskeys: z.boolean().default(false),
  }),
  answer: z.object({ email: z.string() }),
})

export const setDuty = endpoint({
  name: 'setDuty',
  method: 'PUT',
  path: '/api/staff/:id/duty',
  access: 'signed-in',
  summary: 'On duty or away (until when, with which deputy); one may always set one’s own',
  params: idParams,
  body: z.object({
    state: z.enum(['on', 'away', 'auto']),
    until: instant.nullable().default(null),
    deputyId: id.nullable().default(null),
  }),
  answer: dutyNow,
})
