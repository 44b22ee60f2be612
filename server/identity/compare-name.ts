import { soundsOf } from '../customers/name-sound.ts'
import type { Encoded } from './columns.ts'
import { BONES, COMPOSED, FAMILY, GIVEN, KIND, LETTERS, NAME_HASHES, NICKNAMED, REST, START } from './columns.ts'
import {
  ALIKE,
  CLOSE,
  emptyMemo,
  isPrefix,
  type Memo,
  mayBeAlike,
  memoPlace,
  ONE_EDIT,
  SAME,
  textClass,
} from './compare-text.ts'
import { textOf } from './dictionary.ts'

/** Levels of a given name; see `levels.ts`. */
const G_EXACT = 1
const G_PART = 2
const G_NICKNAME = 3
const G_ONE_EDIT = 4
const G_CLOSE = 5
const G_ALIKE = 6
const G_INITIAL = 7
const G_SWAPPED = 8
const G_ELSEWHERE = 9
const G_DIFFERENT = 10
/** Levels of a family name. */
const F_EXACT = 1
const F_PART = 2
const F_ONE_EDIT = 3
const F_CLOSE = 4
const F_ALIKE = 5
const F_INITIAL = 6
const F_SWAPPED = 7
const F_ELSEWHERE = 8
const F_DIFFERENT = 9

const shares = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a !== undefined && b !== undefined && a.some((one) => b.includes(one))

/** A single letter that begins the other name. */
function initialOf(table: Encoded, x: number, y: number): boolean {
  const { bytes, starts } = table.dictionaries[GIVEN]!
  const one = starts[x + 1]! - starts[x]! === 1 || starts[y + 1]! - starts[y]! === 1
  return one && bytes[starts[x]!] === bytes[starts[y]!]
}

/** Do two names share a word (`garcia lopez`, `garcia`), or is one the other without its particle? */
function sharesWord(table: Encoded, x: number, y: number): boolean {
  const { words, bare } = table.names
  const a = words.get(x)
  const b = words.get(y)
  if (a) return b ? a.some((word) => b.includes(word)) : a.includes(y)
  if (b) return b.includes(x)
  const bareX = bare.get(x)
  const bareY = bare.get(y)
  return (bareX !== undefined && (bareX === y || bareX === bareY)) || (bareY !== undefined && bareY === x)
}

/** Jean-Claude and Jean-Marc: they share a word, and each bears one of its own that is no slip and no short form of the other's. */
function ownWords(table: Encoded, x: number, y: number): boolean {
  const { words } = table.names
  const [a, b] = [words.get(x), words.get(y)]
  if (!a || !b) return false
  const dictionary = table.dictionaries[GIVEN]!
  const own = a.filter((word) => !b.includes(word))
  const theirs = b.filter((word) => !a.includes(word))
  const near = (one: number, other: number): boolean =>
    textClass(dictionary, one, other) >= ALIKE || isPrefix(dictionary, one, other) || initialOf(table, one, other)
  return own.length > 0 && theirs.length > 0 && !own.some((one) => theirs.some((other) => near(one, other)))
}

/** Letters of the whole names, blanks left out. */
function likeness(table: Encoded, x: number, y: number): number {
  const { glued } = table.names
  return textClass(table.dictionaries[GIVEN]!, glued[x]!, glued[y]!)
}

/** The word that starts both, when it is a full word of one of them near to the other: `anne` and `anna maria`. */
function nearWord(table: Encoded, x: number, y: number): boolean {
  const { words, head } = table.names
  if (!words.has(x) && !words.has(y)) return false
  return textClass(table.dictionaries[GIVEN]!, head[x]!, head[y]!) >= CLOSE
}

/**
 * What two names that differ by their letters are by ear: close where they are said the same way (Ryckebusch, Rickebuche), alike where only their bones
 * are the same. The bones tell at once that most names are not; the ear's readings are a hundred times slower, and asked of the few that are left.
 */
function byEar(table: Encoded, x: number, y: number): typeof CLOSE | typeof ALIKE | undefined {
  const { hashes, glued } = table.names
  const [one, other] = [glued[x]!, glued[y]!]
  if (hashes[one * NAME_HASHES + BONES] !== hashes[other * NAME_HASHES + BONES]) return undefined
  const heard = saidAs(table, one)
  return saidAs(table, other).some((sound) => heard.includes(sound)) ? CLOSE : ALIKE
}

