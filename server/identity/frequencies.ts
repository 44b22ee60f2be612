import {
  BIRTH,
  CITY,
  EMAIL,
  type Encoded,
  FAMILY,
  GENERIC,
  GIVEN,
  NATIONAL,
  PHONE,
  PLATE,
  POSTCODE,
  VIN,
} from './columns.ts'
import { mixed, textOf } from './dictionary.ts'
import type { IdentityModel } from './model.ts'

/** Columns whose values are so many that each should be one person's: their common values are suspect. */
const IDENTIFIERS: readonly number[] = [EMAIL, PHONE, NATIONAL, PLATE, VIN]
const POPULATION: readonly number[] = [GIVEN, FAMILY, POSTCODE, CITY]
const COLUMN_NAMES: Record<number, string> = {
  [GIVEN]: 'given',
  [FAMILY]: 'family',
  [BIRTH]: 'birth',
  [EMAIL]: 'email',
  [PHONE]: 'phone',
  [POSTCODE]: 'postcode',
  [CITY]: 'city',
  [NATIONAL]: 'national',
  [PLATE]: 'plate',
  [VIN]: 'vin',
}
const columnName = (column: number, generics: readonly string[]): string =>
  COLUMN_NAMES[column] ?? generics[column - GENERIC]!

/** How often each code stands in a column, as a second or further value too. */
function countsOf(table: Encoded, column: number): Uint32Array {
  const counts = new Uint32Array(table.dictionaries[column]!.size + 1)
  for (let at = column, end = table.n * table.stride; at < end; at += table.stride) counts[table.rows[at]!]!++
  for (const [at, codes] of table.more) if (at % table.stride === column) for (const code of codes) counts[code]!++
  return counts
}

