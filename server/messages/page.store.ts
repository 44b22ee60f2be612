import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import type { Named } from './link.ts'
import type { CarriedChannel } from './tables.ts'

/** A message as the page of whom it went to tells of it. */
export interface PageMessage {
  id: string
  customerId: string
  channel: CarriedChannel
  purpose: 'service' | 'commercial'
  title: string
  touchId: string | null
  siteId: string | null
  toAddress: string
  moment: string | null
  staffId: string | null
  providerId: string | null
  /** As it is kept: of a notification, what its line led to. */
  body: string
  state: 'left'
  at: Date
  because: Because[]
  articles: string[]
}

/** The message a link stood in, with what allowed it. */
async function messageOfLink(db: Db, id: string): Promise<PageMessage | undefined> {
  const { rows } = await sql<PageMessage>`
    select m.id, m.customer_id as "customerId", m.channel, m.purpose, m.title, m.touch_id as "touchId", m.site_id as "siteId",
      m.to_address as "toAddress", m.moment, m.staff_id as "staffId", m.provider_id as "providerId", m.body, 'left' as state, coalesce(m.left_at, m.created_at) as at,
      coalesce(t.because, '[]'::jsonb) as because,
      coalesce((select jsonb_agg(a) from jsonb_array_elements(t.judged #> '{verdict,articles}') a), '[]'::jsonb) as articles
    from messages.message m left join moments.touch t on t.id = m.touch_id where m.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/**
 * Whose page it is, if they are still with us and the link was made after all were revoked. A page that was handed to somebody who
 * became one with another customer is theirs now.
 */
export async function customerOfLink(
  db: Db,
  named: Named,
  made: Date,
): Promise<{ id: string; message: PageMessage | null } | undefined> {
  const message = named.kind === 'message' ? await messageOfLink(db, named.id) : null
  const first = named.kind === 'message' ? message?.customerId : named.id
  if (!first) return undefined
  const { rows } = await sql<{ id: string }>`
    with recursive became as (
      select ${first}::uuid as id
      union select e.customer_id from identity.event e join became b on e.other_id = b.id where e.kind = 'merge' and e.undone_at is null)
    select c.id from became b join customers.customer c on c.id = b.id
    where c.archived_at is null and not exists (
      select from messages.link_revoked r where r.customer_id in (select id from became) and r.before > ${made}::timestamptz)`.execute(
    db,
  )
  const id = rows[0]?.id
  return id ? { id, message: message ?? null } : undefined
}

/** Who of us made a link of this customer's page in this minute: the log says so. Nobody: it came with a message, or with a question. */
export async function linkHandedBy(db: Db, customerId: string, made: Date): Promise<string[]> {
  const { rows } = await sql<{ by: string }>`
    select distinct coalesce(staff_id::text, actor) as by from network.audit
    where customer_id = ${customerId}::uuid and action = 'my-page.link' and at >= ${made}::timestamptz and at < ${made}::timestamptz + interval '1 minute'
    order by 1`.execute(db)
  return rows.map(({ by }) => by)
}

/** Links made until now open nothing any more; those of the minute that has begun neither. */
export async function revokeLinks(db: Db, customerId: string, now: Date): Promise<void> {
  await sql`insert into messages.link_revoked (customer_id, before) values (${customerId}::uuid, date_trunc('minute', ${now}::timestamptz) + interval '1 minute')
    on conflict (customer_id) do update set before = excluded.before`.execute(db)
}

export interface PageCustomer {
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  pronunciation: string
  addressAs: string
  language: string
  siteId: string | null
  /** Their advisor, while they work here. */
  advisorId: string | null
  /** Whoever is written down as that, also one who left. */
  writtenAdvisorId: string | null
  deputyId: string | null
  /** Of the site. */
  phone: string | null
  site: string | null
}

/** The customer, and where they are looked after. */
export async function pageCustomer(db: Db, id: string): Promise<PageCustomer | undefined> {
  const { rows } = await sql<PageCustomer>`
    select c.kind, c.title, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", c.pronunciation,
      c.address_as as "addressAs", c.language, c.site_id as "siteId", s.id as "advisorId", c.advisor_id as "writtenAdvisorId", c.deputy_id as "deputyId",
      p.phone, p.name as site
    from customers.customer c left join network.staff s on s.id = c.advisor_id and s.archived_at is null
    left join network.site p on p.id = c.site_id where c.id = ${id}::uuid`.execute(db)
  return rows[0]
}
