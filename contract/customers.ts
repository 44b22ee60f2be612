import { z } from 'zod'
import { country } from './country.ts'
import { day, endpoint, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'

export const language = z.string().regex(/^[a-z]{2,3}$/u)

const phoneIn = z.object({ number: line(40).min(3), label: line(40).default('') })
const emailIn = z.object({ address: z.email().max(200), label: line(40).default('') })

export const customerDraft = z.object({
  kind: z.enum(['person', 'company']).default('person'),
  title: line(30).default(''),
  givenName: line(100).default(''),
  familyName: line(100).default(''),
  companyName: line(150).default(''),
  pronunciation: line(150).default(''),
  addressAs: line(100).default(''),
  formality: z.enum(['vous', 'tu']).default('vous'),
  language: language.default('fr'),
  advisorId: id.nullable().default(null),
  deputyId: id.nullable().default(null),
  siteId: id.nullable().default(null),
  birthDate: day.nullable().default(null),
  /** As many lines as it takes: building, road. */
  street: text(200).default(''),
  postcode: line(12).default(''),
  city: line(100).default(''),
  country: country.default('FR'),
  note: text(2000).default(''),
  recognition: z.enum(['default', 'consented', 'objected']).default('default'),
  phones: z.array(phoneIn).max(12).default([]),
  emails: z.array(emailIn).max(12).default([]),
})
export type CustomerDraft = z.infer<typeof customerDraft>

export const ownedRole = z.enum(['owner', 'driver', 'company'])

export const assetDraft = z.object({
  kind: z.enum(['vehicle', 'product']).default('vehicle'),
  make: line(60).default(''),
  model: line(80).default(''),
  body: line(40).default(''),
  colour: line(40).default(''),
  year: z.number().int().min(1885).max(2100).nullable().default(null),
  vin: line(20).nullable().default(null),
  plate: line(20).nullable().default(null),
  plateCountry: z.string().min(1).max(3).default('FR'),
  options: z.array(line(80).min(1)).max(100).default([]),
  keyRef: line(40).default(''),
  warrantyUntil: day.nullable().default(null),
  nextServiceOn: day.nullable().default(null),
  mileage: z.number().int().min(0).max(5_000_000).nullable().default(null),
  boughtSiteId: id.nullable().default(null),
  boughtAt: line(120).default(''),
  boughtOn: day.nullable().default(null),
  /** First put on the road, anywhere and by anyone: field B of a registration document. */
  registeredOn: day.nullable().default(null),
  /** Until when its last roadworthiness test holds. */
  controlUntil: day.nullable().default(null),
  role: ownedRole.default('owner'),
  recognition: z.enum(['default', 'consented', 'objected']).default('default'),
})

export const asset = z.object({
  id,
  kind: z.enum(['vehicle', 'product']),
  make: z.string(),
  model: z.string(),
  body: z.string(),
  colour: z.string(),
  year: z.number().nullable(),
  vin: z.string().nullable(),
  /** Does the check digit or the shape of the VIN hold? */
  vinCheck: z.enum(['ok', 'no-check-digit', 'bad-check-digit', 'malformed']).nullable(),
  plates: z.array(
    z.object({
      id,
      plate: z.string(),
      display: z.string(),
      country: z.string(),
      since: day.nullable(),
      until: day.nullable(),
    }),
  ),
  options: z.array(z.string()),
  keyRef: z.string(),
  warrantyUntil: day.nullable(),
  nextServiceOn: day.nullable(),
  mileage: z.number().nullable(),
  boughtSiteId: id.nullable(),
  boughtAt: z.string(),
  boughtOn: day.nullable(),
  registeredOn: day.nullable(),
  controlUntil: day.nullable(),
  recognition: z.enum(['default', 'consented', 'objected']),
  owners: z.array(
    z.object({ customerId: id, name: z.string(), role: ownedRole, since: day.nullable(), until: day.nullable() }),
  ),
  /** Other customers whose car of today bears the same plate: one of the two is wrong, or the car was sold. */
  alsoOn: z.array(z.object({ customerId: id, name: z.string() })),
  version: z.number().int(),
})
export type Asset = z.infer<typeof asset>

export const customer = z.object({
  id,
  kind: z.enum(['person', 'company']),
  /** « Anne Cieille », « Garage Martin » */
  name: z.string(),
  title: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  companyName: z.string(),
  pronunciation: z.string(),
  hasVoice: z.boolean(),
  addressAs: z.string(),
  formality: z.enum(['vous', 'tu']),
  language: z.string(),
  advisorId: id.nullable(),
  deputyId: id.nullable(),
  siteId: id.nullable(),
  birthDate: day.nullable(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
  note: z.string(),
  recognition: z.enum(['default', 'consented', 'objected']),
  phones: z.array(z.object({ id, e164: z.string(), display: z.string(), label: z.string() })),
  emails: z.array(z.object({ id, address: z.string(), label: z.string() })),
  relations: z.array(
    z.object({
      id,
      customerId: id,
      name: z.string(),
      kind: z.enum(['household', 'company']),
      role: z.string(),
      /** Whose role it is: of the one named here, or of the customer of this page; null: nobody knows. */
      roleOf: z.enum(['other', 'self']).nullable(),
    }),
  ),
  assets: z.array(asset),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  archivedAt: instant.nullable(),
})
export type Customer = z.infer<typeof customer>

export const customerLine = z.object({
  id,
  kind: z.enum(['person', 'company']),
  name: z.string(),
  city: z.string(),
  phone: z.string().nullable(),
  vehicle: z.string().nullable(),
  advisorId: id.nullable(),
  updatedAt: instant,
})

export const listCustomers = endpoint({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  access: 'customers.read',
  summary: 'Customers, last changed first',
  query: pageQuery.extend({ advisor: id.optional(), site: id.optional(), archived: z.stringbool().optional() }),
  answer: z.object({ customers: z.array(customerLine), next: z.string().nullable(), total: z.number().int() }),
})
export const createCustomer = endpoint({
  name: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  access: 'customers.write',
  summary: 'Create a customer; phones are stored as E.164',
  /** Country and language, where none is said, are those of the site. */
  body: customerDraft.extend({ language: language.optional(), country: country.optional() }),
  answer: customer,
})
export const readCustomer = endpoint({
  name: 'readCustomer',
  method: 'GET',
  path: '/api/customers/:id',
  access: 'customers.read',
  summary: 'One customer, whole; the view is written in the audit log',
  params: idParams,
  answer: customer,
})
export const updateCustomer = endpoint({
  name: 'updateCustomer',
  method: 'PATCH',
  path: '/api/customers/:id',
  access: 'customers.write',
  summary: 'Change a customer; `version` guards against writing over someone else’s change',
  params: idParams,
  body: z
    .object(
      Object.fromEntries(Object.entries(customerDraft.shape).map(([k, v]) => [k, v.unwrap().optional()])) as {
        [K in keyof typeof customerDraft.shape]: z.ZodOptional<ReturnType<(typeof customerDraft.shape)[K]['unwrap']>>
      },
    )
    .extend({ version: z.number().int(), archived: z.boolean().optional() }),
  answer: customer,
})
/** The body is the recording itself (audio/webm, audio/mp4, audio/ogg), at most 1 MB and about ten seconds. */
export const putVoice = endpoint({
  name: 'putVoice',
  method: 'PUT',
  path: '/api/customers/:id/voice',
  access: 'customers.write',
  summary: 'The name as they say it, recorded',
  params: idParams,
  body: z.instanceof(Uint8Array),
})
export const getVoice = endpoint({
  name: 'getVoice',
  method: 'GET',
  path: '/api/customers/:id/voice',
  access: 'customers.read',
  summary: 'Listen to the name',
  params: idParams,
  answer: z.instanceof(Uint8Array),
})
export const deleteVoice = endpoint({
  name: 'deleteVoice',
  method: 'DELETE',
  path: '/api/customers/:id/voice',
  access: 'customers.write',
  summary: 'Remove the recording',
  params: idParams,
})
export const relate = endpoint({
  name: 'relate',
  method: 'POST',
  path: '/api/customers/:id/relations',
  access: 'customers.write',
  summary:
    'Say that two customers are one household, or work for one company; they are never merged. The role is that of the other one',
  params: idParams,
  body: z.object({ otherId: id, kind: z.enum(['household', 'company']), role: line(60).default('') }),
})
export const unrelate = endpoint({
  name: 'unrelate',
  method: 'DELETE',
  path: '/api/relations/:id',
  access: 'customers.write',
  summary: 'End a relation',
  params: idParams,
})
export const createAsset = endpoint({
  name: 'createAsset',
  method: 'POST',
  path: '/api/customers/:id/assets',
  access: 'customers.write',
  summary: 'Something they own: a vehicle or a product',
  params: idParams,
  /** The country of the plate, where none is said, is the customer's. */
  body: assetDraft.extend({ plateCountry: z.string().min(1).max(3).optional() }),
  answer: asset,
})
export const updateAsset = endpoint({
  name: 'updateAsset',
  method: 'PATCH',
  path: '/api/assets/:id',
  access: 'customers.write',
  summary: 'Change an asset; a new plate closes the old one and keeps it in the history',
  params: idParams,
  body: z
    .object(
      Object.fromEntries(Object.entries(assetDraft.shape).map(([k, v]) => [k, v.unwrap().optional()])) as {
        [K in keyof typeof assetDraft.shape]: z.ZodOptional<ReturnType<(typeof assetDraft.shape)[K]['unwrap']>>
      },
    )
    .extend({ version: z.number().int(), archived: z.boolean().optional() }),
  answer: asset,
})
export const setOwner = endpoint({
  name: 'setOwner',
  method: 'POST',
  path: '/api/assets/:id/owners',
  access: 'customers.write',
  summary: 'Hand an asset to another customer (sold), or add a driver or a company',
  params: idParams,
  body: z.object({ customerId: id, role: ownedRole.default('owner'), since: day.nullable().default(null) }),
  answer: asset,
})
export const endOwner = endpoint({
  name: 'endOwner',
  method: 'DELETE',
  path: '/api/assets/:id/owners/:customerId',
  access: 'customers.write',
  summary: 'They no longer own or drive it',
  params: z.object({ id, customerId: id }),
  answer: asset,
})

export const searchHit = z.object({
  id,
  kind: z.enum(['person', 'company']),
  name: z.string(),
  pronunciation: z.string(),
  city: z.string(),
  phone: z.string().nullable(),
  vehicle: z.string().nullable(),
  plate: z.string().nullable(),
  /** What in the question found them: name, sound, phone, plate, email, vin, order… */
  because: z.enum([
    'name',
    'spelling',
    'sound',
    'phone',
    'plate',
    'email',
    'vin',
    'order',
    'company',
    'city',
    'vehicle',
    'other-name',
  ]),
  /** The value that matched, to show. */
  matched: z.string(),
})
export type SearchHit = z.infer<typeof searchHit>
export const search = endpoint({
  name: 'search',
  method: 'GET',
  path: '/api/search',
  access: 'customers.read',
  summary: 'From any screen: a name (typos and sound too), a phone in any writing, a plate, an e-mail, a VIN, an order',
  query: z.object({ q: z.string().trim().max(120), limit: z.coerce.number().int().min(1).max(50).default(10) }),
  answer: z.object({ hits: z.array(searchHit) }),
})
