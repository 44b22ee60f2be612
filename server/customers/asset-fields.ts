import type { z } from 'zod'
import { assetDraft } from '../../contract/customers.ts'
import { dayFault, type Fault } from './customer-fields.ts'
import { cleanName } from './name.ts'
import { normalisePlate, PLATE_MAX } from './plate.ts'
import { normaliseVin, vinFault } from './vin.ts'

export type AssetDraft = z.output<typeof assetDraft>

/** Where each plain field of an asset is kept. Its plates and its owners have tables of their own. */
export const ASSET_COLUMN = {
  kind: 'kind',
  make: 'make',
  model: 'model',
  body: 'body',
  colour: 'colour',
  year: 'year',
  vin: 'vin',
  options: 'options',
  keyRef: 'key_ref',
  warrantyUntil: 'warranty_until',
  nextServiceOn: 'next_service_on',
  mileage: 'mileage',
  boughtSiteId: 'bought_site_id',
  boughtAt: 'bought_at',
  boughtOn: 'bought_on',
  registeredOn: 'registered_on',
  controlUntil: 'control_until',
  recognition: 'recognition',
} as const
export type AssetField = keyof typeof ASSET_COLUMN
export type AssetPatch = { [K in keyof AssetDraft]?: AssetDraft[K] | undefined }
export type AssetFields = Pick<AssetDraft, AssetField>

/** The days among them. */
export const ASSET_DAYS = ['warrantyUntil', 'nextServiceOn', 'boughtOn', 'registeredOn', 'controlUntil'] as const

const NAMES: readonly AssetField[] = ['make', 'model', 'body', 'colour', 'keyRef', 'boughtAt']

/** No car was put on the road tomorrow. */
export const roadFault = ({ registeredOn }: AssetPatch, today: string): Fault[] =>
  registeredOn && registeredOn > today ? [{ path: 'body.registeredOn', because: 'in-the-future' }] : []

/** What a change makes of the plain fields of an asset: those that differ with their new value, and what cannot be used. */
export function changeAsset(
  before: Partial<AssetFields>,
  patch: AssetPatch,
): { changed: Partial<AssetFields>; faults: Fault[] } {
  const changed: Record<string, unknown> = {}
  for (const field of Object.keys(ASSET_COLUMN) as AssetField[]) {
    const sent = patch[field]
    if (sent === undefined) continue
    const value = clean(field, sent)
    if (JSON.stringify(value) !== JSON.stringify(before[field])) changed[field] = value
  }
  const vin = changed.vin as string | null | undefined
  const because = vin ? vinFault(vin) : null
  return {
    changed: changed as Partial<AssetFields>,
    faults: [
      ...(because ? [{ path: 'body.vin', because }] : []),
      ...ASSET_DAYS.flatMap((field) => dayFault(`body.${field}`, patch[field])),
    ],
  }
}

function clean(field: AssetField, value: unknown): unknown {
  if (field === 'vin') return value ? normaliseVin(value as string) || null : null
  if (Array.isArray(value)) return [...new Set(value.map((option) => cleanName(String(option))).filter(Boolean))]
  return typeof value === 'string' && NAMES.includes(field) ? cleanName(value) : value
}

/**
 * A plate as it is kept, null for none. A plate typed by a person is whole: a letter that no camera could read, a question mark
 * (which stands for an unread letter), or too many letters is a fault.
 */
export function readPlate(sent: string | null): { plate: string | null; faults: Fault[] } {
  const typed = (sent ?? '').trim()
  if (!typed) return { plate: null, faults: [] }
  const plate = normalisePlate(typed)
  const fault = (because: string) => ({ plate: null, faults: [{ path: 'body.plate', because }] })
  if (!plate) return fault('There is no letter or digit in it that a camera could read.')
  if (plate.includes('?')) return fault('A question mark is no part of a plate.')
  if (typed.normalize('NFKD').replace(/[^A-Za-z0-9]/g, '').length > PLATE_MAX)
    return fault(`A plate has at most ${PLATE_MAX} letters and digits.`)
  return { plate, faults: [] }
}

/** How people call it: « Peugeot 208 », or its kind of body when nothing else is known. */
export const assetName = (asset: { make: string; model: string; body?: string }): string =>
  `${asset.make} ${asset.model}`.trim() || (asset.body ?? '')

/** The plain fields of an asset of which nothing is known yet. */
export const newAsset = (kind: AssetFields['kind']): AssetFields => {
  const { plate: _, plateCountry: __, role: ___, ...fields } = assetDraft.parse({ kind })
  return fields
}
