import type { FieldOrigin } from '../../contract/identity.ts'
import { FIELD_GROUPS, type FieldGroup, GROUPS, groupValue, type Vouched } from '../customers/field-groups.ts'
import { folded } from '../customers/survivorship.ts'

/** What one source, or one record written here, says of a person or a vehicle. */
export interface Voice {
  /** A source by its name, `desk`, or empty where nobody noted who wrote it. */
  source: string
  /** ISO instant; null when unknown. */
  at: string | null
  by: string | null
  /** When it was first heard sorts by this: ids carry their time. */
  id: string
  /** A source; the record of somebody who joined; or what this customer's own record says by itself. */
  kind: 'source' | 'joined' | 'own'
  /** Of a record, by column, who wrote it there last. */
  hands?: Hands
  fields: Readonly<Record<string, unknown>>
  phones: readonly string[]
  emails: readonly string[]
  plate: string | null
}

/** Who wrote a field last, as the log tells: somebody here, or an import. */
export interface Hand {
  source: string
  at: string
  by: string | null
}
export type Hands = ReadonlyMap<string, Hand>

type Said = Pick<Voice, 'fields' | 'phones' | 'emails' | 'plate'>
type Reader = (said: Said) => string
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const words = (separator: string, ...parts: unknown[]): string => parts.map(text).filter(Boolean).join(separator)

/** Fields of which one value stands, and the columns each is made of. */
type Rule = readonly [field: string, columns: readonly string[], read: Reader]
const PERSON: readonly Rule[] = GROUPS.map((group) => [
  group,
  FIELD_GROUPS[group],
  ({ fields }) => groupValue(group, fields),
])
const plain = (field: string) => [field, [field], ({ fields }: Said) => text(fields[field])] as const
const VEHICLE: readonly Rule[] = [
  ['plate', ['plate'], ({ plate }) => plate ?? ''],
  ['model', ['make', 'model'], ({ fields: f }) => words(' ', f.make, f.model)],
  ...['vin', 'colour', 'year', 'mileage', 'registeredOn', 'controlUntil'].map(plain),
  ...['warrantyUntil', 'nextServiceOn', 'boughtOn', 'keyRef'].map(plain),
]
const LISTS = [
  ['phone', 'phones'],
  ['email', 'emails'],
] as const

const newestFirst = (a: { at: string | null; id: string }, b: { at: string | null; id: string }): number =>
  (b.at ?? '').localeCompare(a.at ?? '') || a.id.localeCompare(b.id)

type Claim = Pick<Voice, 'source' | 'at' | 'by' | 'id' | 'kind'> & { value: string }

/** Of columns written by several, the last. */
const lastOf = (columns: readonly string[], hands: Hands | undefined): Hand | undefined =>
  columns.flatMap((column) => hands?.get(column) ?? []).sort((a, b) => b.at.localeCompare(a.at))[0]

const claimsOf = (voices: readonly Voice[], columns: readonly string[], read: Reader): Claim[] =>
  voices
    .map(({ id, kind, hands, ...voice }) => {
      const { source, at, by } = lastOf(columns, hands) ?? voice
      return { value: read(voice), id, kind, source, at, by }
    })
    .filter(({ value }) => folded(value) !== '')
    .sort(newestFirst)

/**
 * Whose a value is: the newest source that says it; else the record of whoever joined with it; else who wrote it last. Nobody is
 * named who did not say it.
 */
function credit(value: string, claims: readonly Claim[], hand: Hand | undefined) {
  const saying = claims.filter((claim) => folded(claim.value) === folded(value))
  const source = saying.find(({ kind }) => kind === 'source')
  const joined = saying.some(({ kind }) => kind === 'own') ? undefined : saying[0]
  const found = source ?? joined ?? hand ?? saying[0]
  return { value, source: found?.source ?? '', at: found?.at ?? null, by: found?.by ?? null }
}

/** Values that others say, each once for each source, newest first. */
function others(claims: readonly Claim[], stands: (folded: string) => boolean): FieldOrigin['losing'] {
  const seen = new Set<string>()
  return claims
    .filter(({ value, source, kind }) => {
      const key = `${folded(value)} ${kind === 'source' ? source : ''}`
      // Of a record written here, only what no source says already.
      const said =
        kind !== 'source' && claims.some((one) => one.kind === 'source' && folded(one.value) === folded(value))
      if (stands(folded(value)) || said || seen.has(key)) return false
      seen.add(key)
      return true
    })
    .map(({ value, source, at, by }) => ({ value, source, at, by }))
}

