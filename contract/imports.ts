import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'

/** Fields a column may be mapped to. */
export const CUSTOMER_FIELDS = [
  'key',
  'kind',
  'title',
  'givenName',
  'familyName',
  'fullName',
  'companyName',
  'pronunciation',
  'addressAs',
  'language',
  'birthDate',
  'phone',
  'phone2',
  'email',
  'email2',
  'street',
  'postcode',
  'city',
  'country',
  'note',
  'advisorEmail',
  'plate',
  'vin',
  'make',
  'model',
  'body',
  'colour',
  'year',
  'mileage',
  'options',
  'keyRef',
  'warrantyUntil',
  'nextServiceOn',
  'registeredOn',
  'controlUntil',
  'boughtAt',
  'boughtOn',
  'product',
  'serial',
  'household',
  'company',
  'companyRole',
  'knownSince',
  'lastContact',
  'attribute',
] as const
export const APPOINTMENT_FIELDS = [
  'key',
  'at',
  'date',
  'time',
  'minutes',
  'service',
  'reason',
  'staffEmail',
  'customerKey',
  'fullName',
  'phone',
  'email',
  'plate',
] as const
/** Whom a row of a diary, an order, a visit, a call or a consent is about. */
const WHO = ['customerKey', 'fullName', 'phone', 'email', 'plate'] as const
export const ORDER_FIELDS = [
  'key',
  'orderKind',
  'title',
  'state',
  'placedOn',
  'promisedOn',
  'amount',
  ...WHO,
  'attribute',
] as const
/** Visits and calls of the past. */
export const PAST_FIELDS = [
  'key',
  'at',
  'date',
  'time',
  'reason',
  'service',
  'minutes',
  'direction',
  'staffEmail',
  ...WHO,
  'attribute',
] as const
/** Consents with their proof: who said what, for which channel, when, and by which words. */
export const CONSENT_FIELDS = [
  'key',
  'action',
  'channel',
  'purpose',
  'at',
  'date',
  'time',
  'wording',
  'wordingVersion',
  'proof',
  'contact',
  ...WHO,
] as const
export const IMPORT_KINDS = ['customers', 'appointments', 'orders', 'visits', 'calls', 'consents'] as const
export const importKind = z.enum(IMPORT_KINDS)
export type ImportKind = z.infer<typeof importKind>
export const FIELDS_OF: Record<ImportKind, readonly string[]> = {
  customers: CUSTOMER_FIELDS,
  appointments: APPOINTMENT_FIELDS,
  orders: ORDER_FIELDS,
  visits: PAST_FIELDS,
  calls: PAST_FIELDS,
  consents: CONSENT_FIELDS,
}
/** The one field that several columns may go to: each is kept under its own name. */
export const ATTRIBUTE = 'attribute'
export const ENCODINGS = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
] as const
/** Column header → field, or '' to leave it out. */
export const mapping = z.record(z.string(), z.string())

