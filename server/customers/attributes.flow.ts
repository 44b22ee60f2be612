import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { readAttributes as endpoint } from '../../contract/imports.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { attributesOf } from './attributes.store.ts'
import { knownCustomers } from './customers.store.ts'

/** What other systems say of a customer beyond the fields of the house, each value with where it comes from. */
export async function readAttributes(
  house: House,
  { params }: InputOf<typeof endpoint>,
  caller: Caller,
): Promise<AnswerOf<typeof endpoint>> {
  if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
  const attributes = await attributesOf(house.db, params.id)
  await audit(house, caller, 'customer.attributes', { customerId: params.id })
  return { attributes: attributes.map(({ at, ...each }) => ({ ...each, at: at.toISOString() })) }
}
