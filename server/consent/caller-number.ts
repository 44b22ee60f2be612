/**
 * May an automated platform show this number (CALL-10, numbering plan of ARCEP since 1 January 2023)? Not one of a French mobile, 06 or
 * 07: these are for people. A name or a number of another country is not ours to judge.
 */
export function mayDisplay(number: string): boolean {
  const digits = number.replaceAll(/[\s.()-]/gu, '').replace(/^(?:\+|00)330?/u, '0')
  return !/^0[67]\d{8}$/u.test(digits)
}
