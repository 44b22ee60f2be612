import { rounded } from './cluster.ts'
import { BIRTH, CITY, EMAIL, type Encoded, FAMILY, GENERIC, GIVEN, NATIONAL, PHONE, POSTCODE } from './columns.ts'
import { compareRows } from './compare.ts'
import { birthShare, leastShare, sharesOf } from './frequencies.ts'
import { fullNameShares } from './full-names.ts'
import {
  BIRTH_LEVELS,
  C_ADDRESS,
  C_BIRTH,
  C_EMAIL,
  C_FAMILY,
  C_GENERIC,
  C_GIVEN,
  C_NATIONAL,
  C_PHONE,
  C_REST,
  C_VEHICLE,
  comparisonsOf,
  WIDTH,
} from './levels.ts'
import type { IdentityModel } from './model.ts'

/**
 * A model made ready for one table. Three classes (same person, related, strangers) after Fellegi & Sunter 1969, whose two classes
 * take a household for one person: a field that related people share says nothing between same and related.
 */
export interface Scales {
  table: Encoded
  model: IdentityModel
  /** Comparisons the model knows. */
  count: number
  levels: Uint8Array
  m: Float64Array
  u: Float64Array
  /** m/u and r/u of every level, by comparison × WIDTH + level. */
  same: Float64Array
  related: Float64Array
  shared: Float64Array
  /** 1 where the level's chance depends on the value. */
  valued: Uint8Array
  /** The column of company names; -1 where nobody has one. */
  company: number
  /** The share of each value of a column, by code. */
  shares: (Float64Array | undefined)[]
  /** The share of each row's whole name, where some names are so common that their two halves say less together than each by itself. */
  fullNames: Float64Array | undefined
  /** No value of a column is taken as rarer. */
  least: Float64Array
  /** How probably any two records are related rather than strangers, and the same. */
  priorSame: number
  priorRelated: number
  /** How probably the pair weighed last is of two related people. */
  lastRelated: number
}

/** Levels at which the value itself tells how much agreement is worth: by comparison. */
const VALUED: Record<number, readonly number[]> = {
  [C_GIVEN]: [1, 4, 8],
  [C_FAMILY]: [1, 3, 7],
  [C_BIRTH]: [1],
  [C_EMAIL]: [1],
  [C_PHONE]: [1],
  [C_ADDRESS]: [5, 6, 7, 8],
  [C_NATIONAL]: [1],
}

const SWAPPED: Record<number, number> = { [C_GIVEN]: 8, [C_FAMILY]: 7 }

/** The column whose values each place of `shares` is about, with the comparison and level whose chance is the usual one. */
const VALUE_COLUMNS: readonly (readonly [column: number, c: number, level: number])[] = [
  [GIVEN, C_GIVEN, 1],
  [FAMILY, C_FAMILY, 1],
  [EMAIL, C_EMAIL, 1],
  [PHONE, C_PHONE, 1],
  [NATIONAL, C_NATIONAL, 1],
  [POSTCODE, C_ADDRESS, 5],
  [CITY, C_ADDRESS, 7],
]

/** Makes a model ready to weigh the rows of a table. */
export function scalesOf(table: Encoded, model: IdentityModel): Scales {
  const count = comparisonsOf(model.generics).length
  const size = count * WIDTH
  const scales: Scales = {
    table,
    model,
    count,
    levels: new Uint8Array(Math.max(count, C_GENERIC + table.stride - GENERIC)),
    m: new Float64Array(size),
    u: new Float64Array(size),
    same: new Float64Array(size),
    related: new Float64Array(size),
    shared: new Float64Array(count),
    valued: new Uint8Array(size),
    company: table.generics.indexOf('company') < 0 ? -1 : GENERIC + table.generics.indexOf('company'),
    shares: [],
    fullNames: fullNameShares(table, model),
    least: new Float64Array(table.stride),
    priorSame: 0,
    priorRelated: 0,
    lastRelated: 0,
  }
  for (let c = 0; c < count; c++)
    for (const level of c >= C_GENERIC ? [1] : (VALUED[c] ?? [])) scales.valued[c * WIDTH + level] = 1
  for (const [column] of VALUE_COLUMNS) scales.shares[column] = sharesOf(table, column, model)
  model.generics.forEach((_, n) => {
    scales.shares[GENERIC + n] = sharesOf(table, GENERIC + n, model)
  })
  setWeights(scales, model)
  return scales
}

