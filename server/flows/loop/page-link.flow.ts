import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/messages.ts'
import { lockCustomer } from '../../customers/customers.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import { linksFor } from '../../messages/link.ts'
import { revokeLinks } from '../../messages/page.store.ts'
import { audit } from '../../network/audit.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** An address of a customer's own page, to be given to them by hand. */
export async function makePageLink(house: House, { params }: In<'makePageLink'>, caller: Caller): Out<'makePageLink'> {
  return inTransaction(house, async (house) => {
    if (!(await lockCustomer(house.db, params.id))) throw notFound('customer')
    await audit(house, caller, 'my-page.link', { customerId: params.id })
    return { address: linksFor(house.seal.mark, house.origin, { kind: 'customer', id: params.id }, house.now()).page }
  })
}

/** Every address of their page that was given so far opens nothing any more. */
export async function revokePageLinks(
  house: House,
  { params }: In<'revokePageLinks'>,
  caller: Caller,
): Out<'revokePageLinks'> {
  return inTransaction(house, async (house) => {
    if (!(await lockCustomer(house.db, params.id))) throw notFound('customer')
    await revokeLinks(house.db, params.id, house.now())
    await audit(house, caller, 'my-page.revoke', { customerId: params.id })
    return { ok: true }
  })
}
