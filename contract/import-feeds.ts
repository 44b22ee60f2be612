import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'
import { importKind } from './import-fields.ts'

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
