import { sql } from 'kysely'
import type { SubjectKind } from '../../contract/reviews.ts'
import type { Db } from '../kit/house.ts'
import { slugOf } from './slug.ts'

export interface SubjectRow {
  id: string
  kind: SubjectKind
  slug: string
  title: { fr?: string; en?: string }
  siteId: string | null
  site: string | null
  matches: string[]
  archivedAt: Date | null
}

const COLUMNS = sql`s.id, s.kind, s.slug, s.title, s.site_id as "siteId", p.name as site, s.matches,
  coalesce(s.archived_at, case when s.kind = 'site' then p.archived_at end) as "archivedAt"`

/** Each site has a subject from the first time anyone asks; its address is made of its name and stays when the name changes. */
export async function siteSubjects(db: Db, newId: () => string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from network.site p
    where p.archived_at is null and not exists (select from reviews.subject s where s.kind = 'site' and s.site_id = p.id)
    order by p.created_at, p.id`.execute(db)
  if (rows.length === 0) return
  const taken = await takenSlugs(db, 'site')
  for (const { id, name } of rows) {
    const slug = slugOf(name, 'site', taken)
    taken.add(slug)
    await sql`insert into reviews.subject (id, kind, slug, site_id, created_at, changed_at)
      values (${newId()}, 'site', ${slug}, ${id}, ${now}, ${now}) on conflict do nothing`.execute(db)
  }
}

/** Who gives an address holds this until it is given: two that choose the same one at the same moment choose one after the other. */
export const lockSlugs = (db: Db) => sql`select pg_advisory_xact_lock(hashtext('reviews.subject'))`.execute(db)

/** Addresses in use, and those that were. */
export async function takenSlugs(db: Db, kind: SubjectKind): Promise<Set<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from reviews.subject where kind = ${kind} union select unnest(former_slugs) from reviews.subject where kind = ${kind}`.execute(
    db,
  )
  return new Set(rows.map(({ slug }) => slug))
}

export async function allSubjects(db: Db): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select ${COLUMNS} from reviews.subject s left join network.site p on p.id = s.site_id
    order by array_position(array['site', 'service', 'product'], s.kind), coalesce(p.name, ''), s.slug`.execute(db)
  return rows
}

export async function subjectById(db: Db, id: string): Promise<SubjectRow | undefined> {
  const { rows } = await sql<SubjectRow>`
    select ${COLUMNS} from reviews.subject s left join network.site p on p.id = s.site_id where s.id = ${id}::uuid`.execute(
    db,
  )
  return rows[0]
}

/** By its address, the one it has or one it had. */
export async function subjectBySlug(db: Db, kind: SubjectKind, slug: string): Promise<SubjectRow | undefined> {
  const { rows } = await sql<SubjectRow>`
    select ${COLUMNS} from reviews.subject s left join network.site p on p.id = s.site_id
    where s.kind = ${kind} and (s.slug = ${slug} or s.former_slugs @> array[${slug}]::text[])
    order by (s.slug = ${slug}) desc limit 1`.execute(db)
  return rows[0]
}

export async function insertSubject(
  db: Db,
  subject: {
    id: string
    kind: SubjectKind
    slug: string
    title: object
    siteId: string | null
    matches: readonly string[]
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('reviews.subject')
    .values({
      id: subject.id,
      kind: subject.kind,
      slug: subject.slug,
      title: JSON.stringify(subject.title),
      site_id: subject.siteId,
      matches: [...subject.matches],
      created_at: now,
      changed_at: now,
    })
    .execute()
}

/** A new address leaves the one before it standing: it leads on. */
export async function changeSubject(
  db: Db,
  id: string,
  change: {
    slug?: string | undefined
    title?: object | undefined
    matches?: readonly string[] | undefined
    archived?: boolean | undefined
  },
  now: Date,
): Promise<void> {
  await sql`update reviews.subject set
      former_slugs = case when ${change.slug ?? null}::text is not null and slug <> ${change.slug ?? null}::text
        then array_append(array_remove(former_slugs, ${change.slug ?? null}::text), slug) else former_slugs end,
      slug = coalesce(${change.slug ?? null}::text, slug),
      title = coalesce(${change.title ? JSON.stringify(change.title) : null}::jsonb, title),
      matches = coalesce(${change.matches ? [...change.matches] : null}::text[], matches),
      archived_at = case when ${change.archived ?? null}::boolean is null then archived_at
        when ${change.archived ?? false}::boolean then coalesce(archived_at, ${now}::timestamptz) end,
      changed_at = ${now}
    where id = ${id}::uuid`.execute(db)
}
