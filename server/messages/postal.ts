import { type Because, say } from '../../contract/because.ts'
import { drawable, undrawnIn } from './drawn-letters.ts'

/** Where a postcard goes. */
export interface PostalAddress {
  title: string
  name: string
  street: string
  postcode: string
  city: string
  country: string
}

/** Signs that a sorting machine reads: capitals, no accents, no punctuation. */
const asSorted = (text: string): string =>
  drawable(text)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[œŒ]/gu, 'OE')
    .replaceAll(/[æÆ]/gu, 'AE')
    .replaceAll(/[^\p{L}\p{N} /'-]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toUpperCase()

/** NF Z 10-011: so many characters on a line, so many lines, the country among them. */
const LONGEST = 38
const MOST_LINES = 6

/** What the norm writes short, where the line would not hold it whole. */
const SHORT: [RegExp, string][] = [
  [/\bAPPARTEMENT\b/gu, 'APT'],
  [/\bBATIMENT\b/gu, 'BAT'],
  [/\bESCALIER\b/gu, 'ESC'],
  [/\bETAGE\b/gu, 'ETG'],
  [/\bENTREE\b/gu, 'ENT'],
  [/\bRESIDENCE\b/gu, 'RES'],
  [/\bIMMEUBLE\b/gu, 'IMM'],
  [/\bLOTISSEMENT\b/gu, 'LOT'],
  [/\bAVENUE\b/gu, 'AV'],
  [/\bBOULEVARD\b/gu, 'BD'],
  [/\bALLEES?\b/gu, 'ALL'],
  [/\bIMPASSE\b/gu, 'IMP'],
  [/\bCHEMIN\b/gu, 'CHE'],
  [/\bROUTE\b/gu, 'RTE'],
  [/\bPLACE\b/gu, 'PL'],
  [/\bFAUBOURG\b/gu, 'FBG'],
  [/\bSAINTE\b/gu, 'STE'],
  [/\bSAINT\b/gu, 'ST'],
  [/\bMARECHAL\b/gu, 'MAL'],
  [/\bGENERAL\b/gu, 'GAL'],
  [/\bPROFESSEUR\b/gu, 'PR'],
  [/\bDOCTEUR\b/gu, 'DR'],
  [/\bCOMMANDANT\b/gu, 'CDT'],
]
/** As long as it is too long, word after word. */
function shortened(line: string): string {
  let short = line
  for (const [long, abbreviated] of SHORT) {
    if (short.length <= LONGEST) break
    short = short.replaceAll(long, abbreviated)
  }
  return short
}

/** Parts, the most personal first, on as few lines as hold them; a part that no line holds is broken between two words. Null: not even so. */
function packed(parts: readonly string[], join: string): string[] | null {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    // The road and its number have a line of their own.
    if (last !== undefined && join !== '' && !/^\d/u.test(part) && `${last}${join}${part}`.length <= LONGEST) {
      lines[lines.length - 1] = `${last}${join}${part}`
      continue
    }
    const short = shortened(part)
    if (short.length <= LONGEST) {
      lines.push(short)
      continue
    }
    const words = short.split(' ')
    if (words.length < 2 || words.some((word) => word.length > LONGEST)) return null
    let line = ''
    for (const word of words) {
      if (line && `${line} ${word}`.length > LONGEST) {
        lines.push(line)
        line = word
      } else line = line ? `${line} ${word}` : word
    }
    lines.push(line)
  }
  return lines
}

/** « Bât. C, 12 bis, rue de l’Été »: a number belongs to what follows it. */
function commaParts(line: string): string[] {
  const parts: string[] = []
  let number = ''
  for (const part of line.split(',').map(asSorted).filter(Boolean)) {
    if (/^\d+ ?(?:BIS|TER|QUATER|[A-Z])?$/u.test(part)) number = `${number} ${part}`.trim()
    else {
      parts.push(`${number} ${part}`.trim())
      number = ''
    }
  }
  return number ? [...parts, number] : parts
}

/** Each line as they wrote it; where they wrote one line for all, its commas part it. */
function streetLines(street: string, most: number): string[] | null {
  const written = street.split(/\r?\n/u).filter((line) => asSorted(line))
  const whole = packed(written.map(asSorted), '')
  if (whole && whole.length <= most && written.every((line) => asSorted(line).length <= LONGEST)) return whole
  const parts = written.flatMap((line) => commaParts(line))
  const made = packed(parts, ' ')
  return made && made.length <= most ? made : null
}

/** What the sender's post knows by its own postcodes: no country is written. */
const LIKE_HOME: Record<string, readonly string[]> = { FR: ['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF'] }

/** Its name for the post that sends: in French from France, else in English, which every post reads. */
function countryLine(country: string, home: string): string | null {
  const code = country.trim().toUpperCase()
  if (code === '' || code === home || LIKE_HOME[home]?.includes(code)) return null
  const named = /^[A-Z]{2}$/u.test(code)
    ? (new Intl.DisplayNames([home === 'FR' ? 'fr' : 'en'], { type: 'region' }).of(code) ?? code)
    : code
  return asSorted(named)
}

/**
 * The address side as NF Z 10-011 wants it, and as most posts read it: six lines at most, thirty-eight characters each, from the most
 * personal to the most general; from the street on in capitals, without punctuation; abroad the country last, in capitals. Nothing is cut:
 * an address that does not fit, or is written in letters a card cannot show, is told, and no card is made.
 * @param home the country of the sender: its name is left out
 */
export function addressLines(to: PostalAddress, home = 'FR'): { lines: string[] } | { fault: Because } {
  const undrawn = undrawnIn(`${to.title}${to.name}${to.street}${to.postcode}${to.city}`)
  if (undrawn) return { fault: say('address-letters', { text: undrawn }) }
  const country = countryLine(to.country, home)
  const place = shortened(asSorted(`${to.postcode} ${to.city}`))
  const name = drawable(`${to.title} ${to.name}`).replaceAll(/\s+/gu, ' ').trim()
  const who = name.length <= LONGEST ? [name] : packed([name], '')
  const street = who && streetLines(to.street, MOST_LINES - who.length - 1 - (country ? 1 : 0))
  if (!who || !street || place.length > LONGEST)
    return { fault: say('address-too-long', { lines: MOST_LINES, letters: LONGEST }) }
  return { lines: [...who, ...street, place, ...(country ? [country] : [])] }
}

/** Can a card find them? Not every country has postcodes. */
export const hasPostalAddress = (to: Pick<PostalAddress, 'street' | 'postcode' | 'city' | 'country'>): boolean =>
  to.street.trim() !== '' && to.city.trim() !== '' && (to.postcode.trim() !== '' || !['', 'FR'].includes(to.country))

/** What a card holds at its smallest letters, with room for its margins: lines, and letters on each. */
const CARD_LINES = 18
const CARD_LETTERS = 78

/** Why these words make no card; null when they do. */
export function cardFault(words: string): Because | null {
  const undrawn = undrawnIn(words)
  if (undrawn) return say('card-letters', { text: undrawn })
  const lines = words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CARD_LETTERS)), 0)
  return lines > CARD_LINES ? say('card-too-long', { lines, most: CARD_LINES }) : null
}
