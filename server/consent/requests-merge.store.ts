import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** What customers asked goes along when they join others, giving `kind, absorb, id`. */
export const requestMoves = ({ absorb, keep }: Joinings) => sql`
  update consent.request r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
  where r.customer_id = m.absorb returning 'request' as kind, m.absorb, r.id`

/** The way back. */
export async function moveRequestsBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  await sql`update consent.request set customer_id = ${to}::uuid
    where customer_id = ${from}::uuid and id = any(${moved.request ?? []}::uuid[])`.execute(db)
}

/**
 * What was asked while two were one page, and is not answered: nobody can tell who of the two asked, so each has it, and a person answers
 * it for each. Run after those that came with the other have gone back.
 */
export async function askedByEither(
  db: Db,
  { from, to, since, newId }: { from: string; to: string; since: Date; newId: () => string },
): Promise<void> {
  const asked = await db
    .selectFrom('consent.request')
    .selectAll()
    .where('customer_id', '=', from)
    .where('state', '=', 'open')
    .where('created_at', '>', since)
    .execute()
  if (asked.length > 0)
    await db
      .insertInto('consent.request')
      .values(asked.map(({ receipt: _none, ...request }) => ({ ...request, id: newId(), customer_id: to })))
      .execute()
}
