import { ATTRIBUTE, FIELDS_OF, type ImportKind } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import { colourOf } from './colours.ts'
import { saysYesOrNo } from './import-consent-columns.ts'
import { consentColumnOf } from './import-consent-names.ts'
import { mendTwiceEncoded } from './import-encoding.ts'
import { readTitle } from './import-name.ts'
import {
  APPOINTMENT_HEADERS,
  CONSENT_HEADERS,
  CUSTOMER_HEADERS,
  CUSTOMER_RELATIONS,
  GIVEN_NAMES,
  MAKES,
  ORDER_HEADERS,
  PAST_HEADERS,
} from './import-words.ts'

/** A column of the file, the field proposed for it ('' for none), and why. */
export interface ProposedColumn {
  name: string
  samples: string[]
  field: string
  because: 'name' | 'content' | 'remembered' | 'none'
}

/** Fields that a row may give twice, in the order of the file. */
const TWICE: Record<string, readonly string[]> = { phone: ['phone', 'phone2'], email: ['email', 'email2'] }
/** Little words that say nothing of a column: « Date de naissance du client ». */
const NOISE = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'the', 'of', 'a', 'au', 'en', 'votre', 'your'])
const WHOSE = new Set([
  'client',
  'clients',
  'customer',
  'cli',
  'clt',
  'contact',
  'vehicule',
  'vehicle',
  'veh',
  'cust',
  'personne',
  'vo',
  'vn',
  'vhl',
])

/**
 * The names of the columns, each once: an empty header is called `#3` by its place, a second `Téléphone` becomes `Téléphone (2)`.
 * Accents written twice over are mended in a name.
 * Without a header row all are called by their place.
 */
