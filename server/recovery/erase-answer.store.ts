import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/**
 * An answer that is erased by its author leaves the care for it: thanks it gave, and its case. A case of it alone stays as a bare fact, closed
 * as taken back, without a word of theirs or about them; one that others are of too goes on without what this one said.
 */
export async function eraseAnswerFromCare(
  db: Db,
  { answerId, verbatimId }: { answerId: string; verbatimId: string | null },
  now: Date,
): Promise<void> {
  if (verbatimId) {
    await sql`delete from recovery.compliment where verbatim_id = ${verbatimId}::uuid`.execute(db)
    await sql`delete from recovery.reply where verbatim_id = ${verbatimId}::uuid`.execute(db)
  }
  const { rows } = await sql<{ caseId: string; others: number }>`
    select a.case_id as "caseId", (select count(*)::int from recovery.case_answer o where o.case_id = a.case_id and o.answer_id <> a.answer_id) as others
    from recovery.case_answer a where a.answer_id = ${answerId}::uuid`.execute(db)
  const [its] = rows
  if (!its) return
  const { caseId, others } = its
  await sql`delete from recovery.case_answer where answer_id = ${answerId}::uuid`.execute(db)
  if (others > 0) {
    await sql`update recovery.step set text = '', data = data - 'score' where case_id = ${caseId}::uuid and data ->> 'answerId' = ${answerId}`.execute(
      db,
    )
    return
  }
  await sql`delete from recovery.reply where case_id = ${caseId}::uuid`.execute(db)
  await sql`delete from recovery.promise where case_id = ${caseId}::uuid`.execute(db)
  await sql`delete from recovery.step where case_id = ${caseId}::uuid`.execute(db)
  await sql`
    update recovery."case" set because = '[]', next_at = null, closed_at = coalesce(closed_at, ${now}::timestamptz),
      outcome = coalesce(outcome, 'withdrawn'), changed_at = ${now}::timestamptz
    where id = ${caseId}::uuid`.execute(db)
}
