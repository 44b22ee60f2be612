import { fold } from '../plain/fold.ts'
import type { AssetFields } from './asset-fields.ts'
import type { CustomerFields } from './customer-fields.ts'
import { hasVehicle, type RowDraft } from './import-row.ts'
import { type Known, type KnownAsset, type KnownCustomer, type KnownRecord, nameKey, type Said } from './import-known.ts'
import type { OwnershipPeriod } from './ownership.ts'
import { changePlate } from './plate-history.ts'

export interface MergeContext {
  /** Which run of which import: rows of one run that speak of one customer add to each other. */
  run: string
  /** YYYY-MM-DD */
  today: string
  /** The country of plates and addresses that name none. */
  country: string
  siteId: string | null
  newId: () => string
  newCustomer: CustomerFields
  newAsset: AssetFields
}
export interface RowToMerge {
  /** By what the source knows the customer again. */
  key: string
  /** A mark of the row’s content. */
  mark: string
  draft: RowDraft
  advisorId: string | null
}
export type Outcome = 'created' | 'updated' | 'unchanged'

/**
 * Brings one row into what is known.
 *
 * A customer is known again by the source’s key. A new key that comes with the phone, the e-mail or the plate of somebody of the same name
 * is that person; a phone alone is not enough, for households share one. A customer who was erased or archived since is left alone.
 * A field is written only where the base still holds what this source said before (or nothing): what a person wrote by hand stays. An empty
 * cell says nothing and takes nothing away.
 */
export function mergeRow(known: Known, row: RowToMerge, context: MergeContext): Outcome {
  const record = known.records.get(row.key)
  if (record?.said.rows.includes(row.mark)) return 'unchanged'
  if (record && (record.customerId === null || known.customers.get(record.customerId)?.archived !== false)) return 'unchanged'

  const customer = (record?.customerId && known.customers.get(record.customerId)) || samePerson(known, row.draft, context) || newCustomer(known, row, context)
  const writes = customer.writes
  const fields: Partial<CustomerFields> = { ...row.draft.customer, ...(row.advisorId ? { advisorId: row.advisorId } : {}) }
  const before = record?.said
  const first = before?.run !== context.run
  writeFields(customer, fields, before?.fields, first)
  writeContacts(known, customer, row.draft, before, first)
  keepRecord(known, record, row, { customerId: customer.id, assetId: null }, fields, context, first)
  const vehicle = hasVehicle(row.draft) ? mergeVehicle(known, customer, row, context) : false
  if (customer.isNew && !record) return 'created'
  return customer.writes > writes || vehicle ? 'updated' : 'unchanged'
}

interface Written {
  changed: Set<string>
  writes: number
}
function wrote(thing: Written, field: string): void {
  thing.changed.add(field)
  thing.writes++
}

const nothing = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Writes what the source says where nobody else has spoken. @param before what it said the last time, if it did */
function writeFields<T extends object>(thing: { fields: T } & Written, next: Partial<T>, before: Record<string, unknown> | undefined, first: boolean): void {
  const fields = thing.fields as Record<string, unknown>
  for (const [field, value] of Object.entries(next)) {
    if (nothing(value) || same(value, fields[field])) continue
    const current = fields[field]
    const ours = first && before !== undefined && !nothing(before[field]) && same(before[field], current) && !same(before[field], value)
    const silent = nothing(current) && nothing(before?.[field])
    if (!ours && !silent) continue
    fields[field] = value
    wrote(thing, field)
  }
}

function writeContacts(known: Known, customer: KnownCustomer, draft: RowDraft, before: Said | undefined, first: boolean): void {
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
  if (phones || emails) known.indexCustomer(customer)
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
  const go = first && next.length > 0 ? current.filter((line) => line.label === '' && before?.includes(line[name]) && !next.includes(line[name])) : []
  if (come.length === 0 && go.length === 0) return null
  const at = go.length > 0 ? current.indexOf(go[0]!) : current.length
  const lines = come.map((value) => ({ [name]: value, label: '' }) as L)
  return [...current.slice(0, at), ...lines, ...current.slice(at).filter((line) => !go.includes(line))]
}

/** Somebody of the same name whom the same phone, e-mail or plate reaches; of several, the one known longest (ids carry their time). */
function samePerson(known: Known, draft: RowDraft, context: MergeContext): KnownCustomer | undefined {
  const vehicle = known.vehicle(draft.asset.vin ?? null, draft.plate, context.today)
  const name = nameKey({ ...context.newCustomer, ...draft.customer })
  return [...known.reachedBy(draft.phones, draft.emails), ...(vehicle ? known.ownersOf(vehicle, context.today) : [])]
    .filter((customer) => nameKey(customer.fields) === name)
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0]
}

