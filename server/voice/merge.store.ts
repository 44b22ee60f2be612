import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

/**
 * That somebody was told goes along when they join another. Where both were, the line of the one who joins stays with them: it moves nothing
 * and is erased with the customer that has become them.
 */
export const voiceMoves = ({ absorb, keep }: Joinings) => ({
  told: sql`
    update voice.told t set customer_id = m.keep from (
      select distinct on (x.keep, o.decision_id) x.absorb, x.keep, o.decision_id
      from unnest(${absorb}::uuid[], ${keep}::uuid[]) x(absorb, keep) join voice.told o on o.customer_id = x.absorb
      order by x.keep, o.decision_id, o.message_id nulls last) m
    where t.customer_id = m.absorb and t.decision_id = m.decision_id and not exists (
      select from voice.told o where o.decision_id = t.decision_id and o.customer_id = m.keep)
    returning 'voiceTold' as kind, m.absorb, t.decision_id as id`,
  call: sql`
    update voice.call k set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where k.customer_id = m.absorb returning 'voiceCall' as kind, m.absorb, k.id`,
})

/** The way back. */
export async function moveVoiceBack(db: Db, moved: Record<string, string[]>, from: string, to: string): Promise<void> {
  await sql`update voice.told set customer_id = ${to}::uuid
    where customer_id = ${from}::uuid and decision_id = any(${moved.voiceTold ?? []}::uuid[])`.execute(db)
  await sql`update voice.call set customer_id = ${to}::uuid
    where customer_id = ${from}::uuid and id = any(${moved.voiceCall ?? []}::uuid[])`.execute(db)
}
