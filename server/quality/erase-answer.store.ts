import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** An answer that its author erased: its words leave the files they were put in, its stars no longer count. */
export async function eraseAnswerFromGate(
  db: Db,
  { answerId, verbatimId }: { answerId: string; verbatimId: string | null },
): Promise<void> {
  if (verbatimId) await sql`delete from quality.word where verbatim_id = ${verbatimId}::uuid`.execute(db)
  await sql`delete from quality.rating where answer_id = ${answerId}::uuid`.execute(db)
}
