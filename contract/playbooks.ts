import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, id, instant, line, pageQuery, text } from './endpoint.ts'
import { gesture, type Playbook, REGISTERS, WEATHERS } from './playbook.ts'

/** What is wrong with a playbook, where, and what to write instead. */
export const playbookFault = z.object({
  line: z.number().int(),
  column: z.number().int(),
  /** `moments[3].message.fr` */
  path: z.string(),
  because,
  cure: because,
})
export type PlaybookFault = z.infer<typeof playbookFault>

export const SHIPPED = ['dealership', 'garage', 'shop'] as const
export const shipped = z.enum(SHIPPED)
export type Shipped = z.infer<typeof shipped>

/** As long as a page of words can be, and then some: told as a fault rather than refused at the door. */
const yaml = z.string().max(900_000)
/** The playbook as it was read; see `contract/playbook.ts`. */
const read = z.custom<Playbook>()
const version = z.coerce.number().int().min(1)
const versionParams = z.object({ version })

export const playbookVersion = z.object({
  version: z.number().int(),
  name: z.string(),
  /** shipped/dealership, screen, upload, version/3 */
  origin: z.string(),
  note: z.string(),
  at: instant,
  by: z.string().nullable(),
  moments: z.number().int(),
  state: z.enum(['draft', 'live', 'was-live']),
  liveFrom: instant.nullable(),
  liveUntil: instant.nullable(),
})
export type PlaybookVersion = z.infer<typeof playbookVersion>

export const listPlaybooks = endpoint({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/api/playbooks',
  access: 'loop.read',
  summary: 'Every version of the playbook, the newest first, which one is in force, and those that ship.',
  answer: z.object({
    versions: z.array(playbookVersion),
    live: z.number().int().nullable(),
    shipped: z.array(
      z.object({ id: shipped, name: z.string(), compass: z.record(z.string(), z.string()), moments: z.number().int() }),
    ),
  }),
})

export const playbookStanding = endpoint({
  name: 'playbookStanding',
  method: 'GET',
  path: '/api/playbooks/standing',
  access: 'loop.read',
  summary:
    'Which version is in force, and whether it still reads. While it does not, facts are kept, nothing is decided and no message leaves by itself.',
  answer: z.object({
    live: z.number().int().nullable(),
    /** The first thing that is wrong with it; null when it reads. */
    unread: playbookFault.nullable(),
  }),
})

const asRead = z.object({ yaml: z.string(), playbook: read.nullable(), faults: z.array(playbookFault) })

export const readPlaybookVersion = endpoint({
  name: 'readPlaybookVersion',
  method: 'GET',
  path: '/api/playbooks/:version',
  access: 'loop.read',
  summary: 'One version, as it was written and as it is read.',
  params: versionParams,
  answer: asRead.extend({ about: playbookVersion }),
})

export const readShippedPlaybook = endpoint({
  name: 'readShippedPlaybook',
  method: 'GET',
  path: '/api/playbooks/shipped/:id',
  access: 'loop.read',
  summary: 'A playbook that ships, to start from.',
  params: z.object({ id: shipped }),
  answer: asRead,
})

export const exportPlaybook = endpoint({
  name: 'exportPlaybook',
  method: 'GET',
  path: '/api/playbooks/:version/file',
  access: 'loop.read',
  summary: 'One version as a YAML file.',
  params: versionParams,
  answer: z.string(),
})

export const checkPlaybook = endpoint({
  name: 'checkPlaybook',
  method: 'POST',
  path: '/api/playbooks/check',
  access: 'playbook.manage',
  summary: 'Reads a playbook without saving it: every fault with its line, why it is one, and the cure.',
  body: z.object({ yaml }),
  answer: asRead,
})

/** A change made in a form, written into the page as a person would: comments and the rest stay as they are. */
export const playbookChange = z.union([
  z.object({ moment: z.string().max(60), set: z.record(z.string().max(40), z.unknown()) }),
  z.object({ remove: z.string().max(60) }),
  z.object({ add: z.record(z.string().max(40), z.unknown()) }),
  /** Every text stands in these languages, and in no other. */
  z.object({
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/u))
      .min(1)
      .max(8),
  }),
  z.object({ whole: z.enum(['name', 'compass', 'registers', 'hours', 'budget']), set: z.unknown() }),
])
export type PlaybookChange = z.infer<typeof playbookChange>

