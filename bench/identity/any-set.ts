import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { PersonRecord } from '../../server/identity/person-record.ts'
import { MAN, sexOfWord, UNSAID, WOMAN } from '../../server/identity/sex.ts'
import type { Line } from './sets.ts'

type Field =
  | 'id'
  | 'source'
  | 'givenName'
  | 'middleName'
  | 'familyName'
  | 'fullName'
  | 'birthDate'
  | 'birthPlace'
  | 'nationalId'
  | 'streetNumber'
  | 'street'
  | 'postcode'
  | 'city'
  | 'gender'
  | 'occupation'
  | 'company'
  | 'emails'
  | 'phones'
  | 'plates'
  | 'vins'

/** What columns of published sets are called, letters and digits only; a last number is dropped (`phone2`). */
const CALLED: Record<Field, string> = {
  id: 'id recid recordid uniqueid identifier ident',
  source: 'src source sourcesystem dataset origin',
  givenName: 'givenname firstname first fname prenom forename givennames prenoms',
  middleName: 'middlename middle mname secondname deuxiemeprenom middleinitial',
  familyName: 'familyname surname lastname last lname nom name2 nomdefamille sname',
  fullName: 'fullname name nomcomplet personname',
  birthDate:
    'birthdate dob dateofbirth datenaissance datedenaissance naissance birthday birthyear yearofbirth yob anneenaissance anneedenaissance',
  birthPlace: 'birthplace placeofbirth lieunaissance lieudenaissance pob',
  nationalId: 'nationalid socsecid ssn nir socialsecurity socialsecuritynumber nin',
  streetNumber: 'streetnumber housenumber streetno numero numerovoie',
  street: 'street address address1 adresse streetaddress voie rue addr addressline1 streetname',
  postcode: 'postcode postalcode zip zipcode codepostal cp postcodefake',
  city: 'city town suburb ville commune locality municipality',
  gender: 'gender sex sexe genre gendercode title civilite civility salutation titre',
  occupation: 'occupation job profession metier',
  company: 'company organisation organization societe employer raisonsociale',
  emails: 'email mail emailaddress courriel',
  phones: 'phone phonenumber telephone tel mobile portable mobilephone',
  plates: 'plate licenceplate licenseplate immatriculation plaque registration',
  vins: 'vin vehicleid chassis',
}
const FIELDS = new Map(
  Object.entries(CALLED).flatMap(([field, names]) => names.split(' ').map((name) => [name, field as Field])),
)
/** A title says what a column of sexes says; of a doctor nothing. */
const SEXES = { [UNSAID]: '', [MAN]: 'm', [WOMAN]: 'f' } as const
const LISTS = ['emails', 'phones', 'plates', 'vins'] as const
type List = (typeof LISTS)[number]
const isList = (field: Field): field is List => (LISTS as readonly Field[]).includes(field)

/** What a column means by its name; undefined: compared without knowing what it means. */
export function fieldOf(column: string): Field | undefined {
  const name = column
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
  return FIELDS.get(name) ?? FIELDS.get(name.replace(/\d+$/, ''))
}

export interface AnySet {
  name: string
  truth: Uint32Array
  records: () => Generator<PersonRecord>
  /** Which column was taken for what. */
  told: string[]
}

const DELIMITERS = [',', ';', '\t', '|']

/** A labelled file of anybody's. @param truth the column that says who is who; it never reaches the resolver */
export function anySet(file: string, truth: string): AnySet {
  const text = readFileSync(file, 'utf8')
  const head = text.slice(0, text.search(/[\r\n]/))
  const delimiter = DELIMITERS.reduce((best, sign) => (head.split(sign).length > head.split(best).length ? sign : best))
  const lines = parse(text, {
    columns: true,
    bom: true,
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as Line[]
  const columns = Object.keys(lines[0] ?? {})
  if (!columns.includes(truth))
    throw new Error(`No column "${truth}" in ${basename(file)}. There are: ${columns.join(', ')}`)
  const meant = columns.filter((column) => column !== truth).map((column) => [column, fieldOf(column)] as const)
  const labels = new Map<string, number>()
  return {
    name: basename(file),
    truth: Uint32Array.from(lines, (line, n) => {
      const label = line[truth] || `alone ${n}`
      if (!labels.has(label)) labels.set(label, labels.size)
      return labels.get(label)!
    }),
    records: function* () {
      for (const [n, line] of lines.entries()) yield recordOf(line, meant, n)
    },
    told: meant.map(([column, field]) => `${column} → ${field ?? 'its own words'}`),
  }
}

function recordOf(line: Line, meant: readonly (readonly [string, Field | undefined])[], n: number): PersonRecord {
  const single: Partial<Record<Exclude<Field, List | 'middleName'>, string>> = {}
  const lists: Partial<Record<List, string[]>> = {}
  const extra: Record<string, string> = {}
  let middle = ''
  for (const [column, field] of meant) {
    const value = line[column]?.trim()
    if (!value) continue
    if (field === undefined) extra[column] = value
    else if (field === 'middleName') middle = value
    else if (field === 'gender') single.gender ??= SEXES[sexOfWord(value)]
    else if (isList(field)) lists[field] = [...(lists[field] ?? []), value]
    // A second column of one meaning (address2) is compared by itself.
    else if (single[field] === undefined) single[field] = value
    else extra[column] = value
  }
  if (middle) single.givenName = `${single.givenName ?? ''} ${middle}`.trim()
  // By number, whatever its own id is: it may not be unique.
  return { ...single, ...lists, extra, source: single.source ?? 'file', id: String(n).padStart(9, '0') }
}
