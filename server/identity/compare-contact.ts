import { EMAIL, type Encoded, FAMILY, GIVEN, PHONE, PLATE, VIN } from './columns.ts'
import { CLOSE, ONE_EDIT, oneSlip, SAME, textClass } from './compare-text.ts'
import type { Dictionary } from './dictionary.ts'

const EXACT = 1
const LOCAL = 2
const EMAIL_ONE_EDIT = 3
const EMAIL_ALIKE = 4
const EMAIL_DIFFERENT = 5
const ONE_SLIP = 2
const OTHER = 3

/** Do the letters of this local part hold the name of a row? */
function holdsName(table: Encoded, local: number, at: number): boolean {
  const names = table.dictionaries[GIVEN]!
  for (const column of [FAMILY, GIVEN]) {
    const code = table.rows[at + column]!
    if (code !== 0 && holds(table.emailParts, local, names, table.names.glued[code]!)) return true
  }
  return false
}

/** Does a text hold another, of at least four letters? */
function holds(outer: Dictionary, x: number, inner: Dictionary, y: number): boolean {
  const from = inner.starts[y]!
  const length = inner.starts[y + 1]! - from
  const last = outer.starts[x + 1]! - length
  if (length < 4) return false
  for (let at = outer.starts[x]!; at <= last; at++) {
    let same = 0
    while (same < length && outer.bytes[at + same] === inner.bytes[from + same]) same++
    if (same === length) return true
  }
  return false
}

/**
 * Two addresses: the same, the same person's part at another provider, a typing slip, different. Two addresses that are near
 * because both are made of the person's name (rene.durand84@…, rene.durand86@…) say only what the names already said: nothing. Nor do two that are
 * one but for their number.
 */
function emailPair(table: Encoded, x: number, y: number, a: number, b: number): number {
  if (x === y) return EXACT
  const localX = table.emailLocal[x]!
  const localY = table.emailLocal[y]!
  const same = localX === localY
  const near = same ? SAME : textClass(table.emailParts, localX, localY)
  if (near < CLOSE) return oneSlip(table.dictionaries[EMAIL]!, x, y) ? EMAIL_ONE_EDIT : EMAIL_DIFFERENT
  const domains = textClass(table.emailParts, table.emailDomain[x]!, table.emailDomain[y]!)
  const slip = near >= ONE_EDIT && domains >= CLOSE && !digitsDiffer(table.emailParts, localX, localY)
  if (slip) return EMAIL_ONE_EDIT
  // Numbered boxes (client206@…, client506@…) are near because they are numbered.
  if (!same && lettersSame(table.emailParts, localX, localY)) return 0
  if (holdsName(table, localX, a) || holdsName(table, localY, b)) return 0
  return same ? LOCAL : EMAIL_ALIKE
}

/** Are the two apart in their digits: another number behind the same name? */
function digitsDiffer(parts: Dictionary, x: number, y: number): boolean {
  const digits = (code: number): number => {
    let all = 0
    for (let i = parts.starts[code]!; i < parts.starts[code + 1]!; i++) {
      const digit = parts.bytes[i]! - 48
      if (digit >= 0 && digit <= 9) all = (all * 11 + digit + 1) | 0
    }
    return all
  }
  return digits(x) !== digits(y)
}

/** Are the two the same but for their digits? */
function lettersSame({ bytes, starts }: Dictionary, x: number, y: number): boolean {
  const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57
  let [i, j] = [starts[x]!, starts[y]!]
  const [endX, endY] = [starts[x + 1]!, starts[y + 1]!]
  for (;;) {
    while (i < endX && isDigit(bytes[i]!)) i++
    while (j < endY && isDigit(bytes[j]!)) j++
    if (i === endX || j === endY) return i === endX && j === endY
    if (bytes[i++] !== bytes[j++]) return false
  }
}

const phonePair = (table: Encoded, x: number, y: number): number =>
  x === y ? EXACT : oneSlip(table.dictionaries[PHONE]!, x, y) ? ONE_SLIP : OTHER

const codePair =
  (column: number) =>
  (table: Encoded, x: number, y: number): number =>
    x === y ? EXACT : oneSlip(table.dictionaries[column]!, x, y) ? ONE_SLIP : OTHER

type PairLevel = (table: Encoded, x: number, y: number, a: number, b: number) => number

/** The best level over every value of one and every value of the other: people have two numbers. */
function bestOf(table: Encoded, a: number, b: number, column: number, level: PairLevel): number {
  const x = table.rows[a + column]!
  const y = table.rows[b + column]!
  if (x === 0 || y === 0) return 0
  if (table.more.size === 0 || x === y) return level(table, x, y, a, b)
  let best = level(table, x, y, a, b)
  const moreX = table.more.get(a + column) ?? []
  const moreY = table.more.get(b + column) ?? []
  for (const one of [x, ...moreX])
    for (const other of [y, ...moreY]) best = Math.min(best, level(table, one, other, a, b) || best)
  return best
}

const platePair = codePair(PLATE)
const vinPair = codePair(VIN)

export const emailLevel = (table: Encoded, a: number, b: number): number => bestOf(table, a, b, EMAIL, emailPair)
export const phoneLevel = (table: Encoded, a: number, b: number): number => bestOf(table, a, b, PHONE, phonePair)
export const codeLevel = (table: Encoded, a: number, b: number, column: number): number => {
  const x = table.rows[a + column]!
  const y = table.rows[b + column]!
  return x === 0 || y === 0 ? 0 : codePair(column)(table, x, y)
}

/** One car is enough: the same plate or the same VIN. They stand for one thing, so they are weighed once. */
export function vehicleLevel(table: Encoded, a: number, b: number): number {
  const plate = bestOf(table, a, b, PLATE, platePair)
  if (plate === EXACT) return EXACT
  const vin = bestOf(table, a, b, VIN, vinPair)
  if (plate === 0 || vin === 0) return plate + vin
  return plate < vin ? plate : vin
}