export const importColumn = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  field: z.string(),
  /** Why this field was proposed: by its name, by what it contains, or remembered. */
  because: z.enum(['name', 'content', 'remembered', 'none']),
})
const dateHabit = z.enum(['dmy', 'mdy', 'ymd'])
export const habits = z.object({
  /** How many dates can only be read so; `either`: 01/02/03, which says nothing. */
  dates: z.object({ dmy: z.number(), mdy: z.number(), ymd: z.number(), either: z.number() }),
  decimals: z.object({ comma: z.number(), point: z.number() }),
  /** Columns with accents written twice over, how many cells, and one of them as it is and as it would be mended. */
  mojibake: z.record(z.string(), z.object({ n: z.number(), sample: z.string(), mended: z.string() })),
})
export const importRun = z.object({
  id,
  name: z.string(),
  source: z.string(),
  kind: importKind,
  siteId: id.nullable(),
  state: z.enum(['uploaded', 'running', 'paused', 'done', 'failed', 'cancelled']),
  dialect: z.object({
    format: z.enum(['csv', 'jsonl']),
    encoding: z.enum(ENCODINGS),
    delimiter: z.string(),
    dates: dateHabit,
    decimal: z.enum([',', '.']),
    header: z.boolean(),
    /** The line on which the table begins; what stands above is no row. */
    tableLine: z.number().int(),
    mend: z.array(z.string()),
    sheets: z.array(z.string()),
    sheet: z.number().int(),
  }),
  /** What the whole file says of its habits: why it is read so. */
  habits,
  columns: z.array(importColumn),
  mapping,
  rows: z.number().int(),
  done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  /** Values left empty in rows that came in, by reason, the most frequent first. */
  warnings: z.array(z.object({ because: z.string(), n: z.number().int(), firstLine: z.number().int() })),
  problem: z.string().nullable(),
  createdAt: instant,
  /** When its first row was read; a run that goes on keeps it. */
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})
export type ImportRun = z.infer<typeof importRun>

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  access: 'imports.manage',
  summary: 'Imports, newest first',
  answer: z.object({ imports: z.array(importRun) }),
})
/** multipart/form-data: `file` (at most 1 GB; a workbook at most 60 MB), `kind`, `source`, `site`. */
export const uploadImport = endpoint({
  name: 'uploadImport',
  method: 'POST',
  path: '/api/imports',
  access: 'imports.manage',
  summary:
    'Upload a CSV, a workbook or JSON lines: how it is written and its columns are recognised; nothing is written yet',
  body: z.unknown(),
  answer: importRun,
})
export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/api/imports/:id',
  access: 'imports.manage',
  summary: 'One import, with its progress',
  params: idParams,
  answer: importRun,
})
export const previewImport = endpoint({
  name: 'previewImport',
  method: 'POST',
  path: '/api/imports/:id/preview',
  access: 'imports.manage',
  summary: 'What this mapping would do: first rows as they would be, problems counted over the whole file',
  params: idParams,
  body: z.object({ mapping, dates: dateHabit.optional() }),
  answer: z.object({
    rows: z.array(
      z.object({ line: z.number().int(), fields: z.record(z.string(), z.string()), problem: z.string().nullable() }),
    ),
    total: z.number().int(),
    good: z.number().int(),
    /** Of customers, how many people would be a new record, be changed from what this source said before, or be the same again; null: of other kinds. */
    would: z.object({ create: z.number().int(), change: z.number().int(), same: z.number().int() }).nullable(),
    problems: z.array(z.object({ because: z.string(), n: z.number().int(), firstLine: z.number().int() })),
    /** What a person should look at before running it: the columns it is about, how many rows speak for it, of how many. */
    notices: z.array(
      z.object({
        because: z.enum(['names-swapped', 'value-shared', 'key-shared', 'key-of-another']),
        columns: z.array(z.string()),
        value: z.string().nullable(),
        n: z.number().int(),
        of: z.number().int(),
        /** Of keys: rows that speak of somebody else than their key, whom it stands for, and who that is on file. */
        examples: z.array(
          z.object({
            line: z.number().int(),
            key: z.string(),
            name: z.string(),
            bearer: z.string(),
            customerId: id.nullable(),
          }),
        ),
      }),
    ),
  }),
})
export const rereadImport = endpoint({
  name: 'rereadImport',
  method: 'PUT',
  path: '/api/imports/:id/reading',
  access: 'imports.manage',
  summary:
    'Read the file otherwise: another encoding, separator, sheet, line of the names, habit of dates and decimals, accents mended, another source',
  params: idParams,
  body: z.object({
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.string().min(1).max(1).optional(),
    dates: dateHabit.optional(),
    decimal: z.enum([',', '.']).optional(),
    header: z.boolean().optional(),
    tableLine: z.number().int().min(1).max(1000).optional(),
    mend: z.array(z.string()).optional(),
    sheet: z.number().int().min(0).optional(),
    /** Another name for where the file comes from: its keys are then told apart from those of other systems. A feed it came by keeps it. */
    source: line(60).min(1).optional(),
  }),
  answer: importRun,
})
export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/api/imports/:id/run',
  access: 'imports.manage',
  summary: 'Run it: resumes where it stopped, safe to run twice',
  params: idParams,
  body: z.object({ mapping, dates: dateHabit.optional() }),
  answer: importRun,
})
export const cancelImport = endpoint({
  name: 'cancelImport',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  access: 'imports.manage',
  summary: 'Stop an import; rows already in stay in',
  params: idParams,
  answer: importRun,
})
export const pauseImport = endpoint({
  name: 'pauseImport',
  method: 'POST',
  path: '/api/imports/:id/pause',
  access: 'imports.manage',
  summary: 'Pause an import: running it again goes on at the next row',
  params: idParams,
  answer: importRun,
})
/** Answers text/csv: the refused rows as sent, with `line` and `because` first. */
export const refusedRows = endpoint({
  name: 'refusedRows',
  method: 'GET',
  path: '/api/imports/:id/refused.csv',
  access: 'imports.manage',
  summary: 'Rows set aside with their reason, to mend and send again',
  params: idParams,
  answer: z.string(),
})
export const importRows = endpoint({
  name: 'importRows',
  method: 'POST',
  path: '/api/imports/rows',
  access: 'imports.manage',
  summary: 'Rows from your own software, up to a thousand at a time, each told what became of it; safe to send twice',
  body: z.object({
    source: line(60).min(1),
    kind: importKind.default('customers'),
    site: id.nullable().default(null),
    dates: dateHabit.default('ymd'),
    decimal: z.enum([',', '.']).default('.'),
    /** Fields of the kind by their names; of customers, any other name is kept as an attribute. */
    rows: z
      .array(z.record(z.string().max(120), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .min(1)
      .max(1000),
  }),
  answer: z.object({
    /** In the order they were sent. */
    rows: z.array(
      z.object({
        outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
        because: z.string().nullable(),
        customerId: id.nullable(),
      }),
    ),
  }),
})
export const readAttributes = endpoint({
  name: 'readAttributes',
  method: 'GET',
  path: '/api/customers/:id/attributes',
  access: 'customers.read',
  summary: 'What other systems say of this customer beyond the fields of the house, with the source and the day',
  params: idParams,
  answer: z.object({
    attributes: z.array(z.object({ source: z.string(), name: z.string(), value: z.string(), at: instant })),
  }),
})
export const FEED_PROBLEMS = [
  'address-refused',
  'address-malformed',
  'unreachable',
  'sign-in-refused',
  'not-a-select',
  'query-failed',
  'timeout',
  'too-large',
  'unreadable',
  'disk-full',
] as const
export const importFeed = z.object({
  id,
  source: z.string(),
  kind: importKind,
  siteId: id.nullable(),
  how: z.enum(['query', 'folder']),
  /** Where the database is, without the name and password it is entered by. */
  place: z.string(),
  query: z.string(),
  folder: z.string().nullable(),
  everyMinutes: z.number().int(),
  paused: z.boolean(),
  nextAt: instant,
  lastAt: instant.nullable(),
  lastImportId: id.nullable(),
  problem: z.enum(FEED_PROBLEMS).nullable(),
})
export type ImportFeed = z.infer<typeof importFeed>
/** Every five minutes to every month. */
const every = z.number().int().min(5).max(44_640)
export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/api/imports/feeds',
  access: 'imports.manage',
  summary: 'Sources read by the clock: queries and folders',
  answer: z.object({ feeds: z.array(importFeed) }),
})
export const createFeed = endpoint({
  name: 'createFeed',
  method: 'POST',
  path: '/api/imports/feeds',
  access: 'imports.manage',
  summary:
    'Read a PostgreSQL or MySQL query, or a folder, by the clock; the first reading waits for you to look at its columns',
  body: z.object({
    source: line(60).min(1),
    kind: importKind.default('customers'),
    site: id.nullable().default(null),
    how: z.enum(['query', 'folder']),
    /** `postgres://` or `mysql://` with user, password and database; kept sealed, never given back. */
    address: z.string().max(1000).default(''),
    query: z.string().max(20_000).default(''),
    /** Small letters, digits and hyphens: a folder of this name inside `imports` in the house’s data folder. */
    folder: z.string().max(40).default(''),
    everyMinutes: every.default(1440),
  }),
  answer: importFeed,
})
export const changeFeed = endpoint({
  name: 'changeFeed',
  method: 'PATCH',
  path: '/api/imports/feeds/:id',
  access: 'imports.manage',
  summary: 'Pause a feed, have it read now, or change how often',
  params: idParams,
  body: z.object({
    paused: z.boolean().optional(),
    everyMinutes: every.optional(),
    now: z.literal(true).optional(),
  }),
  answer: importFeed,
})
export const removeFeed = endpoint({
  name: 'removeFeed',
  method: 'DELETE',
  path: '/api/imports/feeds/:id',
  access: 'imports.manage',
  summary: 'Stop following a source; what came in stays',
  params: idParams,
})
/** Fetches an iCal address now and every ten minutes: appointments whose summary or description holds a plate, phone, e-mail or name known here. */
export const listCalendars = endpoint({
  name: 'listCalendars',
  method: 'GET',
  path: '/api/calendars',
  access: 'imports.manage',
  summary: 'Appointment calendars (iCal addresses) of the sites',
  answer: z.object({
    calendars: z.array(
      z.object({
        siteId: id,
        url: z.string(),
        checkedAt: instant.nullable(),
        problem: z.string().nullable(),
        found: z.number().int(),
        unmatched: z.number().int(),
      }),
    ),
  }),
})
export const setCalendar = endpoint({
  name: 'setCalendar',
  method: 'PUT',
  path: '/api/calendars/:site',
  access: 'imports.manage',
  summary: 'Follow a site’s appointment calendar by its iCal address; empty to stop',
  params: z.object({ site: id }),
  body: z.object({
    url: z.union([z.literal(''), z.url({ protocol: /^(https?|webcal)$/u })]),
    service: line(40).default('service'),
  }),
})
