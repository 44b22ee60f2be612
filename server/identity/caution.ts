import { rounded } from './cluster.ts'
import { BIRTH, EMAIL, FAMILY, GENERIC, GIVEN, NATIONAL, PHONE } from './columns.ts'
import { compareRows } from './compare.ts'
import { aGenerationApart, isPlaceholder, twoBirths } from './compare-birth.ts'
import { textOf } from './dictionary.ts'
import { isCommonFamily } from './family-borne-by-many.ts'
import {
  ADDRESS_LEVELS,
  BIRTH_LEVELS,
  C_ADDRESS,
  C_BIRTH,
  C_EMAIL,
  C_FAMILY,
  C_GENERIC,
  C_GIVEN,
  C_NATIONAL,
  C_PHONE,
  C_REST,
  C_VEHICLE,
  FAMILY_LEVELS,
  GENERIC_LEVELS,
  GIVEN_LEVELS,
  WIDTH,
} from './levels.ts'
import type { Scales } from './scales.ts'
import { type Sex, sexOfName, sexOfWord, UNSAID } from './sex.ts'

/** Up to this level a comparison names somebody in particular: a birth date, an address of mail, a number, a house, a car. */
const PARTICULAR: readonly (readonly [comparison: number, level: number])[] = [
  [C_BIRTH, 3],
  [C_EMAIL, 3],
  [C_PHONE, 2],
  [C_ADDRESS, 3],
  [C_NATIONAL, 2],
  [C_VEHICLE, 2],
]
/** A birth date is one person's beside their family name: two called Jeanne were born on one day in every town. */
const somethingParticular = (levels: Uint8Array): boolean =>
  PARTICULAR.some(
    ([c, level]) =>
      levels[c]! >= 1 &&
      levels[c]! <= level &&
      (c !== C_BIRTH || (levels[C_FAMILY] !== 0 && FAMILY_LEVELS[levels[C_FAMILY]!] !== 'different')),
  )

/** Identifiers of which one value may be many people's: the place of each among the comparisons. */
const HELD_BY_MANY: Record<number, number> = { [C_EMAIL]: EMAIL, [C_PHONE]: PHONE, [C_NATIONAL]: NATIONAL }

/**
 * Two who bear a name that very many bear: `alone` where nothing besides is one person's own, `birthday` where the birth date is, which among five
 * hundred falls on one day by chance six times over.
 */
function inCrowd({ levels, fullNames, shares, table }: Scales, i: number, j: number): 'alone' | 'birthday' | null {
  if (!fullNames || fullNames[i] === 0 || fullNames[j] === 0 || levels[C_GIVEN] !== 1 || levels[C_FAMILY] !== 1)
    return null
  const [a, b] = [i * table.stride, j * table.stride]
  // Their other names agree: then it is not the common name that joins them.
  if (levels[C_REST] === 1) return null
  const own = PARTICULAR.filter(([c, most]) => {
    const level = levels[c]!
    if (level === 0 || level > most) return false
    const column = HELD_BY_MANY[c]
    if (level > 1 || column === undefined) return true
    const code = table.rows[a + column]!
    return code !== table.rows[b + column] || shares[column]![code] === 0
  })
  if (own.length === 0) return 'alone'
  return own.length === 1 && own[0]![0] === C_BIRTH ? 'birthday' : null
}

/** A birth date of another generation: no slip of the pen makes it. */
const GENERATION = BIRTH_LEVELS.indexOf('generation')
/** Where one person's records are seldom a generation apart: less than a thirty-second of what chance gives. A base of worse dates is not told by them. */
const WELL_KEPT = 1 / 32
const wellKept = ({ same }: Scales): boolean => same[C_BIRTH * WIDTH + GENERATION]! <= WELL_KEPT
const DIFFERENT_BIRTH = BIRTH_LEVELS.indexOf('different')
/** Birth dates are believed where one person's records bear one date seventeen times of twenty, and quite another seldom: a sixty-fourth of what chance gives.
 * Before any learning they are. */
const [ONE_DATE, ANOTHER_DATE] = [0.85, 1 / 64]
const believed = ({ m, same, model }: Scales): boolean =>
  model.records === 0 ||
  (m[C_BIRTH * WIDTH + 1]! >= ONE_DATE && same[C_BIRTH * WIDTH + DIFFERENT_BIRTH]! <= ANOTHER_DATE)

const TWO_PARTS = BIRTH_LEVELS.indexOf('twoParts')
const birthOf = ({ table }: Scales, row: number): number => table.rows[row * table.stride + BIRTH]!

