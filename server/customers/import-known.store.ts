import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { SaidPerson } from './another-person.ts'
import { ASSET_COLUMN, type AssetFields } from './asset-fields.ts'
import { CUSTOMER_COLUMN, type CustomerFields } from './customer-fields.ts'
import { personOf } from './import-bearers.ts'
import { Known, type KnownRecord, type Said, SHARED_BY } from './import-known.ts'
import { hasVehicle, type RowDraft } from './import-row.ts'

/** What a batch of rows speaks of. */
export interface Sought {
  /** What the source said before under the keys of these rows (`recordsOf`). */
  records: readonly KnownRecord[]
  drafts: readonly RowDraft[]
}

/**
 * What the base knows that a batch of rows may touch: the source’s own records with their customers, and the vehicles of the same plates and VINs. Vehicles of a customer without plate and VIN are read only when a row names its vehicle by model alone.
 */
export async function loadKnown(db: Db, { records, drafts }: Sought): Promise<Known> {
  const known = new Known()
  for (const record of records) known.records.set(record.key, record)
  if (drafts.length === 0) return known
  const plates = [...new Set(drafts.flatMap((draft) => draft.plate ?? []))]
  const vins = [...new Set(drafts.flatMap((draft) => draft.asset.vin ?? []))]
  const reached = await db
    .selectNoFrom(() => [
      sql<string[]>`array(
      select p.asset_id from unnest(${plates}::text[]) as x(plate) cross join lateral (select asset_id from customers.plate p where p.plate = x.plate limit ${SHARED_BY}) p
      union select a.id from unnest(${vins}::text[]) as x(vin) cross join lateral (select id from customers.asset a where a.vin = x.vin limit ${SHARED_BY}) a)`.as(
        'assets',
      ),
    ])
    .executeTakeFirstOrThrow()
  const customerIds = new Set(records.flatMap((record) => record.customerId ?? []))
  const assetIds = new Set([...records.flatMap((record) => record.assetId ?? []), ...reached.assets])
  if (drafts.some((draft) => hasVehicle(draft) && !draft.plate && !draft.asset.vin))
    for (const id of await vehiclesOf(db, [...customerIds])) assetIds.add(id)
  await addAssets(db, known, [...assetIds])
  await addCustomers(db, known, [...customerIds])
  return known
}

/** What a source said under these keys: of customers, and of their vehicles (`vehicleKey`). */
export async function recordsOf(db: Db, source: string, keys: readonly string[]): Promise<KnownRecord[]> {
  const rows = await db
    .selectFrom('customers.source_record')
    .select(['id', 'key', 'customer_id', 'asset_id', 'data'])
    .where('source', '=', source)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute()
  return rows.map(({ id, key, customer_id, asset_id, data }) => {
    const said = data as unknown as Partial<Said>
    return {
      id,
      key,
      customerId: customer_id,
      assetId: asset_id,
      said: {
        fields: said.fields ?? {},
        phones: said.phones ?? [],
        emails: said.emails ?? [],
        plate: said.plate ?? null,
        ...(said.unread ? { unread: said.unread } : {}),
        ...(said.attributes ? { attributes: said.attributes } : {}),
        ...(said.household ? { household: said.household } : {}),
        ...(said.company ? { company: said.company } : {}),
        ...(said.companyRole ? { companyRole: said.companyRole } : {}),
        ...(said.since ? { since: said.since } : {}),
        ...(said.made ? { made: said.made } : {}),
        ...(said.others ? { others: said.others } : {}),
        run: said.run ?? '',
        rows: said.rows ?? [],
      },
      state: 'kept' as const,
    }
  })
}

