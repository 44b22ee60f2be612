import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Asset } from '../../contract/customers.ts'
import type { Db } from '../kit/house.ts'
import { ASSET_COLUMN, type AssetField, type AssetFields } from './asset-fields.ts'
import { displayName } from './name.ts'
import type { OwnershipPeriod } from './ownership.ts'
import { displayPlate } from './plate.ts'
import type { PlateChange, PlatePeriod } from './plate-history.ts'
import { checkVin } from './vin.ts'

/** An asset with its whole history, locked until the end of the transaction. */
export interface StoredAsset {
  fields: AssetFields
  version: number
  archivedAt: Date | null
  plates: PlatePeriod[]
  owners: OwnershipPeriod[]
}

const asColumns = (fields: Partial<AssetFields>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [ASSET_COLUMN[field as AssetField], value]))

export async function insertAsset(db: Db, id: string, fields: AssetFields, now: Date): Promise<void> {
  await db
    .insertInto('customers.asset')
    .values({ id, ...(asColumns(fields) as { kind: 'vehicle' }), created_at: now, updated_at: now } as never)
    .execute()
}

export async function lockAsset(db: Db, id: string): Promise<StoredAsset | undefined> {
  const row = await db.selectFrom('customers.asset').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const columns = row as unknown as Record<string, unknown>
  const plates = await db.selectFrom('customers.plate').selectAll().where('asset_id', '=', id).orderBy('id').execute()
  const owners = await db
    .selectFrom('customers.ownership')
    .selectAll()
    .where('asset_id', '=', id)
    .orderBy('id')
    .execute()
  return {
    fields: Object.fromEntries(
      Object.entries(ASSET_COLUMN).map(([field, column]) => [field, columns[column]]),
    ) as unknown as AssetFields,
    version: row.version,
    archivedAt: row.archived_at,
    plates: plates.map(({ id, plate, country, since, until }) => ({ id, plate, country, since, until })),
    owners: owners.map(({ id, customer_id, role, since, until }) => ({
      id,
      customerId: customer_id,
      role,
      since,
      until,
    })),
  }
}

