import type { Selectable } from 'kysely'
import type { Perhaps } from '../../contract/visits.ts'
import type { Db } from '../kit/house.ts'
import type { Tables } from '../tables.ts'

export type PerhapsRow = Selectable<Tables['visits.perhaps']>

const asPerhaps = (row: PerhapsRow): Perhaps => ({
  id: row.id,
  siteId: row.site_id,
  door: row.door,
  at: row.at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  candidates: row.candidates,
})

/** Short lists nobody has answered and that have not expired. */
export async function openPerhaps(db: Db, siteId: string, now: Date): Promise<Perhaps[]> {
  const rows = await db
    .selectFrom('visits.perhaps')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('answered_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  return rows.map(asPerhaps)
}

/** The short list of this id, while it can be answered. */
export async function perhapsOpen(db: Db, id: string, now: Date): Promise<PerhapsRow | undefined> {
  return db
    .selectFrom('visits.perhaps')
    .selectAll()
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export interface NewPerhaps {
  id: string
  siteId: string
  sourceId: string
  door: 'gate' | 'phone'
  /** The call it belongs to, as its telephone system names it; null at the gate. */
  call: string | null
  at: Date
  expiresAt: Date
  /** When the manager is told, should nobody have answered; null: never. */
  escalateAt: Date | null
  candidates: Perhaps['candidates']
}

/** Keeps a short list, of a call once; whether it was written. */
export async function insertPerhaps(db: Db, p: NewPerhaps): Promise<boolean> {
  const row = await db
    .insertInto('visits.perhaps')
    .values({
      id: p.id,
      site_id: p.siteId,
      source_id: p.sourceId,
      door: p.door,
      call: p.call,
      at: p.at,
      expires_at: p.expiresAt,
      escalate_at: p.escalateAt,
      candidates: JSON.stringify(p.candidates),
    })
    .onConflict((c) => c.columns(['source_id', 'call']).where('call', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Brings a short list to what is read now; whether it was still open: what was answered stands as it was asked. */
export async function changePerhaps(db: Db, id: string, candidates: Perhaps['candidates']): Promise<boolean> {
  const row = await db
    .updateTable('visits.perhaps')
    .set({ candidates: JSON.stringify(candidates) })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function removePerhaps(db: Db, id: string): Promise<void> {
  await db.deleteFrom('visits.perhaps').where('id', '=', id).execute()
}

/** Takes a short list to answer it: the first answer wins. */
export async function takePerhaps(db: Db, id: string, by: string | null, now: Date): Promise<PerhapsRow | undefined> {
  return db
    .updateTable('visits.perhaps')
    .set({ answered_at: now, answered_by: by, escalate_at: null })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** Who it was, as the person who answered says. */
export async function notePerhapsAnswer(db: Db, id: string, customerId: string): Promise<void> {
  await db.updateTable('visits.perhaps').set({ answer: customerId }).where('id', '=', id).execute()
}

/**
 * The short list of the gate from which this visit was picked, taken up again for a while: whoever was picked was the wrong one. `without` leaves
 * one of them out. Nothing where it is gone, or where nobody would be left on it.
 */
export async function reopenPerhaps(
  db: Db,
  picked: { siteId: string; sourceId: string; at: Date; customerId: string },
  again: { expiresAt: Date; escalateAt: Date; without: string | null },
): Promise<PerhapsRow | undefined> {
  const row = await db
    .selectFrom('visits.perhaps')
    .selectAll()
    .where('site_id', '=', picked.siteId)
    .where('source_id', '=', picked.sourceId)
    .where('door', '=', 'gate')
    .where('at', '=', picked.at)
    .where('answer', '=', picked.customerId)
    .forUpdate()
    .executeTakeFirst()
  const candidates = row?.candidates.filter(({ customerId }) => customerId !== again.without) ?? []
  if (!row || candidates.length === 0) return undefined
  return db
    .updateTable('visits.perhaps')
    .set({
      answered_at: null,
      answered_by: null,
      answer: null,
      candidates: JSON.stringify(candidates),
      expires_at: again.expiresAt,
      escalate_at: again.escalateAt,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The call behind a short list moves on, before or after it is said whose it was; a step told twice changes nothing. */
export async function movePerhaps(
  db: Db,
  sourceId: string,
  call: string,
  to: 'answered' | 'ended' | 'missed',
  now: Date,
  takenBy: string | null = null,
): Promise<boolean> {
  const column = to === 'answered' ? 'picked_up_at' : 'hung_up_at'
  const row = await db
    .updateTable('visits.perhaps')
    .set({ [column]: now, ...(takenBy ? { taken_by: takenBy } : {}) })
    .where('source_id', '=', sourceId)
    .where('call', '=', call)
    .where('hung_up_at', 'is', null)
    .where(column, 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Short lists that nobody answered in time and that nobody else is looking at: claimed with SKIP LOCKED. */
export async function overduePerhaps(db: Db, now: Date, limit: number): Promise<PerhapsRow[]> {
  return db
    .selectFrom('visits.perhaps')
    .selectAll()
    .where('answered_at', 'is', null)
    .where('escalate_at', '<=', now)
    .orderBy('escalate_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Somebody has been told: the manager hears of it at an instant, or that was all there is to do. */
export async function perhapsTold(db: Db, id: string, next: Date | null): Promise<void> {
  await db.updateTable('visits.perhaps').set({ escalate_at: next }).where('id', '=', id).execute()
}

/**
 * Nobody was there to be told: due from the instant it was asked, until somebody is. Not for a call, which is over before anyone could
 * come.
 */
export async function perhapsUnheard(db: Db, id: string): Promise<void> {
  await db
    .updateTable('visits.perhaps')
    .set((eb) => ({ escalate_at: eb.ref('at') }))
    .where('id', '=', id)
    .where('escalate_at', 'is not', null)
    .execute()
}

/** Short lists are no record: gone an hour after they expire, answered or not. */
export async function forgetPerhaps(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('visits.perhaps').where('expires_at', '<', before).execute()
}
