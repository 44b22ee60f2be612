import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

/** By what a signal is somebody's: it made their visit or their call, or bears a plate or a number that is theirs alone. */
export interface SignalsOf {
  ids: readonly string[]
  calls: readonly { sourceId: string; call: string }[]
  plates: readonly string[]
  phones: readonly string[]
}

const theirs = (of: SignalsOf): RawBuilder<boolean> => sql<boolean>`(
  s.id = any(${[...of.ids]}::uuid[])
  or (s.kind = 'call' and exists (select from unnest(${of.calls.map((call) => call.sourceId)}::uuid[], ${of.calls.map((call) => call.call)}::text[]) x(source_id, call)
    where x.source_id = s.source_id and x.call = s.data ->> 'call'))
  or s.data ->> 'plate' = any(${[...of.plates]}::text[]) or s.data ->> 'from' = any(${[...of.phones]}::text[]))`

/** The reads and calls that were kept. */
export const heldSignals = (db: Db, of: SignalsOf): Held[] => [
  {
    table: 'signals.signal',
    page: async (from, most) =>
      (
        await sql<Row>`select s.* from signals.signal s where ${theirs(of)} order by s.id limit ${most} offset ${from}`.execute(
          db,
        )
      ).rows,
  },
]

export async function eraseSignals(db: Db, of: SignalsOf): Promise<Counts> {
  const gone = await sql`delete from signals.signal s where ${theirs(of)}`.execute(db)
  return { 'signals.signal': Number(gone.numAffectedRows ?? 0n) }
}

/** Reads and calls older than this. @returns how many */
export async function forgetOldSignals(db: Db, before: Date): Promise<number> {
  const gone = await sql`delete from signals.signal where at < ${before}::timestamptz`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
