import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

type Outcome = 'recovered' | 'improved' | 'returned' | 'declined' | 'retired'

export async function insertFile(
  db: Db,
  file: { id: string; productId: string; version: number; dueAt: Date; ownerId: string | null },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.file')
    .values({
      id: file.id,
      product_id: file.productId,
      version: file.version,
      opened_at: now,
      due_at: file.dueAt,
      owner_id: file.ownerId,
      closed_at: null,
      outcome: null,
    })
    .execute()
}

export async function fileById(db: Db, id: string) {
  const row = await db.selectFrom('quality.file').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('file')
  return row
}

/** Closes a file, or opens it again. */
export async function closeFile(db: Db, id: string, closed: { at: Date; outcome: Outcome } | null): Promise<void> {
  await db
    .updateTable('quality.file')
    .set({ closed_at: closed?.at ?? null, outcome: closed?.outcome ?? null })
    .where('id', '=', id)
    .execute()
}

export async function changeFile(
  db: Db,
  id: string,
  change: { wrong?: string | undefined; cause?: string | undefined; ownerId?: string | null | undefined },
): Promise<void> {
  const set = {
    ...(change.wrong !== undefined ? { wrong: change.wrong } : {}),
    ...(change.cause !== undefined ? { cause: change.cause } : {}),
    ...(change.ownerId !== undefined ? { owner_id: change.ownerId } : {}),
  }
  if (Object.keys(set).length > 0) await db.updateTable('quality.file').set(set).where('id', '=', id).execute()
}

export async function filesOf(db: Db, productId: string) {
  return db
    .selectFrom('quality.file as f')
    .leftJoin('network.staff as s', 's.id', 'f.owner_id')
    .selectAll('f')
    .select('s.name as owner')
    .where('f.product_id', '=', productId)
    .orderBy('f.opened_at', 'desc')
    .limit(50)
    .execute()
}

export async function actionsOf(db: Db, fileId: string) {
  return db
    .selectFrom('quality.action as a')
    .leftJoin('network.staff as s', 's.id', 'a.owner_id')
    .selectAll('a')
    .select('s.name as owner')
    .where('a.file_id', '=', fileId)
    .where('a.removed_at', 'is', null)
    .orderBy('a.created_at')
    .execute()
}

export async function actionById(db: Db, id: string) {
  const row = await db.selectFrom('quality.action').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('action')
  return row
}

export async function insertAction(
  db: Db,
  action: { id: string; fileId: string; title: string; ownerId: string | null; dueOn: string | null },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.action')
    .values({
      id: action.id,
      file_id: action.fileId,
      title: action.title,
      owner_id: action.ownerId,
      due_on: action.dueOn,
      created_at: now,
      done_at: null,
      removed_at: null,
    })
    .execute()
}

export async function changeAction(
  db: Db,
  id: string,
  set: {
    title?: string
    owner_id?: string | null
    due_on?: string | null
    done_at?: Date | null
    removed_at?: Date | null
  },
): Promise<void> {
  if (Object.keys(set).length > 0) await db.updateTable('quality.action').set(set).where('id', '=', id).execute()
}

export async function setWord(
  db: Db,
  word: { fileId: string; verbatimId: string; byStaff: string | null; linked: boolean },
  now: Date,
): Promise<void> {
  if (word.linked)
    await db
      .insertInto('quality.word')
      .values({ file_id: word.fileId, verbatim_id: word.verbatimId, by_staff: word.byStaff, at: now })
      .onConflict((c) => c.doNothing())
      .execute()
  else
    await db
      .deleteFrom('quality.word')
      .where('file_id', '=', word.fileId)
      .where('verbatim_id', '=', word.verbatimId)
      .execute()
}

/** Files whose clock is running, with what its people need to be told. */
export async function runningClocks(db: Db) {
  return db
    .selectFrom('quality.file as f')
    .innerJoin('quality.product as p', 'p.id', 'f.product_id')
    .select(['f.id', 'f.product_id', 'f.opened_at', 'f.due_at', 'f.escalated', 'f.owner_id', 'p.state', 'p.name'])
    .where('f.closed_at', 'is', null)
    .where('p.archived_at', 'is', null)
    .where('p.state', 'in', ['alert', 'proposed'])
    .execute()
}

export async function noteEscalated(db: Db, id: string, day: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('quality.file')
    .set({ escalated: day })
    .where('id', '=', id)
    .where('escalated', '<', day)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
