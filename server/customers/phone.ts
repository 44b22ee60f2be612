import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/** French territories whose numbers are dialled from France with the same 0: 0690…, 0692…, 0262… */
const OVERSEAS: readonly CountryCode[] = ['GP', 'RE', 'MQ', 'GF', 'YT']
/** Telephone systems spell a withheld number on the keypad: +266696687 is ANONYMOUS (Twilio's own list). */
const KEYPAD_WORDS = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253'])
/** Numbers kept for films and books, which libphonenumber does not know (Arcep, decision 2018-0881, §2.5.12): demo and tests use them. */
const FICTION = /^(?:63998|19900|26191|35301|46571|53649)\d{4}$/u
const EXTENSION = /[\s,;]*(?:poste|post|ext(?:ension)?|x|#)\.?\s*\d{1,6}$/iu

/**
 * A telephone number as people and machines write it, as the one key under which we keep and look for it.
 *
 * `06.12.34.56.78`, `00 33 6…`, `+33 (0)6…`, Ringover's `33601020304` without a plus, `tel:` and `sip:` addresses, a trailing
 * `poste 12`. A French 0690… or 0262… becomes the overseas number it is (+590…, +262…): otherwise the same person
 * would have two keys.
 * @param raw what was written or sent
 * @param country ISO 3166-1 code of where it was written, for numbers without a country code
 * @returns E.164 (`+33612345678`), or undefined when nobody could dial it: words, withheld numbers, short codes, extensions
 */
export function toE164(raw: string, country = 'FR'): string | undefined {
  if (raw.length > 100) return undefined
  const home = isSupportedCountry(country.toUpperCase()) ? (country.toUpperCase() as CountryCode) : undefined
  const text = withoutAddress(raw).replace(EXTENSION, '')
  if (/\p{L}/u.test(text)) return undefined
  const digits = text.replace(/\D/gu, '')
  if (digits.length < 6 || /^0+$/u.test(digits) || (text.startsWith('+') && KEYPAD_WORDS.has(digits))) return undefined
  if (text.startsWith('+')) return e164Of(parse(text, home), text)
  if (digits.startsWith('00')) return e164Of(parse(`+${digits.slice(2)}`, home), `+${digits.slice(2)}`)
  const national = home && sureOf(parse(text, home))
  if (national) return national
  // Only a valid whole number may be taken for an international one without its plus: 447911123456.
  return digits.startsWith('0') ? undefined : sureOf(parse(`+${digits}`, undefined))
}

/**
 * A kept number as someone in this country reads it: national at home (`06 12 34 56 78`), international elsewhere.
 * @param e164 as `toE164` gives it; anything else comes back as it is
 */
export function displayPhone(e164: string, country = 'FR'): string {
  const number = parse(e164, undefined)
  if (!number) return e164
  const from = number.country
  const atHome = from === country || (country === 'FR' && from !== undefined && OVERSEAS.includes(from))
  return atHome ? number.formatNational() : number.formatInternational()
}

/** Is it a mobile number? Where mobile and fixed lines share their ranges, as in North America, nobody can tell: no. */
export function isMobile(e164: string): boolean {
  const number = parse(e164, undefined)
  const national = number?.nationalNumber ?? ''
  if (number?.countryCallingCode === '33' && FICTION.test(national)) return national.startsWith('6')
  return number?.getType() === 'MOBILE'
}

const parse = (text: string, home: CountryCode | undefined): PhoneNumber | undefined =>
  parsePhoneNumberFromString(text, { ...(home ? { defaultCountry: home } : {}), extract: false })

const withoutAddress = (raw: string): string => {
  const text = raw.trim()
  return /^(?:tel|sips?):([^@;>]+)/iu.exec(text)?.[1]?.trim() ?? text
}

/** A number we are sure of: valid in its country, or a French one that is valid overseas. */
function sureOf(number: PhoneNumber | undefined): string | undefined {
  if (!number) return undefined
  if (number.isValid()) return number.number
  if (number.countryCallingCode !== '33') return undefined
  if (FICTION.test(number.nationalNumber)) return number.number
  for (const place of OVERSEAS) {
    const there = parse(`0${number.nationalNumber}`, place)
    if (there?.isValid()) return there.number
  }
  return undefined
}

/** With its country code written, a number may be newer than our tables: possible is enough. */
function e164Of(number: PhoneNumber | undefined, text: string): string | undefined {
  const sure = sureOf(number)
  if (sure) return sure
  if (!number?.isPossible() || number.countryCallingCode === '33') return undefined
  return text.replace(/\D/gu, '').length >= 8 ? number.number : undefined
}