/** Who stands under these keys of a source today. */
export async function peopleUnder(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<Map<string, SaidPerson & { customerId: string }>> {
  const { rows } = await sql<
    Record<string, unknown> & { key: string; customerId: string; phones: string[]; emails: string[] }
  >`
    select r.key, c.id as "customerId", c.kind, c.title, c.given_name as "givenName", c.family_name as "familyName",
      c.company_name as "companyName", c.birth_date::text as "birthDate", c.street, c.postcode,
      array(select e164 from customers.phone p where p.customer_id = c.id) as phones,
      array(select address from customers.email e where e.customer_id = c.id) as emails
    from customers.source_record r join customers.customer c on c.id = r.customer_id
    where r.source = ${source} and r.key = any(${[...keys]}::text[])`.execute(db)
  return new Map(
    rows.map((row) => [
      row.key,
      { ...personOf(row, { phones: row.phones, emails: row.emails, things: [] }), customerId: row.customerId },
    ]),
  )
}

/** The marks of the rows a source said under these keys; what it never spoke of is not there. */
export async function marksOf(db: Db, source: string, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ key: string; rows: string[] | null }>`
    select key, data -> 'rows' as rows from customers.source_record where source = ${source} and key = any(${[...new Set(keys)]}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.key, new Set(row.rows ?? [])]))
}

async function vehiclesOf(db: Db, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select o.asset_id from unnest(${customerIds}::uuid[]) as x(id)
    cross join lateral (select asset_id from customers.ownership o where o.customer_id = x.id limit 50) o`.execute(db)
  return rows.map((row) => row.asset_id)
}

/** Locked in one order, so that two imports and a person at a screen wait for each other instead of blocking each other. */
async function addCustomers(db: Db, known: Known, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('customers.customer')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const phones = await db
    .selectFrom('customers.phone')
    .select(['customer_id', 'e164', 'label'])
    .where(sql<boolean>`customer_id = any(${ids}::uuid[])`)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const emails = await db
    .selectFrom('customers.email')
    .select(['customer_id', 'address', 'label'])
    .where(sql<boolean>`customer_id = any(${ids}::uuid[])`)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const phonesOf = Map.groupBy(phones, (row) => row.customer_id)
  const emailsOf = Map.groupBy(emails, (row) => row.customer_id)
  for (const row of rows)
    known.addCustomer({
      id: row.id,
      fields: fieldsOf<CustomerFields>(row, CUSTOMER_COLUMN),
      phones: (phonesOf.get(row.id) ?? []).map(({ e164, label }) => ({ e164, label })),
      emails: (emailsOf.get(row.id) ?? []).map(({ address, label }) => ({ address, label })),
      archived: row.archived_at !== null,
      isNew: false,
      changed: new Set(),
      writes: 0,
    })
}

async function addAssets(db: Db, known: Known, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('customers.asset')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const plates = await db
    .selectFrom('customers.plate')
    .selectAll()
    .where(sql<boolean>`asset_id = any(${ids}::uuid[])`)
    .orderBy('id')
    .execute()
  const owners = await db
    .selectFrom('customers.ownership')
    .selectAll()
    .where(sql<boolean>`asset_id = any(${ids}::uuid[])`)
    .orderBy('id')
    .execute()
  const platesOf = Map.groupBy(plates, (row) => row.asset_id)
  const ownersOf = Map.groupBy(owners, (row) => row.asset_id)
  for (const row of rows)
    known.addAsset({
      id: row.id,
      fields: fieldsOf<AssetFields>(row, ASSET_COLUMN),
      plates: (platesOf.get(row.id) ?? []).map(({ id, plate, country, since, until }) => ({
        id,
        plate,
        country,
        since,
        until,
      })),
      owners: (ownersOf.get(row.id) ?? []).map(({ id, customer_id, role, since, until }) => ({
        id,
        customerId: customer_id,
        role,
        since,
        until,
      })),
      archived: row.archived_at !== null,
      isNew: false,
      changed: new Set(),
      writes: 0,
      newPlates: new Set(),
      closedPlates: new Set(),
      newOwners: new Set(),
    })
}

const fieldsOf = <T>(row: object, columns: Record<string, string>): T =>
  Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, (row as Record<string, unknown>)[column]]),
  ) as T