function newCustomer(known: Known, { draft }: RowToMerge, { newId, newCustomer, siteId, country }: MergeContext): KnownCustomer {
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

function keepRecord(
  known: Known,
  record: KnownRecord | undefined,
  { key, mark, draft }: RowToMerge,
  about: { customerId: string; assetId: string | null },
  fields: Record<string, unknown>,
  { run, newId }: MergeContext,
  first: boolean,
): void {
  const before = record?.said
  const more = !first && before
  const unread = { ...(more ? before.unread : {}), ...draft.unread }
  const said: Said = {
    fields: more ? { ...fields, ...before.fields } : fields,
    phones: [...new Set([...(more ? before.phones : []), ...draft.phones])],
    emails: [...new Set([...(more ? before.emails : []), ...draft.emails])],
    plate: draft.plate,
    ...(Object.keys(unread).length > 0 ? { unread } : {}),
    run,
    rows: [...(more ? before.rows : []), mark],
  }
  if (record) {
    record.said = said
    if (record.state === 'kept') record.state = 'changed'
  } else known.records.set(key, { id: newId(), key, ...about, said, state: 'new' })
}

/** Under which key a source’s word on a vehicle is kept: the customer’s own, and what tells their vehicles apart. */
export const vehicleKey = (customerKey: string, { asset, plate }: RowDraft): string =>
  `${customerKey}#${asset.vin ?? plate ?? fold(`${asset.make ?? ''} ${asset.model ?? ''}`)}`

/** @returns whether anything of the vehicle changed */
function mergeVehicle(known: Known, customer: KnownCustomer, row: RowToMerge, context: MergeContext): boolean {
  const { draft } = row
  const vin = draft.asset.vin ?? null
  const key = vehicleKey(row.key, draft)
  const record = known.records.get(key)
  const ours = record?.assetId ? known.assets.get(record.assetId) : undefined
  if (record && (!ours || ours.archived)) return false
  const asset = ours ?? known.vehicle(vin, draft.plate, context.today) ?? sameModel(known, customer, draft) ?? newAsset(known, context)
  const writes = asset.writes
  const before = record?.said
  const first = before?.run !== context.run
  writeFields(asset, draft.asset as Partial<AssetFields>, before?.fields, first)
  writePlate(asset, draft.plate, before, context)
  // Who has it is said once; a car that a person has noted as sold since stays sold.
  if (!record && !asset.owners.some((owner) => owner.customerId === customer.id)) {
    const owner: OwnershipPeriod = { id: context.newId(), customerId: customer.id, role: roleOf(customer, asset), since: draft.asset.boughtOn ?? null, until: null }
    asset.owners.push(owner)
    asset.newOwners.add(owner.id)
    wrote(asset, 'owners')
  }
  known.indexAsset(asset)
  keepRecord(known, record, { ...row, key, draft: { ...draft, phones: [], emails: [], unread: {} } }, { customerId: customer.id, assetId: asset.id }, draft.asset, context, first)
  return asset.writes > writes
}

/** A person who has the car of a company drives it. */
const roleOf = (customer: KnownCustomer, asset: KnownAsset): OwnershipPeriod['role'] =>
  customer.fields.kind === 'company' ? 'company' : asset.owners.some((owner) => owner.role === 'company' && owner.until === null) ? 'driver' : 'owner'

/** A vehicle without plate and VIN is known again only by its model, among those of its owner that have none either. */
function sameModel(known: Known, customer: KnownCustomer, { asset, plate }: RowDraft): KnownAsset | undefined {
  const model = fold(`${asset.make ?? ''} ${asset.model ?? ''}`)
  return known.vehiclesOf(customer.id).find((one) => fold(`${one.fields.make} ${one.fields.model}`) === model && (!(plate || asset.vin) || (one.plates.length === 0 && !one.fields.vin)))
}

function newAsset(known: Known, { newId, newAsset }: MergeContext): KnownAsset {
  return known.addAsset({
    id: newId(), fields: { ...newAsset }, plates: [], owners: [], archived: false, isNew: true,
    changed: new Set(), writes: 0, newPlates: new Set(), closedPlates: new Set(), newOwners: new Set(),
  })
}

/** A plate comes onto a car that has none, or in place of the one this source said before. */
function writePlate(asset: KnownAsset, plate: string | null, before: Said | undefined, { today, country, newId }: MergeContext): void {
  const open = asset.plates.find((period) => period.until === null)
  if (!plate || open?.plate === plate || (open && open.plate !== before?.plate) || (!open && before?.plate === plate)) return
  const change = changePlate(asset.plates, { plate, country: country || 'FR' }, today)
  for (const { id, until } of change.close) {
    const period = asset.plates.find((one) => one.id === id)
    if (period) period.until = until
    asset.closedPlates.add(id)
  }
  for (const { id } of change.keep) {
    const period = asset.plates.find((one) => one.id === id)
    if (period) period.until = null
    asset.closedPlates.add(id)
  }
  if (change.open) {
    const period = { id: newId(), ...change.open, until: null }
    asset.plates.push(period)
    asset.newPlates.add(period.id)
  }
  wrote(asset, 'plates')
}
