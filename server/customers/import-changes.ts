import { assetName } from './asset-fields.ts'
import type { Known, KnownAsset, KnownCustomer } from './import-known.ts'
import { displayPlate } from './plate.ts'

/** What stood before and what stands after, by field; a field of a vehicle has the vehicle’s id before it. */
export type Changes = Record<string, [before: unknown, after: unknown]>

/** Whom a batch of an import made or changed. */
export interface Brought {
  customerId: string
  kind: 'new' | 'changed'
  changes: Changes
}

/** The field under which a vehicle is told that came to somebody. */
const ADDED = 'added'

type Values = Record<string, unknown>
export type Stood = ReadonlyMap<string, Values>

const ofCustomer = ({ fields, phones, emails }: KnownCustomer): Values => ({
  ...fields,
  phones: phones.map(({ e164 }) => e164),
  emails: emails.map(({ address }) => address),
})
const ofAsset = ({ fields, plates }: KnownAsset): Values => ({ ...fields, plate: openPlate(plates) })

const openPlate = (plates: KnownAsset['plates']): string | null =>
  plates.find(({ until }) => until === null)?.plate ?? null

/** What stands before the rows of a batch are written, of everybody and everything known already. */
export const stoodBefore = (known: Known): Stood =>
  new Map([
    ...[...known.customers.values()].map((customer): [string, Values] => [customer.id, ofCustomer(customer)]),
    ...[...known.assets.values()].map((asset): [string, Values] => [asset.id, ofAsset(asset)]),
  ])

/**
 * Whom the rows made, and whom they changed: in a field of theirs, or in a vehicle their row names. A vehicle that came to somebody is one change, told by
 * its name; what was written and stands as before is none.
 */
export function broughtBy(known: Known, before: Stood): Brought[] {
  const people = new Map<string, Brought>()
  const changesOf = (customerId: string): Changes => {
    const one = people.get(customerId) ?? { customerId, kind: 'changed', changes: {} }
    people.set(customerId, one)
    return one.changes
  }
  for (const customer of known.customers.values()) {
    if (customer.isNew) people.set(customer.id, { customerId: customer.id, kind: 'new', changes: {} })
    else if (customer.writes > 0)
      differ(customer.changed, before.get(customer.id), ofCustomer(customer), (field, pair) => {
        changesOf(customer.id)[field] = pair
      })
  }
  for (const { customerId, assetId, state } of known.records.values()) {
    const asset = assetId === null || state === 'kept' ? undefined : known.assets.get(assetId)
    if (!asset || !customerId || (!asset.isNew && asset.writes === 0)) continue
    if (people.get(customerId)?.kind === 'new') continue
    const stood = before.get(asset.id)
    const came = asset.owners.some((owner) => owner.customerId === customerId && asset.newOwners.has(owner.id))
    if (came) changesOf(customerId)[`${asset.id}.${ADDED}`] = [null, calledOf(asset)]
    if (stood)
      differ(fieldsOf(asset), stood, ofAsset(asset), (field, pair) => {
        changesOf(customerId)[`${asset.id}.${field}`] = pair
      })
  }
  return [...people.values()]
}

/** Its plate is told as one field, whichever of its plates were closed. */
const fieldsOf = ({ changed }: KnownAsset): Set<string> =>
  new Set([...changed].filter((field) => field !== 'owners').map((field) => (field === 'plates' ? 'plate' : field)))

function calledOf(asset: KnownAsset): string {
  const plate = asset.plates.find(({ until }) => until === null)
  return [assetName(asset.fields), plate && displayPlate(plate.plate, plate.country)].filter(Boolean).join(' · ')
}

function differ(
  fields: ReadonlySet<string>,
  before: Values | undefined,
  after: Values,
  tell: (field: string, pair: [unknown, unknown]) => void,
): void {
  for (const field of fields) {
    const pair: [unknown, unknown] = [before?.[field] ?? null, after[field] ?? null]
    if (JSON.stringify(pair[0]) !== JSON.stringify(pair[1])) tell(field, pair)
  }
}
