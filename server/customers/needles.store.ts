import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { inTurn, type Turn } from '../kit/in-turn.ts'
import { arraysOf } from '../kit/rows.ts'
import { BIRTH_NAMES } from './birth-name.ts'
import { FORMER, type Named, type Needle, needlesOf, wordKeys, wordsOfNeedles } from './needles.ts'

/** What one customer is found by, as it is to be kept. An archived customer has none. */
export interface CustomerNeedles {
  customerId: string
  /** Day of the last change, YYYY-MM-DD. */
  seen: string
  needles: readonly Needle[]
}

/**
 * Keeps what many customers are found by, in place of what was kept: four statements whatever their number (an import
 * hands in a thousand). Words new to the vocabulary are added; two transactions adding the same word do not wait for one another.
 */
export async function saveManyNeedles(
  db: Db,
  customers: readonly CustomerNeedles[],
  /** `new`: nothing is kept of them yet, and nobody else can know them. */
  are: 'new' | 'known' = 'known',
  turn: Turn = inTurn(db),
): Promise<void> {
  if (customers.length === 0) return
  const ids = customers.map((each) => each.customerId)
  const gone = customers.filter(({ needles }) => needles.length === 0).map((each) => each.customerId)
  if (are === 'known')
    await turn.add(
      sql`delete from customers.needle where customer_id = any(${ids}::uuid[]) and (seen > ${FORMER}::date or customer_id = any(${gone}::uuid[]))`,
    )
  const rows = customers.flatMap(({ customerId, seen, needles }) =>
    needles.map(({ kind, key }) => ({ customer_id: customerId, kind, key, seen })),
  )
  if (rows.length === 0) return turn.end()
  const kept = sql`select * from unnest(${arraysOf({ customer_id: 'uuid', kind: 'text', key: 'text', seen: 'date' }, rows)}) as x(customer_id, kind, key, seen)`
  await turn.add(
    are === 'new'
      ? sql`insert into customers.needle (customer_id, kind, key, seen) ${kept}`
      : sql`insert into customers.needle (customer_id, kind, key, seen) ${kept}
          on conflict (customer_id, kind, key) do update set seen = excluded.seen where customers.needle.seen < excluded.seen`,
  )
  const words = wordsOfNeedles(rows)
  await turn.end()
  await addWords(db, words)
}

/** Customers who take others in go on being found by the names of those, and by their own where another stands now. Before those are put away. */
export async function keepNames(
  db: Db,
  { absorb, keep, renamed }: { absorb: readonly string[]; keep: readonly string[]; renamed: readonly string[] },
): Promise<void> {
  await sql`insert into customers.needle (customer_id, kind, key, seen)
    select distinct m.keep, n.kind, n.key, ${FORMER}::date from unnest(${[...absorb]}::uuid[], ${[...keep]}::uuid[]) m(absorb, keep)
      join customers.needle n on n.customer_id = m.absorb and n.kind = 'name' on conflict do nothing`.execute(db)
  if (renamed.length > 0)
    await sql`update customers.needle set seen = ${FORMER}::date where customer_id = any(${[...renamed]}::uuid[]) and kind = 'name'`.execute(
      db,
    )
}

/** Writes anew which other names a customer is found by: theirs who are part of them today, and what each source calls them. */
export async function rewriteNames(
  db: Db,
  customerId: string,
  absorbed: readonly string[],
  names: readonly Named[],
): Promise<void> {
  await sql`delete from customers.needle where customer_id = ${customerId}::uuid and seen = ${FORMER}::date`.execute(db)
  const { rows: born } = await sql<CustomerRow>`${birthNames([customerId])}`.execute(db)
  await addOtherNames(
    db,
    born.map((row) => ({ customerId, named: namedOf(row) })),
  )
  if (absorbed.length === 0) return
  const { rows } = await sql<CustomerRow>`
    select id, given_name, family_name, company_name, '' as city from customers.customer where id = any(${[...absorbed]}::uuid[])
    union all select id, coalesce(data -> 'fields' ->> 'givenName', ''), coalesce(data -> 'fields' ->> 'familyName', ''), coalesce(data -> 'fields' ->> 'companyName', ''), ''
      from customers.source_record where customer_id = ${customerId}::uuid and asset_id is null`.execute(db)
  await addOtherNames(
    db,
    [...rows.map(namedOf), ...names].map((named) => ({ customerId, named })),
  )
}

/** Lets these customers be found by another name as well, after whoever bears it today. */
export async function addOtherNames(db: Db, others: readonly { customerId: string; named: Named }[]): Promise<void> {
  const rows = others.flatMap(({ customerId, named }) =>
    needlesOf(named).map(({ kind, key }) => ({ customer_id: customerId, kind, key, seen: FORMER })),
  )
  if (rows.length === 0) return
  await sql`insert into customers.needle (customer_id, kind, key, seen)
    select * from unnest(${arraysOf({ customer_id: 'uuid', kind: 'text', key: 'text', seen: 'date' }, rows)}) as x(customer_id, kind, key, seen)
    on conflict do nothing`.execute(db)
  await addWords(db, wordsOfNeedles(rows))
}

