import { sql } from 'kysely'
import type { Who } from '../../../contract/facts.ts'
import { toE164 } from '../../customers/phone.ts'
import { normalisePlate } from '../../customers/plate.ts'
import type { Db } from '../../kit/house.ts'

/** One customer, or why none. */
export type Meant = { customerId: string } | { aside: 'nobody' | 'several' | 'archived' | 'unreadable' }

/** A handful of bearers is looked at; a number that more people share than this means nobody. */
const FEW = 4

type Kind = 'id' | 'key' | 'phone' | 'email' | 'plate'
interface Question {
  kind: Kind
  value: string
  source: string
}

function questionOf(who: Who): Question | null {
  if ('id' in who) return { kind: 'id', value: who.id, source: '' }
  if ('source' in who) return { kind: 'key', value: who.key, source: who.source }
  if ('phone' in who) {
    const e164 = toE164(who.phone)
    return e164 ? { kind: 'phone', value: e164, source: '' } : null
  }
  if ('email' in who) return { kind: 'email', value: who.email.trim().toLowerCase(), source: '' }
  const plate = normalisePlate(who.plate)
  return plate ? { kind: 'plate', value: plate, source: '' } : null
}

const nameOf = ({ kind, value, source }: Question): string => `${kind}|${source}|${value}`

/**
 * Whom these mean, all in one statement. A number, address or plate that two customers share means neither: a fact told to the wrong
 * person costs more than one that waits. Who has joined another is that other.
 */
export async function whoIsMeant(db: Db, all: readonly Who[]): Promise<Meant[]> {
  const questions = all.map(questionOf)
  const distinct = [...new Map(questions.flatMap((each) => (each ? [[nameOf(each), each] as const] : []))).values()]
  if (distinct.length === 0) return all.map(() => ({ aside: 'unreadable' }))
  const { rows } = await sql<{ kind: Kind; source: string; value: string; id: string; archived: boolean }>`
    select q.kind, q.source, q.value, c.id, c.archived_at is not null as archived
    from unnest(${distinct.map((q) => q.kind)}::text[], ${distinct.map((q) => q.source)}::text[], ${distinct.map((q) => q.value)}::text[])
      as q(kind, source, value)
    cross join lateral (
      select id from (
        select q.value::uuid as id where q.kind = 'id'
        union select customer_id from customers.source_record where q.kind = 'key' and source = q.source and key = q.value and customer_id is not null
        union select customer_id from customers.phone where q.kind = 'phone' and e164 = q.value
        union select customer_id from customers.email where q.kind = 'email' and address = q.value
        union select o.customer_id from customers.plate p join customers.ownership o on o.asset_id = p.asset_id and o.until is null
          where q.kind = 'plate' and p.plate = q.value and p.until is null
      ) found limit ${FEW}) x
    join customers.customer c on c.id = x.id`.execute(db)
  const found = Map.groupBy(rows, nameOf)
  const joined = await whoTheyBecame(
    db,
    rows.flatMap((row) => (row.archived ? [row.id] : [])),
  )
  return questions.map((question): Meant => {
    if (!question) return { aside: 'unreadable' }
    const bearers = found.get(nameOf(question)) ?? []
    const living = new Set(bearers.flatMap((row) => (row.archived ? (joined.get(row.id) ?? []) : [row.id])))
    if (living.size === 1) return { customerId: [...living][0]! }
    if (living.size > 1) return { aside: 'several' }
    return { aside: bearers.length > 0 ? 'archived' : 'nobody' }
  })
}

/** Customers that were put away because they joined another: who that is now. */
async function whoTheyBecame(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; became: string }>`
    with recursive chain as (
      select e.other_id as id, e.customer_id as became, 1 as step from identity.event e
      where e.other_id = any(${[...ids]}::uuid[]) and e.kind = 'merge' and e.undone_at is null
      union all
      select chain.id, e.customer_id, step + 1 from chain join identity.event e
        on e.other_id = chain.became and e.kind = 'merge' and e.undone_at is null where step < 20)
    select distinct on (chain.id) chain.id, chain.became from chain
    join customers.customer c on c.id = chain.became and c.archived_at is null order by chain.id, step desc`.execute(db)
  return new Map(rows.map((row) => [row.id, row.became]))
}
