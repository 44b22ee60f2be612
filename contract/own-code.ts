/** Signs that no hand mistakes for another: Crockford's base 32. */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Sixty bits: not to be found by trying. */
export const CODE_SIGNS = 12
/** So many digits of chance, in hexadecimal. */
export const CODE_HEX = (CODE_SIGNS * 5) / 4

/** Fifteen digits of chance as twelve signs in three groups: « K7QF-2M9X-PT4D ». */
export function codeOf(hex: string): string {
  let left = BigInt(`0x${hex}`)
  let code = ''
  for (let at = 0; at < CODE_SIGNS; at += 1) {
    code = SIGNS[Number(left & 31n)] + code
    left >>= 5n
  }
  return code.replaceAll(/(.{4})(?=.)/gu, '$1-')
}
