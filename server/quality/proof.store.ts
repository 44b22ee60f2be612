import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

/** The proofs of a file, without their bytes. */
export async function proofsOf(db: Db, fileId: string) {
  const { rows } = await sql<{
    id: string
    kind: 'text' | 'link' | 'file'
    title: string
    text: string
    url: string | null
    mime: string | null
    bytes: number
    by: string | null
    at: Date
  }>`
    select p.id, p.kind, p.title, p.text, p.url, p.mime, coalesce(octet_length(p.content), 0) as bytes, s.name as by, p.at
    from quality.proof p left join network.staff s on s.id = p.by_staff
    where p.file_id = ${fileId}::uuid and p.removed_at is null order by p.at`.execute(db)
  return rows
}

export async function insertProof(
  db: Db,
  proof: {
    id: string
    fileId: string
    kind: 'text' | 'link' | 'file'
    title: string
    text: string
    url: string | null
    mime: string | null
    content: Buffer | null
    byStaff: string | null
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.proof')
    .values({
      id: proof.id,
      file_id: proof.fileId,
      kind: proof.kind,
      title: proof.title,
      text: proof.text,
      url: proof.url,
      mime: proof.mime,
      content: proof.content,
      by_staff: proof.byStaff,
      at: now,
      removed_at: null,
    })
    .execute()
}

export async function proofById(db: Db, id: string) {
  const row = await db.selectFrom('quality.proof').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('proof')
  return row
}

export async function setProofRemoved(db: Db, id: string, at: Date | null): Promise<void> {
  await db.updateTable('quality.proof').set({ removed_at: at }).where('id', '=', id).execute()
}

/** Bytes that the proofs of a file hold together. */
export async function proofBytes(db: Db, fileId: string): Promise<number> {
  const { rows } = await sql<{ bytes: string | number }>`
    select coalesce(sum(octet_length(content)), 0) as bytes from quality.proof where file_id = ${fileId}::uuid`.execute(
    db,
  )
  return Number(rows[0]?.bytes ?? 0)
}