function saidAs({ names: { heard }, dictionaries }: Encoded, code: number): readonly string[] {
  const known = heard.get(code)
  if (known) return known
  const { fine } = soundsOf(textOf(dictionaries[GIVEN]!, code))
  heard.set(code, fine)
  return fine
}

function givenLevel(table: Encoded, x: number, y: number): number {
  const { groups, head } = table.names
  const near = likeness(table, x, y)
  if (near === SAME) return G_EXACT
  if (sharesWord(table, x, y) || nearWord(table, x, y)) return ownWords(table, x, y) ? G_ALIKE : G_PART
  if (shares(groups.get(head[x]!), groups.get(head[y]!))) return G_NICKNAME
  if (near === ONE_EDIT) return G_ONE_EDIT
  const heard = near === CLOSE ? CLOSE : byEar(table, x, y)
  if (heard === CLOSE) return G_CLOSE
  if (initialOf(table, x, y)) return G_INITIAL
  if (isPrefix(table.dictionaries[GIVEN]!, x, y)) return G_NICKNAME
  return near === ALIKE || heard === ALIKE ? G_ALIKE : G_DIFFERENT
}

function familyLevel(table: Encoded, x: number, y: number): number {
  const near = likeness(table, x, y)
  if (near === SAME) return F_EXACT
  if (sharesWord(table, x, y)) return F_PART
  if (near === ONE_EDIT) return F_ONE_EDIT
  const heard = near === CLOSE || nearWord(table, x, y) ? CLOSE : byEar(table, x, y)
  if (heard === CLOSE) return F_CLOSE
  if (initialOf(table, x, y)) return F_INITIAL
  return near === ALIKE || heard === ALIKE ? F_ALIKE : F_DIFFERENT
}

const GIVEN_MEMO = emptyMemo()
const FAMILY_MEMO = emptyMemo()

function remembered(
  memo: Memo,
  table: Encoded,
  x: number,
  y: number,
  level: (table: Encoded, x: number, y: number) => number,
  apart: number,
): number {
  if (plainlyApart(table, x, y)) return apart
  const low = x < y ? x : y
  const high = x < y ? y : x
  const place = memoPlace(low, high)
  if (memo[place] === table.serial && memo[place + 1] === low && memo[place + 2] === high) return memo[place + 3]!
  const found = level(table, low, high)
  memo[place] = table.serial
  memo[place + 1] = low
  memo[place + 2] = high
  memo[place + 3] = found
  return found
}

/** Have two names of one word too few letters in common to be near? */
function lettersFar({ names: { hashes } }: Encoded, x: number, y: number): boolean {
  const a = x * NAME_HASHES
  const b = y * NAME_HASHES
  if (((hashes[a + KIND]! | hashes[b + KIND]!) & COMPOSED) !== 0) return false
  return !mayBeAlike(hashes[a + LETTERS]!, hashes[b + LETTERS]!)
}

/**
 * Most names that meet have nothing in common: other letters, another sound, another beginning, and no short form. This says so from what stands
 * beside the name, without reading a letter; what it does not exclude, {@link givenLevel} and {@link familyLevel} decide, and they would say the same.
 */
function plainlyApart(table: Encoded, x: number, y: number): boolean {
  const { hashes } = table.names
  const a = x * NAME_HASHES
  const b = y * NAME_HASHES
  if ((hashes[a + KIND]! & hashes[b + KIND]! & NICKNAMED) !== 0) return false
  return hashes[a + BONES] !== hashes[b + BONES] && hashes[a + START] !== hashes[b + START] && lettersFar(table, x, y)
}

const nearEnough = (table: Encoded, x: number, y: number): boolean =>
  x !== 0 && y !== 0 && (x === y || (!lettersFar(table, x, y) && likeness(table, x, y) >= CLOSE))

/** Is this family name one of the other's words: their given name, or a word of the rest of their full name? */
function standsElsewhere(table: Encoded, name: number, atOther: number): boolean {
  if (name === 0) return false
  const rest = table.restWords.get(table.rows[atOther + REST]!)
  return rest?.includes(name) ?? false
}

