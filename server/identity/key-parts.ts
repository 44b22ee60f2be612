import {
  BIRTH,
  BONES,
  CITY,
  EMAIL,
  END,
  END4,
  type Encoded,
  FAMILY,
  GENERIC,
  GIVEN,
  INITIAL,
  NAME_HASHES,
  NATIONAL,
  NUMBER,
  PHONE,
  PLATE,
  POSTCODE,
  START,
  START4,
  STREET,
  VIN,
} from './columns.ts'
import { mixed } from './dictionary.ts'
import { dayOf, monthOf, yearOf } from './normal-date.ts'

/** What a blocking key may be made of: parts of a record, each a number, 0 where the record has none. */
export const PARTS = [
  'national',
  'email',
  'phone',
  'plate',
  'vin',
  'emailName',
  'given',
  'family',
  'bothNames',
  'givenBones',
  'familyBones',
  'bothBones',
  'givenInitial',
  'initials',
  'givenStart',
  'familyStart',
  'familyStart4',
  'familyEnd',
  'givenEnd',
  'birth',
  'year',
  'yearMonth',
  'yearDay',
  'day',
  'postcode',
  'region',
  'town',
  'street',
  'number',
  'generic0',
  'generic1',
  'generic2',
  'generic3',
] as const
export type Part = (typeof PARTS)[number]
const P = Object.fromEntries(PARTS.map((part, n) => [part, n])) as Record<Part, number>
/** Generic columns that take part in keys. */
export const KEYED_GENERICS = 4

/** The larger part of a postcode that says the region: all but the last three characters, at least two. */
function region(table: Encoded, code: number): number {
  if (code === 0) return 0
  const { bytes, starts } = table.dictionaries[POSTCODE]!
  const start = starts[code]!
  const length = starts[code + 1]! - start
  let hash = 17
  for (let i = start, end = start + Math.min(length, Math.max(2, length - 3)); i < end; i++)
    hash = Math.imul(hash, 31) + bytes[i]!
  return mixed(hash) || 1
}

/**
 * How a value becomes a number: by its text, the same everywhere, for the key table; or by its code, the same within one table and
 * ten times cheaper, for a million records at once.
 */
export type Naming = 'text' | 'code'

const hashOf = (table: Encoded, column: number, code: number, naming: Naming): number =>
  code === 0 ? 0 : naming === 'code' ? mixed(code) || 1 : table.dictionaries[column]!.hashes[code]! || 1
const both = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : (a + b) >>> 0 || 1)

function nameParts(table: Encoded, at: number, out: Uint32Array, naming: Naming): void {
  const { rows, names } = table
  const given = rows[at + GIVEN]!
  const family = rows[at + FAMILY]!
  // Code 0 has hashes of 0: a name that is not there has no parts.
  const glued = family === 0 ? 0 : names.glued[family]!
  const { hashes } = names
  const ofGiven = given * NAME_HASHES
  const ofFamily = glued * NAME_HASHES
  out[P.given] = given === 0 ? 0 : hashOf(table, GIVEN, names.glued[given]!, naming)
  out[P.family] = hashOf(table, GIVEN, glued, naming)
  out[P.bothNames] = both(out[P.given]!, out[P.family]!)
  out[P.givenBones] = given === 0 ? 0 : hashes[names.head[given]! * NAME_HASHES + BONES]!
  out[P.familyBones] = hashes[ofFamily + BONES]!
  out[P.bothBones] = both(out[P.givenBones]!, out[P.familyBones]!)
  out[P.givenInitial] = hashes[ofGiven + INITIAL]!
  out[P.initials] = both(out[P.givenInitial]!, hashes[ofFamily + INITIAL]!)
  out[P.givenStart] = hashes[ofGiven + START]!
  out[P.familyStart] = hashes[ofFamily + START]!
  out[P.familyStart4] = hashes[ofFamily + START4]!
  out[P.familyEnd] = hashes[ofFamily + END4]!
  out[P.givenEnd] = hashes[ofGiven + END]!
}

