import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

export type ErasedWhy = 'request' | 'retention'

/** Keeps the marks of someone erased. */
export async function keepMarks(
  db: Db,
  erasure: { id: string; why: ErasedWhy; marks: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`insert into customers.erased (mark, erasure_id, why, at)
    select mark, ${erasure.id}::uuid, ${erasure.why}, ${now}::timestamptz from unnest(${[...erasure.marks]}::text[]) mark
    on conflict do nothing`.execute(db)
}

/** Was anybody ever erased here? */
export async function anyErased(db: Db): Promise<boolean> {
  return (await db.selectFrom('customers.erased').select('mark').limit(1).executeTakeFirst()) !== undefined
}

/** Which of these marks are kept, with why, and of which erasure. */
export async function marksKept(
  db: Db,
  marks: readonly string[],
): Promise<Map<string, { erasureId: string; why: ErasedWhy }>> {
  const rows = await db
    .selectFrom('customers.erased')
    .select(['mark', 'erasure_id', 'why'])
    .where(sql<boolean>`mark = any(${[...marks]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.mark, { erasureId: row.erasure_id, why: row.why }]))
}

/** Forgets an erasure: whoever it was may come back. @returns how many marks there were */
export async function forgetMarks(db: Db, erasureIds: readonly string[]): Promise<number> {
  const gone = await db
    .deleteFrom('customers.erased')
    .where(sql<boolean>`erasure_id = any(${[...erasureIds]}::uuid[])`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
