import { CUSTOMER_COLUMN, type CustomerField } from '../customers/customer-fields.ts'
import { FIELD_GROUPS, type FieldGroup, GROUPS, groupValue, type Vouched } from '../customers/field-groups.ts'
import { behind, type SourceLine } from '../customers/standing.ts'
import { type FieldValue, folded, survivor } from '../customers/survivorship.ts'

type Fields = Readonly<Record<string, unknown>>

/** One of two who are parted: as they stood when they were joined, and what their own sources say today. */
export interface Half {
  stood: Fields
  lines: readonly SourceLine[]
}

/** Two customers who are parted. */
export interface Parting {
  kept: Half
  other: Half
  /** Their one page: as joining left it, and as it stands. */
  joined: Fields
  now: Fields
  /** ISO instant at which they were joined. */
  since: string
  trust: (source: string) => number
}

/** Fields that go back whole, or not at all: half of one name and half of another is nobody's. */
interface Unit {
  group: FieldGroup | null
  columns: readonly CustomerField[]
}
const ADDRESS: readonly CustomerField[] = [...FIELD_GROUPS.address, 'country']
const UNITS: readonly Unit[] = [
  ...GROUPS.map((group) => ({ group, columns: group === 'address' ? ADDRESS : FIELD_GROUPS[group] })),
  ...(Object.keys(CUSTOMER_COLUMN) as CustomerField[])
    .filter((field) => ![...FIELD_GROUPS.name, ...ADDRESS, 'birthDate', 'note', 'recognition'].includes(field))
    .map((field) => ({ group: null, columns: [field] })),
]

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const worth = ({ group, columns }: Unit, fields: Fields): string =>
  folded(group ? groupValue(group, fields) : text(fields[columns[0]!]))
const says = (unit: Unit, lines: readonly SourceLine[], value: string): boolean =>
  value !== '' && lines.some(({ fields }) => worth(unit, fields) === value)

/** A value with who vouches for it. */
interface Word {
  values: Fields
  vouched: Vouched[FieldGroup]
}
const wordOf = ({ group, columns }: Unit, fields: Fields): Word => ({
  values: Object.fromEntries(columns.map((field) => [field, fields[field]])),
  vouched: group ? (fields.vouched as Vouched | undefined)?.[group] : undefined,
})

/**
 * What one of the two says by themselves: what stood when they were joined, unless a source of theirs has said otherwise since, and that
 * survives it. What no source of theirs says any more, and nobody vouches for, was their source's word of then.
 */
function ownWord(unit: Unit, { stood, lines }: Half, { since, trust }: Parting): Word {
  const before = worth(unit, stood)
  const word = wordOf(unit, stood)
  const spoken = lines.filter(({ at, fields }) => {
    const said = worth(unit, fields)
    return at > since && said !== '' && !before.includes(said)
  })
  const values = spoken.map(
    ({ source, at, fields }, n): FieldValue => ({
      value: worth(unit, fields),
      recordId: `1${n}`,
      source,
      seenAt: at,
    }),
  )
  if (unit.group && before !== '' && (word.vouched || says(unit, lines, before)))
    values.push(...behind(unit.group, groupValue(unit.group, stood), { vouched: stood.vouched as Vouched, lines }, '0'))
  const chosen = survivor(values, trust)?.chosen.recordId
  if (chosen === undefined || chosen === '0') return word
  const line = spoken[Number(chosen.slice(1))]!.fields
  const empty = unit.group === 'birthDate' ? null : ''
  return {
    values: Object.fromEntries(
      unit.columns.map((field) => [field, line[field] ?? (field === 'country' ? stood.country : empty)]),
    ),
    vouched: undefined,
  }
}

/**
 * Whose a value is that was written since they were joined: the source's that says it; of one that a person wrote, theirs whose value it
 * mends; else it was written on the page that stays.
 */
function whose(unit: Unit, { kept, other, joined, now }: Parting): 'kept' | 'other' | 'both' | 'neither' {
  const value = worth(unit, now)
  const written = unit.columns.some((field) => (now[field] ?? '') !== (joined[field] ?? ''))
  const [ours, theirs] = [says(unit, kept.lines, value), says(unit, other.lines, value)]
  if (!written) return 'neither'
  if (ours || theirs) return ours && theirs ? 'both' : ours ? 'kept' : 'other'
  const brought = unit.columns.some(
    (field) => joined[field] && joined[field] !== kept.stood[field] && now[field] === joined[field],
  )
  return brought ? 'other' : 'kept'
}

/** Said by the customer, or written by hand, since they were joined: it goes with the value it speaks of. */
const vouchedSince = ({ group }: Unit, { now, joined }: Parting): Vouched[FieldGroup] => {
  const [after, before] = [now.vouched, joined.vouched].map((words) => group && (words as Vouched | undefined)?.[group])
  return after && JSON.stringify(after) !== JSON.stringify(before) ? after : undefined
}

/**
 * What each of two customers says from the day they are parted on. Their fields go back in wholes, each to whom its word is: what was
 * written since by a source of one of them is theirs; where nobody wrote, each has what they had when they were joined.
 * @returns the fields of both, with who vouches for them
 */
export function partedFields(parting: Parting): { kept: Fields; other: Fields } {
  const { kept, other, joined, now } = parting
  const result: Record<'kept' | 'other', Record<string, unknown>> = { kept: {}, other: {} }
  const vouched: Record<'kept' | 'other', Record<string, unknown>> = { kept: {}, other: {} }
  const give = (half: 'kept' | 'other', { group }: Unit, word: Word): void => {
    Object.assign(result[half], word.values)
    if (group && word.vouched) vouched[half][group] = word.vouched
  }
  for (const unit of UNITS) {
    const is = whose(unit, parting)
    const stands = wordOf(unit, now)
    const ours = is === 'kept' || is === 'both' ? stands : ownWord(unit, kept, parting)
    const theirs = is === 'other' || is === 'both' ? stands : ownWord(unit, other, parting)
    const since = is === 'neither' ? vouchedSince(unit, parting) : undefined
    const [mine, yours] = [worth(unit, ours.values), worth(unit, theirs.values)]
    const value = worth(unit, now)
    give('kept', unit, since && mine === value ? { ...ours, vouched: since } : ours)
    give('other', unit, since && mine !== value && yours === value ? { ...theirs, vouched: since } : theirs)
  }
  result.kept.note = noteOf(kept.stood.note, joined.note, now.note)
  return { kept: { ...result.kept, vouched: vouched.kept }, other: { ...result.other, vouched: vouched.other } }
}

/** What both notes were is one of them again; what was written to it since stays on the page that stays. */
function noteOf(stood: unknown, joined: unknown, now: unknown): unknown {
  const [before, both, after] = [text(stood), text(joined), text(now)]
  if (before === both || both === '' || !after.includes(both)) return now
  const rest = after.replace(both, () => before)
  return before === '' ? rest.trim() : rest
}
