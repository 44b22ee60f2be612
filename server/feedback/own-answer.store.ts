import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type AnswerBefore, answerBefore } from './answer-before.store.ts'

/** The answer a code is of. `lock`: nobody else writes it until the transaction ends. */
export async function answerOfCode(db: Db, mark: string, { lock = false } = {}): Promise<AnswerBefore | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from feedback.answer where own_mark = ${mark} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0] && answerBefore(db, { id: rows[0].id })
}

/** The words of an answer, and what people said of how they were read. */
export async function wordsIdOf(db: Db, answerId: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from feedback.verbatim where answer_id = ${answerId}::uuid`.execute(db)
  return rows[0]?.id ?? null
}

/** The answer goes, with its words, its score, and how these were read; that day is counted anew without it. */
export async function deleteAnswer(db: Db, { id, mark }: { id: string; mark: string }, now: Date): Promise<void> {
  await sql`delete from feedback.correction where verbatim_id in (select id from feedback.verbatim where answer_id = ${id}::uuid)`.execute(
    db,
  )
  await sql`delete from feedback.verbatim where answer_id = ${id}::uuid`.execute(db)
  await sql`delete from feedback.answer where id = ${id}::uuid`.execute(db)
  await sql`insert into feedback.erased (own_mark, at) values (${mark}, ${now}::timestamptz) on conflict do nothing`.execute(
    db,
  )
}

/** Was the answer of this code erased by its author? */
export async function erasedBefore(db: Db, mark: string): Promise<boolean> {
  const { rows } = await sql`select 1 from feedback.erased where own_mark = ${mark}`.execute(db)
  return rows.length > 0
}