const fatherAndSon = (scales: Scales, i: number, j: number): boolean =>
  (scales.levels[C_BIRTH] === GENERATION && wellKept(scales)) ||
  (scales.levels[C_BIRTH]! > 1 && believed(scales) && aGenerationApart(birthOf(scales, i), birthOf(scales, j)))

/** Two dates that are believed and tell of two people, where the given names differ too (sisters, brothers), or no telephone or mailbox is one person's. */
function otherBirths(scales: Scales, i: number, j: number): boolean {
  const { levels } = scales
  if (levels[C_BIRTH]! <= 1 || !believed(scales)) return false
  if (levels[C_BIRTH]! >= TWO_PARTS && givenIs(levels, NEAR_GIVEN)) return true
  return levels[C_EMAIL] !== 1 && levels[C_PHONE] !== 1 && twoBirths(birthOf(scales, i), birthOf(scales, j))
}

/** One national number, or one with a slip of the pen. */
const oneNumber = (level: number): boolean => level === 1 || level === 2
/** What a company and a person are held at: far below the bar, whatever they share. */
const OTHER_KIND = -8

/** Is a first of January all that is one person's own? Where dates are believed it is the day of whoever's was never written. */
function onlyJanuary(scales: Scales, row: number): boolean {
  const { levels } = scales
  if (levels[C_BIRTH] !== 1 || !isPlaceholder(birthOf(scales, row)) || !believed(scales)) return false
  return !PARTICULAR.some(([c, level]) => c !== C_BIRTH && levels[c]! >= 1 && levels[c]! <= level)
}

/** A given name and a family name that very many bear, whatever this base holds of them. */
const commonlyNamed = (scales: Scales, row: number): boolean =>
  scales.levels[C_GIVEN] === 1 &&
  scales.levels[C_FAMILY] === 1 &&
  nameSex(scales, row) !== UNSAID &&
  isCommonFamily(textOf(scales.table.dictionaries[FAMILY]!, scales.table.rows[row * scales.table.stride + FAMILY]!))

/** Is this row a company? It bears its name alone. */
export const isCompany = ({ table, company }: Scales, row: number): boolean => {
  const at = row * table.stride
  const { rows } = table
  return company >= 0 && rows[at + company] !== 0 && rows[at + GIVEN] === 0 && rows[at + FAMILY] === 0
}
const isPerson = ({ table }: Scales, row: number): boolean =>
  table.rows[row * table.stride + GIVEN] !== 0 || table.rows[row * table.stride + FAMILY] !== 0

export const CAUTIONS = ['namesake', 'generation', 'births', 'sexes', 'twins', 'companies', 'company', 'crowd'] as const
export type Caution = (typeof CAUTIONS)[number]

/** Given names that are nearly one: a slip, a short form, a part. What two names that differ say is weighed; many a man's second name is Marie. */
const NEAR_GIVEN: ReadonlySet<string> = new Set(['part', 'nickname', 'oneEdit', 'close', 'alike'])
const givenIs = (levels: Uint8Array, of: ReadonlySet<string>): boolean => of.has(GIVEN_LEVELS[levels[C_GIVEN]!]!)
const ONE_GIVEN: ReadonlySet<string> = new Set(['exact', 'swapped'])

/** Where one person's titles contradict each other a sixteenth as often as chance makes them, or more, they are typed too carelessly to hold two apart. */
const TRUSTED_TITLES = 1 / 16

const titleOf = (scales: Scales, row: number): Sex => {
  const { table, gender, same } = scales
  const code = gender < 0 ? 0 : table.rows[row * table.stride + gender]!
  const at = (C_GENERIC + gender - GENERIC) * WIDTH + GENERIC_LEVELS.indexOf('different')
  return code === 0 || (at < same.length && same[at]! > TRUSTED_TITLES)
    ? UNSAID
    : sexOfWord(textOf(table.dictionaries[gender]!, code))
}
const nameSex = ({ table }: Scales, row: number): Sex => table.names.sex[table.rows[row * table.stride + GIVEN]!]!
const contradict = (x: Sex, y: Sex): boolean => x !== UNSAID && y !== UNSAID && x !== y

/** Are these a man and a woman? Titles say so unless the given name is one (Dominique, and a title typed wrong); names where they are not one. */
function manAndWoman(scales: Scales, i: number, j: number): boolean {
  const { levels } = scales
  const [x, y] = [titleOf(scales, i), titleOf(scales, j)]
  if (contradict(x, y)) return !givenIs(levels, ONE_GIVEN)
  return givenIs(levels, NEAR_GIVEN) && contradict(x || nameSex(scales, i), y || nameSex(scales, j))
}

