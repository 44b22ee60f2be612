import { sql } from 'kysely'
import type { Verbatim } from '../../../contract/feedback.ts'
import type { Db } from '../../kit/house.ts'

/** Who answered each of these last: the words themselves, or their case. */
export async function newestReplies(db: Db, ids: readonly string[]): Promise<Map<string, { by: string; at: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; by: string; at: Date }>`
    select distinct on (v.id) v.id, coalesce(s.name, '') as by, r.at
    from feedback.verbatim v left join recovery.case_answer n on n.answer_id = v.answer_id
    join recovery.reply r on (r.verbatim_id = v.id or r.case_id = n.case_id) and r.called_off_at is null
    left join network.staff s on s.id = r.staff_id
    where v.id = any(${[...ids]}::uuid[]) order by v.id, r.at desc`.execute(db)
  return new Map(rows.map(({ id, by, at }) => [id, { by, at: at.toISOString() }]))
}

/** Thanks in each of these, and whom they reached. */
export async function thanksIn(db: Db, ids: readonly string[]): Promise<Map<string, Verbatim['thanks']>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Verbatim['thanks'][number] & { verbatimId: string }>`
    select k.verbatim_id as "verbatimId", k.id, k.name, coalesce(s.name, '') as staff,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name) from network.staff c
        where k.staff_id is null and c.id = any(k.candidates)), '[]') as candidates
    from recovery.compliment k left join network.staff s on s.id = k.staff_id
    where k.verbatim_id = any(${[...ids]}::uuid[]) order by k.at, k.id`.execute(db)
  return Map.groupBy(rows, ({ verbatimId }) => verbatimId)
}
