import { CITY, EMAIL, type Encoded, FAMILY, GENERIC, GIVEN, NATIONAL, PHONE, POSTCODE } from './columns.ts'
import { leastShare, sharesOf } from './frequencies.ts'
import { fullNameShares } from './full-names.ts'
import {
  C_ADDRESS,
  C_BIRTH,
  C_EMAIL,
  C_FAMILY,
  C_GENERIC,
  C_GIVEN,
  C_NATIONAL,
  C_PHONE,
  comparisonsOf,
  FAMILY_LEVELS,
  GIVEN_LEVELS,
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
  /** What a level's m/u counts between two related people who share the field: 1, but for names that stand swapped. */
  between: Float64Array
  /** 1 where the level's chance depends on the value. */
  valued: Uint8Array
  /** The columns of company names and of sexes; -1 where nobody has one. */
  company: number
  gender: number
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

const columnNamed = ({ generics }: Encoded, name: string): number =>
  generics.includes(name) ? GENERIC + generics.indexOf(name) : -1

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
    between: new Float64Array(size).fill(1),
    valued: new Uint8Array(size),
    company: columnNamed(table, 'company'),
    gender: columnNamed(table, 'gender'),
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
  // Names are swapped by one slip, whoever of a household is written so: the family name they share bears it, for them too.
  const slip = scales.m[C_GIVEN * WIDTH + GIVEN_LEVELS.indexOf('swapped')]!
  scales.between[C_GIVEN * WIDTH + GIVEN_LEVELS.indexOf('swapped')] = 1 / slip
  scales.between[C_FAMILY * WIDTH + FAMILY_LEVELS.indexOf('swapped')] = slip
  for (const [column, c, level] of VALUE_COLUMNS)
    scales.least[column] = leastShare(column, model, scales.u[c * WIDTH + level]!)
  model.generics.forEach((_, n) => {
    scales.least[GENERIC + n] = leastShare(GENERIC + n, model, scales.u[(C_GENERIC + n) * WIDTH + 1]!)
  })
  scales.priorSame = model.prior.same
  scales.priorRelated = model.prior.related
}
