import { plainText } from './normal-name.ts'

/** Words of an address as each is written short: both writings become the short one. */
const SHORT: Record<string, string> = Object.fromEntries(
  [
    'av avenue ave aven',
    'bd boulevard boul blvd bld bvd',
    'r rue',
    'che chemin chem ch',
    'all allee',
    'pl place platz plaza piazza plein',
    'rte route',
    'imp impasse',
    'sq square',
    'lot lotissement',
    'res residence',
    'fg faubourg fbg',
    'crs cours',
    'qu quai',
    'st street saint sainte ste strasse str straat via calle',
    'rd road',
    'dr drive',
    'ln lane',
    'ct court',
    'cl close',
    'cr crescent cres',
    'ter terrace',
    'gal general gen',
    'mal marechal',
    'dr docteur',
    'pdt president pres',
    'cdt commandant',
    'col colonel',
    'cap capitaine cne',
    'bat batiment',
    'apt appartement appt app apartment',
    'mt mount mont',
    'n north nord',
    's south sud',
  ].flatMap((line) => {
    const [short, ...long] = line.split(' ')
    return [short, ...long].map((word) => [word, short])
  }),
)
const EMPTY = new Set('de du des la le les l d of the der die das del di da van von y et a au aux en'.split(' '))

export interface NormalStreet {
  /** 0 when there is none. */
  number: number
  name: string
}

/** A house number stands first, or last with at most three digits: the 8 and the 1945 of « rue du 8 Mai 1945 » are none. */
const isNumber = (word: string, place: number, of: number): boolean =>
  place === 0 ? /^\d/.test(word) : place === of - 1 && /^\d{1,3}[a-z]?$/.test(word)

/** The street's words, short and without articles, and its number wherever it stands (`12 bis rue Foch`, `Hauptstr. 12`). */
export function normalStreet(street: string, streetNumber = ''): NormalStreet {
  const kept: string[] = []
  const text = plainText(street.replaceAll("'", ' '))
  const words = text === '' ? [] : text.split(' ')
  let number = Number.parseInt(streetNumber, 10) || 0
  for (const [n, word] of words.entries()) {
    if (number === 0 && isNumber(word, n, words.length)) number = Number.parseInt(word, 10) % 100_000
    else if (kept.length === 0 && (word === 'bis' || word === 'ter' || word === 'quater')) continue
    else if (!EMPTY.has(word)) kept.push(SHORT[word] ?? (word.endsWith('strasse') ? word.slice(0, -4) : word))
  }
  return { number, name: kept.join(' ') }
}

/** `75 001`, `TQ13 8DF`: letters and digits, small. */
export const normalPostcode = (raw: string): string => raw.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** A town: `Saint-Denis`, `ST DENIS` and `St. Denis Cedex 2` are one. */
export function normalCity(raw: string): string {
  const text = plainText(raw)
  if (!/(?:saint|cedex|\d)/.test(text)) return text
  return text.replace(/\b(sainte?)\b/g, (word) => (word === 'saint' ? 'st' : 'ste')).replace(/ cedex.*$| \d+.*$/g, '')
}
