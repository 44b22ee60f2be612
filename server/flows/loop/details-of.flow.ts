import type { MyPage } from '../../../contract/my-page.ts'
import { customerById } from '../../customers/customers.store.ts'
import { vouchedOf } from '../../customers/vouched.store.ts'
import type { Db } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { hashToken } from '../../kit/seal.ts'

/** What a telephone or an address of mail is known by in a form, without standing in it. */
export const markOf = (text: string): string => hashToken(text).slice(0, 16)
/** A message may be handed on: how one is reached is shown as far as its owner needs to know it again. */
const veiledPhone = (e164: string): string => `•• •• ${e164.slice(-4, -2)} ${e164.slice(-2)}`
const veiledMail = (address: string): string => address.replace(/^(.).*@/u, '$1•••@')

/** What we know of them, for them to say that it is right, or how it is. */
export async function detailsOf(db: Db, customerId: string, today: string): Promise<MyPage['details']> {
  const customer = await customerById(db, customerId, today)
  if (!customer) throw new Problem(404, 'no-such-link', 'This link opens nothing')
  const vouched = await vouchedOf(db, customerId)
  const at = [vouched.name, vouched.address].flatMap((word) => (word?.how === 'confirmed' ? [word.at] : [])).sort()
  const { kind, givenName, familyName, companyName, addressAs, street, postcode, city, phones, emails } = customer
  return {
    kind,
    givenName,
    familyName,
    companyName,
    addressAs,
    street,
    postcode,
    city,
    phones: phones.map(({ e164 }) => ({ mark: markOf(e164), shown: veiledPhone(e164) })),
    emails: emails.map(({ address }) => ({ mark: markOf(address), shown: veiledMail(address) })),
    confirmedAt: at.at(-1) ?? null,
  }
}