/**
 * Two given names that are borne, and not one written twice: Adrien and Adrian, Marie-Claire and Marie-Laure. A part that both share says
 * nothing when each has a second name of its own.
 */
function twoNames({ table }: Scales, i: number, j: number): boolean {
  const wordsOf = (row: number): string[] =>
    textOf(table.dictionaries[GIVEN]!, table.rows[row * table.stride + GIVEN]!).split(' ')
  const [one, other] = [wordsOf(i), wordsOf(j)]
  const second = one[0] === other[0]
  const [x, y] = second ? [one[1], other[1]] : [one[0], other[0]]
  if (x === undefined || y === undefined || x === y) return false
  return (second && x[0] !== y[0]) || (sexOfName(x) !== UNSAID && sexOfName(y) !== UNSAID)
}
const MAY_BE_TWO: ReadonlySet<string> = new Set(['part', 'oneEdit', 'close', 'alike'])

/** One family name, one day of birth, one home, telephone or mailbox, and two given names that many bear. */
function areTwins(scales: Scales, i: number, j: number): boolean {
  const { levels } = scales
  const family = levels[C_FAMILY]!
  return (
    levels[C_BIRTH] === 1 &&
    family >= 1 &&
    family <= NEAR_FAMILY &&
    (isOtherName(scales, i, j) || (givenIs(levels, MAY_BE_TWO) && twoNames(scales, i, j))) &&
    ((levels[C_ADDRESS]! >= 1 && levels[C_ADDRESS]! <= ONE_HOME) || levels[C_PHONE] === 1 || levels[C_EMAIL] === 1)
  )
}
const ONE_HOME = ADDRESS_LEVELS.indexOf('homeNoTown')
const NEAR_FAMILY = FAMILY_LEVELS.indexOf('close')

/** What kind of company it is in law says nothing of which it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'sarl sas sasu eurl sa sci snc scop gaec earl scea cuma gie ei eirl fils freres ets etablissement etablissements societe ste cie compagnie groupe group gmbh ag ug kg ltd limited llc inc plc srl spa bv nv sl sprl et and und y e de du des la le les l d the'.split(
    ' ',
  ),
)

/** Two companies of which each bears a word that the other lacks: *Transports Ollivier* and *Garage Ollivier* may have one switchboard and one owner. */
function otherFirm({ table, company }: Scales, i: number, j: number): boolean {
  const wordsOf = (row: number): string[] => {
    const words = textOf(table.dictionaries[company]!, table.rows[row * table.stride + company]!).split(' ')
    return words.filter((word) => word.length > 1 && !LEGAL_FORMS.has(word))
  }
  const [one, other] = [wordsOf(i), wordsOf(j)]
  const lacks = (words: readonly string[], of: readonly string[]): boolean => words.some((word) => !of.includes(word))
  return lacks(one, other) && lacks(other, one) && !glued(one, other)
}
/** *Auto Plus* and *Autoplus*. */
const glued = (one: readonly string[], other: readonly string[]): boolean => one.join('') === other.join('')

const firmAndPerson = (scales: Scales, i: number, j: number): boolean =>
  (isCompany(scales, i) && isPerson(scales, j)) || (isPerson(scales, i) && isCompany(scales, j))

/**
 * Two who are not one, whatever they share: two companies of two names, father and son, a man and a woman, twins. Unless a national number says that
 * they are one. The levels are those of the pair.
 */
function apart(scales: Scales, i: number, j: number): Caution | null {
  if (oneNumber(scales.levels[C_NATIONAL]!)) return null
  if (isCompany(scales, i) && isCompany(scales, j)) return otherFirm(scales, i, j) ? 'companies' : null
  if (fatherAndSon(scales, i, j)) return 'generation'
  if (otherBirths(scales, i, j)) return 'births'
  if (manAndWoman(scales, i, j)) return 'sexes'
  return areTwins(scales, i, j) ? 'twins' : null
}

/** Birth dates so near that they are one person's. */
const ONE_BIRTH = BIRTH_LEVELS.indexOf('twoParts')

/**
 * May these two groups never become one, unless a person says so? Somebody without a birth date is as near to the father as to the son, and would make them
 * one. Whatever stands between two of their members must be outweighed by those who agree on just that: of six records of one person, one may bear a wrong
 * name, and those who say nothing of it have no voice.
 */
