import { BIRTH, type Encoded, GENERIC, NATIONAL } from './columns.ts'
import { addressLevel } from './compare-address.ts'
import { birthLevel } from './compare-birth.ts'
import { codeLevel, emailLevel, phoneLevel, vehicleLevel } from './compare-contact.ts'
import { nameLevels, restLevel } from './compare-name.ts'
import { CLOSE, textClass } from './compare-text.ts'
import {
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
} from './levels.ts'

const EXACT = 1
const NEAR = 2
const PART = 3
const OTHER = 4

/** Do two texts share a word of four letters or more? */
function sharesLongWord(table: Encoded, column: number, x: number, y: number): boolean {
  const { bytes, starts } = table.dictionaries[column]!
  for (let from = starts[x]!; from < starts[x + 1]!; ) {
    let to = from
    while (to < starts[x + 1]! && bytes[to] !== 32) to++
    if (to - from >= 4 && holdsWord(bytes, starts[y]!, starts[y + 1]!, from, to)) return true
    from = to + 1
  }
  return false
}

function holdsWord(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  for (let at = start; at + (to - from) <= end; at++) {
    if (at > start && bytes[at - 1] !== 32) continue
    let same = 0
    while (same < to - from && bytes[at + same] === bytes[from + same]) same++
    const after = at + same
    if (same === to - from && (after === end || bytes[after] === 32)) return true
  }
  return false
}

function genericLevel(table: Encoded, a: number, b: number, column: number): number {
  const x = table.rows[a + column]!
  const y = table.rows[b + column]!
  if (x === 0 || y === 0) return 0
  if (x === y) return EXACT
  if (textClass(table.dictionaries[column]!, x, y) >= CLOSE) return NEAR
  return sharesLongWord(table, column, x, y) ? PART : OTHER
}

/** Fills `out` with the level of every comparison between two rows. */
export function compareRows(table: Encoded, i: number, j: number, out: Uint8Array): void {
  const { rows, stride } = table
  const a = i * stride
  const b = j * stride
  const names = nameLevels(table, a, b)
  out[C_GIVEN] = names >> 4
  out[C_FAMILY] = names & 15
  out[C_REST] = restLevel(table, a, b)
  out[C_BIRTH] = birthLevel(rows[a + BIRTH]!, rows[b + BIRTH]!)
  out[C_EMAIL] = emailLevel(table, a, b)
  out[C_PHONE] = phoneLevel(table, a, b)
  out[C_ADDRESS] = addressLevel(table, a, b)
  out[C_NATIONAL] = codeLevel(table, a, b, NATIONAL)
  out[C_VEHICLE] = vehicleLevel(table, a, b)
  for (let k = GENERIC; k < stride; k++) out[C_GENERIC + k - GENERIC] = genericLevel(table, a, b, k)
}
