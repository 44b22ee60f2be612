/** What the check of a VIN says. `null` beside it means that there is no VIN to check. */
export type VinCheck = 'ok' | 'no-check-digit' | 'bad-check-digit' | 'malformed'

/** A VIN has seventeen characters; anything longer was mistyped and is refused. */
const VIN_MAX = 17

/** The letters I, O and Q are left out of a VIN, for they read as 1 and 0 (ISO 3779:2009, 49 CFR 565.13(g)). */
const SHAPE = /^[A-HJ-NPR-Z0-9]{17}$/

/** 49 CFR 565.15(c), table III: what each letter counts for. */
const VALUE: Record<string, number> = {
  ...Object.fromEntries('ABCDEFGH'.split('').map((letter, n) => [letter, n + 1])),
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  ...Object.fromEntries('STUVWXYZ'.split('').map((letter, n) => [letter, n + 2])),
}
/** 49 CFR 565.15(c), table IV: the weight of each position; the ninth is the check digit itself. */
const WEIGHT = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/**
 * Where the maker must put a check digit: North America (first character 1 to 5, 49 CFR 565.13(c) and its Canadian and
 * Mexican likes) and China (L, GB 16735). European makers put what they like in the ninth place, often a Z.
 */
const MUST_CHECK = /^[1-5L]/

/**
 * A VIN as one key: capitals, without the blanks, dashes and dots that people write between its parts.
 * The longest line of the contract fits; what is left may still be refused by `vinFault`.
 */
export const normaliseVin = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-_/*\p{Cf}]+/gu, '')

/**
 * Why a normalised VIN cannot be kept, or null. Only what is surely a slip is refused: more than 17 characters, or
 * characters no VIN or chassis number has. A short one (a car from before 1981, a moped) is kept, and shown as malformed.
 */
export function vinFault(vin: string): string | null {
  if (!/^[A-Z0-9]+$/.test(vin)) return 'A VIN has only letters A to Z and digits.'
  if (vin.length > VIN_MAX) return `A VIN has ${VIN_MAX} characters; this one has ${vin.length}.`
  return null
}

/**
 * The check digit of a well-formed VIN: the sum of value × weight modulo 11, ten being written X (49 CFR 565.15(c)(4)).
 * @param vin 17 characters, normalised
 */
export function checkDigit(vin: string): string {
  const sum = vin.split('').reduce((total, letter, n) => total + (VALUE[letter] ?? Number(letter)) * WEIGHT[n]!, 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/**
 * Does this VIN hold? Its shape first (ISO 3779), then its check digit.
 * Where makers must give one, a wrong digit is a slip; elsewhere a wrong digit only means that there is none.
 * @param vin normalised
 */
export function checkVin(vin: string): VinCheck {
  if (!SHAPE.test(vin)) return 'malformed'
  if (vin[8] === checkDigit(vin)) return 'ok'
  return MUST_CHECK.test(vin) ? 'bad-check-digit' : 'no-check-digit'
}
