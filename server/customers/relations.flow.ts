import type { relate, unrelate } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { customerChanged } from './changed.flow.ts'
import { knownCustomers, touchCustomers } from './customers.store.ts'
import { cleanName } from './name.ts'
import { relateCustomers, removeRelation } from './relations.store.ts'

const DONE = { ok: true } as const

/** Relates two customers; saying it again, from either side, only changes the role. Both pages show it, both are logged. */
export async function relateFlow(house: House, { params, body }: InputOf<typeof relate>, caller: Caller) {
  return inTransaction(house, async (house) => {
    if (params.id === body.otherId) throw invalid('body.otherId', 'Nobody is related to themselves.')
    const known = await knownCustomers(house.db, [params.id, body.otherId])
    if (!known.has(params.id)) throw notFound('customer')
    if (!known.has(body.otherId)) throw invalid('body.otherId', 'There is no customer of this id.')
    await relateCustomers(house.db, {
      id: house.newId(),
      customerId: params.id,
      otherId: body.otherId,
      kind: body.kind,
      role: cleanName(body.role),
    })
    await changedBoth(house, caller, 'customer.relate', params.id, body.otherId)
    return DONE
  })
}

/** Ends a relation. Ending it twice is a 404: it is gone. */
export async function unrelateFlow(house: House, { params }: InputOf<typeof unrelate>, caller: Caller) {
  return inTransaction(house, async (house) => {
    const relation = await removeRelation(house.db, params.id)
    if (!relation) throw notFound('relation')
    await changedBoth(house, caller, 'customer.unrelate', relation.customerId, relation.otherId)
    return DONE
  })
}

async function changedBoth(house: House, caller: Caller, action: string, one: string, other: string): Promise<void> {
  await audit(house, caller, action, { customerId: one, detail: { otherId: other } })
  await audit(house, caller, action, { customerId: other, detail: { otherId: one } })
  await touchCustomers(house.db, [one, other], house.now())
  await customerChanged(house, [one, other])
}
