import { fold } from '../plain/fold.ts'
import type { AssetFields } from './asset-fields.ts'
import type { EmailLine, PhoneLine } from './contact-list.ts'
import type { CustomerFields } from './customer-fields.ts'
import type { Since } from './import-row.ts'
import { displayName, type NameParts } from './name.ts'
import type { OwnershipPeriod } from './ownership.ts'
import { type PlatePeriod, plateOpen } from './plate-history.ts'

/** What a source said of a customer or a vehicle the last time. */
export interface Said {
  fields: Record<string, unknown>
  phones: string[]
  emails: string[]
  plate: string | null
  unread?: Record<string, string>
  attributes?: Record<string, string>
  household?: string
  company?: string
  companyRole?: string
  since?: Since
  /** When the customer was made of this record, who has been known for longer: that is no contact of theirs. */
  made?: string
  /** Under which keys the others stand whom the source calls by this one: records of their own. At most `MOST_OTHERS`. */
  others?: string[]
  /** The run that said it, and the marks of its rows: a file may hold a customer in several rows, one for each car. */
  run: string
  rows: string[]
}
export interface KnownRecord {
  id: string
  key: string
  /** null: the customer was erased since; their rows stay out. */
  customerId: string | null
  assetId: string | null
  said: Said
  state: 'kept' | 'changed' | 'new'
  /** Their household or company is said for the first time, or is another than before: somebody may be related to them now. */
  related?: boolean
  /** What they do in their company is another than before. */
  roleSaid?: boolean
}
export interface KnownCustomer {
  id: string
  fields: CustomerFields
  phones: PhoneLine[]
  emails: EmailLine[]
  archived: boolean
  isNew: boolean
  /** Names of the fields that differ from what is stored; `phones` and `emails` among them. */
  changed: Set<string>
  /** How often something was written, so that a row can tell whether it changed anything. */
  writes: number
}
export interface KnownAsset {
  id: string
  fields: AssetFields
  plates: PlatePeriod[]
  owners: OwnershipPeriod[]
  archived: boolean
  isNew: boolean
  changed: Set<string>
  writes: number
  /** Ids of plates and owners to be written. */
  newPlates: Set<string>
  closedPlates: Set<string>
  newOwners: Set<string>
}

/** The words of a name in no order: « CIEILLE Anne » and « Anne Cieille » are one. */
export const nameKey = (name: Pick<NameParts, 'kind' | 'givenName' | 'familyName' | 'companyName'>): string =>
  fold(displayName(name)).split(' ').sort().join(' ')

/** Keys of others kept with a shared key: that many, and it is nobody's. */
export const MOST_OTHERS = 50

/** A plate or a VIN that more vehicles bear than this tells none of them. */
export const SHARED_BY = 20
/** A car that more people have than this is a plate typed for want of one. */
const MOST_OWNERS = 50

const put = (index: Map<string, Set<string>>, key: string, id: string): void => {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}

/** The part of the base that a batch of rows may touch, in memory, found by every trait. Rows of one batch see what the ones before did. */
export class Known {
  readonly records = new Map<string, KnownRecord>()
  readonly customers = new Map<string, KnownCustomer>()
  readonly assets = new Map<string, KnownAsset>()
  #plates = new Map<string, Set<string>>()
  #vins = new Map<string, Set<string>>()
  #owned = new Map<string, Set<string>>()

  addCustomer(customer: KnownCustomer): KnownCustomer {
    this.customers.set(customer.id, customer)
    return customer
  }
  addAsset(asset: KnownAsset): KnownAsset {
    this.assets.set(asset.id, asset)
    this.indexAsset(asset)
    return asset
  }
  indexAsset({ id, fields, plates, owners }: KnownAsset): void {
    if (fields.vin) put(this.#vins, fields.vin, id)
    for (const { plate } of plates) put(this.#plates, plate, id)
    for (const { customerId } of owners) put(this.#owned, customerId, id)
  }

  /** The vehicle of this VIN; else one that bears this plate today, unless its VIN says that it is another. */
  vehicle(vin: string | null, plate: string | null, today: string): KnownAsset | undefined {
    const [byVin] = this.#assetsInForce(vin ? this.#vins.get(vin) : undefined)
    if (byVin) return byVin
    return this.#assetsInForce(plate ? this.#plates.get(plate) : undefined).find(
      (asset) =>
        !(vin && asset.fields.vin) && asset.plates.some((period) => period.plate === plate && plateOpen(period, today)),
    )
  }
  vehiclesOf(customerId: string): KnownAsset[] {
    return this.#assetsInForce(this.#owned.get(customerId))
  }
  #assetsInForce(ids: ReadonlySet<string> | undefined): KnownAsset[] {
    return [...(ids ?? [])]
      .flatMap((id) => this.assets.get(id) ?? [])
      .filter((asset) => !asset.archived && asset.owners.length <= MOST_OWNERS)
  }
}
