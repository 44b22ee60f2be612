import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity.ts'
import { customerChanged } from '../customers/changed.flow.ts'
import { lockCustomer } from '../customers/customers.store.ts'
import { confirmed, groupValue } from '../customers/field-groups.ts'
import { DESK } from '../customers/standing.ts'
import { setTrustOrder, setVouched, sourcesHeard, trustOrder, vouchedOf } from '../customers/vouched.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { findByFormerNames } from './former-names.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** Before head office has said anything, what people write here comes first. */
export async function sourceTrust(house: House): Out<'sourceTrust'> {
  const [set, heard] = [await trustOrder(house.db), await sourcesHeard(house.db)]
  const order = set.includes(DESK) ? set : [DESK, ...set]
  return { order, others: heard.filter((source) => !order.includes(source)) }
}

export const setSourceTrust = (house: House, { body }: In<'setSourceTrust'>, caller: Caller): Out<'setSourceTrust'> =>
  inTransaction(house, async (house) => {
    const order = [...new Set(body.order)]
    await setTrustOrder(house.db, order)
    await audit(house, caller, 'identity.trust', { detail: { order } })
    return { ok: true as const }
  })

/** The customer said at the desk that it is right, or that was a mistake. There has to be something to confirm. */
export const confirmField = (house: House, { params, body }: In<'confirmField'>, caller: Caller): Out<'confirmField'> =>
  inTransaction(house, async (house) => {
    const stored = await lockCustomer(house.db, params.id)
    if (!stored) throw notFound('customer')
    if (body.confirmed && groupValue(body.field, { ...stored.fields }) === '')
      throw conflict('nothing-to-confirm', 'Nothing stands there yet', 'Write it first, then confirm it.')
    const vouched = await vouchedOf(house.db, params.id)
    await setVouched(
      house.db,
      params.id,
      confirmed(vouched, body.field, body.confirmed ? house.now().toISOString() : null),
    )
    await audit(house, caller, 'customer.confirm', {
      customerId: params.id,
      siteId: stored.fields.siteId,
      detail: { fields: [body.field], confirmed: body.confirmed },
    })
    await findByFormerNames(house, params.id)
    await customerChanged(house, [params.id])
    return { ok: true as const }
  })
