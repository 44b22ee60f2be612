import { type CustomerDraft, customerDraft } from '../../contract/customers.ts'
import { cleanName, type NameParts, nameFault } from './name.ts'

/** A field that cannot be used, and why, told to whoever sent it. */
export interface Fault {
  path: string
  because: string
}

/** Where each plain field of a customer is kept. Phones and e-mails have tables of their own. */
export const CUSTOMER_COLUMN = {
  kind: 'kind',
  title: 'title',
  givenName: 'given_name',
  familyName: 'family_name',
  companyName: 'company_name',
  pronunciation: 'pronunciation',
  addressAs: 'address_as',
  formality: 'formality',
  language: 'language',
  advisorId: 'advisor_id',
  deputyId: 'deputy_id',
  siteId: 'site_id',
  birthDate: 'birth_date',
  street: 'street',
  postcode: 'postcode',
  city: 'city',
  country: 'country',
  note: 'note',
  recognition: 'recognition',
} as const
export type CustomerField = keyof typeof CUSTOMER_COLUMN

/** Some fields of a customer, as sent. A field that is absent or undefined stays as it is. */
export type CustomerPatch = { [K in keyof CustomerDraft]?: CustomerDraft[K] | undefined }
export type CustomerFields = Pick<CustomerDraft, CustomerField>

/** The plain fields of a customer of whom nothing is known yet. */
export const NEW_CUSTOMER: CustomerFields = (() => {
  const { phones: _, emails: __, ...fields } = customerDraft.parse({})
  return fields
})()

/** Short texts that are read aloud, sorted and searched: nothing invisible in them. */
const NAMES: readonly CustomerField[] = [
  'title',
  'givenName',
  'familyName',
  'companyName',
  'pronunciation',
  'addressAs',
  'street',
  'postcode',
  'city',
]

/** A civil day that can be meant: the calendar of the contract also lets year 0000 through, which no database keeps. */
export const dayFault = (path: string, day: string | null | undefined, earliest = 1885): Fault[] =>
  day && Number(day.slice(0, 4)) < earliest ? [{ path, because: `A date before ${earliest} is surely mistyped.` }] : []

/**
 * What a change makes of the plain fields: the fields that differ with their new value, and what cannot be used.
 * Names lose what nobody can see; the country is written in capitals. The result as a whole must name somebody.
 * @param before the fields as they are kept; those of an empty draft for a new customer
 */
export function changeFields(
  before: CustomerFields,
  patch: CustomerPatch,
): { changed: Partial<CustomerFields>; faults: Fault[] } {
  const changed: Record<string, unknown> = {}
  for (const field of Object.keys(CUSTOMER_COLUMN) as CustomerField[]) {
    const sent = patch[field]
    if (sent === undefined) continue
    const value = clean(field, sent)
    if (value !== before[field]) changed[field] = value
  }
  const after = { ...before, ...changed } as CustomerFields
  const name = nameFault(after satisfies NameParts)
  return {
    changed: changed as Partial<CustomerFields>,
    faults: [
      ...(name ? [name] : []),
      ...dayFault('body.birthDate', patch.birthDate),
      ...(/^[A-Z]{2}$/.test(after.country)
        ? []
        : [{ path: 'body.country', because: 'A country is two letters: FR, BE, CH.' }]),
    ],
  }
}

function clean(field: CustomerField, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (field === 'country') return value.toUpperCase()
  return NAMES.includes(field) ? cleanName(value) : value
}
