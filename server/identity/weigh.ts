import { cautionFor } from './caution.ts'
import { rounded } from './cluster.ts'
import { BIRTH, CITY, EMAIL, FAMILY, GENERIC, GIVEN, NATIONAL, PHONE, POSTCODE } from './columns.ts'
import { compareRows } from './compare.ts'
import { birthShare } from './frequencies.ts'
import { C_ADDRESS, C_BIRTH, C_EMAIL, C_FAMILY, C_GENERIC, C_GIVEN, C_NATIONAL, C_PHONE, WIDTH } from './levels.ts'
import type { Scales } from './scales.ts'

const SWAPPED: Record<number, number> = { [C_GIVEN]: 8, [C_FAMILY]: 7 }

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

/** The log2 odds that two rows are one person, held back where {@link cautionFor} says so; the levels are left in `scales.levels`. */
export function bitsBetween(scales: Scales, i: number, j: number): number {
  const bits = unheldBits(scales, i, j)
  return cautionFor(scales, i, j, bits)?.bits ?? bits
}

/** {@link bitsBetween} before anything is held back: the sum of the evidence. */
export function unheldBits(scales: Scales, i: number, j: number): number {
  const { table, levels, count, same, related, valued, between } = scales
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
      asRelated *= shared * ratio * between[at]! + 1 - shared
    }
  }
  scales.lastRelated = asRelated / (1 + asRelated + asSame)
  return rounded(Math.log2(asSame / (1 + asRelated)))
}