/** What their sources say that these customers were born as. */
export const birthNames = (ids: readonly string[]) => sql`
  select 'person' as kind, c.given_name, a.value as family_name, '' as company_name, '' as city
  from customers.source_record r join customers.customer c on c.id = r.customer_id
  cross join lateral jsonb_each_text(r.data -> 'attributes') a
  where r.customer_id = any(${[...ids]}::uuid[]) and r.data ? 'attributes'
    and translate(lower(a.key), 'é_-', 'e  ') = any(${[...BIRTH_NAMES]}::text[]) and a.value !~ '\\d'`

const WORD = { kind: 'text', key: 'text', word: 'text' }

async function addWords(db: Db, words: readonly string[]): Promise<void> {
  const { rows } = await sql<{ word: string }>`
    select w.word from unnest(${words}::text[]) as w(word)
    where not exists (select from customers.word k where k.kind = 'typo' and k.key = w.word and k.word = w.word)`.execute(
    db,
  )
  const keys = rows.flatMap(({ word }) => wordKeys(word).map((each) => ({ word, ...each })))
  if (keys.length === 0) return
  await sql`insert into customers.word (kind, key, word) select * from unnest(${arraysOf(WORD, keys)}) as x(kind, key, word)`.execute(
    db,
  )
}

interface CustomerRow {
  id: string
  given_name: string
  family_name: string
  company_name: string
  city: string
  archived: boolean
  seen: string
}

const namedOf = (row: CustomerRow): Named => ({
  givenName: row.given_name,
  familyName: row.family_name,
  companyName: row.company_name,
  city: row.city,
})

/**
 * Makes the search know these customers as they now are: to be called in the transaction of every flow that writes a customer. Phones,
 * e-mails, plates and VINs are read from their own tables and need nothing. Ids that are nobody's are left out; whoever is being erased
 * meanwhile is waited for, so that nothing they are found by outlives them.
 */
export async function refreshNeedles(
  db: Db,
  customerIds: readonly string[],
  are: 'new' | 'known' = 'known',
): Promise<void> {
  if (customerIds.length === 0) return
  const { rows } = await sql<CustomerRow>`
    select id, given_name, family_name, company_name, city, archived_at is not null as archived,
      to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD') as seen
    from customers.customer where id = any(${[...new Set(customerIds)]}::uuid[])
    ${are === 'known' ? sql`for key share` : sql``}`.execute(db)
  await saveManyNeedles(
    db,
    rows.map((row) => ({ customerId: row.id, seen: row.seen, needles: row.archived ? [] : needlesOf(namedOf(row)) })),
    are,
  )
}

/** Customers after this one, by their ids: what they are called today, by what they are found, and whether by a name of before as well. */
export async function needlesPage(db: Db, after: string, limit: number) {
  const { rows } = await sql<CustomerRow & { kept: string[]; former: boolean }>`
    select c.id, c.given_name, c.family_name, c.company_name, c.city, c.archived_at is not null as archived,
      to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD') as seen,
      coalesce((select array_agg(n.kind || ' ' || n.key) from customers.needle n
        where n.customer_id = c.id and n.seen > ${FORMER}::date), '{}') as kept,
      exists (select from customers.needle n where n.customer_id = c.id and n.seen = ${FORMER}::date) as former
    from customers.customer c where c.id > ${after}::uuid order by c.id limit ${limit} for key share of c`.execute(db)
  return rows.map((row) => ({
    customerId: row.id,
    seen: row.seen,
    named: row.archived ? null : namedOf(row),
    kept: new Set(row.kept),
    former: row.former && !row.archived,
  }))
}

/**
 * Forgets the words no customer bears any more (a rare family name is personal data: erasing a person must erase it too) and twins
 * of a word. For an erasure hand in the words of the person erased; for the nightly round hand in none.
 * @returns how many words were forgotten
 */
export async function sweepWords(db: Db, words: readonly string[] | null = null): Promise<number> {
  const keys = words?.flatMap((word) => wordKeys(word).map((each) => ({ word, ...each }))) ?? []
  const these =
    words === null
      ? sql`true`
      : sql`(w.kind, w.key, w.word) in (select x.kind, x.key collate "C", x.word collate "C" from unnest(${arraysOf(WORD, keys)}) as x(kind, key, word))`
  const { rows } = await sql<{ word: string }>`
    delete from customers.word w
    where ${these}
      and not exists (
        select from customers.needle n where n.kind = 'name' and n.key >= w.word and n.key < w.word || '!'
      )
    returning w.word`.execute(db)
  await sql`
    delete from customers.word w using customers.word b
    where w.kind = b.kind and w.key = b.key and w.word = b.word and w.ctid > b.ctid and ${these}`.execute(db)
  return new Set(rows.map((row) => row.word)).size
}