function birthParts(birth: number, out: Uint32Array): void {
  const known = birth !== 0
  const day = known ? dayOf(birth) : 0
  out[P.year] = known ? mixed(yearOf(birth)) || 1 : 0
  out[P.birth] = day !== 0 ? mixed(birth) || 1 : 0
  out[P.yearMonth] = known && monthOf(birth) !== 0 ? mixed(birth >>> 7) || 1 : 0
  out[P.yearDay] = day !== 0 ? mixed((yearOf(birth) << 8) | day) || 1 : 0
  // The first of January is what one types who does not know the day.
  out[P.day] = day !== 0 && monthOf(birth) + day > 2 ? mixed(birth & 0x3fff) || 1 : 0
}

function contactParts(table: Encoded, at: number, out: Uint32Array, naming: Naming): void {
  const { rows } = table
  const email = rows[at + EMAIL]!
  out[P.national] = hashOf(table, NATIONAL, rows[at + NATIONAL]!, naming)
  out[P.email] = hashOf(table, EMAIL, email, naming)
  out[P.phone] = hashOf(table, PHONE, rows[at + PHONE]!, naming)
  out[P.plate] = hashOf(table, PLATE, rows[at + PLATE]!, naming)
  out[P.vin] = hashOf(table, VIN, rows[at + VIN]!, naming)
  const local = email === 0 ? 0 : table.emailLocal[email]!
  out[P.emailName] = local === 0 ? 0 : naming === 'code' ? mixed(local) || 1 : table.emailParts.hashes[local]! || 1
}

function placeParts(table: Encoded, at: number, out: Uint32Array, naming: Naming): void {
  const { rows } = table
  const street = rows[at + STREET]!
  const postcode = rows[at + POSTCODE]!
  out[P.postcode] = hashOf(table, POSTCODE, postcode, naming)
  out[P.region] = region(table, postcode)
  out[P.town] = hashOf(table, CITY, rows[at + CITY]!, naming) || out[P.postcode]!
  out[P.street] = street === 0 ? 0 : table.streetBones[street]! || 1
  out[P.number] = rows[at + NUMBER] === 0 ? 0 : mixed(rows[at + NUMBER]!) || 1
}

function genericParts(table: Encoded, at: number, out: Uint32Array, naming: Naming): void {
  const { rows, stride } = table
  for (let n = 0; n < KEYED_GENERICS; n++)
    out[P.generic0 + n] = GENERIC + n < stride ? hashOf(table, GENERIC + n, rows[at + GENERIC + n]!, naming) : 0
}

type Filling = (table: Encoded, at: number, out: Uint32Array, naming: Naming) => void
/** Who fills which parts: up to and without the next one's first. */
const FILLINGS: readonly (readonly [first: number, fill: Filling])[] = [
  [P.national, contactParts],
  [P.given, nameParts],
  [P.birth, ({ rows }, at, out) => birthParts(rows[at + BIRTH]!, out)],
  [P.postcode, placeParts],
  [P.generic0, genericParts],
]

/** What fills these parts, and no more of the others than comes with them: a few rules need few of them. */
export function fillingOf(parts: Iterable<number>): readonly Filling[] {
  const wanted = new Set<Filling>()
  for (const part of parts) wanted.add(FILLINGS.findLast(([first]) => first <= part)![1])
  return [...wanted]
}

/** Fills `out` with the parts of one row, in the order of `PARTS`. */
export function keyParts(
  table: Encoded,
  row: number,
  out: Uint32Array,
  naming: Naming,
  fillings: readonly Filling[] = ALL,
): void {
  const at = row * table.stride
  for (let n = 0; n < fillings.length; n++) fillings[n]!(table, at, out, naming)
}
const ALL = FILLINGS.map(([, fill]) => fill)
