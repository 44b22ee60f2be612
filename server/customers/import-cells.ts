import { asToday, isCountry } from '../../contract/country.ts'
import { fold } from '../plain/fold.ts'
import type { Dates } from './import-dialect.ts'
import { unshout } from './import-name.ts'

/** What people type to say that there is nothing. */
const NOTHING = new Set([
  'nc',
  'n c',
  'na',
  'n a',
  'neant',
  'aucun',
  'aucune',
  'none',
  'null',
  'undefined',
  'nan',
  'inconnu',
  'inconnue',
  'unknown',
  'non renseigne',
  'nr',
  'vide',
  'sans',
  'x',
  'xx',
  'xxx',
])

/** `-`, `???`, `/`: signs and no letter. An emoji is somebody’s name. */
const DASHES = /^[\p{P}\s+=<>|^~`]*$/u

/** Plain words and numbers, as most cells are: nothing to take off. */
const WORDS = /^[A-Za-z0-9][A-Za-z0-9@._-]*(?: [A-Za-z0-9][A-Za-z0-9@._-]*)*$/

/**
 * A cell as people meant it: trimmed, without what nobody can see or type; '' for what only says « nothing ». A spreadsheet’s (and our
 * own export’s) apostrophe before a formula sign comes off.
 */
export function readCell(raw: string): string {
  if (WORDS.test(raw)) return raw.length < 20 && NOTHING.has(fold(raw)) ? '' : raw
  const text = raw
    .replace(/(?![\t\n])[\p{Cc}\ufeff\u200b]/gu, '')
    .replace(/\u00a0|\u202f/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@\d])/u, '')
  return DASHES.test(text) || (text.length < 20 && NOTHING.has(fold(text))) ? '' : text
}

const MONTHS: Record<string, number> = {}
for (const [n, names] of [
  'janvier janv jan january',
  'fevrier fevr fev feb february',
  'mars mar march',
  'avril avr apr april',
  'mai may',
  'juin jun june',
  'juillet juil jul july',
  'aout aou aug august',
  'septembre sept sep september',
  'octobre oct october',
  'novembre nov november',
  'decembre dec december',
].entries())
  for (const name of names.split(' ')) MONTHS[name] = n + 1

const two = (n: number): string => String(n).padStart(2, '0')

/** A civil day that exists, as YYYY-MM-DD. */
function day(year: number, month: number, date: number): string | null {
  if (year < 1885 || year > 2100 || month < 1 || month > 12 || date < 1) return null
  return date <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? `${year}-${two(month)}-${two(date)}` : null
}

/**
 * A date in any writing, as YYYY-MM-DD; null when it cannot be one. A year in front is always read as such; `01/02/03` follows the
 * file's habit; a number above twelve where a month should stand overrules it. Excel's day numbers (days since 30 December 1899) are read too.
 * @param today YYYY-MM-DD; two-digit years fall within the hundred years up to ten years from now, or up to today when `past`
 */
export function readDay(text: string, habit: Dates, today: string, past = false): string | null {
  const clean = text.trim().replace(/[T ]\d{1,2}[:h]\d{2}.*$/u, '')
  const numbers = /^(\d{1,4})[\s/.-]+(\d{1,2})[\s/.-]+(\d{1,4})$/u.exec(clean) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(clean)
  if (numbers) {
    const [a, b, c] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
    if (numbers[1]!.length >= 3 || a > 31) return day(fullYear(a, numbers[1]!, today, past), b, c)
    if (habit === 'ymd' && numbers[3]!.length <= 2) return day(fullYear(a, numbers[1]!, today, past), b, c)
    const year = fullYear(c, numbers[3]!, today, past)
    return habit === 'mdy' ? (day(year, a, b) ?? day(year, b, a)) : (day(year, b, a) ?? day(year, a, b))
  }
  const words = fold(clean).split(' ')
  const month = words.findIndex((word) => MONTHS[word] !== undefined)
  const digits = words.filter((word) => /^\d+(er|st|nd|rd|th)?$/.test(word)).map((word) => Number.parseInt(word, 10))
  if (month >= 0 && digits.length === 2)
    return digits[0]! > 31
      ? day(digits[0]!, MONTHS[words[month]!]!, digits[1]!)
      : day(fullYear(digits[1]!, String(digits[1]), today, past), MONTHS[words[month]!]!, digits[0]!)
  // The part of the day, which a spreadsheet writes behind the sign, is no part of the date.
  if (/^\d{5}(?:[.,]\d+)?$/.test(clean)) {
    const serial = Number.parseInt(clean, 10)
    if (serial > 7000 && serial < 73_000)
      return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
  }
  return null
}

function fullYear(year: number, written: string, today: string, past: boolean): number {
  if (written.length > 2) return year
  const last = Number(today.slice(0, 4)) + (past ? 0 : 10)
  const century = Math.floor(last / 100) * 100
  return century + year > last ? century - 100 + year : century + year
}

/** Is it a placeholder that machines write for « no date »? */
export const isNoDate = (text: string): boolean =>
  /^(0{1,4}[/.-]0{1,2}[/.-]0{1,4}|1900-01-0[01]|0?1[/.-]0?1[/.-]1900)/.test(text.trim())

/** A clock as HH:MM: `9h`, `9h30`, `09:30:00`, `9.30`, `2:30 pm`; null when it cannot be one. */
export function readClock(text: string): string | null {
  const found = /^(\d{1,2})(?:\s*[:h.]\s*(\d{2})?(?::\d{2}(?:\.\d+)?)?)?\s*(am|pm)?$/iu.exec(text.trim())
  if (!found || (!/[:h.apm]/iu.test(text) && text.trim().length > 2)) return null
  const half = found[3]?.toLowerCase()
  const hour =
    Number(found[1]) +
    (half === 'pm' && Number(found[1]) < 12 ? 12 : half === 'am' && Number(found[1]) === 12 ? -12 : 0)
  const minute = Number(found[2] ?? 0)
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null
}

/** A whole number with the blanks, points and units people write: `123 456 km`, `12.500`; null when it is none. */
export function readCount(text: string): number | null {
  const found = /^(\d{1,3}(?:[\s.,']\d{3})+|\d+)(?:[.,]0+)?\s*\p{L}*\.?$/u.exec(text.trim())
  return found ? Number(found[1]!.replace(/\D/g, '')) : null
}

/**
 * A number that a spreadsheet shortened on its way (`1,04568E+18`): its last digits are gone, and the numbers of thousands of customers are this
 * one now.
 */
export const isCutNumber = (text: string): boolean => /^\d(?:[.,]\d+)?e\+\d{1,3}$/iu.test(text)

/** The same where all its digits are still there (`6,39980103E+08`), written out; null where some are gone. */
export function wholeNumber(text: string): string | null {
  const [, first, rest = '', power] = /^(\d)(?:[.,](\d+))?e\+(\d{1,2})$/iu.exec(text) ?? []
  return first && rest.length === Number(power) ? first + rest : null
}

/** Several values in one cell: `06… / 01…`, `a@b.fr; c@d.fr`. */
export const severalIn = (text: string): string[] =>
  text
    .split(/\s*(?:[;,|\n]|\s\/\s|\/(?=\s*[0+])|\sou\s|\sor\s|\set\s)\s*/iu)
    .map((part) => part.trim())
    .filter(Boolean)

const COUNTRIES: Record<string, string> = Object.fromEntries(
  (
    'FR france|BE belgique belgium belgie|CH suisse switzerland schweiz|LU luxembourg|DE allemagne germany deutschland|ES espagne spain espana|IT italie italy italia|PT portugal|NL paysbas netherlands nederland hollande holland|' +
    'GB royaumeuni unitedkingdom uk angleterre england grandebretagne greatbritain ecosse scotland wales|IE irlande ireland|AT autriche austria osterreich|PL pologne poland polska|CZ tchequie republiquetcheque czechia|DK danemark denmark|' +
    'SE suede sweden|NO norvege norway|FI finlande finland|GR grece greece|RO roumanie romania|HU hongrie hungary|MC monaco|AD andorre andorra|US etatsunis unitedstates usa|CA canada|MA maroc morocco|DZ algerie algeria|TN tunisie tunisia|' +
    'TR turquie turkey|JP japon japan|AU australie australia|RE reunion lareunion|GP guadeloupe|MQ martinique|GF guyane guyanefrancaise|YT mayotte|NC nouvellecaledonie|PF polynesiefrancaise|SN senegal|CI cotedivoire|CM cameroun cameroon'
  )
    .split('|')
    .flatMap((entry) => {
      const [code, ...names] = entry.split(' ')
      return names.map((name) => [name, code!])
    }),
)

/** A country as its two letters, from a code or a name; null when unknown. */
export function readCountry(text: string): string | null {
  const key = fold(text).replaceAll(' ', '')
  if (COUNTRIES[key]) return COUNTRIES[key]
  const code = asToday(key)
  return isCountry(code) ? code : null
}

const LANGUAGES: Record<string, string> = {
  francais: 'fr',
  french: 'fr',
  fra: 'fr',
  fre: 'fr',
  anglais: 'en',
  english: 'en',
  eng: 'en',
  allemand: 'de',
  german: 'de',
  deutsch: 'de',
  deu: 'de',
  ger: 'de',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
  spa: 'es',
  italien: 'it',
  italian: 'it',
  italiano: 'it',
  ita: 'it',
  portugais: 'pt',
  portuguese: 'pt',
  portugues: 'pt',
  por: 'pt',
  neerlandais: 'nl',
  dutch: 'nl',
  nederlands: 'nl',
  nld: 'nl',
  arabe: 'ar',
  arabic: 'ar',
  turc: 'tr',
  turkish: 'tr',
  polonais: 'pl',
  polish: 'pl',
  roumain: 'ro',
  romanian: 'ro',
  chinois: 'zh',
  chinese: 'zh',
  russe: 'ru',
  russian: 'ru',
  japonais: 'ja',
  japanese: 'ja',
}
/** A language as its code; null when unknown. */
export function readLanguage(text: string): string | null {
  const key = fold(text)
  return LANGUAGES[key] ?? /^([a-z]{2})(?: [a-z]{2})?$/.exec(key)?.[1] ?? null
}

const WHOLE =
  /^(.*?)[\s,;-]*(?<![\p{L}\d])(?:[A-Z]{1,2}-)?(\d{4,5})[\s,]+(\p{L}[^\d,;]*?)(?:\s+cedex(?:\s+\d+)?)?(?:[\s,]+france)?$/iu

/** A whole address in one cell (`12 rue des Lices, 35000 Rennes`) in its parts; nothing where it does not end in a postcode of the country and a town. */
export function wholeAddress(text: string, country: string): { street?: string; postcode?: string; city?: string } {
  const found = WHOLE.exec(text.replace(/\s+/gu, ' ').trim())
  const digits = ['BE', 'CH', 'LU', 'AT', 'DK', 'NO', 'HU'].includes(country) ? 4 : 5
  if (
    found?.[2]?.length !== digits ||
    /^(rue|avenue|av|boulevard|bd|place|chemin|route|allee|impasse|quai)\b/iu.test(fold(found[3]!))
  )
    return {}
  return { street: found[1]!.trim(), postcode: found[2], city: unshout(found[3]!.trim()) }
}
