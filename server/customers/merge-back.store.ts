import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Said } from './import-known.ts'
import { partedChanges, type Says } from './import-parted.ts'
import { broughtOf } from './import-people.store.ts'
import type { MovedRows } from './merge.store.ts'
import { type Line, type PartedBy, partedLines } from './parted-lines.ts'

/** Two customers who are parted: who stays, and who goes back. */
export interface Parting {
  from: string
  to: string
  moved: MovedRows
  /** The merge: what is younger came since, for ids carry their time. */
  event: string
  since: Date
}

/** {@link import('./merge.store.ts').customerMoves} backwards: what is still with `from` of the rows that came from `to`. */
export async function moveCustomerBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  const ids = (kind: string): string[] => moved[kind] ?? []
  await sql`update customers.phone p set customer_id = ${to}::uuid, position = greatest(position - 100, 0)
    where id = any(${ids('phone')}::uuid[]) and customer_id = ${from}::uuid
      and not exists (select from customers.phone q where q.customer_id = ${to}::uuid and q.e164 = p.e164)`.execute(db)
  await sql`update customers.email e set customer_id = ${to}::uuid, position = greatest(position - 100, 0)
    where id = any(${ids('email')}::uuid[]) and customer_id = ${from}::uuid
      and not exists (select from customers.email f where f.customer_id = ${to}::uuid and f.address = e.address)`.execute(
    db,
  )
  await sql`update customers.ownership set customer_id = ${to}::uuid
    where id = any(${ids('ownership')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  await sql`update customers.relation set customer_id = ${to}::uuid
    where id = any(${ids('relation')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  await sql`update customers.relation set other_id = ${to}::uuid
    where id = any(${ids('relationOther')}::uuid[]) and other_id = ${from}::uuid`.execute(db)
  await sql`update customers.source_record set customer_id = ${to}::uuid
    where id = any(${ids('sourceRecord')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  if (ids('voice').length > 0)
    await sql`update customers.voice set customer_id = ${to}::uuid where customer_id = ${from}::uuid
      and not exists (select from customers.voice v where v.customer_id = ${to}::uuid)`.execute(db)
}

/** What the sources of one said of the vehicles of theirs since: kept under their key, and gone with it. Of two keys that fit, the longer. */
export async function moveRecordsBack(db: Db, { from, to }: Parting): Promise<void> {
  const fits = (customer: string, more: RawBuilder<unknown>) => sql`select from customers.source_record k
    where k.customer_id = ${customer}::uuid and k.asset_id is null and k.source = r.source and starts_with(r.key, k.key || '#') ${more}`
  await sql`update customers.source_record r set customer_id = ${to}::uuid
    where r.customer_id = ${from}::uuid and r.asset_id is not null and exists (${fits(
      to,
      sql`and not exists (select from customers.source_record o where o.customer_id = ${from}::uuid and o.asset_id is null
        and o.source = r.source and starts_with(r.key, o.key || '#') and length(o.key) > length(k.key))`,
    )})`.execute(db)
}

/** Sources that speak of `to` and not of `from`: what came from them since is about `to`. */
export async function sourcesOfOne(db: Db, { from, to }: Parting): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    select distinct source from customers.source_record r where customer_id = ${to}::uuid
      and not exists (select from customers.source_record k where k.customer_id = ${from}::uuid and k.source = r.source)`.execute(
    db,
  )
  return rows.map(({ source }) => source)
}

/**
 * What came to `from` since by way of the sources of `to`, numbers, addresses and vehicles that only they give, goes back; what the sources of
 * both say, both have from now on. What both had, and a source of `to` took from their one page since, `from` has again.
 */
export async function moveNewcomersBack(db: Db, parting: Parting, newId: () => string): Promise<void> {
  await moveLinesBack(db, parting, newId)
  const { from, to, event } = parting
  const named = (customer: string) =>
    sql`exists (select from customers.source_record r where r.asset_id = o.asset_id and r.customer_id = ${customer}::uuid)`
  const news = sql`${named(to)} and not exists (select from customers.ownership p where p.customer_id = ${to}::uuid and p.asset_id = o.asset_id)`
  await sql`update customers.ownership o set customer_id = ${to}::uuid
    where o.customer_id = ${from}::uuid and o.id > ${event}::uuid and not ${named(from)} and ${news}`.execute(db)
  const { rows } = await sql<{ id: string }>`
    select o.id from customers.ownership o where o.customer_id = ${from}::uuid and ${news}
      and exists (select from customers.source_record r where r.asset_id = o.asset_id and r.customer_id = ${to}::uuid and r.id > ${event}::uuid)`.execute(
    db,
  )
  for (const { id } of rows)
    await sql`insert into customers.ownership (id, asset_id, customer_id, role, since, until)
      select ${newId()}::uuid, asset_id, ${to}::uuid, role, since, until from customers.ownership where id = ${id}::uuid`.execute(
      db,
    )
}

async function moveLinesBack(db: Db, { from, to, moved, event, since }: Parting, newId: () => string): Promise<void> {
  const both = [from, to]
  const { rows: said } = await sql<{ id: string; phones: string[] | null; emails: string[] | null; spoke: boolean }>`
    select customer_id as id, data -> 'phones' as phones, data -> 'emails' as emails, at > ${since}::timestamptz as spoke
    from customers.source_record where customer_id = any(${both}::uuid[]) and asset_id is null`.execute(db)
  const by = (kind: 'phone' | 'email', list: 'phones' | 'emails'): PartedBy => {
    const says = (id: string) => new Set(said.filter((one) => one.id === id).flatMap((one) => one[list] ?? []))
    const toSpoke = said.some(({ id, spoke }) => id === to && spoke)
    return { from, to, event, moved: new Set(moved[kind]), fromSays: says(from), toSays: says(to), toSpoke }
  }
  const phones = await sql<Line>`select id, customer_id as "customerId", e164 as value, label from customers.phone
    where customer_id = any(${both}::uuid[]) order by position, id`.execute(db)
  const ofPhones = partedLines(phones.rows, by('phone', 'phones'))
  for (const { id, customerId } of ofPhones.move)
    await sql`update customers.phone set customer_id = ${customerId}::uuid where id = ${id}::uuid`.execute(db)
  for (const { id, customerId } of ofPhones.copy)
    await sql`insert into customers.phone (id, customer_id, e164, label, position)
      select ${newId()}::uuid, ${customerId}::uuid, e164, label, position from customers.phone where id = ${id}::uuid`.execute(
      db,
    )
  const emails = await sql<Line>`select id, customer_id as "customerId", address as value, label from customers.email
    where customer_id = any(${both}::uuid[]) order by position, id`.execute(db)
  const ofEmails = partedLines(emails.rows, by('email', 'emails'))
  for (const { id, customerId } of ofEmails.move)
    await sql`update customers.email set customer_id = ${customerId}::uuid where id = ${id}::uuid`.execute(db)
  for (const { id, customerId } of ofEmails.copy)
    await sql`insert into customers.email (id, customer_id, address, label, position)
      select ${newId()}::uuid, ${customerId}::uuid, address, label, position from customers.email where id = ${id}::uuid`.execute(
      db,
    )
}

interface BroughtRow {
  importId: string
  source: string
  changes: Parameters<typeof partedChanges>[0]
}

/** What imports changed on the one page since goes along with whom it was said of: with what stood before and after, it is theirs. */
export async function moveBroughtBack(db: Db, { from, to }: Parting): Promise<void> {
  const { rows } = await sql<BroughtRow>`
    select p.import_id as "importId", i.source, p.changes from customers.import_person p join customers.import i on i.id = p.import_id
    where ${broughtOf([from])} and p.kind = 'changed'`.execute(db)
  if (rows.length === 0) return
  const [kept, other] = [await saysOf(db, from, to), await saysOf(db, to, from)]
  for (const { importId, source, changes } of rows) {
    const { stay, go } = partedChanges(changes, kept(source), other(source))
    if (Object.keys(go).length === 0) continue
    await sql`insert into customers.import_person as p (import_id, customer_id, kind, changes)
      values (${importId}::uuid, ${to}::uuid, 'changed', ${JSON.stringify(go)}::jsonb)
      on conflict (import_id, customer_id) do update set changes = p.changes || excluded.changes where p.kind = 'changed'`.execute(
      db,
    )
    await (Object.keys(stay).length === 0
      ? sql`delete from customers.import_person where import_id = ${importId}::uuid and customer_id = ${from}::uuid`
      : sql`update customers.import_person set changes = ${JSON.stringify(stay)}::jsonb
          where import_id = ${importId}::uuid and customer_id = ${from}::uuid`
    ).execute(db)
  }
}

async function saysOf(db: Db, id: string, but: string): Promise<(source: string) => Says> {
  const { rows } = await sql<{ source: string; said: Partial<Said> }>`
    select source, data as said from customers.source_record where customer_id = ${id}::uuid and asset_id is null`.execute(
    db,
  )
  const owned = await sql<{ id: string }>`
    select asset_id as id from customers.ownership o where customer_id = ${id}::uuid
      and not exists (select from customers.ownership x where x.asset_id = o.asset_id and x.customer_id = ${but}::uuid)`.execute(
    db,
  )
  const assets = new Set(owned.rows.map((row) => row.id))
  return (wanted) => ({
    lines: rows
      .filter(({ source }) => source === wanted)
      .map(({ said }) => ({ fields: said.fields ?? {}, phones: said.phones ?? [], emails: said.emails ?? [] })),
    assets,
  })
}

/** Numbers and addresses that one has and the other has not. */
export async function contactsOfOne(db: Db, one: string, but: string): Promise<Set<string>> {
  const { rows } = await sql<{ value: string }>`
    select e164 as value from customers.phone where customer_id = ${one}::uuid
      and e164 not in (select e164 from customers.phone where customer_id = ${but}::uuid)
    union all select address from customers.email where customer_id = ${one}::uuid
      and address not in (select address from customers.email where customer_id = ${but}::uuid)`.execute(db)
  return new Set(rows.map(({ value }) => value))
}
