import { ATTRIBUTE, FIELDS_OF, type ImportKind, isConsentColumn } from '../../contract/import-fields.ts'

/** Why a mapping cannot be run, or null: a field we do not know, one field for two columns, or nothing that names anybody. */
export function mappingFault(
  kind: ImportKind,
  columns: readonly string[],
  mapping: Readonly<Record<string, string>>,
): { column?: string; because: string; hint: string } | null {
  const fields: readonly string[] = FIELDS_OF[kind]
  const used = new Map<string, string>()
  for (const [column, field] of Object.entries(mapping)) {
    if (field === '') continue
    if (!columns.includes(column))
      return { column, because: 'no-such-column', hint: 'The file has no column of this name.' }
    if (!fields.includes(field)) return { column, because: 'no-such-field', hint: `Fields: ${fields.join(', ')}.` }
    if (used.has(field) && field !== ATTRIBUTE)
      return { column, because: 'field-twice', hint: `“${used.get(field)}” already goes to this field.` }
    used.set(field, column)
  }
  const has = (...some: string[]) => some.some((field) => used.has(field))
  if (kind === 'customers')
    return has('fullName', 'familyName', 'givenName', 'companyName')
      ? null
      : { because: 'name-missing', hint: 'Say which column holds the name.' }
  if (kind === 'orders' && !has('key'))
    return { because: 'number-missing', hint: 'Say which column holds the number of the order.' }
  // A list of those who want nothing bears no day; a yes without one is set aside row by row.
  if (kind !== 'orders' && kind !== 'consents' && !has('at', 'date'))
    return { because: 'date-missing', hint: 'Say which column holds the day.' }
  if (kind === 'consents' && !has('action') && ![...used.keys()].some(isConsentColumn))
    return {
      because: 'consent-missing',
      hint: 'Say which column holds the answer (yes, no, withdrawn).',
    }
  return has('customerKey', 'fullName', 'familyName', 'phone', 'email', 'plate')
    ? null
    : {
        because: 'customer-missing',
        hint: 'Say which column tells who comes: name, phone, e-mail, plate or customer number.',
      }
}
