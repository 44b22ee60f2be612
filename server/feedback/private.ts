import { ADDRESS, PAPERS, SECRET, SPOKEN_NUMBER, type Span, VIN } from './private-words.ts'

/** What nobody needs to see who reads what customers say: how to reach, pay or follow somebody. */
const PRIVATE_KINDS = ['email', 'iban', 'card', 'phone', 'plate', 'number', 'secret', 'address'] as const
export type PrivateKind = (typeof PRIVATE_KINDS)[number]

export type { Span }
export interface PrivateSpan extends Span {
  for: PrivateKind
}

/** Between two digits of one number: blanks of every width, dots, dashes, slashes, brackets, and what makes an emoji of a digit. */
const GAP = '[\\s.\\-/()_·•‐-―\\u{FE0F}\\u{20E3}\\u{2060}\\u{200B}]'
const digits = (least: number, most: number) => `\\d(?:${GAP}{0,3}\\d){${least - 1},${most - 1}}`
const ALONE_BEFORE = '(?<![\\p{L}\\d])'
/** A day, which may stand before an hour. */
const NO_DAY = '(?!\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)\\d\\d(?!\\d))'
const ALONE_AFTER = `(?!${GAP}?\\d)(?!\\p{L}\\d)`

const EMAIL =
  /[\p{L}\d][\p{L}\d._%+'-]{0,63}\s?(?:@|\s?[[({<]\s?(?:at|arobase|chez)\s?[\])}>]\s?|\sarobase\s)\s?[\p{L}\d](?:[\p{L}\d-]{0,62}(?:\.|\s?[[({]\s?(?:dot|point)\s?[\])}]\s?|\s(?:point|dot)\s))+\p{L}{2,24}(?![\p{L}\d])/giu
/** Lengths by country: SWIFT's registry of IBANs, those of Europe and its neighbours. */
const IBAN_LENGTH: Record<string, number> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  MA: 28,
  TN: 24,
  TR: 26,
  DZ: 26,
} // prettier-ignore
const IBAN = new RegExp(
  `${ALONE_BEFORE}(?:${Object.keys(IBAN_LENGTH).join('|')})${GAP}?\\d${GAP}?\\d(?:${GAP}?[A-Z0-9]){11,30}`,
  'giu',
)
/** An account in France as it stood on a cheque before IBANs: 23 characters. */
const RIB = new RegExp(`${ALONE_BEFORE}\\d{5}${GAP}?\\d{5}${GAP}?[A-Z0-9]{11}${GAP}?\\d{2}(?![\\p{L}\\d])`, 'giu')
/** Number of the French social security: sex, year, month, department … */
const NIR = new RegExp(
  `${ALONE_BEFORE}[12]${GAP}?\\d\\d${GAP}?(?:0[1-9]|1[0-2]|[2-9]\\d)${GAP}?(?:\\d\\d|2[AB])${GAP}?\\d{3}${GAP}?\\d{3}(?:${GAP}?\\d\\d)?${ALONE_AFTER}`,
  'giu',
)
const LONG = new RegExp(`${ALONE_BEFORE}(?<!\\d${GAP})${NO_DAY}${digits(13, 60)}${ALONE_AFTER}`, 'gu')
/** With its country: `+33 6…`, `0033 (0)6…`, `+44 20…`. */
const PHONE_ABROAD = new RegExp(
  `(?<![\\p{L}\\d+])(?:\\+|\\b00)${GAP}{0,2}[1-9](?:${GAP}{0,3}\\d){6,13}${ALONE_AFTER}`,
  'gu',
)
/** At home: ten or eleven digits that begin with a nought, however they are cut. */
const PHONE = new RegExp(
  `${ALONE_BEFORE}${NO_DAY}[0Oo]${GAP}{0,2}[1-9](?:${GAP}{0,2}\\d){8,9}(?:${ALONE_AFTER}|(?=\\s0[1-9](?:${GAP}?\\d){8}))`,
  'gu',
)
/** The nought left out: `6 39 98 01 01`, in pairs, so that no price and no mileage is taken for it. */
const PHONE_BARE = new RegExp(`${ALONE_BEFORE}[67](?:[\\s.-]\\d\\d){4}${ALONE_AFTER}`, 'gu')
/** Both of today's French shapes, and the British one. */
const PLATE =
  /(?<![\p{L}\d-])(?:[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}|[A-HJ-NP-TV-Z]{2}\d{3}[A-HJ-NP-TV-Z]{2})(?![\p{L}\d-])/giu
const PLATE_CAPITALS =
  /(?<![\p{L}\d-])(?:(?!(?:LA|LE|DE|EN|ET|ES|SA|MA|TA|CE|SE)\s)[A-HJ-NP-TV-Z]{2}[ .]\d{3}[ .][A-HJ-NP-TV-Z]{2}|[A-Z]{2}\d{2} ?[A-Z]{3}|\d{2,4}[ -]?(?!(?:KM|ANS?|CV|CH|TTC|HT|EUR|DE|DU|ET|EN|LE|LA|AU|OU|MN|MIN|SUR|PAR|DES|LES|UN)\b)[A-HJ-NP-Z]{2,3}[ -]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]))(?![\p{L}\d-])/gu

