import { fold } from '../plain/fold.ts'
import { isCompanyName, PARTICLE, readTitle, shouted, unshout } from './import-name.ts'
import { GIVEN_NAMES } from './import-words.ts'
import { cleanName } from './name.ts'

export interface ReadName {
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  /** « née Casanova »: never what somebody is greeted by. */
  birthName: string
}

/** Which of the two names a file writes first, where it writes them in one cell. */
export type NameOrder = 'given-first' | 'family-first'

const known = (word: string): boolean => GIVEN_NAMES.has(fold(word).split(' ')[0] ?? '')
/** Given names that make one with the next: Jean François, Marie Laure. */
const COMPOUND = /^(jean|marie|anne)$/u
const AND = /^(et|&|and)$/iu

/** `née Casanova`, to the end of the cell, or in brackets. */
const BORN = /[\s,]+\(?(?<![\p{L}])n[ée]e?\s+(?=[\p{L}])([^()]+)\)?\s*$/iu

/** « M. Jean Durand et Mme Marie Durand »: the second title comes off too, and the two are called by both. */
function coupleTitled(title: string, name: string): { title: string; name: string } {
  const found = /^(.+?)\s*(?:\/|\s(?:et|&)\s)\s*(.+)$/iu.exec(name)
  const second = found && readTitle(found[2]!)
  if (!found || !second?.rest) return { title, name }
  const both = [title, second.title].sort().join(' ') === 'M. Mme'
  return { title: both ? 'M. et Mme' : title, name: `${found[1]!.trim()} et ${second.rest}` }
}

/** A name without what its bearer was born as, and that. A man called Né, or a name that begins so, is not cut. */
export function withoutBirthName(name: string): { name: string; birthName: string } {
  const found = BORN.exec(name)
  const rest = found ? name.slice(0, found.index).trim() : ''
  return rest && found ? { name: rest, birthName: unshout(found[1]!.trim()) } : { name, birthName: '' }
}

type Divided = { given: readonly string[]; family: readonly string[] }

/** Words in capitals beside words that are not are the family name, wherever they stand; « de LA TOUR Anne »: the particle belongs to what follows. */
function byCapitals(words: readonly string[]): Divided | null {
  const loud = words.filter(shouted)
  if (loud.length === 0 || loud.length === words.length) return null
  const given = words.filter((word) => !shouted(word) && !PARTICLE.test(word))
  return given.length > 0 ? { given, family: words.filter((word) => !given.includes(word)) } : null
}

/** A common given name at one end and none at the other. */
function byGivenName(words: readonly string[]): Divided | null {
  const [first, last] = [words[0]!, words.at(-1)!]
  if (known(first) === known(last)) return null
  const two = words.length > 2
  if (known(first)) {
    const n = two && COMPOUND.test(fold(first)) && known(words[1]!) ? 2 : 1
    return { given: words.slice(0, n), family: words.slice(n) }
  }
  const n = two && COMPOUND.test(fold(words.at(-2)!)) ? 2 : 1
  return { given: words.slice(-n), family: words.slice(0, -n) }
}

