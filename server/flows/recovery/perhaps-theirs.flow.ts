import type { Who } from '../../../contract/facts.ts'
import { displayName } from '../../customers/name.ts'
import { privateSpans } from '../../feedback/private.ts'
import type { House } from '../../kit/house.ts'
import { whoIsMeant } from '../loop/who-is-meant.store.ts'

/**
 * Who may have written what nobody signed: the one customer whose number or address stands in it. A number in words is no proof of who wrote them, so the
 * case stays nobody's; whoever rings that number knows whom they may have on the line.
 */
export async function perhapsTheirs(
  { db }: House,
  texts: readonly string[],
): Promise<{ id: string; name: string } | null> {
  const left = texts.flatMap((text) =>
    privateSpans(text).map((span) => ({ for: span.for, said: text.slice(span.from, span.to) })),
  )
  const asked = left.flatMap<Who>(({ for: kind, said }) =>
    kind === 'phone' ? [{ phone: said }] : kind === 'email' ? [{ email: said }] : [],
  )
  const found = (await whoIsMeant(db, asked.slice(0, 10))).flatMap((one) => ('customerId' in one ? one.customerId : []))
  const [only, ...others] = new Set(found)
  if (!only || others.length > 0) return null
  const row = await db
    .selectFrom('customers.customer')
    .select(['kind', 'given_name as givenName', 'family_name as familyName', 'company_name as companyName'])
    .where('id', '=', only)
    .executeTakeFirst()
  return row ? { id: only, name: displayName(row) } : null
}