export const editPlaybook = endpoint({
  name: 'editPlaybook',
  method: 'POST',
  path: '/api/playbooks/edit',
  access: 'playbook.manage',
  summary: 'Writes a change made in a form into the text of a playbook, and reads it again. Nothing is saved.',
  body: z.object({ yaml, change: playbookChange }),
  answer: asRead,
})

export const savePlaybook = endpoint({
  name: 'savePlaybook',
  method: 'POST',
  path: '/api/playbooks',
  access: 'playbook.manage',
  reach: 'network',
  summary: 'Keeps a new version, as a draft. One with faults is not kept: they are answered instead.',
  body: z.object({ yaml, note: text(500).default(''), origin: line(40).default('screen') }),
  answer: z.object({ version: z.number().int().nullable(), faults: z.array(playbookFault) }),
})

export const putPlaybookInForce = endpoint({
  name: 'putPlaybookInForce',
  method: 'POST',
  path: '/api/playbooks/:version/force',
  access: 'playbook.manage',
  reach: 'network',
  summary:
    'Puts a version in force from now on. One that was in force before comes back as a new version, so that the past stays as it was. One that was written from a version that another has followed since is refused (`playbook-moved`) unless `anyway` says so: the changes of the other are not in it.',
  params: versionParams,
  body: z.object({ note: text(500).default(''), anyway: z.boolean().default(false) }),
  answer: z.object({ version: z.number().int() }),
})

/** One thing that is not as it was: `sms.fr`, from what to what; null where there was or is nothing. */
export const playbookDifference = z.object({ path: z.string(), from: z.string().nullable(), to: z.string().nullable() })
export type PlaybookDifference = z.infer<typeof playbookDifference>
export const comparePlaybooks = endpoint({
  name: 'comparePlaybooks',
  method: 'GET',
  path: '/api/playbooks/compare/:from/:to',
  access: 'loop.read',
  summary: 'What changes from one version to another, moment by moment.',
  params: z.object({ from: version, to: version }),
  answer: z.object({
    whole: z.array(playbookDifference),
    moments: z.array(
      z.object({
        id: z.string(),
        title: z.record(z.string(), z.string()),
        change: z.enum(['added', 'removed', 'changed']),
        differences: z.array(playbookDifference),
      }),
    ),
  }),
})

export const playbookVocabulary = endpoint({
  name: 'playbookVocabulary',
  method: 'GET',
  path: '/api/playbooks/vocabulary',
  access: 'loop.read',
  summary: 'What words and conditions may name, and what may start a moment: offered while one writes.',
  answer: z.object({
    fields: z.array(z.string()),
    conditions: z.array(z.object({ name: z.string(), type: z.string() })),
    functions: z.array(z.string()),
    facts: z.array(z.string()),
  }),
})

export const previewWords = endpoint({
  name: 'previewWords',
  method: 'POST',
  path: '/api/playbooks/preview',
  access: 'playbook.manage',
  summary:
    'The words of a moment as a real customer would read them, beside the compass and the register they speak in. Nothing is sent.',
  body: z.object({
    yaml,
    moment: z.string().max(60),
    /** Nobody: an invented customer of whom everything is known. */
    customerId: id.nullable().default(null),
    language: z.string().regex(/^[a-z]{2}$/u),
  }),
  answer: z.object({
    customer: z.object({ id: id.nullable(), name: z.string() }),
    compass: z.string(),
    texts: z.array(
      z.object({
        key: z.string(),
        text: z.string().nullable(),
        /** Values this customer has not. */
        missing: z.array(z.string()),
        fault: z.string().nullable(),
        /** Of an SMS, with who speaks and the way out: how it is cut, what makes it dear, its cost by the way out there is. */
        sms: z
          .object({
            segments: z.number().int(),
            left: z.number().int(),
            encoding: z.enum(['gsm', 'ucs2']),
            dear: z.array(z.string()),
            costCents: z.number().nullable(),
          })
          .nullable(),
      }),
    ),
    registers: z.array(
      z.object({ register: z.enum(REGISTERS), gestures: z.array(gesture), imposed: z.string(), free: z.string() }),
    ),
    /** Would it be started for them? */
    condition: z.object({ holds: z.boolean(), because: z.string().nullable() }).nullable(),
  }),
})

