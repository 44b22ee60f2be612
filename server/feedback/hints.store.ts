import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { fold } from '../plain/fold.ts'
import { ownThemes } from './own-theme.store.ts'
import type { Hints } from './reading.ts'

const words = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)

/**
 * What the reader is told beside the text: the language they were asked in, the network’s own themes, the names of those who work there, and what else
 * has a name: its places, their towns and its makes.
 */
export async function hintsFor(db: Db, language: string): Promise<Hints> {
  const [own, staff, things] = await Promise.all([
    ownThemes(db),
    db.selectFrom('network.staff').select('name').where('archived_at', 'is', null).execute(),
    sql<{
      name: string
    }>`select name from network.brand union select name from network.site union select city from network.site`.execute(
      db,
    ),
  ])
  return {
    language,
    own,
    staff: new Set(staff.flatMap(({ name }) => words(name))),
    things: new Set(things.rows.flatMap(({ name }) => words(name))),
  }
}
