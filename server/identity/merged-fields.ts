import { FIELD_GROUPS, type FieldGroup, filled, GROUPS, groupValue, type Vouched } from '../customers/field-groups.ts'
import { behind, type SourceLine } from '../customers/standing.ts'
import { folded, survivor } from '../customers/survivorship.ts'

/** Fields that speak of the person: filled from whoever knows them. Who looks after them and how is not among them, but for its lack. */
const MERGED_FIELDS = [
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
 * stricter word on being recognised. Of two names, birth dates or addresses the one that survives; the other stays readable on its
 * record. Anything else they have is never replaced.
 * @param survive groups of which the value of who joins survives
 */
export function mergedFields(
  kept: Fields,
  joining: Fields,
  survive: readonly FieldGroup[] = [],
): Record<string, { before: unknown; after: unknown }> {
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
  for (const group of survive) for (const field of FIELD_GROUPS[group]) set(field, joining[field])
  if (survive.includes('address') && !empty(joining.country)) set('country', joining.country)
  const taken = GROUPS.filter((group) => FIELD_GROUPS[group].some((field) => field in changed))
  if (taken.length > 0) set('vouched', vouchedAfter(taken, kept.vouched, joining.vouched))
  if (joining.recognition === 'objected') set('recognition', 'objected')
  return changed
}

/** Who vouched for a value goes with it. */
function vouchedAfter(taken: readonly FieldGroup[], kept: unknown, joining: unknown): Vouched {
  const after = { ...(kept as Vouched | undefined) }
  for (const group of taken) {
    delete after[group]
    const word = (joining as Vouched | undefined)?.[group]
    if (word) after[group] = word
  }
  return after
}

/** Groups of which two customers say different things, so that one of the two has to stand. Of two kinds, neither is the other's name. */
export const contested = (kept: Fields, joining: Fields): FieldGroup[] =>
  GROUPS.filter((group) => {
    const [stands, comes] = [folded(groupValue(group, kept)), folded(groupValue(group, joining))]
    return stands !== '' && comes !== '' && stands !== comes && (group !== 'name' || kept.kind === joining.kind)
  })

/**
 * Of contested groups, those where the value of who joins survives: the customer confirmed it, else its source is trusted more, else it
 * is the newest; of equals, what stands. One that only says more survives, one that says less does not.
 */
export const survivingOf = (
  groups: readonly FieldGroup[],
  kept: Fields,
  joining: Fields,
  lines: readonly SourceLine[],
  trust: (source: string) => number,
): FieldGroup[] =>
  groups.filter((group) => {
    const [stands, comes] = [groupValue(group, kept), groupValue(group, joining)]
    const vouched = kept.vouched as Vouched | undefined
    if (folded(comes).includes(folded(stands)) && !vouched?.[group]) return true
    if (folded(stands).includes(folded(comes)) || filled(group, joining) < filled(group, kept)) return false
    const values = [
      ...behind(group, stands, { vouched, lines }, '0'),
      ...behind(group, comes, { vouched: joining.vouched as Vouched | undefined, lines }, '1'),
    ]
    return survivor(values, trust)?.chosen.recordId === '1'
  })
