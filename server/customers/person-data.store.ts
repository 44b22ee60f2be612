import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'
import { broughtOf } from './import-people.store.ts'
import { birthNames, sweepWords } from './needles.store.ts'
import { needlesOf, wordsOfNeedles } from './needles.ts'
import { formerNames } from './person-traces.store.ts'

type Ids = readonly string[]

/** Things no one else has or had: they go with these customers. What others have too is also theirs. */
export async function soleAssets(db: Db, ids: Ids): Promise<string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select distinct o.asset_id from customers.ownership o where o.customer_id = any(${[...ids]}::uuid[])
      and not exists (select from customers.ownership x where x.asset_id = o.asset_id and x.customer_id <> all(${[...ids]}::uuid[]))`.execute(
    db,
  )
  return rows.map((row) => row.asset_id)
}

const rows = async (query: { execute(db: Db): Promise<{ rows: unknown[] }> }, db: Db): Promise<Row[]> =>
  (await query.execute(db)).rows as Row[]

/** All that this slice holds of some customers. Of relations, the other's name only; of things they share, what they had of them. */
export function heldCustomers(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const page = (query: (from: number, most: number) => ReturnType<typeof sql>) => (from: number, most: number) =>
    rows(query(from, most), db)
  return [
    {
      table: 'customers.customer',
      page: page(
        (from, most) =>
          sql`select * from customers.customer where id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.phone',
      page: page(
        (from, most) =>
          sql`select * from customers.phone where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.email',
      page: page(
        (from, most) =>
          sql`select * from customers.email where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.voice',
      page: page(
        (from, most) =>
          sql`select customer_id, mime, recorded_at, octet_length(audio) as bytes from customers.voice where customer_id = any(${own}::uuid[]) order by customer_id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.relation',
      page: page(
        (from, most) => sql`
        select r.id, r.kind, r.role, r.by_hand, r.role_of_other = (r.other_id = any(${own}::uuid[])) as role_is_yours, case when c.kind = 'company' then c.company_name else trim(c.given_name || ' ' || c.family_name) end as other
        from customers.relation r join customers.customer c on c.id = case when r.customer_id = any(${own}::uuid[]) then r.other_id else r.customer_id end
        where r.customer_id = any(${own}::uuid[]) or r.other_id = any(${own}::uuid[]) order by r.id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.asset',
      page: page(
        (from, most) =>
          sql`select a.* from customers.asset a where exists (select from customers.ownership o where o.asset_id = a.id and o.customer_id = any(${own}::uuid[])) order by a.id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.plate',
      page: page(
        (from, most) =>
          sql`select p.* from customers.plate p where exists (select from customers.ownership o where o.asset_id = p.asset_id and o.customer_id = any(${own}::uuid[])) order by p.id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.ownership',
      page: page(
        (from, most) =>
          sql`select * from customers.ownership where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.source_record',
      page: page(
        (from, most) =>
          sql`select * from customers.source_record where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
      ),
    },
    {
      table: 'customers.import_person',
      page: page(
        (from, most) => sql`
        select p.import_id as import, i.source, i.finished_at, p.kind, p.changes from customers.import_person p join customers.import i on i.id = p.import_id
        where ${broughtOf(own)} order by p.import_id, p.customer_id limit ${most} offset ${from}`,
      ),
    },
  ]
}

/** The names as they say them, recorded. */
export async function voicesOf(db: Db, ids: Ids): Promise<{ mime: string; audio: Buffer }[]> {
  return db
    .selectFrom('customers.voice')
    .select(['mime', 'audio'])
    .where('customer_id', 'in', [...ids])
    .execute()
}

/**
 * Erases all that this slice holds of some customers: a statement for each table, so that each is counted.
 * @param sole what nobody else has (`soleAssets`)
 */
export async function eraseCustomers(db: Db, ids: Ids, sole: Ids): Promise<Counts> {
  const [own, alone] = [[...ids], [...sole]]
  const kept = await db.selectFrom('customers.needle').select(['kind', 'key']).where('customer_id', 'in', own).execute()
  const words = wordsOfNeedles([...(await needlesOfCustomers(db, own)), ...kept])
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  const counts: Counts = {
    'customers.source_record': await count(
      sql`delete from customers.source_record where customer_id = any(${own}::uuid[]) or asset_id = any(${alone}::uuid[])`,
    ),
    'customers.import_person': await count(sql`delete from customers.import_person where ${broughtOf(own)}`),
    'customers.plate': await count(sql`delete from customers.plate where asset_id = any(${alone}::uuid[])`),
    'customers.ownership': await count(sql`delete from customers.ownership where customer_id = any(${own}::uuid[])`),
    'customers.asset': await count(sql`delete from customers.asset where id = any(${alone}::uuid[])`),
    'customers.relation': await count(
      sql`delete from customers.relation where customer_id = any(${own}::uuid[]) or other_id = any(${own}::uuid[])`,
    ),
    'customers.voice': await count(sql`delete from customers.voice where customer_id = any(${own}::uuid[])`),
    'customers.phone': await count(sql`delete from customers.phone where customer_id = any(${own}::uuid[])`),
    'customers.email': await count(sql`delete from customers.email where customer_id = any(${own}::uuid[])`),
    'customers.needle': await count(sql`delete from customers.needle where customer_id = any(${own}::uuid[])`),
    'customers.changed': await count(sql`delete from customers.changed where customer_id = any(${own}::uuid[])`),
    'customers.customer': await count(sql`delete from customers.customer where id = any(${own}::uuid[])`),
  }
  counts['customers.word'] = await sweepWords(db, words)
  return counts
}

/** What they were, or were once, found by. Who is put away has no needle left, but their words may still be there. */
async function needlesOfCustomers(db: Db, ids: string[]) {
  const { rows: customers } = await sql<{
    given_name: string
    family_name: string
    company_name: string
    city: string
  }>`select kind, given_name, family_name, company_name, city from customers.customer where id = any(${ids}::uuid[])
    union ${formerNames(ids)} union ${birthNames(ids)}`.execute(db)
  return customers.flatMap((row) =>
    needlesOf({
      givenName: row.given_name,
      familyName: row.family_name,
      companyName: row.company_name,
      city: row.city,
    }),
  )
}
