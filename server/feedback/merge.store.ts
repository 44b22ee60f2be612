import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** What a customer was asked and said goes along when they join another: a statement for each table, giving `kind, absorb, id`. */
export const feedbackMoves = ({ absorb, keep }: Joinings) => ({
  invitation: sql`
    update feedback.invitation f set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where f.customer_id = m.absorb returning 'invitation' as kind, m.absorb, f.id`,
  answer: sql`
    update feedback.answer f set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where f.customer_id = m.absorb returning 'answer' as kind, m.absorb, f.id`,
  verbatim: sql`
    update feedback.verbatim f set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where f.customer_id = m.absorb returning 'verbatim' as kind, m.absorb, f.id`,
})

/** The way back. */
export async function moveFeedbackBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  await sql`update feedback.invitation set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.invitation ?? []}::uuid[])`.execute(
    db,
  )
  await sql`update feedback.answer set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.answer ?? []}::uuid[])`.execute(
    db,
  )
  await sql`update feedback.verbatim set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.verbatim ?? []}::uuid[])`.execute(
    db,
  )
}
