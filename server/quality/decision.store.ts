import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Before } from './tables.ts'

export interface NewEvent {
  id: string
  productId: string
  fileId: string | null
  kind: string
  by: { staffId: string | null; name: string }
  because: readonly Because[]
  text?: string
  before?: Before | null
}

export async function insertEvent(db: Db, event: NewEvent, now: Date): Promise<void> {
  await db
    .insertInto('quality.event')
    .values({
      id: event.id,
      product_id: event.productId,
      file_id: event.fileId,
      kind: event.kind,
      at: now,
      by_staff: event.by.staffId,
      by_name: event.by.name,
      because: JSON.stringify(event.because),
      text: event.text ?? '',
      before: event.before ? JSON.stringify(event.before) : null,
      undone_at: null,
    })
    .execute()
}

/** The log of a product, newest first. */
export async function eventsOf(db: Db, productId: string, most = 200) {
  return db
    .selectFrom('quality.event')
    .selectAll()
    .where('product_id', '=', productId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

export async function eventById(db: Db, id: string) {
  const row = await db.selectFrom('quality.event').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('decision')
  return row
}

export async function markEventUndone(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('quality.event').set({ undone_at: at }).where('id', '=', id).execute()
}

export async function insertProposal(
  db: Db,
  proposal: {
    id: string
    productId: string
    fileId: string | null
    version: number
    move: 'withdraw' | 'return'
    strength: 'likely' | 'sure'
    because: readonly Because[]
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.proposal')
    .values({
      id: proposal.id,
      product_id: proposal.productId,
      file_id: proposal.fileId,
      version: proposal.version,
      move: proposal.move,
      strength: proposal.strength,
      because: JSON.stringify(proposal.because),
      at: now,
      decided_by: null,
      decided_at: null,
    })
    .execute()
}

export const waitingProposal = (db: Db, productId: string) =>
  db
    .selectFrom('quality.proposal')
    .selectAll()
    .where('product_id', '=', productId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()

export async function changeProposal(
  db: Db,
  id: string,
  set: {
    strength?: 'likely' | 'sure'
    because?: readonly Because[]
    state?: 'waiting' | 'confirmed' | 'declined' | 'overtaken'
    reason?: string
    decidedBy?: string | null
    decidedAt?: Date | null
  },
): Promise<void> {
  await db
    .updateTable('quality.proposal')
    .set({
      ...(set.strength ? { strength: set.strength } : {}),
      ...(set.because ? { because: JSON.stringify(set.because) } : {}),
      ...(set.state ? { state: set.state } : {}),
      ...(set.reason !== undefined ? { reason: set.reason } : {}),
      ...(set.decidedBy !== undefined ? { decided_by: set.decidedBy } : {}),
      ...(set.decidedAt !== undefined ? { decided_at: set.decidedAt } : {}),
    })
    .where('id', '=', id)
    .execute()
}