export function columnNames(first: readonly string[], header: boolean): string[] {
  const seen = new Map<string, number>()
  return first.map((cell, n) => {
    const name =
      (header
        ? mendTwiceEncoded(cell)
            .replace(/[\s\p{Cc}]+/gu, ' ')
            .trim()
            .slice(0, 120)
            .toWellFormed()
        : '') || `#${n + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/**
 * Is the first row names of columns? A row that holds an e-mail, a phone, a plate, a VIN or a date is somebody already; one that
 * stands above a column of them is not.
 */
export function isHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const sure = (cell: string | undefined): boolean => SURE.some((looks) => looks((cell ?? '').trim()))
  if (first.some(sure)) return false
  const told = first.some(
    (_, n) => below.length > 0 && below.filter((row) => sure(row[n])).length >= below.length * 0.7,
  )
  return told || first.some((cell) => /\p{L}{2}/u.test(cell))
}

const looksLikeEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell)
const looksLikeVin = (cell: string): boolean =>
  /^(?=.*\d)(?=.*[A-Z])[A-HJ-NPR-Z0-9]{17}$/i.test(cell.replace(/[\s-]/g, ''))
const looksLikePlate = (cell: string): boolean =>
  /^([A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}|\d{1,4}[- ]?[A-Z]{2,3}[- ]?(\d{2}|2[AB]|97\d)|\d[- ][A-Z]{3}[- ]\d{3}|[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{1,3}[- ][A-Z]{1,2} ?\d{1,4})$/i.test(
    cell,
  )
const looksLikePhone = (cell: string): boolean =>
  /^'?(\+|00|0|\(0?\d)[\d .()/-]{7,20}$/.test(cell) && cell.replace(/\D/g, '').length >= 9 && !looksLikeDate(cell)
const looksLikeDate = (cell: string): boolean =>
  /^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})([T ]\d{1,2}[:h]\d{2}.*)?$/.test(cell)
const SURE = [looksLikeEmail, looksLikePlate, looksLikePhone, looksLikeVin, looksLikeDate]

const yearOf = (cell: string): number => Number(/\d{4}/.exec(cell)?.[0])

/** What a cell of each field looks like, the surest first; a column is recognised when seven of ten of its cells do. */
const CONTENT: readonly (readonly [field: string, looks: (cell: string) => boolean, share?: number])[] = [
  ['email', looksLikeEmail],
  ['vin', looksLikeVin],
  ['plate', looksLikePlate],
  ['phone', looksLikePhone],
  ['title', (cell) => readTitle(cell)?.rest === ''],
  ['birthDate', (cell) => looksLikeDate(cell) && yearOf(cell) > 1900 && yearOf(cell) < 2009],
  ['make', (cell) => MAKES.has(fold(cell))],
  ['colour', (cell) => /^\p{L}+( \p{L}+)?$/u.test(cell) && colourOf(cell) !== ''],
  ['givenName', (cell) => GIVEN_NAMES.has(fold(cell).split(' ')[0] ?? ''), 0.5],
  ['postcode', (cell) => /^(0[1-9]|[1-8]\d|9[0-8])\d{3}$/.test(cell)],
  [
    'fullName',
    (cell) =>
      fold(cell).split(' ').length <= 4 &&
      fold(cell).split(' ').length >= 2 &&
      fold(cell)
        .split(' ')
        .some((word) => GIVEN_NAMES.has(word)),
    0.6,
  ],
]
const APPOINTMENT_CONTENT: typeof CONTENT = [
  ['email', looksLikeEmail],
  ['plate', looksLikePlate],
  ['at', (cell) => looksLikeDate(cell) && /\d[:h]\d{2}/.test(cell)],
  ['phone', looksLikePhone],
  ['date', looksLikeDate],
  ['time', (cell) => /^\d{1,2}[:h]\d{2}(:\d{2})?$/.test(cell)],
  ['fullName', CONTENT.at(-1)![1], 0.5],
]

/** Orders and what is past are about somebody, on some day. */
const PAST_CONTENT: typeof CONTENT = APPOINTMENT_CONTENT
const ORDER_CONTENT: typeof CONTENT = [
  ['email', looksLikeEmail],
  ['plate', looksLikePlate],
  ['phone', looksLikePhone],
  ['placedOn', looksLikeDate],
  ['amount', (cell) => /^\d[\d\s.,]*(€|eur)?$/iu.test(cell) && /[.,]\d\d\s*(€|eur)?$/iu.test(cell)],
  ['fullName', CONTENT.at(-1)![1], 0.5],
]
const HEADERS: Record<ImportKind, Readonly<Record<string, readonly string[]>>> = {
  customers: { ...CUSTOMER_HEADERS, ...CUSTOMER_RELATIONS },
  appointments: APPOINTMENT_HEADERS,
  orders: ORDER_HEADERS,
  visits: PAST_HEADERS,
  calls: PAST_HEADERS,
  consents: CONSENT_HEADERS,
}
const CONTENT_OF: Record<ImportKind, typeof CONTENT> = {
  customers: CONTENT,
  appointments: APPOINTMENT_CONTENT,
  orders: ORDER_CONTENT,
  visits: PAST_CONTENT,
  calls: PAST_CONTENT,
  consents: PAST_CONTENT,
}

/** Does this cell name a column, of any kind of file? */
export const namesColumn = (cell: string): boolean =>
  cell.length <= 60 && headerKeys(cell).some((key) => ALL_HEADERS.has(key))
const ALL_HEADERS = new Set(Object.values(HEADERS).flatMap((fields) => Object.values(fields).flat()))

/** Does this cell surely hold a value: an e-mail, a plate, a telephone, a VIN, a date? */
export const isValue = (cell: string): boolean => SURE.some((looks) => looks(cell.trim()))

/** Every way to write a header as one key: without what it belongs to last, so that « Code client » is still a code. */
function headerKeys(name: string): string[] {
  const split = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[°º]/gu, ' ')
    .replace(/'|’/gu, ' ')
  // « 1ère mise en circulation » is the first one, however it is written.
  const all = fold(split)
    .split(' ')
    .filter(Boolean)
    .map((word) => (/^1(?:re|ere|iere)$/u.test(word) ? 'premiere' : word))
  const telling = all.filter((word) => !NOISE.has(word))
  const bare = telling.filter((word) => !WHOSE.has(word))
  const within = name.includes('.') ? withinOf(name) : ''
  return [...new Set([all.join(''), telling.join(''), bare.join(''), within])].filter(Boolean)
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '))
/** What they own: a name in there is the thing's, and so is a number. */
const THINGS = set(
  'vehicle vehicles vehicule vehicules car cars voiture voitures asset assets product products produit produits',
)
/** What of a nested name is about the customer: `address.city` is a city, `billing_address.city` too; `agency.city` is not theirs, nor need `shipping.city` be. */
const THEIRS = set(
  'address adresse addresses adresses home domicile contact contacts customer client person personne identity identite name nom coordonnees billing invoice invoicing facturation postal postale main default principal principale',
)
const CALLED = set('name nom title titre label libelle designation')
const NUMBERED = set('id key ref reference code number no numero num n uuid')

function withinOf(name: string): string {
  const parts = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split('.')
    .map((part) => fold(part).split(' '))
  const last = (parts.pop() ?? []).join('')
  const words = parts.flat()
  if (!words.every((word) => THEIRS.has(word) || THINGS.has(word) || /^\d+$/u.test(word))) return ''
  if (!words.some((word) => THINGS.has(word))) return last
  if (NUMBERED.has(last)) return ''
  return CALLED.has(last) ? (words.some((word) => word.startsWith('prod')) ? 'productname' : 'model') : last
}

/**
 * Which field each column is: as the last import of this source had it, else by its name, else by what it contains. A field goes to
 * one column; phones and e-mails to two. « Nom » beside a « Prénom » is the family name, and alone, with two words in it, the full name.
 * @param rows some first rows, without the header
 */
export function proposeColumns(
  kind: ImportKind,
  names: readonly string[],
  rows: readonly (readonly string[])[],
  remembered: Readonly<Record<string, string>> = {},
): ProposedColumn[] {
  const cellsOf = (n: number): string[] => rows.map((row) => row[n]?.trim() ?? '').filter(Boolean)
  const columns = names.map(
    (name, n): ProposedColumn => ({ name, samples: samplesOf(cellsOf(n)), field: '', because: 'none' }),
  )
  const taken = new Set<string>()
  const give = (column: ProposedColumn, field: string, because: ProposedColumn['because']): void => {
    if (column.field) return
    const free = (TWICE[field] ?? [field]).find((each) => !taken.has(each) && (kind === 'customers' || each === field))
    if (!free) return
    taken.add(free)
    column.field = free
    column.because = because
  }
  // The line and the reason of rows that come back mended are nobody's: no field, no attribute.
  const ours = columns.filter((_, n) => isOurs(names, n))
  for (const column of ours) column.because = 'remembered'
  for (const column of columns) {
    if (column.because === 'remembered') continue
    const field = remembered[column.name]
    if (field) {
      if (field === ATTRIBUTE || !taken.has(field)) {
        taken.add(field)
        column.field = field
        column.because = 'remembered'
      }
    } else if (field === '') column.because = 'remembered'
  }
  // « E-mail » above OUI and NON is no address.
  if (kind === 'customers' || kind === 'consents')
    for (const [n, column] of columns.entries()) {
      const found = column.because === 'none' && consentColumnOf(column.name, cellsOf(n))
      if (found) give(column, found.field, found.because)
    }
  const headers = HEADERS[kind]
  // What is written in full first: « Code client » is the key before « Client » alone can be.
  for (const nth of [0, 1, 2, 3])
    for (const column of columns) {
      if (column.because === 'remembered') continue
      const key = headerKeys(column.name)[nth]
      const field = key && Object.keys(headers).find((each) => headers[each]!.includes(key))
      if (field && plausible(kind, field, cellsOf(columns.indexOf(column)))) give(column, field, 'name')
    }
  for (const [field, looks, share = 0.7] of CONTENT_OF[kind]) {
    // Beside a column of family names or of given names, whole names are somebody else's: a salesman's, a driver's.
    if (field === 'fullName' && (taken.has('familyName') || taken.has('givenName'))) continue
    // Of several columns that qualify, the one that does most: « Martin » is a given name too.
    const shares = columns.map((column, n) => {
      const cells = cellsOf(n)
      return {
        column,
        share: column.because === 'none' && cells.length > 0 ? cells.filter(looks).length / cells.length : 0,
      }
    })
    for (const { column } of shares
      .filter((one) => one.share >= share)
      .sort((a, b) => (TWICE[field] ? 0 : b.share - a.share)))
      give(column, field, 'content')
  }
  if (kind === 'customers') settleNames(columns, taken, cellsOf)
  else settleWho(columns, taken)
  if (FIELDS_OF[kind].includes(ATTRIBUTE)) keepTheRest(columns)
  for (const column of ours) column.because = 'none'
  return columns
}

/** Names of columns lie: « Client » may be a number, « Conseiller » a name and no address, « Code » the same for everybody. */
function plausible(kind: ImportKind, field: string, cells: readonly string[]): boolean {
  const most = (looks: (cell: string) => boolean) =>
    cells.length === 0 || cells.filter(looks).length >= cells.length / 2
  if (field === 'phone' && cells.length > 0 && most(saysYesOrNo)) return false
  if (field === 'fullName' || field === 'companyName' || field === 'birthName')
    return most((cell) => /\p{L}{2}/u.test(cell))
  if (field === 'advisorEmail' || field === 'staffEmail' || field === 'email') return most((cell) => cell.includes('@'))
  // A customer has a row for each car, seldom five; what comes back more often is a site or a category.
  if (kind === 'customers' && field === 'key') return cells.length < 10 || new Set(cells).size * 5 > cells.length
  return true
}

/** The columns our own list of refused rows begins with. */
export const OURS = ['line', 'because']
const isOurs = (names: readonly string[], n: number): boolean =>
  n < OURS.length && OURS.every((name, n) => names[n] === name)

/** What no field is for is kept under its own name, unless nobody can tell its name or it was left out before. */
function keepTheRest(columns: readonly ProposedColumn[]): void {
  for (const column of columns)
    if (column.because === 'none' && column.samples.length > 0 && !column.name.startsWith('#')) column.field = ATTRIBUTE
}

const samplesOf = (cells: readonly string[]): string[] =>
  [...new Set(cells)].slice(0, 3).map((cell) =>
    cell
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, 80)
      .toWellFormed(),
  )

/** Of whom a row is about, « Nom » without a « Prénom » is all there is of the name. */
function settleWho(columns: readonly ProposedColumn[], taken: ReadonlySet<string>): void {
  const family = columns.find(({ field, because }) => field === 'familyName' && because === 'name')
  if (family && !taken.has('givenName') && !taken.has('fullName')) family.field = 'fullName'
}

function settleNames(columns: ProposedColumn[], taken: Set<string>, cellsOf: (n: number) => string[]): void {
  const family = columns.find((column) => column.field === 'familyName' && column.because === 'name')
  if (family && !taken.has('givenName') && !taken.has('fullName')) {
    const cells = cellsOf(columns.indexOf(family))
    if (cells.length > 0 && cells.filter((cell) => /\S\s+\S/.test(cell)).length >= cells.length * 0.6)
      family.field = 'fullName'
  }
  // « Famille » is a household by its number, the family name where nothing else is, or what kind of car.
  const familles = columns.findIndex(({ name, because }) => because === 'none' && headerKeys(name).includes('famille'))
  const cells = cellsOf(familles)
  const numbered = cells.filter((cell) => /\d/u.test(cell)).length >= cells.length / 2
  const nameless = taken.has('givenName') && !taken.has('familyName') && !taken.has('fullName')
  const field = numbered ? 'household' : 'familyName'
  if (familles >= 0 && cells.length > 0 && (numbered ? !taken.has(field) : nameless)) {
    Object.assign(columns[familles]!, { field, because: 'name' })
    taken.add(field)
  }
  // « Nom de naissance » where nothing else is the family name is what they are called.
  const born = columns.find((column) => column.field === 'birthName' && column.because === 'name')
  if (born && !taken.has('familyName') && !taken.has('fullName')) {
    born.field = 'familyName'
    taken.add('familyName')
  }
  // Without headers the family name stands beside the given name.
  const given = columns.findIndex((column) => column.field === 'givenName')
  if (given >= 0 && !taken.has('familyName') && !taken.has('fullName'))
    for (const n of [given - 1, given + 1]) {
      const column = columns[n]
      const cells = cellsOf(n)
      if (
        column &&
        column.because === 'none' &&
        cells.length > 0 &&
        cells.every((cell) => /^[\p{L}\s'’.-]{2,40}$/u.test(cell))
      ) {
        column.field = 'familyName'
        column.because = 'content'
        return
      }
    }
}