/** Takes over the weights of a model; the counts of values stay as they are. */
export function setWeights(scales: Scales, model: IdentityModel): void {
  scales.same.fill(1)
  scales.related.fill(1)
  comparisonsOf(model.generics).forEach(({ name, levels }, c) => {
    const { m, u, shared } = model.comparisons[name]!
    scales.shared[c] = shared
    for (let level = 1; level < levels.length; level++) {
      const at = c * WIDTH + level
      scales.m[at] = m[level]!
      scales.u[at] = u[level]!
      scales.same[at] = m[level]! / u[level]!
      scales.related[at] = (shared * m[level]!) / u[level]! + 1 - shared
    }
  })
  for (const [column, c, level] of VALUE_COLUMNS)
    scales.least[column] = leastShare(column, model, scales.u[c * WIDTH + level]!)
  model.generics.forEach((_, n) => {
    scales.least[GENERIC + n] = leastShare(GENERIC + n, model, scales.u[(C_GENERIC + n) * WIDTH + 1]!)
  })
  scales.priorSame = model.prior.same
  scales.priorRelated = model.prior.related
}

/** A slip of the pen makes a rare word out of a common one: two names that many people bear are two names (André, Andrée). */
const SLIPS = 30
const MOST_SLIPS = 64

/** The chance of a value held by two rows, in either writing. */
const sharedBy = (scales: Scales, column: number, x: number, y: number): number => {
  const shares = scales.shares[column]!
  return Math.max(scales.least[column]!, shares[x]!, shares[y]!)
}
const ofSlip = (usual: number, least: number, shares: Float64Array, x: number, y: number): number =>
  Math.min(usual * MOST_SLIPS, Math.max(usual / 2, SLIPS * Math.max(least, Math.min(shares[x]!, shares[y]!))))

/** A family name shared beside the given name, where many bear both: as common as they are together. */
function familyChance(scales: Scales, alone: number, a: number, b: number): number {
  const { fullNames, levels, table } = scales
  if (!fullNames || levels[C_GIVEN] !== 1) return alone
  const both = Math.max(fullNames[a / table.stride]!, fullNames[b / table.stride]!)
  if (both === 0) return alone
  const given = sharedBy(scales, GIVEN, table.rows[a + GIVEN]!, table.rows[b + GIVEN]!)
  return Math.min(1, Math.max(alone, both / given))
}

/** The chance that two strangers agree on these names at this level. */
function nameChance(scales: Scales, c: number, level: number, a: number, b: number): number {
  const { rows } = scales.table
  const own = c === C_GIVEN ? GIVEN : FAMILY
  const other = c === C_GIVEN ? FAMILY : GIVEN
  // Swapped: one's family name stands as the other's given name.
  if (level === SWAPPED[c]) return sharedBy(scales, own, rows[a + other]!, rows[b + other]!)
  const x = rows[a + own]!
  const y = rows[b + own]!
  if (level === 1 && c === C_FAMILY) return familyChance(scales, sharedBy(scales, own, x, y), a, b)
  if (level === 1) return sharedBy(scales, own, x, y)
  return ofSlip(scales.u[c * WIDTH + level]!, scales.least[own]!, scales.shares[own]!, x, y)
}

/** Identifiers with several values may agree on a second one: then the usual chance holds. */
function identifierChance(scales: Scales, column: number, usual: number, a: number, b: number): number {
  const { rows } = scales.table
  const code = rows[a + column]!
  return code === rows[b + column] ? sharedBy(scales, column, code, code) : usual
}

