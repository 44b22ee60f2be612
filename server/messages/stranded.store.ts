import { sql } from 'kysely'
import { say } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'

/** A way out that was switched off may come back within the hour. */
const PATIENCE_MS = 3_600_000
const MOST = 1_000

/** What waits and means nothing any more is called off, whether or not there is a way out for it. @returns which */
export async function callOffExpired(db: Db, now: Date): Promise<{ id: string; touchId: string | null }[]> {
  const { rows } = await sql<{ id: string; touchId: string | null }>`
    update messages.message set state = 'called-off', changed_at = ${now}, because = because || ${JSON.stringify([say('too-late')])}::jsonb
    where id in (select id from messages.message where state = 'ready' and expires_at < ${now} limit ${MOST} for update skip locked)
    returning id, touch_id as "touchId"`.execute(db)
  return rows
}

/** What has waited for an hour for a way out that is not there is shown to a person. */
export async function doubtWithoutWayOut(db: Db, now: Date): Promise<number> {
  const because = JSON.stringify([say('no-way-out')])
  const { numAffectedRows = 0n } = await sql`
    update messages.message m set state = 'doubt', changed_at = ${now}, because = m.because || ${because}::jsonb
    where m.id in (select w.id from messages.message w where w.state = 'ready' and w.not_before < ${new Date(now.getTime() - PATIENCE_MS)}
      and not exists (select from messages.provider p where p.channel = w.channel and p.active) limit ${MOST} for update skip locked)`.execute(
    db,
  )
  return Number(numAffectedRows)
}
