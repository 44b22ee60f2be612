import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Words that their author erased leave the decisions they were beside; what was decided stays. */
export async function unlinkErased(db: Db, verbatimId: string): Promise<void> {
  await sql`delete from voice.decision_word where verbatim_id = ${verbatimId}::uuid`.execute(db)
}