/** The share of the town scales the chance of the level. */
function townChance(scales: Scales, usual: number, a: number, b: number): number {
  const { rows } = scales.table
  const samePostcode = rows[a + POSTCODE] !== 0 && rows[a + POSTCODE] === rows[b + POSTCODE]
  const column = samePostcode ? POSTCODE : CITY
  const [x, y] = [rows[a + column]!, rows[b + column]!]
  if (x === 0 || y === 0) return usual
  return (usual * sharedBy(scales, column, x, y)) / scales.u[C_ADDRESS * WIDTH + (samePostcode ? 5 : 7)]!
}

/** The chance that two strangers agree at this level, given the values they agree on. */
export function chanceOf(scales: Scales, c: number, level: number, a: number, b: number): number {
  const usual = scales.u[c * WIDTH + level]!
  switch (c) {
    case C_GIVEN:
    case C_FAMILY:
      return nameChance(scales, c, level, a, b)
    case C_BIRTH:
      return Math.max(usual, birthShare(scales.model, scales.table.rows[a + BIRTH]!))
    case C_EMAIL:
      return identifierChance(scales, EMAIL, usual, a, b)
    case C_PHONE:
      return identifierChance(scales, PHONE, usual, a, b)
    case C_NATIONAL:
      return identifierChance(scales, NATIONAL, usual, a, b)
    case C_ADDRESS:
      return townChance(scales, usual, a, b)
    default:
      return identifierChance(scales, GENERIC + c - C_GENERIC, usual, a, b)
  }
}

/** Up to this level a comparison names somebody in particular: a birth date, an address of mail, a number, a house, a car. */
const PARTICULAR: readonly (readonly [comparison: number, level: number])[] = [
  [C_BIRTH, 3],
  [C_EMAIL, 3],
  [C_PHONE, 2],
  [C_ADDRESS, 3],
  [C_NATIONAL, 2],
  [C_VEHICLE, 2],
]
const somethingParticular = (levels: Uint8Array): boolean =>
  PARTICULAR.some(([c, level]) => levels[c]! >= 1 && levels[c]! <= level)

/** Identifiers of which one value may be many people's: the place of each among the comparisons. */
const HELD_BY_MANY: Record<number, number> = { [C_EMAIL]: EMAIL, [C_PHONE]: PHONE, [C_NATIONAL]: NATIONAL }

/**
 * Two who bear a name that very many bear: `alone` where nothing besides is one person's own, `birthday` where the birth date is, which among five
 * hundred falls on one day by chance six times over.
 */
function inCrowd({ levels, fullNames, shares, table }: Scales, i: number, j: number): 'alone' | 'birthday' | null {
  if (!fullNames || fullNames[i] === 0 || fullNames[j] === 0 || levels[C_GIVEN] !== 1 || levels[C_FAMILY] !== 1)
    return null
  const [a, b] = [i * table.stride, j * table.stride]
  // Their other names agree: then it is not the common name that joins them.
  if (levels[C_REST] === 1) return null
  const own = PARTICULAR.filter(([c, most]) => {
    const level = levels[c]!
    if (level === 0 || level > most) return false
    const column = HELD_BY_MANY[c]
    if (level > 1 || column === undefined) return true
    const code = table.rows[a + column]!
    return code !== table.rows[b + column] || shares[column]![code] === 0
  })
  if (own.length === 0) return 'alone'
  return own.length === 1 && own[0]![0] === C_BIRTH ? 'birthday' : null
}

/** A birth date of another generation: no slip of the pen makes it. */
const GENERATION = BIRTH_LEVELS.indexOf('generation')
/** Where one person's records are seldom a generation apart: less than a thirty-second of what chance gives. A base of worse dates is not told by them. */
const WELL_KEPT = 1 / 32
const wellKept = ({ same }: Scales): boolean => same[C_BIRTH * WIDTH + GENERATION]! <= WELL_KEPT
/** One national number, or one with a slip of the pen. */
const oneNumber = (level: number): boolean => level === 1 || level === 2
/** What a company and a person are held at: far below the bar, whatever they share. */
const OTHER_KIND = -8

