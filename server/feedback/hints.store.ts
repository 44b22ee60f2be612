import type { Db } from '../kit/house.ts'
import { fold } from '../plain/fold.ts'
import { ownThemes } from './own-theme.store.ts'
import type { Hints } from './reading.ts'

/** What the reader is told beside the text: the language they were asked in, the network’s own themes, and the names of those who work there. */
export async function hintsFor(db: Db, language: string): Promise<Hints> {
  const [own, staff] = await Promise.all([
    ownThemes(db),
    db.selectFrom('network.staff').select('name').where('archived_at', 'is', null).execute(),
  ])
  const names = staff.flatMap(({ name }) => fold(name).split(' ')).filter((name) => name.length > 2)
  return { language, own, staff: new Set(names) }
}
