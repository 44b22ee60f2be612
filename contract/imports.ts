import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'
import { importKind } from './import-fields.ts'

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
const nameOrder = z.enum(['given-first', 'family-first'])
export const habits = z.object({
  /** How many dates can only be read so; `either`: 01/02/03, which says nothing. */
  dates: z.object({ dmy: z.number(), mdy: z.number(), ymd: z.number(), either: z.number() }),
  decimals: z.object({ comma: z.number(), point: z.number() }),
  /** How many whole names say that the given name, or the family name, is written first; the others say nothing. */
  names: z.object({ given: z.number(), family: z.number() }),
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
    /** Which of two names in one cell stands first; null: each cell is read by itself. */
    nameOrder: nameOrder.nullable(),
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
  /** Rows that were set aside because nobody knew whom they were about, and found them since. */
  foundLater: z.number().int(),
  /** Those that still wait are being tried again. */
  trying: z.boolean(),
  /** Values left empty in rows that came in, by reason, the most frequent first. */
  warnings: z.array(z.object({ because: z.string(), n: z.number().int(), firstLine: z.number().int() })),
  problem: z.string().nullable(),
  createdAt: instant,
  /** When its first row was read; a run that goes on keeps it. */
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})
export type ImportRun = z.infer<typeof importRun>
const counted = z.object({ because: z.string(), n: z.number().int(), firstLine: z.number().int() })
/** One import looked at by itself: rows set aside too, by reason, the most frequent first. */
const waiting = z
  .number()
  .int()
  .describe('Rows set aside until whom they are about is known here: tried again when customers have come')
export const importRead = importRun.extend({
  setAside: z.array(counted),
  waiting,
  /** Of customers, once it has ended: how many people it made and how many it changed. `created` and `updated` are rows, and somebody may have several. */
  people: z.object({ new: z.number().int(), changed: z.number().int() }).nullable(),
})
export type ImportRead = z.infer<typeof importRead>

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  access: 'imports.manage',
  summary: 'Imports, newest first',
  answer: z.object({ imports: z.array(importRun.extend({ waiting })) }),
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
  summary: 'One import, with its progress and why rows were set aside',
  params: idParams,
  answer: importRead,
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
    /** Of a file with a column for each channel: how many said yes and no in each, and how many of its cells are not heard. */
    consents: z.array(
      z.object({
        field: z.string(),
        column: z.string(),
        yes: z.number().int(),
        no: z.number().int(),
        aside: z.number().int(),
      }),
    ),
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
    nameOrder: nameOrder.optional(),
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
export const tryImportAgain = endpoint({
  name: 'tryImportAgain',
  method: 'POST',
  path: '/api/imports/:id/again',
  access: 'imports.manage',
  summary: 'Try the rows again that were set aside because nobody knew whom they are about',
  params: idParams,
  answer: importRun,
})
export const tryAllAgain = endpoint({
  name: 'tryAllAgain',
  method: 'POST',
  path: '/api/imports/again',
  access: 'imports.manage',
  summary: 'The same for all imports',
  answer: z.object({ imports: z.number().int() }),
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