/** What decides between values, as `survivor` decides. */
export interface Deciding {
  vouched: Vouched
  trust: (source: string) => number
}
const EVEN: Deciding = { vouched: {}, trust: () => 0 }

/** Why one value stands, as far as it can be shown from who said what and when. */
function why(
  field: string,
  value: string,
  claims: readonly Claim[],
  written: boolean,
  { vouched, trust }: Deciding,
): FieldOrigin['because'] {
  const key = folded(value)
  const [ours, theirs] = [
    claims.filter((one) => folded(one.value) === key),
    claims.filter((one) => folded(one.value) !== key),
  ]
  const word = field in vouched ? vouched[field as FieldGroup] : undefined
  if (word?.how === 'confirmed') return 'verified'
  if (theirs.length === 0) return 'only'
  if (written || word?.how === 'typed') return 'typed'
  const most = (some: readonly Claim[]): number => Math.max(0, ...some.map(({ source }) => trust(source)))
  if (most(ours) > most(theirs)) return 'trusted'
  const newest = (some: readonly Claim[]): string => some.reduce((at, one) => (one.at && one.at > at ? one.at : at), '')
  if (newest(ours) > newest(theirs)) return 'newest'
  const first = (some: readonly Claim[]): string => some.map(({ id }) => id).sort()[0] ?? '~'
  return first(ours) < first(theirs) ? 'first' : 'kept'
}

function single(
  rules: readonly Rule[],
  golden: Said,
  voices: readonly Voice[],
  hands: Hands,
  deciding: Deciding,
): FieldOrigin[] {
  return rules.flatMap(([field, columns, read]): FieldOrigin[] => {
    const value = read(golden)
    const shown = folded(value)
    // A town alone does not contradict the street in that town.
    const claims = claimsOf(voices, columns, read).filter(
      (claim) => field !== 'address' || folded(claim.value) === shown || !shown.endsWith(folded(claim.value)),
    )
    if (value === '' && claims.length === 0) return []
    const from = credit(value, claims, lastOf(columns, hands))
    const bySource = claims.some((claim) => claim.kind === 'source' && folded(claim.value) === shown)
    return [
      {
        field,
        ...from,
        because: value === '' ? null : why(field, value, claims, from.by !== null && !bySource, deciding),
        losing: others(claims, (key) => key === shown),
      },
    ]
  })
}

/** Telephones and e-mails stand beside each other; what a source says and the page no longer has comes last. */
function listed(golden: Said, voices: readonly Voice[], hands: Hands): FieldOrigin[] {
  return LISTS.flatMap(([field, column]): FieldOrigin[] => {
    const claims = voices
      .flatMap((voice) =>
        claimsOf(
          [...voice[column]].map((value) => ({ ...voice, fields: { value } })),
          [column],
          ({ fields }) => text(fields.value),
        ),
      )
      .sort(newestFirst)
    const standing = new Set(golden[column].map(folded))
    const found = golden[column].map(
      (value): FieldOrigin => ({ field, ...credit(value, claims, hands.get(column)), because: null, losing: [] }),
    )
    const losing = others(claims, (key) => standing.has(key))
    return losing.length === 0
      ? found
      : [...found, { field, value: '', source: '', at: null, by: null, because: null, losing }]
  })
}

/**
 * Where each value of a customer comes from, and what others say.
 * @param golden the customer as they stand
 * @param voices what each source says now, and the records that were written here
 * @param hands by column, who wrote it here last
 * @param deciding for what people vouch, and how far sources are trusted
 */
export const personOrigins = (golden: Said, voices: readonly Voice[], hands: Hands, deciding = EVEN): FieldOrigin[] => [
  ...single(PERSON, golden, voices, hands, deciding),
  ...listed(golden, voices, hands),
]

/** The same of a vehicle or a product. */
export const vehicleOrigins = (golden: Said, voices: readonly Voice[], hands: Hands): FieldOrigin[] =>
  single(VEHICLE, golden, voices, hands, EVEN)
