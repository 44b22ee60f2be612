import { z } from 'zod'

/** By what somebody may be reached, as the fields of a file call it: a column that says yes or no to it. */
export const CONSENT_WAYS = ['Call', 'Email', 'Sms', 'VoiceDrop', 'Post', 'Push', 'All'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]
/** `consentSms`: yes is a yes, no an objection. `objectionSms`: yes is an objection, no says nothing. */
export type ConsentColumn = `${'consent' | 'objection'}${ConsentWay}`
const CONSENT_COLUMNS: readonly ConsentColumn[] = [
  ...CONSENT_WAYS.map((way) => `consent${way}` as const),
  ...CONSENT_WAYS.map((way) => `objection${way}` as const),
]
export const isConsentColumn = (field: string): field is ConsentColumn =>
  (CONSENT_COLUMNS as readonly string[]).includes(field)
/** The same column, understood the other way round. */
export const turnedRound = (field: ConsentColumn): ConsentColumn =>
  (field.startsWith('consent')
    ? field.replace('consent', 'objection')
    : field.replace('objection', 'consent')) as ConsentColumn

/** Fields a column may be mapped to. */
const CUSTOMER_FIELDS = [
  'key',
  'kind',
  'title',
  'givenName',
  'familyName',
  'birthName',
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
  ...CONSENT_COLUMNS,
  'consentOn',
  'consentWording',
  'consentProof',
  'attribute',
] as const
/** Whom a row of a diary, an order, a visit, a call or a consent is about. */
const WHO = ['customerKey', 'fullName', 'givenName', 'familyName', 'phone', 'email', 'plate'] as const
const APPOINTMENT_FIELDS = ['key', 'at', 'date', 'time', 'minutes', 'service', 'reason', 'staffEmail', ...WHO] as const
const ORDER_FIELDS = [
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
const PAST_FIELDS = [
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
const CONSENT_FIELDS = [
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
  ...CONSENT_COLUMNS,
  ...WHO,
] as const
export const IMPORT_KINDS = ['customers', 'appointments', 'orders', 'visits', 'calls', 'consents'] as const
export const importKind = z.enum(IMPORT_KINDS)
export type ImportKind = z.infer<typeof importKind>
export type ImportField =
  | (typeof CUSTOMER_FIELDS)[number]
  | (typeof APPOINTMENT_FIELDS)[number]
  | (typeof ORDER_FIELDS)[number]
  | (typeof PAST_FIELDS)[number]
  | (typeof CONSENT_FIELDS)[number]
export const FIELDS_OF: Record<ImportKind, readonly ImportField[]> = {
  customers: CUSTOMER_FIELDS,
  appointments: APPOINTMENT_FIELDS,
  orders: ORDER_FIELDS,
  visits: PAST_FIELDS,
  calls: PAST_FIELDS,
  consents: CONSENT_FIELDS,
}
/** The one field that several columns may go to: each is kept under its own name. */
export const ATTRIBUTE = 'attribute'