/** Irish and Scottish family names (O’Neill, McKay, MacLeod). */
const GAELIC = /^(O['’]\p{Lu}|Mc\p{Lu}|Mac\p{Lu})/u
/** Of every two people of Vietnam one bears one of these; they are written first there. */
const VIETNAMESE = /^(nguyen|tran|pham|huynh|hoang|phan|vuong|dang|bui|duong|trinh)$/u
const VIETNAMESE_MIDDLE = /^(thi|van)$/u
/** Written large, these begin a family name: Le Goff, Van Damme, Ben Ali. */
const BEGINS = /^(Le|La|De|Du|Des|Van|Von|Ben|El|Al|Saint|St)$/u

/** A family name that stands first by what it is: nobody is given it. */
function byFamilyName(words: readonly string[]): Divided | null {
  const [first, last] = [words[0]!, words.at(-1)!]
  if (GAELIC.test(first) && !GAELIC.test(last)) return { given: words.slice(1), family: [first] }
  const vietnamese = (word: string): boolean => VIETNAMESE.test(fold(word))
  const middle = words.length > 2 && VIETNAMESE_MIDDLE.test(fold(words[1]!))
  if (vietnamese(first) && !vietnamese(last)) return { given: words.slice(1), family: [first] }
  if (middle && /^(le|vo|vu|do|ho|ngo|ly|dinh|mai|dao)$/u.test(fold(first)))
    return { given: words.slice(1), family: [first] }
  if (words.length > 2 && BEGINS.test(first)) return { given: [last], family: words.slice(0, -1) }
  return null
}

/** A couple’s given names (« Dupont Jean et Anne ») stand together at the end; « Jean DURAND / Marie DURAND » are of one family. */
function couple(words: readonly string[]): Divided | null {
  const and = words.findIndex((word) => AND.test(word))
  if (and < 1 || and === words.length - 1) return null
  const [one, other] = [words.slice(0, and), words.slice(and + 1)]
  if (one.length > 1 && other.length > 1) {
    const [a, b] = [divided(one), divided(other)]
    if (!a || !b || fold(a.family.join(' ')) !== fold(b.family.join(' '))) return null
    return { given: [...a.given, 'et', ...b.given], family: b.family }
  }
  return and > 1 ? { given: words.slice(and - 1), family: words.slice(0, and - 1) } : null
}

const divided = (words: readonly string[]): Divided | null =>
  byCapitals(words) ?? byGivenName(words) ?? byFamilyName(words)

const wordsOf = (name: string): string[] =>
  name
    .replace(/\s*\/\s*/gu, ' et ')
    .split(' ')
    .filter(Boolean)

/** In which order a cell writes the two names, where it tells; what stands in every row of a file decides on those that do not. */
export function orderTold(text: string): NameOrder | null {
  const name = withoutBirthName(cleanName(readTitle(text)?.rest ?? text)).name
  const words = wordsOf(name)
  if (words.length < 2 || name.includes(',') || words.some((word) => AND.test(word)) || isCompanyName(name)) return null
  const found = byCapitals(words) ?? byGivenName(words)
  if (!found) return null
  return found.family.includes(words[0]!) ? 'family-first' : 'given-first'
}

/**
 * A whole name in one cell. The title comes off; a comma puts the family name first; words in capitals beside words that are not are the family name,
 * wherever they stand; else a common given name at one end tells the order, or a family name that is nothing else; else what the other rows of the file
 * do. All in capitals and nothing telling, the family name is first, as administrations write; otherwise the given name is.
 */
export function readFullName(text: string, order: NameOrder | null = null): ReadName {
  const titled = readTitle(text)
  const born = withoutBirthName(cleanName(titled?.rest ?? text))
  const { title, name } = coupleTitled(titled?.title ?? '', born.name)
  if (!titled && isCompanyName(name))
    return { kind: 'company', title: '', givenName: '', familyName: '', companyName: name, birthName: '' }
  const person = ({ given, family }: Divided): ReadName => ({
    kind: 'person',
    title,
    givenName: unshout(given.join(' ')),
    familyName: unshout(family.join(' ')),
    companyName: '',
    birthName: born.birthName,
  })
  const comma = /^([^,]+),\s*([^,]+)$/u.exec(name)
  if (comma) return person({ given: [comma[2]!.trim()], family: [comma[1]!.trim()] })
  const words = wordsOf(name)
  if (words.length < 2) return person({ given: [], family: words })
  const found = couple(words) ?? divided(words)
  if (found) return person(found)
  const familyFirst = order ? order === 'family-first' : words.every(shouted) && !known(words[0]!)
  return person(
    familyFirst
      ? { given: words.slice(-1), family: words.slice(0, -1) }
      : { given: words.slice(0, 1), family: words.slice(1) },
  )
}
