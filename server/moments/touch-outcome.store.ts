import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import { followMain, NOT_TOLD_WITH } from './touch.store.ts'

/** A touch as it stood, to be put back. */
export interface TouchBefore {
  id: string
  state: string
  staff_id: string | null
  because: Because[]
}

/**
 * What a person did moves the touch: done, dropped, or still in hand, with the reason after those it had. What was told in the same contact goes with it.
 * @returns how it stood before; null when there is none any more
 */
export async function moveTouch(
  db: Db,
  id: string,
  to: { state: 'doing' | 'done' | 'dropped'; staffId: string | null; because: readonly Because[] },
  now: Date,
): Promise<TouchBefore | null> {
  const { rows } = await sql<TouchBefore>`
    with before as (select id, state, staff_id, because from moments.touch where id = ${id} for update)
    update moments.touch t set state = ${to.state}, staff_id = coalesce(${to.staffId}::uuid, t.staff_id),
      because = t.because || ${JSON.stringify(to.because)}::jsonb, changed_at = ${now}
    from before b where t.id = b.id
    returning b.id, b.state, b.staff_id, b.because`.execute(db)
  await followMain(db, [{ id, state: to.state, withAll: to.staffId !== null }], now)
  return rows[0] ?? null
}

export async function putTouchBack(db: Db, before: TouchBefore, now: Date): Promise<void> {
  await sql`update moments.touch set state = ${before.state}, staff_id = ${before.staff_id}::uuid,
    because = ${JSON.stringify(before.because)}::jsonb, changed_at = ${now} where id = ${before.id}`.execute(db)
  await sql`update moments.touch set state = ${before.state}, changed_at = ${now},
    because = case when because -> -1 ->> 'code' = ${NOT_TOLD_WITH} then because - -1 else because end
    where told_in = ${before.id} and state in ('done', 'dropped')`.execute(db)
}