/**
 * The same text, unit for unit, with digits of every script and wide letters written as ASCII: what is found there stands at the same place
 * in the text.
 */
export const plainUnits = (text: string): string =>
  text.replaceAll(/[\uFF01-\uFF5E]|(?![0-9])\p{Nd}/gu, (found) => {
    const plain = found.normalize('NFKC')
    const one = /^[!-~]$/u.test(plain) ? plain : String(digitOf(found))
    return one + '\u2060'.repeat(found.length - 1)
  })

/** Digits of a script stand together in tens, nought first. */
function digitOf(found: string): number {
  const code = found.codePointAt(0) ?? 0
  let before = 0
  while (before < 50 && /\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1
  return before % 10
}

const compact = (text: string): string => text.replaceAll(/[^\p{L}\d]/gu, '').toUpperCase()
const digitsIn = (text: string): number => text.replaceAll(/\D/gu, '').length

/** ISO 7064, mod 97-10, as banks check an IBAN. */
export function ibanHolds(iban: string): boolean {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4))
    rest = Number(`${rest}${/\d/u.test(letter) ? letter : letter.charCodeAt(0) - 55}`) % 97
  return rest === 1
}

/** Luhn's sum, as every card holds it. */
export function luhnHolds(number: string): boolean {
  let sum = 0
  for (let at = 0; at < number.length; at += 1) {
    const digit = Number(number[number.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** How far an IBAN that begins here goes: as long as its country's are. Null: something else begins like one. */
function ibanLength(found: string): number | null {
  const wanted = IBAN_LENGTH[found.slice(0, 2).toUpperCase()] ?? 0
  let [seen, at] = [0, 0]
  for (; at < found.length && seen < wanted; at += 1) if (/[\p{L}\d]/u.test(found[at]!)) seen += 1
  const iban = compact(found.slice(0, at))
  const whole = seen === wanted && !/^[\p{L}\d]/u.test(found.slice(at))
  if (whole && ibanHolds(iban)) return at
  // One mistyped is one all the same: mostly digits, as no words are.
  if (digitsIn(found) >= 12 && digitsIn(iban) * 2 > iban.length) return whole ? at : lastDigit(found)
  return null
}
const lastDigit = (found: string): number => found.search(/\d\D*$/u) + 1

const isCard = (found: string): boolean => {
  const number = found.replaceAll(/\D/gu, '')
  return number.length >= 13 && (luhnHolds(number) || /^\d{4}\D\d{4}\D\d{4}\D\d{4}$/u.test(found))
}

interface Finder {
  for: PrivateKind | ((found: string) => PrivateKind)
  pattern: RegExp
  /** How much of what the pattern found it is; null: it is not. */
  length?: (found: string) => number | null
}
const FINDERS: readonly Finder[] = [
  { for: 'email', pattern: EMAIL },
  { for: 'secret', pattern: SECRET },
  { for: 'number', pattern: VIN },
  { for: 'number', pattern: PAPERS },
  { for: 'iban', pattern: IBAN, length: ibanLength },
  { for: 'iban', pattern: RIB },
  { for: 'number', pattern: NIR },
  { for: 'phone', pattern: PHONE_ABROAD },
  { for: 'phone', pattern: PHONE },
  { for: (found) => (isCard(found) ? 'card' : 'number'), pattern: LONG },
  { for: 'phone', pattern: PHONE_BARE },
  { for: 'plate', pattern: PLATE },
  { for: 'plate', pattern: PLATE_CAPITALS },
  { for: 'phone', pattern: SPOKEN_NUMBER },
  { for: 'address', pattern: ADDRESS },
]

/**
 * Where telephone numbers (also said in words), accounts, cards, e-mails, plates, papers, codes of doors and addresses stand in a text, in order, none over another. Rather one too many than one too
 * few: who handles the matter sees the text whole.
 */
export function privateSpans(text: string): PrivateSpan[] {
  const plain = plainUnits(text)
  const found: PrivateSpan[] = []
  for (const finder of FINDERS)
    for (const match of plain.matchAll(finder.pattern)) {
      const length = finder.length ? finder.length(match[0]) : match[0].length
      if (!length) continue
      let to = match.index + length
      // The second half of a wide digit.
      while (plain[to] === '\u2060') to += 1
      const span = { from: match.index, to }
      if (found.some((other) => span.from < other.to && other.from < span.to)) continue
      const kind = typeof finder.for === 'string' ? finder.for : finder.for(match[0])
      found.push({ ...span, for: kind })
    }
  return found.sort((a, b) => a.from - b.from)
}