/**
 * Given and family name together, as `given × 16 + family`. Swapped when each stands near the other's other part; elsewhere when a
 * family name is found among the other's further words.
 */
export function nameLevels(table: Encoded, a: number, b: number): number {
  const { rows } = table
  const givenA = rows[a + GIVEN]!
  const givenB = rows[b + GIVEN]!
  const familyA = rows[a + FAMILY]!
  const familyB = rows[b + FAMILY]!
  let given = 0
  if (givenA !== 0 && givenB !== 0)
    given = givenA === givenB ? G_EXACT : remembered(GIVEN_MEMO, table, givenA, givenB, givenLevel, G_DIFFERENT)
  let family = 0
  if (familyA !== 0 && familyB !== 0)
    family = familyA === familyB ? F_EXACT : remembered(FAMILY_MEMO, table, familyA, familyB, familyLevel, F_DIFFERENT)
  if (family === F_DIFFERENT || given === G_DIFFERENT || given === 0 || family === 0)
    return crossed(table, a, b, given, family)
  return (given << 4) | family
}

/** The names a row has: both, one, or none. */
const oneName = (given: number, family: number): boolean => (given === 0) !== (family === 0)

/**
 * When the names do not agree as they stand. Each near the other's other part: swapped. One near the other's other part: the family
 * name stands elsewhere, and the two names left are compared as given names, so that a brother whose name was entered
 * the wrong way round stays a brother. A record with one name only is compared with both of the other's.
 */
function crossed(table: Encoded, a: number, b: number, given: number, family: number): number {
  const { rows } = table
  const givenA = rows[a + GIVEN]!
  const givenB = rows[b + GIVEN]!
  const familyA = rows[a + FAMILY]!
  const familyB = rows[b + FAMILY]!
  if (oneName(givenA, familyA) !== oneName(givenB, familyB)) {
    const word = oneName(givenA, familyA) ? givenA || familyA : givenB || familyB
    const [otherGiven, otherFamily] = oneName(givenA, familyA) ? [givenB, familyB] : [givenA, familyA]
    if (otherGiven === 0 || otherFamily === 0) return (given << 4) | family
    if (given !== 0 && given !== G_DIFFERENT) return given << 4
    if (family !== 0 && family !== F_DIFFERENT) return family
    if (nearEnough(table, word, otherFamily)) return F_ELSEWHERE
    if (nearEnough(table, word, otherGiven)) return G_ELSEWHERE << 4
    return (given << 4) | family
  }
  if (given === G_DIFFERENT && family === F_DIFFERENT) {
    const first = nearEnough(table, givenA, familyB)
    const second = nearEnough(table, familyA, givenB)
    if (first && second && (givenA === familyB || familyA === givenB)) return (G_SWAPPED << 4) | F_SWAPPED
    if (first && second) return (G_ALIKE << 4) | F_ELSEWHERE
    if (first) return (remembered(GIVEN_MEMO, table, familyA, givenB, givenLevel, G_DIFFERENT) << 4) | F_ELSEWHERE
    if (second) return (remembered(GIVEN_MEMO, table, givenA, familyB, givenLevel, G_DIFFERENT) << 4) | F_ELSEWHERE
  }
  if (family === F_DIFFERENT && (standsElsewhere(table, familyA, b) || standsElsewhere(table, familyB, a)))
    return (given << 4) | F_ELSEWHERE
  return (given << 4) | family
}

/** Other words of the full name: most of the shorter list found, some, or none. */
export function restLevel(table: Encoded, a: number, b: number): number {
  const x = table.rows[a + REST]!
  const y = table.rows[b + REST]!
  if (x === 0 || y === 0) return 0
  if (x === y) return 1
  const one = table.restWords.get(x)!
  const other = table.restWords.get(y)!
  const { hashes } = table.dictionaries[REST]!
  const fewer = one.length === other.length ? hashes[x]! < hashes[y]! : one.length < other.length
  const few = fewer ? one : other
  const many = few === one ? other : one
  let found = 0
  for (const word of few)
    if (many.some((candidate) => candidate === word || likeness(table, word, candidate) >= ONE_EDIT)) found++
  return found === 0 ? 3 : found * 2 > few.length ? 1 : 2
}
