import { z } from 'zod'
import { endpoint, id, idParams, instant, pageQuery } from './endpoint.ts'

/** Whom an import brought: made by it; changed by it; joined to somebody since, by who-is-who. */
export const PEOPLE_OF_IMPORT = ['new', 'changed', 'joined'] as const
export type PeopleOfImport = (typeof PEOPLE_OF_IMPORT)[number]
const peopleQuery = z.object({
  which: z.enum(PEOPLE_OF_IMPORT).default('new'),
  /** Words of the name. */
  q: z.string().trim().max(120).optional(),
})
const changedField = z.object({
  /** A field of a customer, `phones`, `emails`; of a vehicle: its fields, `plate`, `added` (it came to them). */
  field: z.string(),
  /** Which vehicle, by its name; null: of the customer. */
  vehicle: z.string().nullable(),
  before: z.string(),
  after: z.string(),
  /** false: what stood is no longer kept, only which field it was. */
  kept: z.boolean(),
})
const broughtPerson = z.object({
  customerId: id,
  name: z.string(),
  city: z.string(),
  changes: z.array(changedField),
  /** Who they are today, since they were joined to somebody. */
  joinedTo: z.object({ customerId: id, name: z.string() }).nullable(),
  /** Of those joined: since when, and by whom; null: by itself. */
  joinedAt: instant.nullable(),
  joinedBy: z.string().nullable(),
})
export type BroughtPerson = z.infer<typeof broughtPerson>
export const importPeople = endpoint({
  name: 'importPeople',
  method: 'GET',
  path: '/api/imports/:id/people',
  access: 'imports.manage',
  summary:
    'Whom an import of customers brought: new; changed, with what stood before and after; or joined to somebody since (for who may review who is who)',
  params: idParams,
  query: pageQuery.extend(peopleQuery.shape),
  answer: z.object({
    people: z.array(broughtPerson),
    next: z.string().nullable(),
    /** How many of each, whatever was searched for; null: not for this caller to see. */
    counts: z.object({ new: z.number().int(), changed: z.number().int(), joined: z.number().int().nullable() }),
  }),
})
/** Answers text/csv: a line for each customer, or for each field that changed. */
export const importPeopleFile = endpoint({
  name: 'importPeopleFile',
  method: 'GET',
  path: '/api/imports/:id/people.csv',
  access: 'imports.manage',
  summary: 'Whom an import brought, as CSV',
  params: idParams,
  query: peopleQuery,
  answer: z.string(),
})
