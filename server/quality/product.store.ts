import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Evidence, ProductKind, ShelfState } from '../../contract/quality.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Declined } from './tables.ts'

export interface ProductRow {
  id: string
  kind: ProductKind
  reference: string
  name: Record<string, string>
  site_ids: string[] | null
  links: { title: string; url: string }[]
  owner_id: string | null
  version: number
  state: ShelfState
  state_at: Date
  because: Because[]
  evidence: Evidence | null
  declined: Declined | null
  file_id: string | null
  sequence: number
  created_at: Date
  archived_at: Date | null
}

/** One product, locked until the end of the transaction: its state is changed by one at a time. */
export async function lockProduct(db: Db, id: string): Promise<ProductRow> {
  const row = await db.selectFrom('quality.product').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('product')
  return row
}

export interface ProductChange {
  kind?: ProductKind
  name?: Record<string, string>
  siteIds?: string[] | null
  links?: { title: string; url: string }[]
  ownerId?: string | null
  version?: number
  state?: ShelfState
  stateAt?: Date
  because?: readonly Because[]
  evidence?: Evidence | null
  evaluatedAt?: Date
  declined?: Declined | null
  fileId?: string | null
  sequence?: number
  archivedAt?: Date | null
}

/** Changes what is named and nothing else. @returns it as it is now */
export async function changeProduct(db: Db, id: string, change: ProductChange, now: Date): Promise<ProductRow> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return db
    .updateTable('quality.product')
    .set({
      changed_at: now,
      ...(change.kind !== undefined ? { kind: change.kind } : {}),
      ...(change.name !== undefined ? { name: JSON.stringify(change.name) } : {}),
      ...(change.siteIds !== undefined ? { site_ids: change.siteIds } : {}),
      ...(change.links !== undefined ? { links: JSON.stringify(change.links) } : {}),
      ...(change.ownerId !== undefined ? { owner_id: change.ownerId } : {}),
      ...(change.version !== undefined ? { version: change.version } : {}),
      ...(change.state !== undefined ? { state: change.state } : {}),
      ...(change.stateAt !== undefined ? { state_at: change.stateAt } : {}),
      ...(change.because !== undefined ? { because: JSON.stringify(change.because) } : {}),
      ...(change.evidence !== undefined ? { evidence: json(change.evidence) as string } : {}),
      ...(change.evaluatedAt !== undefined ? { evaluated_at: change.evaluatedAt } : {}),
      ...(change.declined !== undefined ? { declined: json(change.declined) as string } : {}),
      ...(change.fileId !== undefined ? { file_id: change.fileId } : {}),
      ...(change.sequence !== undefined ? { sequence: change.sequence } : {}),
      ...(change.archivedAt !== undefined ? { archived_at: change.archivedAt } : {}),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface NewProduct {
  id: string
  kind: ProductKind
  reference: string
  name: Record<string, string>
  siteIds: string[] | null
  links: { title: string; url: string }[]
  ownerId: string | null
}

/** Writes a product with its first version. @returns false when its reference is taken */
export async function insertProduct(db: Db, product: NewProduct, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into quality.product (id, kind, reference, name, site_ids, links, owner_id, state_at, created_at, changed_at)
    values (${product.id}, ${product.kind}, ${product.reference}, ${JSON.stringify(product.name)}::jsonb, ${product.siteIds}::uuid[],
      ${JSON.stringify(product.links)}::jsonb, ${product.ownerId}::uuid, ${now}, ${now}, ${now})
    on conflict (lower(reference)) do nothing returning id`.execute(db)
  if (rows.length === 0) return false
  await insertVersion(db, { productId: product.id, number: 1, label: '1', changed: {}, shelfAt: now }, now)
  return true
}

export async function insertVersion(
  db: Db,
  version: { productId: string; number: number; label: string; changed: Record<string, string>; shelfAt: Date | null },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.version')
    .values({
      product_id: version.productId,
      number: version.number,
      label: version.label,
      changed: JSON.stringify(version.changed),
      made_at: now,
      shelf_at: version.shelfAt,
    })
    .execute()
}

export async function versionsOf(db: Db, productId: string) {
  return db
    .selectFrom('quality.version')
    .selectAll()
    .where('product_id', '=', productId)
    .orderBy('number', 'desc')
    .execute()
}

export async function shelveVersion(db: Db, productId: string, number: number, at: Date | null): Promise<void> {
  await db
    .updateTable('quality.version')
    .set({ shelf_at: at })
    .where('product_id', '=', productId)
    .where('number', '=', number)
    .execute()
}

export async function removeVersion(db: Db, productId: string, number: number): Promise<void> {
  await db.deleteFrom('quality.version').where('product_id', '=', productId).where('number', '=', number).execute()
}

export interface CardRow extends ProductRow {
  owner: string | null
  version_label: string
  file_opened_at: Date | null
  file_due_at: Date | null
  file_owner_id: string | null
  file_owner: string | null
  proposal_id: string | null
  proposal_move: 'withdraw' | 'return' | null
  proposal_strength: 'likely' | 'sure' | null
  proposal_because: Because[] | null
  proposal_at: Date | null
  dead: number
}

/** Products with what their card shows. `sites`: those one may look at; what is everywhere is for all. */
export async function productCards(
  db: Db,
  {
    id = null,
    archived = false,
    q = '',
    sites = 'all',
  }: { id?: string | null; archived?: boolean; q?: string; sites?: 'all' | string[] },
): Promise<CardRow[]> {
  const like = `%${q.trim().replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<CardRow>`
    select p.*, o.name as owner, coalesce(v.label, '') as version_label, f.opened_at as file_opened_at, f.due_at as file_due_at,
      f.owner_id as file_owner_id, fo.name as file_owner, a.id as proposal_id, a.move as proposal_move, a.strength as proposal_strength,
      a.because as proposal_because, a.at as proposal_at,
      (select count(*)::int from quality.delivery d where d.product_id = p.id and d.state = 'dead') as dead
    from quality.product p
    left join network.staff o on o.id = p.owner_id
    left join quality.version v on v.product_id = p.id and v.number = p.version
    left join quality.file f on f.id = p.file_id
    left join network.staff fo on fo.id = f.owner_id
    left join quality.proposal a on a.product_id = p.id and a.state = 'waiting'
    where (${id}::uuid is null or p.id = ${id}::uuid)
      and (${id}::uuid is not null or (p.archived_at is not null) = ${archived}::boolean)
      and (${sites === 'all'}::boolean or p.site_ids is null or p.site_ids && ${sites === 'all' ? [] : sites}::uuid[])
      and (${q.trim() === ''}::boolean or p.reference ilike ${like} or p.name::text ilike ${like})
    order by p.state_at desc, p.reference limit 2000`.execute(db)
  return rows
}

/** References that are taken, folded, with what stands there. */
export async function productsByReference(db: Db, references: readonly string[]): Promise<Map<string, ProductRow>> {
  if (references.length === 0) return new Map()
  const { rows } = await sql<ProductRow>`
    select * from quality.product where lower(reference) = any(${references.map((each) => each.toLowerCase())}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.reference.toLowerCase(), row]))
}

/** Products are looked at again from this instant on; one that is waited for sooner keeps its hour. */
export async function noteDue(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    insert into quality.due as due (product_id, at) select id, ${at}::timestamptz from unnest(${[...ids]}::uuid[]) id
    on conflict (product_id) do update set at = least(due.at, excluded.at)`.execute(db)
}

/** Products an answer with this service may be about. */
export async function noteServiceDue(db: Db, service: string, at: Date): Promise<void> {
  await sql`
    insert into quality.due as due (product_id, at) select id, ${at}::timestamptz from quality.product
    where lower(reference) = lower(split_part(${service}, '@', 1)) and archived_at is null
    on conflict (product_id) do update set at = least(due.at, excluded.at)`.execute(db)
}

export async function noteAllDue(db: Db, at: Date): Promise<void> {
  await sql`
    insert into quality.due as due (product_id, at) select id, ${at}::timestamptz from quality.product where archived_at is null
    on conflict (product_id) do update set at = least(due.at, excluded.at)`.execute(db)
}

/** Takes one product that is due, in the open transaction; null when there is none. */
export async function takeDue(db: Db, now: Date): Promise<string | null> {
  const { rows } = await sql<{ product_id: string }>`
    delete from quality.due where product_id = (
      select product_id from quality.due where at <= ${now}::timestamptz order by at limit 1 for update skip locked)
    returning product_id`.execute(db)
  return rows[0]?.product_id ?? null
}

/** What is off the shelf now. */
export async function withdrawnProducts(db: Db) {
  const { rows } = await sql<{
    reference: string
    kind: ProductKind
    name: Record<string, string>
    version: string
    since: Date
    sites: string[] | null
  }>`
    select p.reference, p.kind, p.name, coalesce((
        select label from quality.version v where v.product_id = p.id and v.shelf_at is not null order by v.number desc limit 1), '') as version,
      coalesce((select max(e.at) from quality.event e where e.product_id = p.id and e.kind = 'withdrawn' and e.undone_at is null), p.state_at) as since,
      p.site_ids as sites
    from quality.product p where p.state in ('withdrawn', 'returning') and p.archived_at is null order by p.reference`.execute(
    db,
  )
  return rows
}
