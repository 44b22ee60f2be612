import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Whom the words of a case and of its answers are not for, on the timeline of whoever wrote them: said anew, whole. */
export async function keepFrom(
  db: Db,
  about: { customerId: string; caseId: string; answers: readonly string[] },
  staffIds: readonly string[],
): Promise<void> {
  const keys = [`case:${about.caseId}`, ...about.answers.map((id) => `answer:${id}`)]
  const whom = staffIds.length > 0 ? [...staffIds] : null
  await sql`
    update timeline.entry set kept_from = ${whom}::uuid[]
    where customer_id = ${about.customerId}::uuid and source = 'okaeri' and key = any(${keys}::text[])
      and kept_from is distinct from ${whom}::uuid[]`.execute(db)
}
