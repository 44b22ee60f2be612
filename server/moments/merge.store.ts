import { type RawBuilder, sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/**
 * Touches go along when customers join others. Where both were to be touched by one moment on one occasion (a birthday), once is enough:
 * the second is let go, and says so.
 */
export const touchMoves = ({ absorb, keep }: Joinings, now: Date | RawBuilder<Date>) => ({
  touch: sql`
    update moments.touch t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb
      and not exists (select from moments.touch k where k.customer_id = m.keep and k.moment = t.moment and k.occasion = t.occasion)
      -- of several who join the same at once, the first brings it
      and not exists (select from moments.touch o join unnest(${absorb}::uuid[], ${keep}::uuid[]) n(absorb, keep) on o.customer_id = n.absorb
        where n.keep = m.keep and o.moment = t.moment and o.occasion = t.occasion and o.id < t.id)
    returning 'touch' as kind, m.absorb, t.id`,
  twice: sql`
    update moments.touch t set state = 'dropped', changed_at = ${now}::timestamptz,
      because = t.because || '[{"code":"touch.one-person","values":{}}]'::jsonb
    from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb and t.state in ('planned', 'held')
      and (exists (select from moments.touch k where k.customer_id = m.keep and k.moment = t.moment and k.occasion = t.occasion)
        or exists (select from moments.touch o join unnest(${absorb}::uuid[], ${keep}::uuid[]) n(absorb, keep) on o.customer_id = n.absorb
          where n.keep = m.keep and o.moment = t.moment and o.occasion = t.occasion and o.id < t.id))`,
})

/** The way back, with what came since about the vehicles of `to`. */
export async function moveTouchesBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: { assets: readonly string[]; since: Date },
): Promise<void> {
  await sql`update moments.touch t set customer_id = ${to}::uuid where t.customer_id = ${from}::uuid
    and (t.id = any(${moved.touch ?? []}::uuid[]) or (t.asset_id = any(${[...newer.assets]}::uuid[]) and t.created_at > ${newer.since}::timestamptz))
    and not exists (select from moments.touch k where k.customer_id = ${to}::uuid and k.moment = t.moment and k.occasion = t.occasion)`.execute(
    db,
  )
}
