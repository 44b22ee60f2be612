import { APPOINTMENT_FIELDS, CUSTOMER_FIELDS, type ImportRun } from '../../../contract/imports.ts'

export type Mapped = Record<string, string>
export type Field = (typeof CUSTOMER_FIELDS)[number] | (typeof APPOINTMENT_FIELDS)[number]
export const GROUPS = ['who', 'reach', 'vehicle', 'appointment', 'rest'] as const
export type Group = (typeof GROUPS)[number]

const GROUP_OF: Record<Field, Group> = {
  fullName: 'who',
  givenName: 'who',
  familyName: 'who',
  companyName: 'who',
  title: 'who',
  kind: 'who',
  pronunciation: 'who',
  addressAs: 'who',
  language: 'who',
  birthDate: 'who',
  phone: 'reach',
  phone2: 'reach',
  email: 'reach',
  email2: 'reach',
  street: 'reach',
  postcode: 'reach',
  city: 'reach',
  country: 'reach',
  plate: 'vehicle',
  vin: 'vehicle',
  make: 'vehicle',
  model: 'vehicle',
  body: 'vehicle',
  colour: 'vehicle',
  year: 'vehicle',
  mileage: 'vehicle',
  options: 'vehicle',
  keyRef: 'vehicle',
  warrantyUntil: 'vehicle',
  nextServiceOn: 'vehicle',
  boughtAt: 'vehicle',
  boughtOn: 'vehicle',
  at: 'appointment',
  date: 'appointment',
  time: 'appointment',
  minutes: 'appointment',
  service: 'appointment',
  reason: 'appointment',
  staffEmail: 'appointment',
  customerKey: 'who',
  key: 'rest',
  note: 'rest',
  advisorEmail: 'rest',
}

/** The fields of a kind of file, by group, in the order of the groups. */
export function fieldsByGroup(kind: ImportRun['kind']): { group: Group; fields: Field[] }[] {
  const all: readonly Field[] = kind === 'customers' ? CUSTOMER_FIELDS : APPOINTMENT_FIELDS
  return GROUPS.map((group) => ({ group, fields: all.filter((f) => GROUP_OF[f] === group) })).filter(
    ({ fields }) => fields.length > 0,
  )
}

/** What a mapping must say before it can be tried: somebody's name; for a diary, a day and who comes. One field for one column. */
export function missing(kind: ImportRun['kind'], mapping: Mapped): 'name' | 'date' | 'customer' | 'twice' | null {
  const used = Object.values(mapping).filter(Boolean)
  if (new Set(used).size < used.length) return 'twice'
  const has = (...some: Field[]) => some.some((field) => used.includes(field))
  if (kind === 'customers') return has('fullName', 'familyName', 'givenName', 'companyName') ? null : 'name'
  if (!has('at', 'date')) return 'date'
  return has('customerKey', 'fullName', 'phone', 'email', 'plate') ? null : 'customer'
}
