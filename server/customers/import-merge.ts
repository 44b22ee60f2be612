import type { CustomerFields } from './customer-fields.ts'
import { keepRecord, type MergeContext, type RowToMerge, writeFields, wrote } from './import-follow.ts'
import type { Known, KnownCustomer, Said } from './import-known.ts'
import { mergeVehicle } from './import-merge-vehicle.ts'
import { hasVehicle, type RowDraft } from './import-row.ts'
import { surviving } from './import-survivors.ts'

export type Outcome = 'created' | 'updated' | 'unchanged'

/**
 * Brings one row into what is known.
 *
 * A customer is known again by the source’s key (where it has none, by name and surest trait), and by nothing else: a new key is a new record, and
 * whether it is somebody on file is for who-is-who to say, which weighs what speaks against it too, gives its reasons, and can be taken back. A father and
 * his son share a name and a number. A customer who was erased or archived since is left alone.
 * A field is written where nothing stands or where the base still holds what this source said before; a name, a birth date or an address that
 * stands otherwise, where the source's word survives it (`surviving`): what a person wrote by hand stays, unless head office trusts the
 * source more. An empty cell says nothing and takes nothing away.
 */
export function mergeRow(known: Known, row: RowToMerge, context: MergeContext): Outcome {
  const record = known.records.get(row.key)
  if (record?.said.rows.includes(row.mark)) return 'unchanged'
  if (record && (record.customerId === null || known.customers.get(record.customerId)?.archived !== false))
    return 'unchanged'

  const met = record?.customerId ? known.customers.get(record.customerId) : undefined
  const customer = met || newCustomer(known, row, context)
  const writes = customer.writes
  const fields: Partial<CustomerFields> = {
    ...row.draft.customer,
    ...(row.advisorId ? { advisorId: row.advisorId } : {}),
  }
  const before = record?.said
  const first = before?.run !== context.run
  const left = surviving(customer, fields, before?.fields, first, context.standings)
  writeFields(customer, left, before?.fields, first)
  writeContacts(customer, row.draft, before, first)
  keepRecord(known, record, row, { customerId: customer.id, assetId: null }, fields, context, first)
  const vehicle = hasVehicle(row.draft) ? mergeVehicle(known, customer, row, context) : false
  if (!met) return 'created'
  const { related, roleSaid } = known.records.get(row.key) ?? {}
  return customer.writes > writes || vehicle || related || roleSaid ? 'updated' : 'unchanged'
}

function writeContacts(customer: KnownCustomer, draft: RowDraft, before: Said | undefined, first: boolean): void {
  const phones = contacts(customer.phones, 'e164', draft.phones, before?.phones, first)
  const emails = contacts(customer.emails, 'address', draft.emails, before?.emails, first)
  if (phones) {
    customer.phones = phones
    wrote(customer, 'phones')
  }
  if (emails) {
    customer.emails = emails
    wrote(customer, 'emails')
  }
}

/**
 * The numbers after the source has spoken, or null when nothing changes: new ones come in (in place of those it no longer says), and one that a person took away
 * or labelled by hand is theirs.
 */
function contacts<K extends 'e164' | 'address', L extends { label: string } & Record<K, string>>(
  current: readonly L[],
  name: K,
  next: readonly string[],
  before: readonly string[] | undefined,
  first: boolean,
): L[] | null {
  const have = new Set<string>(current.map((line) => line[name]))
  const come = next.filter((value) => !have.has(value) && !before?.includes(value))
  const go =
    first && next.length > 0
      ? current.filter((line) => line.label === '' && before?.includes(line[name]) && !next.includes(line[name]))
      : []
  if (come.length === 0 && go.length === 0) return null
  const at = go.length > 0 ? current.indexOf(go[0]!) : current.length
  const lines = come.map((value) => ({ [name]: value, label: '' }) as L)
  return [...current.slice(0, at), ...lines, ...current.slice(at).filter((line) => !go.includes(line))]
}

function newCustomer(
  known: Known,
  { draft }: RowToMerge,
  { newId, newCustomer, siteId, country }: MergeContext,
): KnownCustomer {
  return known.addCustomer({
    id: newId(),
    // Empty, so that the row fills it by the same rule as any other; the defaults of kind, language and country are those of the site.
    fields: { ...newCustomer, siteId, country: country || newCustomer.country, ...plainDefaults(draft.customer) },
    phones: [],
    emails: [],
    archived: false,
    isNew: true,
    changed: new Set(),
    writes: 0,
  })
}

/** Fields that are never empty, so that writing where nothing stands would not reach them. */
const plainDefaults = ({ kind, language, country }: RowDraft['customer']) => ({
  ...(kind ? { kind } : {}),
  ...(language ? { language } : {}),
  ...(country ? { country } : {}),
})
