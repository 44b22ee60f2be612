import { ATTRIBUTE, FIELDS_OF, type ImportField, isConsentColumn } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'

export type Mapped = Record<string, string>
export type Field = ImportField
const GROUPS = ['who', 'reach', 'belong', 'vehicle', 'appointment', 'order', 'consent', 'rest'] as const
export type Group = (typeof GROUPS)[number]

const GROUP_OF: Record<Field, Group> = {
  fullName: 'who',
  givenName: 'who',
  familyName: 'who',
  birthName: 'who',
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
  household: 'belong',
  company: 'belong',
  companyRole: 'belong',
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
  registeredOn: 'vehicle',
  controlUntil: 'vehicle',
  product: 'vehicle',
  serial: 'vehicle',
  at: 'appointment',
  date: 'appointment',
  time: 'appointment',
  minutes: 'appointment',
  direction: 'appointment',
  service: 'appointment',
  reason: 'appointment',
  staffEmail: 'appointment',
  orderKind: 'order',
  state: 'order',
  placedOn: 'order',
  promisedOn: 'order',
  amount: 'order',
  action: 'consent',
  channel: 'consent',
  purpose: 'consent',
  wording: 'consent',
  wordingVersion: 'consent',
  proof: 'consent',
  contact: 'consent',
  consentCall: 'consent',
  consentEmail: 'consent',
  consentSms: 'consent',
  consentVoiceDrop: 'consent',
  consentPost: 'consent',
  consentPush: 'consent',
  consentAll: 'consent',
  objectionCall: 'consent',
  objectionEmail: 'consent',
  objectionSms: 'consent',
  objectionVoiceDrop: 'consent',
  objectionPost: 'consent',
  objectionPush: 'consent',
  objectionAll: 'consent',
  consentOn: 'consent',
  consentWording: 'consent',
  consentProof: 'consent',
  customerKey: 'who',
  key: 'rest',
  knownSince: 'rest',
  lastContact: 'rest',
  note: 'rest',
  advisorEmail: 'rest',
  attribute: 'rest',
}

/** The fields of a kind of file, by group, in the order of the groups. */
export function fieldsByGroup(kind: ImportRun['kind']): { group: Group; fields: Field[] }[] {
  return GROUPS.map((group) => ({ group, fields: FIELDS_OF[kind].filter((f) => groupOf(kind, f) === group) })).filter(
    ({ fields }) => fields.length > 0,
  )
}

/** What an order is called and its number belong to the order; a customer’s title is theirs. */
const groupOf = (kind: ImportRun['kind'], field: Field): Group =>
  kind === 'orders' && (field === 'title' || field === 'key') ? 'order' : GROUP_OF[field]

/** The words of a field: what an order and a customer call `title` and `key` differs. */
export const fieldWord = (
  kind: ImportRun['kind'],
  field: Field,
): `import.field-${Field | 'orderTitle' | 'orderKey' | 'visitKey'}` =>
  kind === 'orders' && field === 'title'
    ? 'import.field-orderTitle'
    : kind === 'orders' && field === 'key'
      ? 'import.field-orderKey'
      : (kind === 'visits' || kind === 'calls' || kind === 'consents') && field === 'key'
        ? 'import.field-visitKey'
        : `import.field-${field}`

/** A reason with the field it is about: « date-unreadable.registeredOn ». */
export function aboutField(kind: ImportRun['kind'], because: string): { code: string; field: Field | null } {
  const [code = because, name] = because.split('.')
  const field = fieldsByGroup(kind)
    .flatMap((group) => group.fields)
    .find((each) => each === name)
  return { code, field: field ?? null }
}

/** Where a column goes that gives way to another: kept under its own name where there is such a thing, else left out. */
export const restOf = (kind: ImportRun['kind']): string => (FIELDS_OF[kind].includes(ATTRIBUTE) ? ATTRIBUTE : '')

/** The mapping after a column was put on a field: a field holds one column, and the one that was there gives way. */
export function placed(kind: ImportRun['kind'], mapping: Mapped, column: string, field: string): Mapped {
  const next = { ...mapping, [column]: field }
  if (field === '' || field === ATTRIBUTE) return next
  for (const [name, to] of Object.entries(mapping)) if (to === field && name !== column) next[name] = restOf(kind)
  return next
}

export type Lack = 'name' | 'date' | 'number' | 'consent' | 'customer' | 'twice'

/** What a mapping must say before it can be tried: somebody's name; else whom it is about, and when or by what number. One field for one column. */
export function missing(kind: ImportRun['kind'], mapping: Mapped): Lack | null {
  const used = Object.values(mapping).filter((field) => field && field !== ATTRIBUTE)
  if (new Set(used).size < used.length) return 'twice'
  const has = (...some: Field[]) => some.some((field) => used.includes(field))
  if (kind === 'customers') return has('fullName', 'familyName', 'givenName', 'companyName') ? null : 'name'
  if (kind === 'orders' && !has('key')) return 'number'
  if (kind === 'consents' && !has('action') && !used.some(isConsentColumn)) return 'consent'
  if (kind !== 'orders' && kind !== 'consents' && !has('at', 'date')) return 'date'
  return has('customerKey', 'fullName', 'phone', 'email', 'plate') ? null : 'customer'
}
