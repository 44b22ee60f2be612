import type { updateCustomer } from '../../../contract/customers.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { myDetails as endpoint } from '../../../contract/my-page.ts'
import { heardFrom } from '../../consent/person.store.ts'
import { todayOf } from '../../customers/changed.flow.ts'
import { updateCustomerFlow } from '../../customers/customers.flow.ts'
import { customerById } from '../../customers/customers.store.ts'
import { confirmed, groupValue } from '../../customers/field-groups.ts'
import { setVouched, vouchedOf } from '../../customers/vouched.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { markOf } from './details-of.flow.ts'
import { openLink, THEM } from './my-page.flow.ts'

/** The customer themselves: no right is asked of them but the link. */
const CUSTOMER: Caller = { ...THEM, userId: null, roles: [], locale: 'fr' }

/**
 * They say that it is right, or mend it: name and address stand as confirmed by them, before whatever a source says (decision 0024); a telephone or an
 * address of mail they leave out goes, one they add is the first. What is not theirs to say here (advisor, note) stays.
 */
export async function myDetails(
  house: House,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  const { customerId } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    const customer = await customerById(house.db, customerId, todayOf(house))
    if (!customer) throw new Problem(404, 'no-such-link', 'This link opens nothing')
    const { givenName, familyName, companyName, addressAs, street, postcode, city } = body
    const named = customer.kind === 'company' ? { companyName } : { givenName, familyName }
    // A name is never emptied: then it is what it was.
    const name = Object.values(named).some(Boolean) ? named : {}
    const kept = new Set(body.keep)
    const phones = customer.phones.filter(({ e164 }) => kept.has(markOf(e164)))
    const emails = customer.emails.filter(({ address }) => kept.has(markOf(address)))
    const addedPhones = body.phone ? [{ number: body.phone, label: '' }] : []
    const addedEmails = body.email ? [{ address: body.email, label: '' }] : []
    await updateCustomerFlow(
      house,
      {
        params: { id: customerId },
        query: {},
        body: {
          version: customer.version,
          ...name,
          addressAs,
          street,
          postcode,
          city,
          phones: [...addedPhones, ...phones.map(({ e164, label }) => ({ number: e164, label }))],
          emails: [...addedEmails, ...emails.map(({ address, label }) => ({ address, label }))],
        },
      } as InputOf<typeof updateCustomer>,
      CUSTOMER,
    )
    const after = await customerById(house.db, customerId, todayOf(house))
    const at = house.now().toISOString()
    const vouched = (['name', 'address'] as const).reduce(
      (before, group) => (groupValue(group, { ...after }) === '' ? before : confirmed(before, group, at)),
      await vouchedOf(house.db, customerId),
    )
    await setVouched(house.db, customerId, vouched)
    await heardFrom(house.db, customerId, house.now())
    await audit(house, THEM, 'my-page.details', { customerId })
    return { ok: true as const }
  })
}
