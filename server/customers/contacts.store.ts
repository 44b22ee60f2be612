import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { EmailLine, PhoneLine } from './contact-list.ts'

/**
 * Writes the phones of a customer as a whole: numbers that stay keep their id. The order given is the order kept.
 * @returns whether anything differs
 */
export async function replacePhones(
  db: Db,
  customerId: string,
  phones: readonly PhoneLine[],
  newId: () => string,
): Promise<boolean> {
  const before = await db
    .selectFrom('customers.phone')
    .select(['e164', 'label'])
    .where('customer_id', '=', customerId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  if (JSON.stringify(before) === JSON.stringify(phones.map(({ e164, label }) => ({ e164, label })))) return false
  let gone = db.deleteFrom('customers.phone').where('customer_id', '=', customerId)
  if (phones.length > 0)
    gone = gone.where(
      'e164',
      'not in',
      phones.map(({ e164 }) => e164),
    )
  await gone.execute()
  if (phones.length > 0)
    await db
      .insertInto('customers.phone')
      .values(
        phones.map(({ e164, label }, position) => ({ id: newId(), customer_id: customerId, e164, label, position })),
      )
      .onConflict((c) =>
        c
          .columns(['customer_id', 'e164'])
          .doUpdateSet({ label: sql`excluded.label`, position: sql`excluded.position` }),
      )
      .execute()
  return true
}

/** Writes the e-mail addresses of a customer as a whole, like the phones. */
export async function replaceEmails(
  db: Db,
  customerId: string,
  emails: readonly EmailLine[],
  newId: () => string,
): Promise<boolean> {
  const before = await db
    .selectFrom('customers.email')
    .select(['address', 'label'])
    .where('customer_id', '=', customerId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  if (JSON.stringify(before) === JSON.stringify(emails.map(({ address, label }) => ({ address, label })))) return false
  let gone = db.deleteFrom('customers.email').where('customer_id', '=', customerId)
  if (emails.length > 0)
    gone = gone.where(
      'address',
      'not in',
      emails.map(({ address }) => address),
    )
  await gone.execute()
  if (emails.length > 0)
    await db
      .insertInto('customers.email')
      .values(
        emails.map(({ address, label }, position) => ({
          id: newId(),
          customer_id: customerId,
          address,
          label,
          position,
        })),
      )
      .onConflict((c) =>
        c
          .columns(['customer_id', 'address'])
          .doUpdateSet({ label: sql`excluded.label`, position: sql`excluded.position` }),
      )
      .execute()
  return true
}
