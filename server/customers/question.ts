import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/min'
import { fold, foldedCode, foldedWords } from '../plain/fold.ts'
import { readTitle } from './import-name.ts'
import { isForm, withFormsWhole } from './legal-form.ts'
import { isParticle } from './needles.ts'
import { normalisePlate, PLATE_MAX } from './plate.ts'

/** One way to cut what was typed into one or two words of a name; `last` is the one that may still be unfinished. */
export type NameReading = readonly [string] | readonly [first: string, last: string]

/** Everything that what was typed could be; several at once (`0612` is a phone, a plate of some country and an order). */
export interface Question {
  text: string
  /** Folded words with a letter in them. */
  words: string[]
  /** The same and the numbers between them, as they were typed: « martin 3008 ». */
  all: string[]
  /** Those that tell somebody from another: no particle, no form of a company, unless nothing else was typed. */
  strong: string[]
  /** The last word may still be typed: no blank after it. */
  typing: boolean
  names: NameReading[]
  /** The same without the form of a company (« SARL Dupont », « Dupont S.A.R.L. »); empty when none was typed. */
  formless: { names: NameReading[]; typing: boolean }
  /** Beginnings in E.164, and an end (national digits without the leading zero) for a number said in part. */
  phone: { begins: string[]; ends: string | null } | null
  plate: string | null
  /** As typed, and with 0 and 1 for the O, Q and I that no VIN has. */
  vins: string[]
  email: string | null
  order: string | null
}

const MOST_WORDS = 6
const MOST_READINGS = 6

/**
 * The ways to cut the words of a name. Particles are left out, or glued to the next word (`le goff`: `goff`, `legoff`); two words
 * may be one name (`van damme`, `jean pierre`). Of three words and more, two are looked up (the first with the last, the first
 * two) and the ranking reads the rest. The last word is kept even if it is a particle: it may be the start of `lefevre`.
 */
export function nameReadings(words: readonly string[]): NameReading[] {
  if (words.length === 0) return []
  const strong = words.filter((word, i) => i === words.length - 1 || !isParticle(word))
  const glued: string[] = []
  for (const [i, word] of words.entries()) {
    const before = words[i - 1]
    if (before !== undefined && isParticle(before)) glued[glued.length - 1] += word
    else glued.push(word)
  }
  const cuts: string[][] = [strong, glued]
  if (words.length <= 3) cuts.push([words.join('')])
  if (words.length === 3) {
    const [a, b, c] = words as [string, string, string]
    cuts.push([a, b + c], [a + b, c])
  }
  const readings = new Map<string, NameReading>()
  const add = (...reading: string[]) => {
    if (readings.size < MOST_READINGS && reading[0]) readings.set(reading.join(' '), reading as unknown as NameReading)
  }
  for (const cut of cuts) {
    if (cut.length <= 2) add(...cut)
    else {
      add(cut[0]!, cut.at(-1)!)
      add(cut[0]!, cut[1]!)
      add(cut.at(-2)!, cut.at(-1)!)
    }
  }
  return [...readings.values()]
}

const DIGITS = /^\+?[\d\s().\-/]+$/u
const FEWEST_DIGITS = 3
const FEWEST_END_DIGITS = 4

/**
 * A phone in any writing: `06 12`, `+33 (0)6 12`, `0033612`, `612345678`, or only its end (four digits and more). National writing is
 * read in each country of the network; Italy keeps its zero, so both ways are tried.
 */
export function phoneReading(text: string, countries: readonly CountryCode[]): Question['phone'] {
  if (!DIGITS.test(text)) return null
  const bare = text.replace(/\(0\)/gu, '').replace(/\D/gu, '')
  if (bare.length < FEWEST_DIGITS || bare.length > 18) return null
  const international = text.trim().startsWith('+') ? bare : bare.startsWith('00') ? bare.slice(2) : null
  if (international !== null) return { begins: international ? [`+${international}`] : [], ends: null }
  const begins = new Set<string>()
  const short = bare.replace(/^0/u, '')
  for (const country of countries) {
    const code = getCountryCallingCode(country)
    if (bare.startsWith('0')) {
      if (short) begins.add(`+${code}${short}`)
      if (country === 'IT' || country === 'SM' || country === 'VA') begins.add(`+${code}${bare}`)
    } else begins.add(`+${code}${bare}`)
  }
  if (!bare.startsWith('0')) begins.add(`+${bare}`)
  // `05 61` may be how a number ends; a whole national number ends without its 0.
  const end = bare.length < 9 ? bare : short
  return { begins: [...begins], ends: end.length >= FEWEST_END_DIGITS ? end : null }
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => /\p{L}/u.test(word))

/** « Madame Cieille », “Mr Benali”: so they are announced, and so the card says to greet them; nobody is filed under it. A title alone is a name begun. */
function withoutTitle(text: string): string {
  const rest = readTitle(text)?.rest
  return rest && wordsOf(rest).length > 0 ? rest : text
}

/** Reads what was typed in the search box. `countries`: where the network is, for phones in national writing. */
export function readQuestion(text: string, countries: readonly CountryCode[] = ['FR']): Question {
  const trimmed = text.trim()
  const said = withFormsWhole(withoutTitle(text))
  const words = wordsOf(said).slice(0, MOST_WORDS)
  const typing = !/[\s,;]$/u.test(text)
  const code = foldedCode(trimmed)
  const plate = normalisePlate(trimmed)
  const hasDigit = /\d/u.test(code)
  const ascii = /^[A-Z0-9]+$/u.test(code)
  const oneWord = !/\s/u.test(trimmed)
  const email = trimmed.toLowerCase()
  const bare = words.filter((word) => !isForm(word))
  const strong = bare.filter((word) => !isParticle(word))
  return {
    text: trimmed,
    words,
    all: foldedWords(said).slice(0, MOST_WORDS),
    strong: strong.length > 0 ? strong : words.filter((word) => !isParticle(word)),
    typing,
    // A plate, a VIN or an address is no name; `martin 12` still is.
    names: oneWord && (hasDigit || email.includes('@')) ? [] : nameReadings(words),
    formless:
      bare.length > 0 && bare.length < words.length
        ? { names: nameReadings(bare), typing: typing && bare.at(-1) === words.at(-1) }
        : { names: [], typing: false },
    phone: phoneReading(trimmed, countries),
    plate: hasDigit && plate.length >= 3 && plate.length < PLATE_MAX && !plate.includes('?') ? plate : null,
    vins:
      ascii && hasDigit && code.length >= 5 && code.length <= 17
        ? [...new Set([code, code.replace(/[OQ]/gu, '0').replaceAll('I', '1')])]
        : [],
    email: oneWord && email.length >= 3 && /[@._]|\d$/u.test(email) && /^[^\s"<>]+$/u.test(email) ? email : null,
    order: hasDigit && trimmed.length >= 3 && trimmed.length <= 40 ? trimmed.toUpperCase() : null,
  }
}
