import type { Customer, updateCustomer } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { requestsOf } from '../consent/requests.store.ts'
import { updateCustomerFlow } from '../customers/customers.flow.ts'
import { lockCustomer } from '../customers/customers.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { findByFormerNames } from './former-names.flow.ts'

/**
 * Changes a customer; but nobody whose erasure is decided is brought back while it waits, for they would be recognised, called, and still
 * erased on the day. Who may decide an erasure calls it off, and that brings them back.
 */
export function changeCustomerFlow(
  house: House,
  input: InputOf<typeof updateCustomer>,
  caller: Caller,
): Promise<Customer> {
  return inTransaction(house, async (house) => {
    if (input.body.archived === false && (await lockCustomer(house.db, input.params.id))) {
      const requests = await requestsOf(house.db, [input.params.id])
      if (requests.some(({ state }) => state === 'scheduled'))
        throw conflict('erasure-waits', 'Their erasure is decided', 'Call the erasure off: that brings them back.')
    }
    const customer = await updateCustomerFlow(house, input, caller)
    if (!customer.archivedAt) await findByFormerNames(house, customer.id)
    return customer
  })
}
