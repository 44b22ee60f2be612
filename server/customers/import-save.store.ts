import { type RawBuilder, sql } from 'kysely'
import type { Turn } from '../kit/in-turn.ts'
import { arraysOf, arrayText } from '../kit/rows.ts'
import { ASSET_COLUMN } from './asset-fields.ts'
import { CUSTOMER_COLUMN } from './customer-fields.ts'
import type { Known, KnownAsset, KnownCustomer, Said } from './import-known.ts'

const CUSTOMER_TYPES: Record<string, string> = {
  advisor_id: 'uuid',
  deputy_id: 'uuid',
  site_id: 'uuid',
  birth_date: 'date',
}
const ASSET_TYPES: Record<string, string> = {
  year: 'integer',
  mileage: 'integer',
  warranty_until: 'date',
  next_service_on: 'date',
  bought_on: 'date',
  registered_on: 'date',
  control_until: 'date',
  bought_site_id: 'uuid',
}

/** What one statement needs of a table's columns: their types, their names, and assignments. Names are ours, never a file’s. */
function columnsOf(columns: Record<string, string>, types: Record<string, string>) {
  const names = Object.values(columns)
  // An array comes as a text.
  const from = (name: string): string => (name === 'options' ? 'x.options::text[]' : `x.${name}`)
  return {
    types: { id: 'uuid', ...Object.fromEntries(names.map((name) => [name, types[name] ?? 'text'])) },
    names: sql.raw(names.join(', ')),
    from: sql.raw(names.map(from).join(', ')),
    set: sql.raw(names.map((name) => `${name} = ${from(name)}`).join(', ')),
  }
}
const CUSTOMER = columnsOf(CUSTOMER_COLUMN, CUSTOMER_TYPES)
const ASSET = columnsOf(ASSET_COLUMN, ASSET_TYPES)
const PHONE = { id: 'uuid', customer_id: 'uuid', e164: 'text', label: 'text', position: 'integer' }
const EMAIL = { id: 'uuid', customer_id: 'uuid', address: 'text', label: 'text', position: 'integer' }
const OWNER = { id: 'uuid', asset_id: 'uuid', customer_id: 'uuid', role: 'text', since: 'date' }
const PLATE = { id: 'uuid', asset_id: 'uuid', plate: 'text', country: 'text', since: 'date', until: 'date' }
const RECORD = { id: 'uuid', key: 'text', customer_id: 'uuid', asset_id: 'uuid', data: 'jsonb' }

type Thing = { id: string; fields: object }

/** The things themselves, column by column: a row made of each first would be thrown away at once. */
function cellsOf(columns: Record<string, string>): (thing: Thing, name: string) => unknown {
  const fieldOf = new Map(Object.entries(columns).map(([field, column]) => [column, field]))
  return ({ id, fields }, name) => {
    if (name === 'id') return id
    const value = (fields as Record<string, unknown>)[fieldOf.get(name) ?? '']
    return Array.isArray(value) ? arrayText(value) : value
  }
}
const customerCell = cellsOf(CUSTOMER_COLUMN)
const assetCell = cellsOf(ASSET_COLUMN)

/** Writes everything that differs, a statement for each table whatever the number of rows. The last of them may still run when it returns. */
export async function saveKnown(
  turn: Turn,
  known: Known,
  source: string,
  newId: () => string,
  now: Date,
): Promise<void> {
  const customers = [...known.customers.values()].filter((customer) => customer.isNew || customer.writes > 0)
  const assets = [...known.assets.values()].filter((asset) => asset.isNew || asset.writes > 0)
  await saveCustomers(turn, customers, now)
  // Somebody new has no line that could be there already: a plain insert costs half of one that looks.
  for (const isNew of [true, false]) {
    const some = customers.filter((customer) => customer.isNew === isNew)
    await savePhones(
      turn,
      some.filter((customer) => customer.changed.has('phones')),
      newId,
    )
    await saveEmails(
      turn,
      some.filter((customer) => customer.changed.has('emails')),
      newId,
    )
  }
  await saveAssets(turn, assets, now)
  await savePlates(turn, assets)
  await saveRecords(turn, known, source, now)
}

async function saveCustomers(turn: Turn, customers: readonly KnownCustomer[], now: Date): Promise<void> {
  const added = customers.filter((customer) => customer.isNew)
  const changed = customers.filter((customer) => !customer.isNew)
  if (added.length > 0)
    await turn.add(sql`insert into customers.customer (id, ${CUSTOMER.names}, created_at, updated_at)
      select x.id, ${CUSTOMER.from}, ${now}::timestamptz, ${now}::timestamptz from unnest(${arraysOf(CUSTOMER.types, added, customerCell)}) as x(id, ${CUSTOMER.names})`)
  if (changed.length > 0)
    await turn.add(sql`update customers.customer c set ${CUSTOMER.set}, version = c.version + 1, updated_at = ${now}::timestamptz
      from unnest(${arraysOf(CUSTOMER.types, changed, customerCell)}) as x(id, ${CUSTOMER.names}) where c.id = x.id`)
}

