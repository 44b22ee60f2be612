import { sql } from 'kysely'
import type { Polarity } from '../../contract/reading.ts'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'

export type ByLanguage = Record<string, string[]>
export interface OwnThemeRow {
  slug: string
  title: Record<string, string>
  /** Folded, as they are compared. */
  words: ByLanguage
  /** As they were typed. */
  typed: ByLanguage
  createdAt: Date
  archivedAt: Date | null
}

/** All of them, those put away as well. */
export async function everyOwnTheme(db: Db): Promise<OwnThemeRow[]> {
  return db
    .selectFrom('feedback.own_theme')
    .select(['slug', 'title', 'words', 'typed', 'created_at as createdAt', 'archived_at as archivedAt'])
    .orderBy('created_at')
    .execute()
}

const asColumns = ({ slug, title, words, typed, createdAt, archivedAt }: OwnThemeRow) => ({
  slug,
  title: JSON.stringify(title),
  words: JSON.stringify(words),
  typed: JSON.stringify(typed),
  created_at: createdAt,
  archived_at: archivedAt,
})

/** @returns false when another has this slug */
export async function addOwnTheme(db: Db, row: OwnThemeRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('feedback.own_theme')
    .values(asColumns(row))
    .onConflict((c) => c.column('slug').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function changeOwnTheme(db: Db, row: OwnThemeRow): Promise<void> {
  const { slug, created_at: _at, ...changes } = asColumns(row)
  await db.updateTable('feedback.own_theme').set(changes).where('slug', '=', slug).execute()
}

export interface Worded {
  id: string
  at: Date
  customerId: string | null
  siteId: string | null
  text: string
  polarity: Polarity
  mixed: boolean
  band: Band | null
  praised: string[]
  themes: { theme: string }[]
}

/** A page of what was said since then, the newest first, below the one that ended the page before. */
export async function wordsSince(
  db: Db,
  since: Date,
  sites: 'all' | readonly string[],
  after: { at: Date; id: string } | null,
  most: number,
  { toShow = false } = {},
): Promise<Worded[]> {
  let query = db
    .selectFrom('feedback.verbatim')
    .select([
      'id',
      'at',
      'customer_id as customerId',
      'site_id as siteId',
      sql<string>`feedback.whole(text, more)`.as('text'),
      'polarity',
      'mixed',
      'band',
      'praised',
      'themes',
    ])
    .where('at', '>=', since)
    .where('left_out', 'is', null)
  if (toShow) query = query.where(notBeingErased(sql`customer_id`))
  if (sites !== 'all') query = query.where('site_id', 'in', sites.length > 0 ? [...sites] : [null])
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}, ${after.id}::uuid)`)
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute()
}

/** In how many words since then each of these themes was read. */
export async function countOfThemes(db: Db, themes: readonly string[], since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ theme: string; n: number }>`
    select of.theme, count(*)::int as n from feedback.verbatim v cross join lateral jsonb_to_recordset(v.themes) of(theme text)
    where v.at >= ${since} and v.left_out is null and of.theme = any(${[...themes]}::text[]) group by of.theme`.execute(
    db,
  )
  return new Map(rows.map(({ theme, n }) => [theme, n]))
}

/** Read by no reader in force: they are read anew in their turn. */
export async function toBeReadAgain(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await sql`update feedback.verbatim set reader = 'again' where id = any(${[...ids]}::uuid[])`.execute(db)
}
