/** Fields that stand or fall together: half of one address and half of another is nobody's. */
export const FIELD_GROUPS = {
  name: ['givenName', 'familyName', 'companyName'],
  birthDate: ['birthDate'],
  address: ['street', 'postcode', 'city'],
} as const
export type FieldGroup = keyof typeof FIELD_GROUPS
export const GROUPS = Object.keys(FIELD_GROUPS) as FieldGroup[]

type Fields = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const words = (separator: string, ...parts: unknown[]): string => parts.map(text).filter(Boolean).join(separator)

/** A group in one piece, as it is read and compared. */
export function groupValue(group: FieldGroup, fields: Fields): string {
  if (group === 'name') return words(' ', fields.givenName, fields.familyName) || text(fields.companyName)
  if (group === 'birthDate') return text(fields.birthDate)
  return words(', ', fields.street, words(' ', fields.postcode, fields.city))
}

/** How many fields of a group say something: one that says less contradicts nothing. */
export const filled = (group: FieldGroup, fields: Fields): number =>
  FIELD_GROUPS[group].filter((field) => Boolean(fields[field])).length

/** The groups that these fields are part of. */
export const groupsOf = (fields: readonly string[]): FieldGroup[] =>
  GROUPS.filter((group) => FIELD_GROUPS[group].some((field) => fields.includes(field)))

interface Word {
  how: 'typed' | 'confirmed'
  at: string
}
/** What people vouch for: they wrote it here, or the customer said that it is right. `was`: what it was before they did. */
export type Vouched = { [Group in FieldGroup]?: Word & { was?: Word } }

/** The customer says that a group is right; `at` null: they did not, and who wrote it here vouches as before. */
export function confirmed(vouched: Vouched, group: FieldGroup, at: string | null): Vouched {
  const after = { ...vouched }
  const word = vouched[group]
  const was = word?.how === 'typed' ? { how: word.how, at: word.at } : word?.was
  delete after[group]
  if (at !== null) after[group] = { how: 'confirmed', at, ...(was ? { was } : {}) }
  else if (was) after[group] = was
  return after
}
