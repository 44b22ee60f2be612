/** Fields that speak of the person: filled from whoever knows them. Who looks after them and how is not among them, but for its lack. */
export const MERGED_FIELDS = [
  'title',
  'givenName',
  'familyName',
  'companyName',
  'pronunciation',
  'addressAs',
  'birthDate',
  'advisorId',
  'deputyId',
  'siteId',
  'note',
] as const
const ADDRESS = ['street', 'postcode', 'city', 'country'] as const

type Fields = Readonly<Record<string, unknown>>
const empty = (value: unknown): boolean => value === null || value === undefined || value === ''

/**
 * What a customer takes over from one who joins them: what they lack, an address whole or not at all, both notes, and the
 * stricter word on being recognised. A value they have is never replaced here: the other stays readable on its record.
 */
export function mergedFields(kept: Fields, joining: Fields): Record<string, { before: unknown; after: unknown }> {
  const changed: Record<string, { before: unknown; after: unknown }> = {}
  const set = (field: string, after: unknown): void => {
    if (after !== kept[field]) changed[field] = { before: kept[field], after }
  }
  for (const field of MERGED_FIELDS) {
    if (field === 'note' && !empty(kept.note) && !empty(joining.note) && kept.note !== joining.note)
      set('note', `${kept.note}\n${joining.note}`.slice(0, 4000))
    else if (empty(kept[field]) && !empty(joining[field])) set(field, joining[field])
  }
  if (empty(kept.street) && empty(kept.postcode) && empty(kept.city))
    for (const field of ADDRESS) if (!empty(joining[field])) set(field, joining[field])
  if (joining.recognition === 'objected') set('recognition', 'objected')
  return changed
}