/** How many records held this birth date, for the dates that too many hold. */
function birthCounts(table: Encoded): Map<number, number> {
  const counts = new Map<number, number>()
  for (let at = BIRTH, end = table.n * table.stride; at < end; at += table.stride) {
    const date = table.rows[at]!
    if (date !== 0) counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  return counts
}

/** The chance that two records taken at random hold the same value: Σ c(c−1) / n(n−1) over the records that hold one. */
function chanceSame(counts: Iterable<number>): { chance: number; held: number } {
  let pairs = 0
  let held = 0
  for (const count of counts) {
    pairs += count * (count - 1)
    held += count
  }
  return { chance: held < 2 ? 0 : pairs / (held * (held - 1)), held }
}

/** More than this many records holding one number hold nobody's number. */
export const genericBar = (records: number): number => Math.max(30, records / 20_000)
const hex = (hash: number): string => hash.toString(36)
/** Values seven bits rarer than usual are all taken as that rare: a model need not know every name. */
const RAREST = 1 / 128

export interface ColumnFacts {
  chance: number
  held: number
}

/** Counts of what is common enough to matter, with the chance of each column. */
export function learnFrequencies(table: Encoded): { counts: IdentityModel['counts']; facts: Map<number, ColumnFacts> } {
  const counts: IdentityModel['counts'] = {}
  const facts = new Map<number, ColumnFacts>()
  const columns = [...POPULATION, ...Array.from({ length: table.stride - GENERIC }, (_, n) => GENERIC + n)]
  for (const column of columns) {
    const all = countsOf(table, column)
    all[0] = 0
    const fact = chanceSame(all)
    facts.set(column, fact)
    const least = Math.max(2, fact.held * fact.chance * RAREST)
    const kept: Record<string, number> = {}
    const { hashes } = table.dictionaries[column]!
    for (let code = 1; code < all.length; code++) if (all[code]! > least) kept[hex(hashes[code]!)] = all[code]!
    counts[columnName(column, table.generics)] = { ...kept, '': fact.held }
  }
  const births = birthCounts(table)
  const fact = chanceSame(births.values())
  facts.set(BIRTH, fact)
  const kept: Record<string, number> = {}
  for (const [date, count] of births)
    if (count > 5 && count > 4 * fact.held * fact.chance) kept[hex(mixed(date))] = count
  counts.birth = { ...kept, '': fact.held }
  for (const column of IDENTIFIERS) {
    const all = countsOf(table, column)
    all[0] = 0
    const identifier = chanceSame(all)
    facts.set(column, identifier)
    const common: Record<string, number> = {}
    const { hashes } = table.dictionaries[column]!
    for (let code = 1; code < all.length; code++) if (all[code]! > USUAL) common[hex(hashes[code]!)] = all[code]!
    counts[columnName(column, table.generics)] = { ...common, '': identifier.held }
  }
  return { counts, facts }
}

/** As many records of one person are usual: up to here an identifier held by several is no sign that several people hold it. */
const USUAL = 10

/** Values that stand for nobody, with how many records hold them. */
export interface GenericValue {
  column: string
  /** As it is compared, for those who may see it; the model keeps its hash only. */
  value: string
  hash: string
  count: number
}
export function genericValuesOf(table: Encoded): GenericValue[] {
  const bar = genericBar(table.n)
  return IDENTIFIERS.flatMap((column) => {
    const { hashes } = table.dictionaries[column]!
    const found: GenericValue[] = []
    for (const [code, count] of countsOf(table, column).entries())
      if (code !== 0 && count > bar)
        found.push({
          column: columnName(column, []),
          value: textOf(table.dictionaries[column]!, code),
          hash: hex(hashes[code]!),
          count,
        })
    return found
  })
}

/** Takes the values that stand for nobody out of every row, second and further ones too. @returns how many cells were emptied */
export function dropGeneric(table: Encoded, model: Pick<IdentityModel, 'genericValues'>): number {
  let emptied = 0
  for (const column of IDENTIFIERS) {
    const known = new Set((model.genericValues[columnName(column, [])] ?? []).map((hash) => Number.parseInt(hash, 36)))
    if (known.size === 0) continue
    const { hashes, size } = table.dictionaries[column]!
    const drop = new Uint8Array(size + 1)
    let held = 0
    for (let code = 1; code <= size; code++) if (known.has(hashes[code]!)) held = drop[code] = 1
    if (held === 0) continue
    for (let at = column, end = table.n * table.stride; at < end; at += table.stride) {
      if (drop[table.rows[at]!] === 0) continue
      table.rows[at] = 0
      emptied++
    }
    for (const [at, codes] of table.more) {
      if (at % table.stride !== column) continue
      const kept = [table.rows[at]!, ...codes].filter((code) => code !== 0 && drop[code] === 0)
      emptied += codes.length - kept.length
      table.rows[at] = kept[0] ?? 0
      if (kept.length > 1) table.more.set(at, kept.slice(1))
      else table.more.delete(at)
    }
  }
  return emptied
}

/**
 * The share of each value of a column, by code, as the model has it; 0 for values too rare to be in it. Of an identifier, only what
 * goes beyond one person's usual records counts.
 */
export function sharesOf(table: Encoded, column: number, model: IdentityModel): Float64Array {
  const { hashes, size } = table.dictionaries[column]!
  const shares = new Float64Array(size + 1)
  const counts = model.counts[columnName(column, model.generics)]
  if (!counts) return shares
  const held = counts[''] ?? 1
  const usual = IDENTIFIERS.includes(column) ? USUAL : 0
  const known = countsByHash(counts)
  if (known.size === 0) return shares
  for (let code = 1; code <= size; code++) {
    const count = known.get(hashes[code]!)
    if (count !== undefined) shares[code] = (count - usual) / held
  }
  return shares
}

/** No value of this column is taken as rarer than this. */
export function leastShare(column: number, model: IdentityModel, usual: number): number {
  const held = model.counts[columnName(column, model.generics)]?.['']
  // Nobody held one when it was learned (the first file had no such column): nothing is known but what is usual.
  if (!held || IDENTIFIERS.includes(column)) return usual
  return Math.max(usual * RAREST, 1 / held)
}

/** A birth date's share, where too many records hold it; else 0. */
export function birthShare(model: IdentityModel, date: number): number {
  const counts = model.counts.birth
  const held = counts?.['']
  return counts && held ? (countsByHash(counts).get(mixed(date)) ?? 0) / held : 0
}

/** A model's counts are read once, however many records arrive one by one. */
const READ = new WeakMap<Record<string, number>, ReadonlyMap<number, number>>()
function countsByHash(counts: Record<string, number>): ReadonlyMap<number, number> {
  const read = READ.get(counts)
  if (read) return read
  const known = new Map<number, number>()
  for (const hash in counts) if (hash !== '') known.set(Number.parseInt(hash, 36), counts[hash]!)
  READ.set(counts, known)
  return known
}
