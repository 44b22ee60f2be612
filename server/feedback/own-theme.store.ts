import type { Db } from '../kit/house.ts'
import type { OwnTheme } from './reading.ts'

/** The network's own themes in force, with what they are called in each language. */
export async function ownThemes(db: Db): Promise<(OwnTheme & { title: Record<string, string> })[]> {
  return db
    .selectFrom('feedback.own_theme')
    .select(['slug', 'title', 'words'])
    .where('archived_at', 'is', null)
    .orderBy('slug')
    .execute()
}
