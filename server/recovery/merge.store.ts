import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/**
 * Their cases go along when they join another, with all that hangs on them: a statement for each table, giving `kind, absorb, id`. Two open
 * cases about one matter stay two, and are seen side by side.
 */
export const recoveryMoves = ({ absorb, keep }: Joinings) => ({
  case: sql`
    update recovery."case" r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'case' as kind, m.absorb, r.id`,
  caseAnswer: sql`
    update recovery.case_answer r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'caseAnswer' as kind, m.absorb, r.answer_id as id`,
  step: sql`
    update recovery.step r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'caseStep' as kind, m.absorb, r.id`,
  promise: sql`
    update recovery.promise r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'promise' as kind, m.absorb, r.id`,
  reply: sql`
    update recovery.reply r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'reply' as kind, m.absorb, r.id`,
  compliment: sql`
    update recovery.compliment r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where r.customer_id = m.absorb returning 'compliment' as kind, m.absorb, r.id`,
})

/** The way back; what came since to a case goes where its case goes. */
export async function moveRecoveryBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  const cases = moved.case ?? []
  await sql`update recovery."case" set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${cases}::uuid[])`.execute(
    db,
  )
  await sql`update recovery.case_answer set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (answer_id = any(${moved.caseAnswer ?? []}::uuid[]) or case_id = any(${cases}::uuid[]))`.execute(db)
  await sql`update recovery.step set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.caseStep ?? []}::uuid[]) or case_id = any(${cases}::uuid[]))`.execute(db)
  await sql`update recovery.promise set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.promise ?? []}::uuid[]) or case_id = any(${cases}::uuid[]))`.execute(db)
  await sql`update recovery.reply set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.reply ?? []}::uuid[]) or case_id = any(${cases}::uuid[]))`.execute(db)
  await sql`update recovery.compliment set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.compliment ?? []}::uuid[])`.execute(
    db,
  )
}
