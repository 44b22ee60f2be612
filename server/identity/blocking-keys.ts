import { EMAIL, type Encoded, GENERIC, NATIONAL, PHONE, PLATE, VIN } from './columns.ts'
import { joined, mixed } from './dictionary.ts'
import { KEYED_GENERICS, keyParts, type Naming, PARTS, type Part } from './key-parts.ts'

/** More records than this under one key say more about the town or the date than about a person. */
export const WIDEST_BLOCK = 100

export interface Rule {
  parts: readonly Part[]
  /** Wide rules serve small bases and rare values; on a large base learning tells which of them are worth their pairs. */
  wide: boolean
}

const GENERICS = Array.from({ length: KEYED_GENERICS }, (_, n) => `generic${n}` as Part)
const narrow = (text: string): Rule[] =>
  text
    .trim()
    .split(/\s+/)
    .map((rule) => ({ parts: rule.split('+') as Part[], wide: false }))
const wide = (text: string): Rule[] => narrow(text).map((rule) => ({ ...rule, wide: true }))

/**
 * Two records are compared when they share a key. Each rule makes one key of a record out of what its parts say, so that any one
 * slip leaves other keys whole. Keys are 32-bit hashes: two strangers who share one by chance are compared and found different.
 */
export const RULES: readonly Rule[] = [
  ...narrow(`
    national email phone plate vin emailName
    bothNames+region bothNames+town bothNames+year familyBones+birth givenBones+birth birth+region birth+town bothBones+year familyBones+day+givenInitial
    givenBones+town+year familyBones+town+givenInitial givenBones+postcode bothBones+region street+number+town street+number+givenInitial
    familyStart+givenStart+town birth+initials`),
  ...GENERICS.flatMap((generic) =>
    narrow(`${generic}+birth ${generic}+familyBones+givenInitial ${generic}+givenBones+year`),
  ),
  ...wide(`
    bothNames birth bothBones family+givenInitial postcode familyStart+givenStart yearMonth+givenInitial yearDay+givenInitial day+givenInitial
    familyStart4+givenInitial familyEnd+givenInitial familyBones year+familyStart year+givenEnd town+givenStart town+familyStart
    familyStart familyEnd givenBones givenStart yearMonth yearDay day year`),
  ...GENERICS.flatMap((generic) =>
    wide(`${generic}+familyStart ${generic}+familyEnd ${generic}+region ${generic}+givenStart ${generic}`),
  ),
]

/** The rule of those who live at one address. */
export const HOME_RULE = RULES.findIndex(({ parts }) => parts.join('+') === 'street+number+town')

const PLACE = new Map(PARTS.map((part, n) => [part, n]))
/** The places of each rule's parts in what `keyParts` fills. */
export const PLACES = RULES.map(({ parts }) => Uint8Array.from(parts, (part) => PLACE.get(part)!))
const NARROW = RULES.flatMap(({ wide }, n) => (wide ? [] : [n]))
export const WIDE = RULES.flatMap(({ wide }, n) => (wide ? [n] : []))

/** Can this table fill the rule's parts? Rules of generic columns it has not are left out. */
const fillable = (table: Encoded, rule: number): boolean =>
  RULES[rule]!.parts.every((part) => !part.startsWith('generic') || Number(part.slice(7)) < table.stride - GENERIC)
export const narrowRules = (table: Encoded): number[] => NARROW.filter((rule) => fillable(table, rule))

/** The key of one rule from a row's parts; 0 where the row lacks one. */
export function keyOf(rule: number, parts: Uint32Array): number {
  const places = PLACES[rule]!
  let key = rule + 1
  for (let k = 0; k < places.length; k++) {
    const part = parts[places[k]!]!
    if (part === 0) return 0
    key = joined(key, part)
  }
  return key
}

/** Keys of second and further e-mails, telephones, plates and VINs of a row. */
export function furtherKeys(
  table: Encoded,
  at: number,
  column: number,
  naming: Naming,
): { rule: number; key: number }[] {
  const rule = [NATIONAL, EMAIL, PHONE, PLATE, VIN].indexOf(column)
  const { hashes } = table.dictionaries[column]!
  const hash = (code: number): number => (naming === 'code' ? mixed(code) : hashes[code]!) || 1
  return (table.more.get(at) ?? []).map((code) => ({ rule, key: joined(rule + 1, hash(code)) }))
}

/**
 * The keys of one row with the cap of their rule, as kept in the key table: signed 32-bit integers, each once, never 0.
 * @param caps those of the model: rules of cap 0 make no key
 */
export function keysOfRow(table: Encoded, row: number, caps: readonly number[]): Map<number, number> {
  keyParts(table, row, ROW_PARTS, 'text')
  const keys = new Map<number, number>()
  const add = (key: number, cap: number): void => {
    if (key !== 0 && cap !== 0 && (keys.get(key | 0) ?? 0) < cap) keys.set(key | 0, cap)
  }
  for (let rule = 0; rule < RULES.length; rule++) add(keyOf(rule, ROW_PARTS), caps[rule]!)
  if (table.more.size === 0) return keys
  for (const column of [EMAIL, PHONE, PLATE, VIN])
    for (const { rule, key } of furtherKeys(table, row * table.stride + column, column, 'text')) add(key, caps[rule]!)
  return keys
}
const ROW_PARTS = new Uint32Array(PARTS.length)
