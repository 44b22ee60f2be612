import { editDistance } from '../plain/edit-distance.ts'
import { fold } from '../plain/fold.ts'
import { readTitle } from './import-name.ts'
import { GIVEN_NAMES } from './import-words.ts'
import { soundsAlike } from './name-sound.ts'
import { nicknameGroups } from './nicknames.ts'

/** What is said of somebody, as far as it tells people apart. */
export interface SaidPerson {
  kind: string
  title: string
  givenName: string
  familyName: string
  companyName: string
  birthDate: string | null
  street: string
  postcode: string
  phones: readonly string[]
  emails: readonly string[]
  /** Plates and VINs. */
  things: readonly string[]
}

/** How two names stand to each other; `unsure`: of one too little is said to tell. */
type Names = 'same' | 'given' | 'family' | 'none' | 'unsure'

/**
 * Does a row under the key of somebody speak of somebody else?
 *
 * Ordinary changes are none: a name corrected, said shorter or in the other order; a family name changed by marriage while something else stays (or
 * nothing else is said). Somebody else: another given name; both names others; one name with birth dates a generation apart. In rows of one file
 * the same holds more strictly: nobody marries between two lines, and a couple shares a telephone, so there only what proves one person (their
 * birth date, and the given name with something shared) makes one of two names.
 * @param oneFile both were said in one file
 */
export function isAnother(was: SaidPerson, now: SaidPerson, oneFile: boolean): boolean {
  const birth = births(was.birthDate, now.birthDate)
  const shared = sharesSomething(was, now)
  switch (namesOf(was, now)) {
    case 'same':
      return birth === 'apart' && (oneFile || !shared)
    case 'given':
      if (birth === 'same') return false
      return birth === 'apart' || (!shared && (oneFile || sharesNothing(was, now)))
    case 'unsure':
      return oneFile || !shared
    default:
      return oneFile || birth !== 'same'
  }
}

/** Of two who bear one name under a key that means nobody: does anything speak against their being one? */
export const isNamesake = (was: SaidPerson, now: SaidPerson): boolean =>
  births(was.birthDate, now.birthDate) === 'apart' || (!sharesSomething(was, now) && sharesNothing(was, now))

/** Legal forms, and words that join: they name nobody. */
const SILENT = new Set(
  'de du des d la le les l van von der den di da dos del et and m mr mme mlle sarl sas sasu eurl sci sa snc ets etablissements societe ste entreprise garage gmbh ltd limited inc llc'.split(
    ' ',
  ),
)
const wordsOf = (text: string): string[] => fold(text).split(' ').filter(Boolean)
const telling = (text: string): string[] => {
  const words = wordsOf(text)
  const loud = words.filter((word) => !SILENT.has(word))
  return loud.length > 0 ? loud : words
}

function namesOf(was: SaidPerson, now: SaidPerson): Names {
  const [a, b] = [telling(wholeName(was)), telling(wholeName(now))]
  if (a.length === 0 || b.length === 0) return 'unsure'
  if ([...a].sort().join(' ') === [...b].sort().join(' ')) return sexes(was, now) ? 'family' : 'same'
  if (was.kind === 'company' || now.kind === 'company')
    return within(a, b, near) || (was.kind !== now.kind && a.some((word) => b.includes(word))) ? 'same' : 'unsure'
  const [given, family] = [
    [telling(was.givenName), telling(now.givenName)],
    [telling(was.familyName), telling(now.familyName)],
  ] as const
  // One says less than the other: « Dupont » and « Jean Dupont ».
  if (given.some((words) => words.length === 0) || family.some((words) => words.length === 0))
    return within(a, b, near) ? 'same' : 'unsure'
  const familyAlike = within(family[0], family[1], near)
  const givenAlike = !sexes(was, now) && within(given[0], given[1], givenNear)
  if (givenAlike && familyAlike) return 'same'
  // In each other's columns, and one of them mistyped.
  if (within(given[0], family[1], near) && within(family[0], given[1], near)) return 'same'
  return givenAlike ? 'given' : familyAlike ? 'family' : 'none'
}

const wholeName = ({ givenName, familyName, companyName }: SaidPerson): string =>
  `${givenName} ${familyName}`.trim() || companyName

/** Every word of the shorter has its like in the longer. */
function within(a: readonly string[], b: readonly string[], alike: (a: string, b: string) => boolean): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length > 0 && short.every((word) => long.some((other) => alike(word, other)))
}

function near(a: string, b: string): boolean {
  if (a === b) return true
  const least = Math.min(a.length, b.length)
  if (least === 1) return a[0] === b[0]
  if (least >= 4 && editDistance(a, b, 2) <= (least >= 7 ? 2 : 1)) return true
  return least >= 3 && soundsAlike(a, b)
}

/** Given names: short forms too; but two names that people do bear, one letter apart, are two names (Louis, Louise; Julie, Julien). */
function givenNear(a: string, b: string): boolean {
  if (a === b) return true
  const both = GIVEN_NAMES.has(a) && GIVEN_NAMES.has(b)
  if (both && (`${a}e` === b || `${b}e` === a)) return false
  const groups = nicknameGroups(a)
  if (groups.length > 0 && nicknameGroups(b).some((group) => groups.includes(group))) return true
  if (both) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return near(a, b) || (short.length >= 3 && long.startsWith(short))
}

const SEX: Readonly<Record<string, string>> = { 'M.': 'm', Mme: 'f', Mlle: 'f', Mrs: 'f', Ms: 'f' }
/** A civility that says he, and one that says she. */
function sexes(was: SaidPerson, now: SaidPerson): boolean {
  const [a, b] = [was, now].map(({ title }) => SEX[readTitle(title)?.title ?? ''])
  return a !== undefined && b !== undefined && a !== b
}

/** Years between two birth dates that no slip of the hand explains. */
const GENERATION = 12

/** `apart`: a generation lies between them. The first of January is what machines write for a year alone. */
function births(a: string | null, b: string | null): 'same' | 'apart' | 'unsure' {
  if (!a || !b || a.endsWith('-01-01') || b.endsWith('-01-01')) return a && a === b ? 'same' : 'unsure'
  if (a === b) return 'same'
  if (editDistance(a.replaceAll('-', ''), b.replaceAll('-', ''), 2) <= 1) return 'unsure'
  return Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) >= GENERATION ? 'apart' : 'unsure'
}

const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))
const home = ({ street, postcode }: SaidPerson): string => (street ? fold(`${street} ${postcode}`) : '')

const sharesSomething = (a: SaidPerson, b: SaidPerson): boolean =>
  meets(a.phones, b.phones) ||
  meets(a.emails, b.emails) ||
  meets(a.things, b.things) ||
  (a.birthDate !== null && a.birthDate === b.birthDate) ||
  (home(a) !== '' && home(a) === home(b))

/** Something that both say, and say differently. Of cars one has several. */
const sharesNothing = (a: SaidPerson, b: SaidPerson): boolean =>
  (a.phones.length > 0 && b.phones.length > 0) ||
  (a.emails.length > 0 && b.emails.length > 0) ||
  (home(a) !== '' && home(b) !== '') ||
  births(a.birthDate, b.birthDate) !== 'unsure'