async function savePhones(turn: Turn, customers: readonly KnownCustomer[], newId: () => string): Promise<void> {
  if (customers.length === 0) return
  const rows = customers.flatMap(({ id, phones }) =>
    phones.map(({ e164, label }, position) => ({ id: newId(), customer_id: id, e164, label, position })),
  )
  const old = customers.filter((customer) => !customer.isNew).map(({ id }) => id)
  if (old.length > 0)
    await turn.add(sql`delete from customers.phone p where p.customer_id = any(${old}::uuid[])
      and not exists (select from unnest(${arraysOf(PHONE, rows)}) as x(id, customer_id, e164, label, position) where x.customer_id = p.customer_id and x.e164 = p.e164)`)
  await turn.add(sql`insert into customers.phone (id, customer_id, e164, label, position)
    select * from unnest(${arraysOf(PHONE, rows)}) as x(id, customer_id, e164, label, position)
    ${sql.raw(old.length > 0 ? 'on conflict (customer_id, e164) do update set position = excluded.position' : '')}`)
}

async function saveEmails(turn: Turn, customers: readonly KnownCustomer[], newId: () => string): Promise<void> {
  if (customers.length === 0) return
  const rows = customers.flatMap(({ id, emails }) =>
    emails.map(({ address, label }, position) => ({ id: newId(), customer_id: id, address, label, position })),
  )
  const old = customers.filter((customer) => !customer.isNew).map(({ id }) => id)
  if (old.length > 0)
    await turn.add(sql`delete from customers.email p where p.customer_id = any(${old}::uuid[])
      and not exists (select from unnest(${arraysOf(EMAIL, rows)}) as x(id, customer_id, address, label, position) where x.customer_id = p.customer_id and x.address = p.address)`)
  await turn.add(sql`insert into customers.email (id, customer_id, address, label, position)
    select * from unnest(${arraysOf(EMAIL, rows)}) as x(id, customer_id, address, label, position)
    ${sql.raw(old.length > 0 ? 'on conflict (customer_id, address) do update set position = excluded.position' : '')}`)
}

async function saveAssets(turn: Turn, assets: readonly KnownAsset[], now: Date): Promise<void> {
  const added = assets.filter((asset) => asset.isNew)
  const changed = assets.filter((asset) => !asset.isNew)
  if (added.length > 0)
    await turn.add(sql`insert into customers.asset (id, ${ASSET.names}, created_at, updated_at)
      select x.id, ${ASSET.from}, ${now}::timestamptz, ${now}::timestamptz from unnest(${arraysOf(ASSET.types, added, assetCell)}) as x(id, ${ASSET.names})`)
  if (changed.length > 0)
    await turn.add(sql`update customers.asset a set ${ASSET.set}, version = a.version + 1, updated_at = ${now}::timestamptz
      from unnest(${arraysOf(ASSET.types, changed, assetCell)}) as x(id, ${ASSET.names}) where a.id = x.id`)
  const owners = assets.flatMap((asset) =>
    asset.owners
      .filter(({ id }) => asset.newOwners.has(id))
      .map((owner) => ({ ...owner, asset_id: asset.id, customer_id: owner.customerId })),
  )
  if (owners.length > 0)
    await turn.add(sql`insert into customers.ownership (id, asset_id, customer_id, role, since)
      select * from unnest(${arraysOf(OWNER, owners)}) as x(id, asset_id, customer_id, role, since)`)
}

async function savePlates(turn: Turn, assets: readonly KnownAsset[]): Promise<void> {
  const changed = assets.flatMap((asset) =>
    asset.plates.filter(({ id }) => asset.closedPlates.has(id) && !asset.newPlates.has(id)),
  )
  const added = assets.flatMap((asset) =>
    asset.plates.filter(({ id }) => asset.newPlates.has(id)).map((plate) => ({ ...plate, asset_id: asset.id })),
  )
  if (changed.length > 0)
    await turn.add(
      sql`update customers.plate p set until = x.until from unnest(${arraysOf({ id: 'uuid', until: 'date' }, changed)}) as x(id, until) where p.id = x.id`,
    )
  if (added.length > 0)
    await turn.add(sql`insert into customers.plate (id, asset_id, plate, country, since, until)
      select * from unnest(${arraysOf(PLATE, added)}) as x(id, asset_id, plate, country, since, until)`)
}

/** Without what is silent: half of the bytes of a record would say that nothing was said. */
const compact = (said: Said): Partial<Said> =>
  Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  ) as Partial<Said>

async function saveRecords(turn: Turn, known: Known, source: string, now: Date): Promise<void> {
  for (const state of ['new', 'changed'] as const) {
    const rows = [...known.records.values()]
      .filter((record) => record.state === state)
      .map(({ id, key, customerId, assetId, said }) => ({
        id,
        key,
        customer_id: customerId,
        asset_id: assetId,
        data: JSON.stringify(
          compact(
            state === 'new' && assetId === null && said.since && known.customers.get(customerId ?? '')?.isNew
              ? { ...said, made: now.toISOString() }
              : said,
          ),
        ),
      }))
    if (rows.length > 0)
      await turn.add(sql`insert into customers.source_record (id, source, key, customer_id, asset_id, data, at)
        select id, ${source}, key, customer_id, asset_id, data, ${now}::timestamptz
        from unnest(${arraysOf(RECORD, rows)}) as x(id, key, customer_id, asset_id, data)
        ${sql.raw(state === 'changed' ? 'on conflict (source, key) do update set data = excluded.data, at = excluded.at' : '')}`)
  }
}

/** Notes who stands beside the bearer of a key, where nothing else is written of them: when the source said it stays as it is. */
export const keepOthers = (
  source: string,
  rows: readonly { key: string; others: string[] }[],
): RawBuilder<unknown> => sql`
  update customers.source_record r set data = jsonb_set(r.data, '{others}', x.others)
  from json_to_recordset(${JSON.stringify(rows)}::json) as x(key text, others jsonb) where r.source = ${source} and r.key = x.key`
