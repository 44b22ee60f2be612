import { fold } from '../plain/fold.ts'
import type { AssetFields } from './asset-fields.ts'
import { keepRecord, type MergeContext, type RowToMerge, writeFields, wrote } from './import-follow.ts'
import type { Known, KnownAsset, KnownCustomer, Said } from './import-known.ts'
import type { RowDraft } from './import-row.ts'
import type { OwnershipPeriod } from './ownership.ts'
import { changePlate } from './plate-history.ts'

/** Under which key a source’s word on a vehicle is kept: the customer’s own, and what tells their vehicles apart. */
export const vehicleKey = (customerKey: string, { asset, plate }: RowDraft): string =>
  `${customerKey}#${asset.vin ?? plate ?? fold(`${asset.make ?? ''} ${asset.model ?? ''}`)}`

/** @returns whether anything of the vehicle changed */
export function mergeVehicle(known: Known, customer: KnownCustomer, row: RowToMerge, context: MergeContext): boolean {
  const { draft } = row
  const vin = draft.asset.vin ?? null
  const key = vehicleKey(row.key, draft)
  const record = known.records.get(key)
  const ours = record?.assetId ? known.assets.get(record.assetId) : undefined
  if (record && (!ours || ours.archived)) return false
  const asset =
    ours ??
    known.vehicle(vin, draft.plate, context.today) ??
    sameModel(known, customer, draft) ??
    newAsset(known, draft, context)
  const writes = asset.writes
  const before = record?.said
  const first = before?.run !== context.run
  writeFields(asset, draft.asset as Partial<AssetFields>, before?.fields, first)
  writePlate(asset, draft.plate, before, context)
  // Who has it is said once; a car that a person has noted as sold since stays sold.
  if (!record && !asset.owners.some((owner) => owner.customerId === customer.id)) {
    const owner: OwnershipPeriod = {
      id: context.newId(),
      customerId: customer.id,
      role: roleOf(customer, asset),
      since: draft.asset.boughtOn ?? null,
      until: null,
    }
    if (asset.owners.some((one) => one.until === null && one.role === owner.role && one.role !== 'driver'))
      context.handed?.push({ assetId: asset.id, customerId: customer.id, since: owner.since ?? context.today })
    asset.owners.push(owner)
    asset.newOwners.add(owner.id)
    wrote(asset, 'owners')
  }
  known.indexAsset(asset)
  keepRecord(
    known,
    record,
    {
      ...row,
      key,
      draft: {
        ...draft,
        phones: [],
        emails: [],
        unread: {},
        attributes: {},
        household: null,
        company: null,
        companyRole: '',
        since: {},
      },
    },
    { customerId: customer.id, assetId: asset.id },
    draft.asset,
    context,
    first,
  )
  return asset.writes > writes
}

/** A person who has the car of a company drives it. */
const roleOf = (customer: KnownCustomer, asset: KnownAsset): OwnershipPeriod['role'] =>
  customer.fields.kind === 'company'
    ? 'company'
    : asset.owners.some((owner) => owner.role === 'company' && owner.until === null)
      ? 'driver'
      : 'owner'

/** A vehicle without plate and VIN is known again only by its model, among those of its owner that have none either. */
function sameModel(known: Known, customer: KnownCustomer, { asset, plate }: RowDraft): KnownAsset | undefined {
  const model = fold(`${asset.make ?? ''} ${asset.model ?? ''}`)
  return known
    .vehiclesOf(customer.id)
    .find(
      (one) =>
        fold(`${one.fields.make} ${one.fields.model}`) === model &&
        (!(plate || asset.vin) || (one.plates.length === 0 && !one.fields.vin)),
    )
}

function newAsset(known: Known, { asset }: RowDraft, { newId, newAsset }: MergeContext): KnownAsset {
  return known.addAsset({
    id: newId(),
    // Never empty, so that writing where nothing stands would not reach it.
    fields: { ...newAsset, ...(asset.kind ? { kind: asset.kind } : {}) },
    plates: [],
    owners: [],
    archived: false,
    isNew: true,
    changed: new Set(),
    writes: 0,
    newPlates: new Set(),
    closedPlates: new Set(),
    newOwners: new Set(),
  })
}

/** A plate comes onto a car that has none, or in place of the one this source said before. */
function writePlate(
  asset: KnownAsset,
  plate: string | null,
  before: Said | undefined,
  { today, country, newId }: MergeContext,
): void {
  const open = asset.plates.find((period) => period.until === null)
  if (!plate || open?.plate === plate || (open && open.plate !== before?.plate) || (!open && before?.plate === plate))
    return
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