export function wallBetween(
  scales: Scales,
  one: readonly number[],
  other: readonly number[],
  bitsOf: (i: number, j: number) => number,
): boolean {
  const { table, levels } = scales
  const { ask } = scales.model.thresholds
  const throughSomebody = one.length + other.length > 2
  if (!one.some((i) => other.some((j) => mayBeApart(scales, i, j)))) return false
  let [births, names, others] = [0, 0, 0]
  for (const i of one)
    for (const j of other) {
      compareRows(table, i, j, levels)
      if (firmAndPerson(scales, i, j)) return true
      const caution = apart(scales, i, j)
      if (caution === 'companies') return true
      if (caution === 'generation' || caution === 'births') births++
      else if (levels[C_BIRTH]! >= 1 && levels[C_BIRTH]! <= ONE_BIRTH) births--
      if (caution === 'sexes' || caution === 'twins') names++
      else if (givenIs(levels, ONE_GIVEN)) names--
      if (!throughSomebody) continue
      // Two who would not even be asked about, by names that differ: somebody between them (S. Martin) makes them no more alike.
      if (givenIs(levels, ONE_GIVEN) || givenIs(levels, NEAR_GIVEN)) others--
      else if (isOtherName(scales, i, j) && bitsOf(i, j) < ask) others++
    }
  return births > 0 || names > 0 || others > 0
}

/** Two given names that are known as such, and have nothing in common. */
const isOtherName = (scales: Scales, i: number, j: number): boolean =>
  GIVEN_LEVELS[scales.levels[C_GIVEN]!] === 'different' &&
  nameSex(scales, i) !== UNSAID &&
  nameSex(scales, j) !== UNSAID

/** What can be seen without comparing: nothing here, and there is no wall. */
function mayBeApart(scales: Scales, i: number, j: number): boolean {
  const { rows, stride } = scales.table
  const [a, b] = [i * stride, j * stride]
  const [x, y] = [rows[a + BIRTH]!, rows[b + BIRTH]!]
  if (x !== 0 && y !== 0 && x !== y) return true
  if (rows[a + GIVEN] !== 0 && rows[b + GIVEN] !== 0 && rows[a + GIVEN] !== rows[b + GIVEN]) return true
  if (scales.company >= 0 && (rows[a + scales.company] !== 0 || rows[b + scales.company] !== 0)) return true
  return contradict(titleOf(scales, i) || nameSex(scales, i), titleOf(scales, j) || nameSex(scales, j))
}

/**
 * What no sum of evidence overrules. The levels are those of the pair weighed last.
 *
 * - A company is not its owner, nor who works there: they are related, never one, whatever number and address they share.
 * - Father and son may share name, house and telephone, husband and wife all but a letter of their given names, twins the day too: they are asked about
 *   (father and son where birth dates are well kept), unless a national number says it is one. So are two companies of two names.
 * - Before any learning nobody knows how common a name is here, and of the commonest it is known anyway: two who agree on their names, and at most on the town, are asked
 *   about, never taken as one. There is more than one Jean Martin in Paris.
 * - Where more bear a whole name than one person ever has records, those who agree on it, and else on what many share (a town, the number of a
 *   switchboard), are two: asked pair by pair, five hundred of one name would be a hundred thousand questions nobody can answer.
 */
export function cautionFor(
  scales: Scales,
  i: number,
  j: number,
  bits: number,
): { caution: Caution; bits: number } | null {
  const { levels } = scales
  const { records, thresholds } = scales.model
  if (firmAndPerson(scales, i, j)) return bits > OTHER_KIND ? { caution: 'company', bits: OTHER_KIND } : null
  const crowd = bits >= thresholds.ask ? inCrowd(scales, i, j) : null
  if (crowd === 'alone') return { caution: 'crowd', bits: rounded(thresholds.ask - HELD_AT) }
  if (bits < thresholds.same) return null
  const asked = rounded(Math.min(thresholds.same - HELD_AT, thresholds.ask + HELD_AT))
  const two = apart(scales, i, j)
  if (two) return { caution: two, bits: asked }
  const mere = (records === 0 || commonlyNamed(scales, i)) && !somethingParticular(levels)
  return crowd === 'birthday' || mere || onlyJanuary(scales, i) ? { caution: 'namesake', bits: asked } : null
}

/** How far over the bar of asking a pair of mere namesakes is held: low, so that many such pairs do not add up to a person. */
const HELD_AT = 0.5
