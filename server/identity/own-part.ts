import type { PersonRecord } from './person-record.ts'

type Person = Omit<PersonRecord, 'id'>
const LISTS = ['phones', 'emails', 'plates', 'vins'] as const
const WORDS = [
  'givenName',
  'familyName',
  'birthName',
  'gender',
  'company',
  'birthDate',
  'street',
  'postcode',
  'city',
] as const

/**
 * What a record says by itself, once its customer has taken in others: the customer as they stand, less what only the others
 * brought. Without this, two records that were joined by mistake would be alike for ever, for each would hold what both knew.
 * @param golden the customer as they stand
 * @param own what this record said before
 * @param others what the other records of the customer say
 */
export function ownPart(golden: Person, own: Person, others: readonly Person[]): Person {
  if (others.length === 0) return golden
  const part: Record<string, unknown> = { source: golden.source }
  for (const field of LISTS) {
    const had = new Set(own[field])
    const theirs = new Set(others.flatMap((other) => other[field] ?? []))
    const kept = (golden[field] ?? []).filter((value) => had.has(value) || !theirs.has(value))
    if (kept.length > 0) part[field] = kept
  }
  for (const field of WORDS) {
    const brought = golden[field] !== own[field] && others.some((other) => other[field] === golden[field])
    const value = brought ? own[field] : golden[field]
    if (value) part[field] = value
  }
  return part as unknown as Person
}

/** Do two records say the same? Whatever the order of their fields: a database gives them back in its own. */
export const sameSaid = (a: Person, b: Person): boolean => {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Person>
  return [...fields].every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]))
}
