import { sql } from 'kysely'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Problem } from '../kit/problem.ts'
import { hashToken } from '../kit/seal.ts'

/** A button pressed twice, or once more because the answer got lost on a telephone. */
const AGAIN_MS = 2 * 60_000

/** Whoever sends the same, too, waits here until this transaction is over. */
async function idMade(house: House, digest: string): Promise<{ id: string; fresh: boolean }> {
  const [id, now] = [house.newId(), house.now()]
  const since = new Date(now.getTime() - AGAIN_MS)
  await sql`delete from network.made where digest in (
    select digest from network.made where at < ${since}::timestamptz and digest <> ${digest} limit 100 for update skip locked)`.execute(
    house.db,
  )
  const { rows } = await sql<{ id: string }>`
    insert into network.made as m (digest, id, at) values (${digest}, ${id}::uuid, ${now}::timestamptz)
    on conflict (digest) do update set
      id = case when m.at < ${since}::timestamptz then excluded.id else m.id end,
      at = case when m.at < ${since}::timestamptz then excluded.at else m.at end
    returning id`.execute(house.db)
  return { id: rows[0]!.id, fresh: rows[0]!.id === id }
}

const gone = (fault: unknown): undefined => {
  if (!(fault instanceof Problem && fault.status === 404)) throw fault
}

/**
 * Makes something under a new id, once: what the same caller sends again within two minutes, word for word, is answered with what it made.
 * `still` reads that, or nothing where it is no more: then it is made anew.
 */
export const madeOnce = <T>(
  house: House,
  caller: Caller,
  said: { what: string; body: object },
  {
    make,
    still,
  }: { make: (house: House, id: string) => Promise<T>; still: (house: House, id: string) => Promise<T | undefined> },
): Promise<T> =>
  inTransaction(house, async (house) => {
    const digest = hashToken(JSON.stringify([caller.staffId ?? caller.name, said.what, said.body]))
    const { id, fresh } = await idMade(house, digest)
    if (fresh) return make(house, id)
    const before = await still(house, id).catch(gone)
    if (before !== undefined) return before
    const anew = house.newId()
    await house.db.updateTable('network.made').set({ id: anew, at: house.now() }).where('digest', '=', digest).execute()
    return make(house, anew)
  })
