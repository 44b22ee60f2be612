import type { PersonRecord } from './person-record.ts'
import { type FieldValue, type SurvivalRule, survivor } from './survivorship.ts'

/** A field of a customer: the value shown, whose it is and why, and the values that lost. */
export interface FieldOrigin {
  field: string
  value: string
  source: string
  because: SurvivalRule
  losing: { value: string; source: string }[]
}

const FIELDS = {
  name: (p: PersonRecord) => [p.givenName, p.familyName].filter(Boolean).join(' ') || p.company || '',
  birthDate: (p: PersonRecord) => p.birthDate ?? '',
  address: (p: PersonRecord) => [p.street, [p.postcode, p.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
  phone: (p: PersonRecord) => p.phones?.[0] ?? '',
  email: (p: PersonRecord) => p.emails?.[0] ?? '',
} as const

/**
 * Where each value of a customer comes from. What stands on the page is chosen: people wrote it there, or it was there first; the
 * values of the other records are readable beside it.
 * @param golden the customer as they stand, compared as `verified` since people see and mend it
 * @param records the records it stands on, each with what its source is called
 */
export function fieldOrigins(
  golden: PersonRecord,
  records: readonly { person: PersonRecord; source: string; seenAt: string }[],
): FieldOrigin[] {
  return Object.entries(FIELDS).flatMap(([field, read]): FieldOrigin[] => {
    const shown = read(golden)
    const values: FieldValue[] = records.map(({ person, source, seenAt }) => {
      const value = read(person)
      return {
        value,
        recordId: person.id,
        source,
        seenAt,
        ...(value !== '' && value === shown ? { verified: true } : {}),
      }
    })
    const found = survivor(values)
    if (!found) return []
    const { chosen, because, losing } = found
    return [
      {
        field,
        value: chosen.value,
        source: chosen.source,
        because,
        losing: losing.map(({ value, source }) => ({ value, source })),
      },
    ]
  })
}
