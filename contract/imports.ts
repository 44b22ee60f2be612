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
  'boughtAt',
  'boughtOn',
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
export const importKind = z.enum(['customers', 'appointments'])
/** Column header → field, or '' to leave it out. */
export const mapping = z.record(z.string(), z.string())

export const importColumn = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  field: z.string(),
  /** Why this field was proposed: by its name, by what it contains, or remembered. */
  because: z.enum(['name', 'content', 'remembered', 'none']),
})
export const importRun = z.object({
  id,
  name: z.string(),
  source: z.string(),
  kind: importKind,
  siteId: id.nullable(),
  state: z.enum(['uploaded', 'running', 'done', 'failed', 'cancelled']),
  dialect: z.object({ encoding: z.string(), delimiter: z.string(), dates: z.enum(['dmy', 'mdy', 'ymd']) }),
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
/** multipart/form-data: `file` (at most 100 MB), `kind`, `source`, `site`. */
export const uploadImport = endpoint({
  name: 'uploadImport',
  method: 'POST',
  path: '/api/imports',
  access: 'imports.manage',
  summary: 'Upload a CSV: encoding, delimiter and columns are recognised; nothing is written yet',
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
  body: z.object({ mapping, dates: z.enum(['dmy', 'mdy', 'ymd']).optional() }),
  answer: z.object({
    rows: z.array(
      z.object({ line: z.number().int(), fields: z.record(z.string(), z.string()), problem: z.string().nullable() }),
    ),
    total: z.number().int(),
    good: z.number().int(),
    problems: z.array(z.object({ because: z.string(), n: z.number().int(), firstLine: z.number().int() })),
  }),
})
export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/api/imports/:id/run',
  access: 'imports.manage',
  summary: 'Run it: resumes where it stopped, safe to run twice',
  params: idParams,
  body: z.object({ mapping, dates: z.enum(['dmy', 'mdy', 'ymd']).optional() }),
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
