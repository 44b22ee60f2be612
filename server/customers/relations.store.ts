import { sql } from 'kysely'
import type { Customer } from '../../contract/customers.ts'
import type { Db } from '../kit/house.ts'
import { displayName } from './name.ts'

export interface Relation {
  id: string
  customerId: string
  otherId: string
  kind: 'household' | 'company'
  /** Of the other one. */
  role: string
}

/** Those related to a customer, whichever of the two it was said of. */
export async function relationsOf(db: Db, customerId: string): Promise<Customer['relations']> {
  const other = sql<string>`case when r.customer_id = ${customerId}::uuid then r.other_id else r.customer_id end`
  const rows = await db
    .selectFrom('customers.relation as r')
    .innerJoin('customers.customer as c', (join) => join.on('c.id', '=', other))
    .select([
      'r.id',
      'r.kind',
      'r.role',
      sql<boolean | null>`r.role_of_other = (r.customer_id = ${customerId}::uuid)`.as('of_the_other'),
      'c.id as other',
      'c.kind as other_kind',
      'c.given_name',
      'c.family_name',
      'c.company_name',
    ])
    .where((w) => w.or([w('r.customer_id', '=', customerId), w('r.other_id', '=', customerId)]))
    .orderBy('r.kind', 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    customerId: row.other,
    name: displayName({
      kind: row.other_kind,
      givenName: row.given_name,
      familyName: row.family_name,
      companyName: row.company_name,
    }),
    kind: row.kind,
    role: row.role,
    roleOf: row.role === '' || row.of_the_other === null ? null : row.of_the_other ? 'other' : 'self',
  }))
}

/**
 * Says that two customers are related. Kept once per pair and kind, the smaller id first, so that saying it from the other
 * side, or twice at the same time, changes the role, and whose it is, and adds nothing.
 */
export async function relateCustomers(db: Db, relation: Relation): Promise<void> {
  const [first, second] = [relation.customerId, relation.otherId].sort() as [string, string]
  const role = {
    by_hand: true,
    role: relation.role,
    role_of_other: relation.role === '' ? null : second === relation.otherId,
  }
  await db
    .insertInto('customers.relation')
    .values({ id: relation.id, customer_id: first, other_id: second, kind: relation.kind, ...role })
    .onConflict((c) => c.columns(['customer_id', 'other_id', 'kind']).doUpdateSet(role))
    .execute()
}

/** Ends a relation. @returns what it was, or undefined */
export async function removeRelation(db: Db, id: string): Promise<Relation | undefined> {
  const row = await db.deleteFrom('customers.relation').where('id', '=', id).returningAll().executeTakeFirst()
  return row && { id: row.id, customerId: row.customer_id, otherId: row.other_id, kind: row.kind, role: row.role }
}
