import type { Asset, createAsset, updateAsset } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound, stale } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { madeOnce } from '../network/made.store.ts'
import { type AssetFields, type AssetPatch, changeAsset, newAsset, readPlate, roadFault } from './asset-fields.ts'
import {
  assetById,
  assetsSharing,
  beginOwnership,
  insertAsset,
  lockAsset,
  type StoredAsset,
  setOwnershipRole,
  writeAsset,
  writePlates,
} from './assets.store.ts'
import { customerChanged, latestDayOf, todayOf } from './changed.flow.ts'
import { countryOfCustomer, touchCustomers } from './customers.store.ts'
import { countryCode } from './plate.ts'
import { changePlate, type PlateChange } from './plate-history.ts'
import { unknownReferences } from './references.store.ts'
import { refuseFaults } from './refuse.flow.ts'

/** Adds something a customer owns, drives or runs as a company, with its plate. */
export async function createAssetFlow(
  house: House,
  { params, body }: InputOf<typeof createAsset>,
  caller: Caller,
): Promise<Asset> {
  const make = async (house: House, id: string) => {
    const home = await countryOfCustomer(house.db, params.id)
    if (home === undefined) throw notFound('customer')
    const blank = newAsset(body.kind)
    const { changed, faults } = changeAsset(blank, body)
    const { plate, faults: plateFaults } = readPlate(body.plate)
    refuseFaults([
      ...faults,
      ...roadFault(changed, latestDayOf(house)),
      ...plateFaults,
      ...(await strangeSite(house, changed)),
    ])
    await insertAsset(house.db, id, { ...blank, ...changed }, house.now())
    await beginOwnership(house.db, id, {
      id: house.newId(),
      customerId: params.id,
      role: body.role,
      since: body.boughtOn,
    })
    const change = changePlate(
      [],
      plate ? { plate, country: countryCode(body.plateCountry ?? home) } : null,
      todayOf(house),
    )
    await writePlates(house.db, id, change, () => house.newId())
    await audit(house, caller, 'asset.create', {
      customerId: params.id,
      detail: { assetId: id, ...(await shared(house, id, plate)) },
    })
    await auditRecognition(house, caller, id, [params.id], changed)
    await touchCustomers(house.db, [params.id], house.now())
    await customerChanged(house, [params.id], plate ? [id] : [])
    return wholeAsset(house, id)
  }
  return madeOnce(house, caller, { what: `asset of ${params.id}`, body }, { make, still: wholeAsset })
}

/**
 * Changes an asset. A new plate closes the old one and keeps it; the same plate on two assets is allowed, for that is how a
 * company car and a car just sold look, and is noted in the log with the ids of the others.
 */
export async function updateAssetFlow(
  house: House,
  { params, body }: InputOf<typeof updateAsset>,
  caller: Caller,
): Promise<Asset> {
  return inTransaction(house, async (house) => {
    const stored = await lockAsset(house.db, params.id)
    if (!stored) throw notFound('asset')
    if (stored.version !== body.version) throw stale('asset')
    const { changed, faults } = changeAsset(stored.fields, body as AssetPatch)
    const plates = readPlateChange(stored, body, todayOf(house))
    refuseFaults([
      ...faults,
      ...roadFault(changed, latestDayOf(house)),
      ...plates.faults,
      ...(await strangeSite(house, changed)),
    ])

    const archived =
      body.archived === undefined || body.archived === Boolean(stored.archivedAt) ? undefined : body.archived
    await writeAsset(house.db, params.id, changed, archived, house.now())
    const fields: string[] = Object.keys(changed)
    if (plates.change) await writePlates(house.db, params.id, plates.change, () => house.newId())
    if (plates.change) fields.push('plate')
    if (await writeRole(house, stored, body.role)) fields.push('role')

    const people = peopleNow(stored, todayOf(house))
    const others = plates.change ? await shared(house, params.id, plates.plate) : {}
    if (fields.length > 0)
      await auditEach(house, caller, 'asset.change', people, { assetId: params.id, fields, ...others })
    if (archived !== undefined)
      await auditEach(house, caller, archived ? 'asset.archive' : 'asset.restore', people, { assetId: params.id })
    await auditRecognition(house, caller, params.id, people, changed)
    await touchCustomers(house.db, people, house.now())
    await customerChanged(house, people, [params.id])
    return wholeAsset(house, params.id)
  })
}

export async function wholeAsset(house: House, id: string): Promise<Asset> {
  const asset = await assetById(house.db, id)
  if (!asset) throw notFound('asset')
  return asset
}

/** Whose page shows this asset: everyone whose time with it has not ended. */
const peopleNow = (stored: Pick<StoredAsset, 'owners'>, today: string): string[] => [
  ...new Set(stored.owners.filter(({ until }) => until === null || until > today).map(({ customerId }) => customerId)),
]

/** What the sent plate and country make of the history; `change` is null when nothing differs. */
function readPlateChange(
  stored: StoredAsset,
  body: Pick<AssetPatch, 'plate' | 'plateCountry'>,
  today: string,
): { change: PlateChange | null; plate: string | null; faults: { path: string; because: string }[] } {
  const current = stored.plates.find((period) => period.until === null)
  if (body.plate === undefined && (body.plateCountry === undefined || !current))
    return { change: null, plate: null, faults: [] }
  const { plate, faults } =
    body.plate === undefined ? { plate: current?.plate ?? null, faults: [] } : readPlate(body.plate)
  const country = countryCode(body.plateCountry ?? current?.country ?? 'FR')
  if (faults.length > 0) return { change: null, plate, faults }
  const change = changePlate(stored.plates, plate ? { plate, country } : null, today)
  const differs = change.close.length + change.keep.length > 0 || change.open !== null
  return { change: differs ? change : null, plate, faults }
}

/** The role on the asset's own form is that of its one owner; where several have it, it must be said whose. */
async function writeRole(house: House, stored: StoredAsset, role: AssetPatch['role']): Promise<boolean> {
  const today = todayOf(house)
  const open = stored.owners.filter(({ until }) => until === null || until > today)
  if (role === undefined || open.every((period) => period.role === role)) return false
  const [only, ...more] = open
  if (!only || more.length > 0)
    throw invalid('body.role', 'Several people have it: say whose role it is, under its owners.')
  await setOwnershipRole(house.db, only.id, role)
  return true
}

const strangeSite = (house: House, changed: Partial<AssetFields>) =>
  unknownReferences(house.db, { sites: { 'body.boughtSiteId': changed.boughtSiteId } })

async function shared(house: House, assetId: string, plate: string | null): Promise<{ samePlateOn?: string[] }> {
  const others = plate ? await assetsSharing(house.db, plate, assetId, todayOf(house)) : []
  return others.length > 0 ? { samePlateOn: others } : {}
}

/** A line for each customer it concerns, so that each one's log is whole; one line without a customer when it is nobody's. */
export async function auditEach(
  house: House,
  caller: Caller,
  action: string,
  customerIds: readonly string[],
  detail: Record<string, unknown>,
): Promise<void> {
  for (const customerId of customerIds.length > 0 ? customerIds : [null])
    await audit(house, caller, action, { customerId, detail })
}

async function auditRecognition(
  house: House,
  caller: Caller,
  assetId: string,
  people: string[],
  changed: Partial<AssetFields>,
): Promise<void> {
  if (changed.recognition)
    await auditEach(house, caller, `asset.recognition-${changed.recognition}`, people, { assetId })
}
