import { sql } from 'kysely'
import type { Experience } from '../../../contract/reviews.ts'
import type { Db } from '../../kit/house.ts'

/** An answer, with all that publishing it depends on. */
export interface AnswerToPublish {
  answerId: string
  customerId: string | null
  kind: 'person' | 'company' | null
  givenName: string
  familyName: string
  siteId: string | null
  service: string | null
  language: string
  channel: string
  words: string
  hasScore: boolean
  leftOut: string | null
  /** Who was asked a second time, after a case, has been asked about this experience before. */
  secondAsking: boolean
  /** A colleague wrote it down, on the telephone or at the counter. */
  takenDown: boolean
  /** Make and model of what it is about. */
  product: string
  /** Their address or number is also that of somebody who works here. */
  colleague: boolean
  /** How often these very words came from elsewhere. */
  sameWords: number
}

export async function answerToPublish(db: Db, answerId: string): Promise<AnswerToPublish | undefined> {
  const { rows } = await sql<AnswerToPublish>`
    select a.id as "answerId", a.customer_id as "customerId", c.kind, coalesce(c.given_name, '') as "givenName", coalesce(c.family_name, '') as "familyName",
      a.site_id as "siteId", a.service, a.language, a.channel, coalesce(v.text, '') as words, a.score is not null as "hasScore",
      coalesce(a.left_out, v.left_out) as "leftOut", i.case_id is not null as "secondAsking", a.taken_by is not null as "takenDown",
      trim(concat_ws(' ', t.make, t.model)) as product,
      exists (select from customers.email e join network.staff s on lower(s.email) = lower(e.address) where e.customer_id = a.customer_id and s.archived_at is null)
        or exists (select from customers.phone n join network.staff s on s.phone = n.e164 where n.customer_id = a.customer_id and s.archived_at is null) as colleague,
      case when length(v.text) < 20 then 0 else
        (select count(*)::int from feedback.verbatim o where o.shape = v.shape and o.id <> v.id and o.customer_id is distinct from v.customer_id) end as "sameWords"
    from feedback.answer a
    left join feedback.verbatim v on v.answer_id = a.id
    left join feedback.invitation i on i.id = a.invitation_id
    left join customers.customer c on c.id = a.customer_id
    left join customers.asset t on t.id = a.asset_id
    where a.id = ${answerId}::uuid`.execute(db)
  return rows[0]
}

/**
 * What an answer rests on: something of this very customer in our own records, named by the invitation they answered. The fact of its
 * moment says it best; else the order, else the visit. Nothing the author tells counts, nor what was cancelled or taken back.
 */
export async function experienceOf(
  db: Db,
  answerId: string,
): Promise<{ kind: Experience; id: string; on: string } | null> {
  const { rows } = await sql<{ kind: Experience; id: string; on: string }>`
    with asked as (
      select a.customer_id, i.visit_id, i.order_id, t.fact_id, coalesce(p.time_zone, 'Europe/Paris') as zone
      from feedback.answer a join feedback.invitation i on i.id = a.invitation_id and i.customer_id = a.customer_id
      left join moments.touch t on t.id = i.touch_id and t.customer_id = i.customer_id
      left join network.site p on p.id = a.site_id
      where a.id = ${answerId}::uuid
    )
    select kind, id, "on" from (
      select 1 as rank, case when f.kind = 'service.done' then 'service' when f.kind in ('order.delivered', 'asset.bought') then 'sale'
          when f.kind like 'order.%' then 'order' else 'visit' end as kind,
        coalesce(f.order_id, f.id) as id, (f.at at time zone asked.zone)::date::text as "on"
      from asked join timeline.fact f on f.id = asked.fact_id and f.customer_id = asked.customer_id
      where f.kind in ('service.done', 'order.delivered', 'order.placed', 'order.ready', 'order.in-progress', 'asset.bought', 'visit.first', 'visit.greeted', 'visit.left')
        and not exists (select from timeline."order" o where o.id = f.order_id and o.state = 'cancelled')
      union all
      select 2, case when o.state = 'delivered' then case when o.kind = 'repair' then 'service' else 'sale' end else 'order' end,
        o.id, ((case when o.state = 'delivered' then coalesce(o.state_at, o.changed_at) else o.placed_at end) at time zone asked.zone)::date::text
      from asked join timeline."order" o on o.id = asked.order_id and o.customer_id = asked.customer_id where o.state <> 'cancelled'
      union all
      select 3, 'visit', v.id, (v.arrived_at at time zone asked.zone)::date::text
      from asked join visits.visit v on v.id = asked.visit_id and v.customer_id = asked.customer_id where v.state <> 'withdrawn'
    ) found order by rank limit 1`.execute(db)
  return rows[0] ?? null
}