/** Writes the fields that differ and counts the version up. `archived` undefined leaves it as it is. */
export async function writeAsset(
  db: Db,
  id: string,
  changed: Partial<AssetFields>,
  archived: boolean | undefined,
  now: Date,
): Promise<void> {
  await db
    .updateTable('customers.asset')
    .set({
      ...asColumns(changed),
      ...(archived === undefined ? {} : { archived_at: archived ? now : null }),
      version: sql<number>`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

export async function writePlates(db: Db, assetId: string, change: PlateChange, newId: () => string): Promise<void> {
  for (const { id, until } of change.close)
    await db.updateTable('customers.plate').set({ until }).where('id', '=', id).execute()
  for (const { id, country } of change.keep)
    await db.updateTable('customers.plate').set({ until: null, country }).where('id', '=', id).execute()
  if (change.open)
    await db
      .insertInto('customers.plate')
      .values({ id: newId(), asset_id: assetId, ...change.open })
      .execute()
}

export async function beginOwnership(
  db: Db,
  assetId: string,
  owner: { id: string; customerId: string; role: OwnershipPeriod['role']; since: string | null },
): Promise<void> {
  await db
    .insertInto('customers.ownership')
    .values({ id: owner.id, asset_id: assetId, customer_id: owner.customerId, role: owner.role, since: owner.since })
    .execute()
}

export async function endOwnership(db: Db, id: string, until: string): Promise<void> {
  await db.updateTable('customers.ownership').set({ until }).where('id', '=', id).execute()
}

export async function setOwnershipRole(db: Db, id: string, role: OwnershipPeriod['role']): Promise<void> {
  await db.updateTable('customers.ownership').set({ role }).where('id', '=', id).execute()
}

/** Other assets that carry one of these plates today: the company's car noted twice, or one just sold. Ids only. */
export async function assetsSharing(db: Db, plate: string, exceptAsset: string, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customers.plate as p')
    .innerJoin('customers.asset as a', 'a.id', 'p.asset_id')
    .select('a.id')
    .distinct()
    .where('p.plate', '=', plate)
    .where('a.id', '!=', exceptAsset)
    .where('a.archived_at', 'is', null)
    .where((w) => w.or([w('p.until', 'is', null), w('p.until', '>=', today)]))
    .execute()
  return rows.map((row) => row.id)
}

/** Ids of the assets of a customer that carry a plate today: what the gate must hear of when the customer changes. */
export async function platedAssetsOf(db: Db, customerId: string, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customers.ownership as o')
    .innerJoin('customers.plate as p', 'p.asset_id', 'o.asset_id')
    .select('o.asset_id')
    .distinct()
    .where('o.customer_id', '=', customerId)
    .where((w) => w.or([w('o.until', 'is', null), w('o.until', '>', today)]))
    .where((w) => w.or([w('p.until', 'is', null), w('p.until', '>=', today)]))
    .execute()
  return rows.map((row) => row.asset_id)
}

const whole = (db: Db) =>
  db
    .selectFrom('customers.asset as a')
    .selectAll('a')
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('customers.plate as p')
          .select(['p.id', 'p.plate', 'p.country', 'p.since', 'p.until'])
          .whereRef('p.asset_id', '=', 'a.id')
          .orderBy(sql`p.until desc nulls first`)
          .orderBy(sql`p.since desc nulls last`)
          .orderBy('p.id', 'desc'),
      ).as('plates'),
      jsonArrayFrom(
        eb
          .selectFrom('customers.ownership as o')
          .innerJoin('customers.customer as c', 'c.id', 'o.customer_id')
          .select([
            'o.customer_id',
            'o.role',
            'o.since',
            'o.until',
            'c.kind',
            'c.given_name',
            'c.family_name',
            'c.company_name',
          ])
          .whereRef('o.asset_id', '=', 'a.id')
          .orderBy(sql`o.until desc nulls first`)
          .orderBy(sql`o.since desc nulls last`)
          .orderBy('o.id', 'desc'),
      ).as('owners'),
      jsonArrayFrom(
        eb
          .selectFrom('customers.plate as p')
          .innerJoin('customers.plate as same', (join) =>
            join
              .onRef('same.plate', '=', 'p.plate')
              .onRef('same.country', '=', 'p.country')
              .onRef('same.asset_id', '!=', 'p.asset_id'),
          )
          .innerJoin('customers.asset as other', 'other.id', 'same.asset_id')
          .innerJoin('customers.ownership as has', 'has.asset_id', 'other.id')
          .innerJoin('customers.customer as c', 'c.id', 'has.customer_id')
          .select(['c.id', 'c.kind', 'c.given_name', 'c.family_name', 'c.company_name'])
          .distinct()
          .whereRef('p.asset_id', '=', 'a.id')
          .where('p.until', 'is', null)
          .where('same.until', 'is', null)
          .where('has.until', 'is', null)
          .where('other.archived_at', 'is', null)
          .where('c.archived_at', 'is', null)
          .where((w) =>
            w.not(
              w.exists(
                w
                  .selectFrom('customers.ownership as own')
                  .select('own.id')
                  .whereRef('own.asset_id', '=', 'a.id')
                  .whereRef('own.customer_id', '=', 'c.id')
                  .where('own.until', 'is', null),
              ),
            ),
          )
          .orderBy('c.id'),
      ).as('also_on'),
    ])

type Whole = Awaited<ReturnType<ReturnType<typeof whole>['execute']>>[number]

const nameOf = (row: Pick<Whole['owners'][number], 'kind' | 'given_name' | 'family_name' | 'company_name'>): string =>
  displayName({
    kind: row.kind,
    givenName: row.given_name,
    familyName: row.family_name,
    companyName: row.company_name,
  })

const asAsset = (row: Whole): Asset => ({
  id: row.id,
  kind: row.kind,
  make: row.make,
  model: row.model,
  body: row.body,
  colour: row.colour,
  year: row.year,
  vin: row.vin,
  vinCheck: row.kind === 'vehicle' && row.vin ? checkVin(row.vin) : null,
  plates: row.plates.map((period) => ({ ...period, display: displayPlate(period.plate, period.country) })),
  options: row.options,
  keyRef: row.key_ref,
  warrantyUntil: row.warranty_until,
  nextServiceOn: row.next_service_on,
  mileage: row.mileage,
  boughtSiteId: row.bought_site_id,
  boughtAt: row.bought_at,
  boughtOn: row.bought_on,
  registeredOn: row.registered_on,
  controlUntil: row.control_until,
  recognition: row.recognition,
  owners: row.owners.map((owner) => ({
    customerId: owner.customer_id,
    name: nameOf(owner),
    role: owner.role,
    since: owner.since,
    until: owner.until,
  })),
  alsoOn: row.also_on.map((other) => ({ customerId: other.id, name: nameOf(other) })),
  version: row.version,
})

/** One asset, whole, with the history of its plates and owners: what is in force first. */
export async function assetById(db: Db, id: string): Promise<Asset | undefined> {
  const row = await whole(db).where('a.id', '=', id).executeTakeFirst()
  return row && asAsset(row)
}

/** What a customer owns or drives today, or will: assets sold or archived are left out. Vehicles first, newest first. */
export async function assetsOf(db: Db, customerId: string, today: string): Promise<Asset[]> {
  const rows = await whole(db)
    .where('a.archived_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('customers.ownership as mine')
          .select('mine.id')
          .whereRef('mine.asset_id', '=', 'a.id')
          .where('mine.customer_id', '=', customerId)
          .where((w) => w.or([w('mine.until', 'is', null), w('mine.until', '>', today)])),
      ),
    )
    .orderBy('a.kind', 'desc')
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id')
    .execute()
  return rows.map(asAsset)
}
