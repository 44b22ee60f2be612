import { isCutNumber, wholeNumber } from './import-cells.ts'
import { toE164 } from './phone.ts'

/** Words beside a number, in front of it or behind: « port. 06… », « Mme : 06… », « 06… (le matin) ». */
const WORDS_IN_FRONT = /^[^\d+(]*\p{L}[^\d+(]*/u
const WORDS_BEHIND = /[\s,;:(]*\p{L}\D*$/u

/**
 * A telephone number as a file holds it. A spreadsheet takes the zero off a French one, adds `.0`, or writes it with a power of ten: read
 * where all its digits are there. What somebody wrote beside it does not make it another.
 */
export function readPhone(text: string, country: string): string | undefined {
  const e164 = toE164(mended(text, country), country)
  if (e164 || isCutNumber(text) || text.length > 100) return e164
  const bare = text.replace(WORDS_BEHIND, '').replace(WORDS_IN_FRONT, '').trim()
  return bare === text ? undefined : toE164(mended(bare, country), country)
}

function mended(text: string, country: string): string {
  const bare = (wholeNumber(text) ?? text).replace(/\.0$/, '').replace(/^'/, '')
  return country === 'FR' && /^[1-9]\d{8}$/.test(bare) ? `0${bare}` : bare
}
