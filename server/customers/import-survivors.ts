import { FIELD_GROUPS, type FieldGroup, filled, GROUPS, groupValue } from './field-groups.ts'
import { wrote } from './import-follow.ts'
import type { KnownCustomer } from './import-known.ts'
import { behind, isBirthName, type SourceLine, type Standings } from './standing.ts'
import { folded, survivor } from './survivorship.ts'

type Fields = Record<string, unknown>

/**
 * Writes the values of a known customer that a source says otherwise and that survive: the customer confirmed, else the most trusted
 * source, else the newest. A source that says what it said before says nothing new. One that says less than what stands, or only adds to
 * it, contradicts nothing.
 * @returns what is left of the row for the plain rule of filling and following
 */
export function surviving<T extends object>(
  customer: KnownCustomer,
  said: T,
  before: Fields | undefined,
  first: boolean,
  standings: Standings | undefined,
): T {
  if (customer.isNew || !first || !standings) return said
  const next = { ...said } as Fields
  const fields = customer.fields as Fields
  for (const group of GROUPS) {
    const [stands, comes] = [groupValue(group, fields), groupValue(group, next)]
    if (folded(stands) === '' || folded(comes) === '' || folded(comes).includes(folded(stands))) continue
    if (replaces(group, customer, stands, comes, before, standings) && filled(group, next) >= filled(group, fields)) {
      for (const field of FIELD_GROUPS[group]) {
        fields[field] = next[field] ?? (group === 'birthDate' ? null : '')
        wrote(customer, field)
      }
      if (group === 'address' && next.country) fields.country = next.country
      if (standings.of.get(customer.id)?.vouched[group]) standings.replaced.push({ customerId: customer.id, group })
    }
    for (const field of FIELD_GROUPS[group]) delete next[field]
    if (group === 'address') delete next.country
  }
  return next as T
}

function replaces(
  group: FieldGroup,
  { id }: KnownCustomer,
  stands: string,
  comes: string,
  before: Fields | undefined,
  { source, now, trust, of }: Standings,
): boolean {
  const { vouched, lines = [] } = of.get(id) ?? {}
  const said = before && groupValue(group, before)
  const own: SourceLine[] = before && folded(said ?? '') === folded(stands) ? [{ source, at: '', fields: before }] : []
  const seenAt = folded(said ?? '') === folded(comes) ? '' : now
  const asBorn = group === 'name' && isBirthName(comes, lines)
  const coming = { value: comes, recordId: '~', source, seenAt, asBorn }
  return (
    survivor([...behind(group, stands, { vouched, lines: [...lines, ...own] }, id), coming], trust)?.chosen === coming
  )
}
