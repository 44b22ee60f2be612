import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type Brought, saidIn } from './event.store.ts'
import type { KeptEdge } from './record.ts'

/** Customers of whom somebody has said last, of any two records of theirs, that they are two people. */
const APART = sql`select least(ja.customer_id, jb.customer_id), greatest(ja.customer_id, jb.customer_id)
  from (select distinct on (a, b) a, b, verdict from identity.judgement where undone_at is null order by a, b, at desc, id desc) j
  join identity.record ja on ja.id = j.a
  join identity.record jb on jb.id = j.b
  where j.verdict = 'different'`

/** Pairs of two customers that nobody has said yes or no to, nor of other records of the same two that they are two people. */
export const OPEN = sql`from identity.edge e
  join identity.record ra on ra.id = e.a
  join identity.record rb on rb.id = e.b
  where ra.customer_id <> rb.customer_id
    and not exists (select from identity.judgement j where j.a = e.a and j.b = e.b and j.undone_at is null and j.verdict <> 'unsure')
    and (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id)) not in (${APART})`

/** Only pairs of which an import spoke of one. */
const among = (brought: Brought | undefined) =>
  brought ? sql`and (${saidIn(brought, 'ra.customer_id')} or ${saidIn(brought, 'rb.customer_id')})` : sql``

/** So many pairs of about one worth are dealt to each reader in an order of their own. */
const DEALT = 20

/**
 * The doubtful pairs, where an answer is worth most first: near the even chance, where the answer moves most; of one pair of customers
 * the likeliest pair of records. Those nobody was sure about come last. Among pairs of about one worth each reader has an order of their
 * own, the same each time, so that two who begin at once do not both read the same.
 * @param ask bits from which a pair is asked about
 * @param reader whose list it is
 * @param brought only pairs of customers this import spoke of
 */
export async function openPairs(
  db: Db,
  { ask, limit, reader, brought }: { ask: number; limit: number; reader: string | null; brought?: Brought | undefined },
): Promise<KeptEdge[]> {
  const { rows } = await sql<KeptEdge>`
    with open as (
      select distinct on (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id)) e.a, e.b, e.bits, e.related,
        exists (select from identity.judgement j where j.a = e.a and j.b = e.b and j.undone_at is null and j.verdict = 'unsure') as unsure
      ${OPEN} and e.bits >= ${ask} ${among(brought)}
      order by least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id), e.bits desc),
    placed as (select open.*, (row_number() over (order by unsure, bits desc, a, b) - 1) / ${DEALT}::int as deal from open)
    select a, b, bits, related from placed
    order by unsure, deal, hashtextextended(a::text || b::text || ${reader ?? ''}::text, 61), a, b limit ${limit}`.execute(
    db,
  )
  return rows
}

/** How many pairs of customers wait for an answer. */
export async function countOpen(db: Db, ask: number, brought?: Brought): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id))) as n
    ${OPEN} and e.bits >= ${ask} ${among(brought)}
      and not exists (select from identity.judgement j where j.a = e.a and j.b = e.b and j.undone_at is null and j.verdict = 'unsure')`.execute(
    db,
  )
  return rows[0]!.n
}

/** How the kept pairs spread over their weight, in bands of two bits. */
export async function spreadOfEdges(db: Db): Promise<{ from: number; pairs: number; joined: number }[]> {
  const { rows } = await sql<{ from: number; pairs: number; joined: number }>`
    select (floor(e.bits / 2) * 2)::int as from, count(*) as pairs, count(*) filter (where ra.customer_id = rb.customer_id) as joined
    from identity.edge e join identity.record ra on ra.id = e.a join identity.record rb on rb.id = e.b
    group by 1 order by 1`.execute(db)
  return rows
}

/** Some pairs between two bars: those of two customers first, then those joined already; nearest the upper first, of the same people one. */
export async function edgesBetween(db: Db, from: number, to: number, limit: number): Promise<KeptEdge[]> {
  const { rows } = await sql<KeptEdge>`
    with once as (
      select distinct on (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id))
        e.a, e.b, e.bits, e.related, ra.customer_id = rb.customer_id as joined
      from identity.edge e join identity.record ra on ra.id = e.a join identity.record rb on rb.id = e.b
      where e.bits >= ${from} and e.bits < ${to}
      order by least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id), e.bits desc)
    select a, b, bits, related from once order by joined, bits desc, a, b limit ${limit}`.execute(db)
  return rows
}

/** Pairs from a bar on: all, those of one customer, and those of two. */
export async function countEdges(db: Db, from: number): Promise<{ pairs: number; apart: number }> {
  const { rows } = await sql<{ pairs: number; apart: number }>`
    select count(*) as pairs, count(*) filter (where ra.customer_id <> rb.customer_id) as apart
    from identity.edge e join identity.record ra on ra.id = e.a join identity.record rb on rb.id = e.b where e.bits >= ${from}`.execute(
    db,
  )
  return rows[0]!
}

export async function countRecords(db: Db): Promise<{ records: number; customers: number; duplicates: number }> {
  const { rows } = await sql<{ records: number; customers: number }>`
    select count(*) as records, count(distinct customer_id) as customers from identity.record`.execute(db)
  const { records, customers } = rows[0]!
  return { records, customers, duplicates: records - customers }
}
