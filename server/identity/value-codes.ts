import { nicknameGroups } from '../customers/nicknames.ts'
import {
  BONES,
  COMPOSED,
  EMAIL,
  END,
  END4,
  type Encoded,
  GIVEN,
  INITIAL,
  KIND,
  LETTERS,
  NAME_HASHES,
  NICKNAMED,
  PHONE,
  START,
  START4,
} from './columns.ts'
import { intern, mixed, textHash } from './dictionary.ts'
import { skeleton } from './name-skeleton.ts'
import {
  codeOfNobody,
  emailOfNobody,
  mailboxOfHouse,
  normalCode,
  normalEmail,
  normalPhone,
  phoneOfNobody,
} from './normal-contact.ts'
import { withoutParticle } from './normal-name.ts'
import { sexOfName } from './sex.ts'

/** The hash of some letters; never 0. */
function lettersHash(text: string, from: number, to: number): number {
  let hash = 17
  for (let i = from; i < to; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i)
  return mixed(hash) || 1
}

/** A name's sound, first and last letters as numbers, beside its code. */
function nameHashes(all: Uint32Array, code: number, text: string): Uint32Array {
  let hashes = all
  const at = code * NAME_HASHES
  if (at + NAME_HASHES > hashes.length) {
    hashes = new Uint32Array(Math.max(hashes.length * 2, at + NAME_HASHES))
    hashes.set(all)
  }
  const { length } = text
  hashes[at + BONES] = skeleton(text) || 1
  hashes[at + INITIAL] = lettersHash(text, 0, 1)
  hashes[at + START] = lettersHash(text, 0, Math.min(3, length))
  hashes[at + START4] = lettersHash(text, 0, Math.min(4, length))
  hashes[at + END] = lettersHash(text, Math.max(0, length - 3), length)
  hashes[at + END4] = lettersHash(text, Math.max(0, length - 4), length)
  return hashes
}

/** The code of a name, with what there is to know of it the first time it is met. */
export function nameCode(table: Encoded, text: string): number {
  const dictionary = table.dictionaries[GIVEN]!
  const code = intern(dictionary, text)
  const { names } = table
  if (code < names.head.length) return code
  names.hashes = nameHashes(names.hashes, code, text)
  names.head[code] = code
  names.glued[code] = code
  names.sex[code] = sexOfName(text)
  const groups = nicknameGroups(text)
  if (groups.length > 0) names.groups.set(code, groups.map(textHash))
  const bare = withoutParticle(text)
  const at = code * NAME_HASHES
  names.hashes[at + LETTERS] = dictionary.marks[code]!
  names.hashes[at + KIND] =
    (text.includes(' ') || bare || text.length === 1 ? COMPOSED : 0) | (groups.length > 0 ? NICKNAMED : 0)
  if (text.includes(' ')) {
    const words = text.split(' ').map((word) => nameCode(table, word))
    names.words.set(code, words)
    names.head[code] = words[0]!
    names.glued[code] = nameCode(table, text.replaceAll(' ', ''))
  } else if (bare) names.bare.set(code, nameCode(table, bare))
  return code
}

/** The code of a number or address that should be one person's; 0, and counted, when its shape says that it is nobody's. */
function identifierCode(table: Encoded, column: number, text: string, isNobody: (text: string) => boolean): number {
  if (text === '') return 0
  const code = intern(table.dictionaries[column]!, text)
  const flags = table.ofNobody[column]!
  if (code === flags.length) flags[code] = isNobody(text) ? 1 : 0
  if (flags[code] === 0) return code
  table.nobody.set(text, (table.nobody.get(text) ?? 0) + 1)
  return 0
}

/** @param named the record bears a person’s name: the mailbox of a house is then nobody’s */
export function emailCode(table: Encoded, raw: string, named: boolean): number {
  const email = normalEmail(raw)
  if (named && mailboxOfHouse(email)) {
    table.nobody.set(email, (table.nobody.get(email) ?? 0) + 1)
    return 0
  }
  const code = identifierCode(table, EMAIL, email, emailOfNobody)
  if (code !== 0 && table.emailLocal[code] === undefined) {
    const at = email.indexOf('@')
    table.emailLocal[code] = intern(table.emailParts, email.slice(0, at))
    table.emailDomain[code] = intern(table.emailParts, email.slice(at))
  }
  return code
}

export const phoneCode = (table: Encoded, raw: string): number =>
  identifierCode(table, PHONE, normalPhone(raw), phoneOfNobody)
export const codeOf = (table: Encoded, column: number, raw: string): number =>
  identifierCode(table, column, normalCode(raw), codeOfNobody)

const MOST_MET = 400_000

/** The code of a raw text; what was met before is not normalised again. */
export function metCode(table: Encoded, column: number, raw: string, encode: (raw: string) => number): number {
  const met = table.met[column]!
  const known = met.get(raw)
  if (known !== undefined) return known
  const code = encode(raw)
  if (met.size < MOST_MET) met.set(raw, code)
  return code
}