export const readMoment = endpoint({
  name: 'readMoment',
  method: 'GET',
  path: '/api/moments/:id',
  access: 'loop.read',
  summary: 'One moment: whom it touched, whom it held and why, over the last days.',
  params: z.object({ id: z.string().max(60) }),
  query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }),
  answer: z.object({
    /** As it stands in the playbook in force; null when it is no longer in it. */
    moment: z.custom<Playbook['moments'][number]>().nullable(),
    states: z.array(z.object({ state: z.string(), n: z.number().int() })),
    gestures: z.array(z.object({ gesture, n: z.number().int() })),
    /** Why they stand where they stand, the most frequent first: the last reason of each. */
    reasons: z.array(z.object({ state: z.string(), because, n: z.number().int() })),
    /** Birth dates that are none, left out of a moment on birthdays: each with how many hold it. */
    placeholders: z.array(z.object({ day: z.string(), n: z.number().int() })),
    /** How far it has looked, for one driven by the clock. */
    sweptUntil: z.string().nullable(),
    /** What is usual between two services of a vehicle here, for one that predicts. */
    rhythm: z.object({ days: z.number(), spread: z.number(), n: z.number().int() }).nullable(),
  }),
})

export const momentPeople = endpoint({
  name: 'momentPeople',
  method: 'GET',
  path: '/api/moments/:id/people',
  access: 'loop.read',
  summary: 'The people a moment touched or held, the newest first; those of one state, or of one reason.',
  params: z.object({ id: z.string().max(60) }),
  query: pageQuery.extend({
    state: z.string().max(20).optional(),
    because: z.string().max(80).optional(),
    /** Of so many days; all when left out. */
    days: z.coerce.number().int().min(1).max(730).optional(),
  }),
  answer: z.object({
    people: z.array(
      z.object({
        touchId: id,
        customerId: id,
        name: z.string(),
        state: z.string(),
        gesture: gesture.nullable(),
        because: z.array(because),
        dueAt: instant,
        changedAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const weatherWarning = z.object({
  id,
  source: z.string(),
  kind: z.enum(WEATHERS),
  area: z.string(),
  from: instant,
  to: instant,
  level: z.string(),
  /** Customers who live there. */
  people: z.number().int(),
  /** Moments of the playbook in force that speak of this kind of weather. */
  moments: z.array(z.object({ id: z.string(), title: z.string() })),
})
export const listWeather = endpoint({
  name: 'listWeather',
  method: 'GET',
  path: '/api/weather',
  access: 'loop.read',
  summary:
    'Weather that is coming, by department, as a service, a file or a colleague told it: how many live there, which moments speak of it, and how each source fares.',
  answer: z.object({
    warnings: z.array(weatherWarning),
    sources: z.array(
      z.object({
        source: z.string(),
        askedAt: instant,
        answeredAt: instant.nullable(),
        /** Why the last asking brought nothing. */
        problem: because.nullable(),
        told: z.number().int(),
        /** Lines of files that cannot be used. */
        aside: z.array(z.object({ where: z.string(), because })),
      }),
    ),
  }),
})
export const untellWeather = endpoint({
  name: 'untellWeather',
  method: 'DELETE',
  path: '/api/weather/:id',
  access: 'loop.manage',
  reach: 'network',
  summary:
    'Takes back weather told by hand: it is not coming after all. What services and files tell, they take back themselves.',
  params: z.object({ id }),
  answer: z.object({ ok: z.literal(true) }),
})
export const tellWeather = endpoint({
  name: 'tellWeather',
  method: 'POST',
  path: '/api/weather',
  access: 'loop.manage',
  reach: 'network',
  summary:
    'Tells of weather by hand: a file of lines area, kind, from, to (CSV), or the same as JSON. Told twice, it is one.',
  body: z.object({ text: z.string().max(900_000) }),
  answer: z.object({
    told: z.number().int(),
    aside: z.array(z.object({ line: z.number().int(), because })),
  }),
})
