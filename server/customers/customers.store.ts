import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Customer } from '../../contract/customers.ts'
import type { Db } from '../kit/house.ts'
import { assetName } from './asset-fields.ts'
import { assetsOf } from './assets.store.ts'
import type { Cursor } from './cursor.ts'
import { CUSTOMER_COLUMN, type CustomerField, type CustomerFields } from './customer-fields.ts'
import { displayName } from './name.ts'
import { displayPhone } from './phone.ts'
import { displayPlate } from './plate.ts'
import { relationsOf } from './relations.store.ts'

/** The plain fields of a customer, with what guards its changes. */
export interface StoredCustomer {
  fields: CustomerFields
  version: number
  archivedAt: Date | null
}

const asColumns = (fields: Partial<CustomerFields>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [CUSTOMER_COLUMN[field as CustomerField], value]))

export async function insertCustomer(db: Db, id: string, fields: CustomerFields, now: Date): Promise<void> {
  await db
    .insertInto('customers.customer')
    .values({
      id,
      ...(asColumns(fields) as { advisor_id: null; deputy_id: null; site_id: null; birth_date: null }),
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** One customer's plain fields, locked until the end of the transaction. */
export async function lockCustomer(db: Db, id: string): Promise<StoredCustomer | undefined> {
  const row = await db.selectFrom('customers.customer').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const columns = row as unknown as Record<string, unknown>
  const fields = Object.fromEntries(Object.entries(CUSTOMER_COLUMN).map(([field, column]) => [field, columns[column]]))
  return { fields: fields as unknown as CustomerFields, version: row.version, archivedAt: row.archived_at }
}

/** Writes the fields that differ and counts the version up. `archived` undefined leaves it as it is. */
export async function writeCustomer(
  db: Db,
  id: string,
  changed: Partial<CustomerFields>,
  archived: boolean | undefined,
  now: Date,
): Promise<void> {
  await db
    .updateTable('customers.customer')
    .set({
      ...asColumns(changed),
      ...(archived === undefined ? {} : { archived_at: archived ? now : null }),
      version: sql<number>`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** The language they are written to in. */
export async function setLanguage(db: Db, id: string, language: string, now: Date): Promise<void> {
  await db
    .updateTable('customers.customer')
    .set((row) => ({ language, version: row('version', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .where('language', '!=', language)
    .execute()
}

/**
 * Something of theirs changed: they come first in the list, and a form that is open on their page stays valid. Rows are locked
 * in the order of their ids, so that two sales between the same two people never wait for each other.
 */
export async function touchCustomers(db: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('customers.customer')
    .set({ updated_at: now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('customers.customer')
        .select('id')
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate(),
    )
    .execute()
}

/** Which of these exist. */
export async function knownCustomers(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('customers.customer')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Where a customer lives; undefined when they are not there. */
export async function countryOfCustomer(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('customers.customer').select('country').where('id', '=', id).executeTakeFirst()
  return row?.country
}

/** One customer, whole, as the contract shows it. Assets are those they have today. */
export async function customerById(db: Db, id: string, today: string): Promise<Customer | undefined> {
  const row = await db
    .selectFrom('customers.customer as c')
    .selectAll('c')
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('customers.phone as p')
          .select(['p.id', 'p.e164', 'p.label'])
          .whereRef('p.customer_id', '=', 'c.id')
          .orderBy('p.position')
          .orderBy('p.id'),
      ).as('phones'),
      jsonArrayFrom(
        eb
          .selectFrom('customers.email as e')
          .select(['e.id', 'e.address', 'e.label'])
          .whereRef('e.customer_id', '=', 'c.id')
          .orderBy('e.position')
          .orderBy('e.id'),
      ).as('emails'),
      eb
        .exists(eb.selectFrom('customers.voice as v').select('v.customer_id').whereRef('v.customer_id', '=', 'c.id'))
        .as('has_voice'),
    ])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const [relations, assets] = [await relationsOf(db, id), await assetsOf(db, id, today)]
  return {
    id: row.id,
    kind: row.kind,
    name: displayName({
      kind: row.kind,
      givenName: row.given_name,
      familyName: row.family_name,
      companyName: row.company_name,
    }),
    title: row.title,
    givenName: row.given_name,
    familyName: row.family_name,
    companyName: row.company_name,
    pronunciation: row.pronunciation,
    hasVoice: Boolean(row.has_voice),
    addressAs: row.address_as,
    formality: row.formality,
    language: row.language,
    advisorId: row.advisor_id,
    deputyId: row.deputy_id,
    siteId: row.site_id,
    birthDate: row.birth_date,
    street: row.street,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    note: row.note,
    recognition: row.recognition,
    phones: row.phones.map((phone) => ({ ...phone, display: displayPhone(phone.e164) })),
    emails: row.emails,
    relations,
    assets,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
  }
}

export interface CustomerFilter {
  advisor?: string | undefined
  site?: string | undefined
  archived?: boolean | undefined
}

/** How many customers each of these people looks after; who looks after nobody is not there. */
export async function advisedBy(db: Db, staffIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('customers.customer')
    .select(['advisor_id', (eb) => eb.fn.countAll<string>().as('n')])
    .where('advisor_id', 'in', [...staffIds])
    .where('archived_at', 'is', null)
    .groupBy('advisor_id')
    .execute()
  return new Map(rows.map(({ advisor_id, n }) => [String(advisor_id), Number(n)]))
}

/** Customers, last changed first, one page; `total` counts all pages. */
export async function customerPage(db: Db, filter: CustomerFilter, after: Cursor | null, limit: number, today: string) {
  let chosen = db.selectFrom('customers.customer as c').where('c.archived_at', filter.archived ? 'is not' : 'is', null)
  if (filter.advisor) chosen = chosen.where('c.advisor_id', '=', filter.advisor)
  if (filter.site) chosen = chosen.where('c.site_id', '=', filter.site)
  let page = chosen
  // Written so that the index on (updated_at desc, id) is walked from the cursor on.
  if (after)
    page = page
      .where('c.updated_at', '<=', sql<Date>`${after.at}::timestamptz`)
      .where(sql<boolean>`(c.updated_at < ${after.at}::timestamptz or c.id > ${after.id}::uuid)`)
  const rows = await page
    .select([
      'c.id',
      'c.kind',
      'c.given_name',
      'c.family_name',
      'c.company_name',
      'c.city',
      'c.advisor_id',
      'c.updated_at',
    ])
    .select((eb) => [
      sql<string>`c.updated_at::text`.as('at'),
      eb
        .selectFrom('customers.phone as p')
        .select('p.e164')
        .whereRef('p.customer_id', '=', 'c.id')
        .orderBy('p.position')
        .orderBy('p.id')
        .limit(1)
        .as('e164'),
      eb
        .selectFrom('customers.ownership as o')
        .innerJoin('customers.asset as a', 'a.id', 'o.asset_id')
        .select(
          sql<{
            make: string
            model: string
            body: string
            plate: string | null
          }>`jsonb_build_object('make', a.make, 'model', a.model, 'body', a.body,
            'plate', (select p.plate from customers.plate p where p.asset_id = a.id and p.until is null limit 1))`.as(
            'vehicle',
          ),
        )
        .whereRef('o.customer_id', '=', 'c.id')
        .where('a.archived_at', 'is', null)
        .where((w) => w.or([w('o.until', 'is', null), w('o.until', '>', today)]))
        .orderBy('a.kind', 'desc')
        .orderBy('a.updated_at', 'desc')
        .limit(1)
        .as('vehicle'),
    ])
    .orderBy('c.updated_at', 'desc')
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
  const { n } = await chosen.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    total: Number(n),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
    lines: shown.map(lineOf),
  }
}

interface PageRow {
  id: string
  kind: 'person' | 'company'
  given_name: string
  family_name: string
  company_name: string
  city: string
  advisor_id: string | null
  updated_at: Date
  e164: string | null
  vehicle: { make: string; model: string; body: string; plate: string | null } | null
}

/** A customer as a line of a list. */
const lineOf = (row: PageRow) => ({
  id: row.id,
  kind: row.kind,
  name: displayName({
    kind: row.kind,
    givenName: row.given_name,
    familyName: row.family_name,
    companyName: row.company_name,
  }),
  city: row.city,
  phone: row.e164 ? displayPhone(row.e164) : null,
  vehicle: row.vehicle
    ? assetName(row.vehicle) || (row.vehicle.plate && displayPlate(row.vehicle.plate)) || null
    : null,
  advisorId: row.advisor_id,
  updatedAt: row.updated_at.toISOString(),
})