/** Is this row a company? It bears its name alone. */
export const isCompany = ({ table, company }: Scales, row: number): boolean => {
  const at = row * table.stride
  const { rows } = table
  return company >= 0 && rows[at + company] !== 0 && rows[at + GIVEN] === 0 && rows[at + FAMILY] === 0
}
const isPerson = ({ table }: Scales, row: number): boolean =>
  table.rows[row * table.stride + GIVEN] !== 0 || table.rows[row * table.stride + FAMILY] !== 0

export const CAUTIONS = ['namesake', 'generation', 'company', 'crowd'] as const
export type Caution = (typeof CAUTIONS)[number]

/**
 * What no sum of evidence overrules. The levels are those of the pair weighed last.
 *
 * - A company is not its owner, nor who works there: they are related, never one, whatever number and address they share.
 * - Father and son may share name, house and telephone: birth dates a generation apart are asked about, where birth dates are well kept and no national
 *   number says it is one.
 * - Before any learning nobody knows how common a name is here: two who agree on their names, and at most on the town, are asked
 *   about, never taken as one. There is more than one Jean Martin in Paris.
 * - Where more bear a whole name than one person ever has records, those who agree on it, and else on what many share (a town, the number of a
 *   switchboard), are two: asked pair by pair, five hundred of one name would be a hundred thousand questions nobody can answer.
 */
export function cautionFor(
  scales: Scales,
  i: number,
  j: number,
  bits: number,
): { caution: Caution; bits: number } | null {
  const { levels } = scales
  const { records, thresholds } = scales.model
  if ((isCompany(scales, i) && isPerson(scales, j)) || (isPerson(scales, i) && isCompany(scales, j)))
    return bits > OTHER_KIND ? { caution: 'company', bits: OTHER_KIND } : null
  const crowd = bits >= thresholds.ask ? inCrowd(scales, i, j) : null
  if (crowd === 'alone') return { caution: 'crowd', bits: rounded(thresholds.ask - HELD_AT) }
  if (bits < thresholds.same) return null
  const asked = rounded(Math.min(thresholds.same - HELD_AT, thresholds.ask + HELD_AT))
  if (levels[C_BIRTH] === GENERATION && wellKept(scales) && !oneNumber(levels[C_NATIONAL]!))
    return { caution: 'generation', bits: asked }
  return crowd === 'birthday' || (records === 0 && !somethingParticular(levels))
    ? { caution: 'namesake', bits: asked }
    : null
}

/** How far over the bar of asking a pair of mere namesakes is held: low, so that many such pairs do not add up to a person. */
const HELD_AT = 0.5

/** The log2 odds that two rows are one person, held back where {@link cautionFor} says so; the levels are left in `scales.levels`. */
export function bitsBetween(scales: Scales, i: number, j: number): number {
  const bits = unheldBits(scales, i, j)
  return cautionFor(scales, i, j, bits)?.bits ?? bits
}

/** {@link bitsBetween} before anything is held back: the sum of the evidence. */
export function unheldBits(scales: Scales, i: number, j: number): number {
  const { table, levels, count, same, related, valued } = scales
  compareRows(table, i, j, levels)
  const a = i * table.stride
  const b = j * table.stride
  let asSame = scales.priorSame
  let asRelated = scales.priorRelated
  for (let c = 0; c < count; c++) {
    const level = levels[c]!
    if (level === 0) continue
    const at = c * WIDTH + level
    if (valued[at] === 0) {
      asSame *= same[at]!
      asRelated *= related[at]!
    } else {
      const chance = chanceOf(scales, c, level, a, b)
      const ratio = scales.m[at]! / chance
      const shared = scales.shared[c]!
      asSame *= ratio
      asRelated *= shared * ratio + 1 - shared
    }
  }
  scales.lastRelated = asRelated / (1 + asRelated + asSame)
  return rounded(Math.log2(asSame / (1 + asRelated)))
}
