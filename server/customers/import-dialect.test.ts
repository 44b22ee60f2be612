import { expect, test } from 'vitest'
import { datesOf, decodeFile, delimiterOf, encodingOf } from './import-dialect.ts'
import { readUpload } from './import-upload.ts'

const LINE = 'Prénom;Nom;Ville\nHélène;Lefèvre-Œuf;Besançon — 5 €\n'
const windows = Buffer.from(
  [...LINE].map((letter) => ({ Œ: 0x8c, '—': 0x97, '€': 0x80 })[letter] ?? letter.codePointAt(0)!),
)
const utf16 = (littleEndian: boolean, mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${LINE}`, 'utf16le')
  return littleEndian ? bytes : bytes.swap16()
}

test.each([
  ['utf-8', Buffer.from(LINE)],
  ['utf-8-bom', Buffer.from(`\ufeff${LINE}`)],
  ['windows-1252', windows],
  ['utf-16le', utf16(true, true)],
  ['utf-16be', utf16(false, true)],
  ['utf-16le', utf16(true, false)],
] as const)('%s is recognised and read with its accents', (encoding, bytes) => {
  expect(encodingOf(bytes)).toBe(encoding)
  expect(decodeFile(bytes, encoding)).toBe(LINE)
})

test('one damaged letter does not turn a UTF-8 file into another alphabet', () => {
  const bytes = Buffer.concat([Buffer.from('é;è\n'.repeat(20)), Buffer.from([0xe9, 0x0a])])
  expect(encodingOf(bytes)).toBe('utf-8')
})

test.each([
  [';', 'nom;adresse\nCieille;"3, rue des Lilas"\nMartin;1, place Foch, Lyon'],
  [',', 'name,city\n"Cieille; Anne",Lyon\nMartin,Paris'],
  ['\t', 'nom\tville, pays\nCieille\tLyon'],
  ['|', 'nom|ville\nCieille|Lyon'],
])('separator %j', (delimiter, text) => expect(delimiterOf(text)).toBe(delimiter))

test.each([
  ['dmy', ['01/02/03']],
  ['dmy', ['01/02/2003', '25/12/2019']],
  ['mdy', ['01/02/2003', '12/25/2019']],
  ['ymd', ['2003-02-01', '2019-12-25']],
  ['dmy', ['2003-02-01', '25/12/2019']],
] as const)('dates %s by content: %j', (dates, cells) => expect(datesOf(cells)).toBe(dates))

const upload = (text: string, kind: 'customers' | 'appointments' = 'customers') => readUpload(Buffer.from(text), kind)
const fieldsOf = (text: string, kind?: 'customers' | 'appointments') => {
  const read = upload(text, kind)
  return 'columns' in read
    ? read.columns.map(({ field, because }) => (field ? `${field}:${because}` : ''))
    : read.problem
}

test.each([
  ['an empty file', '', 'empty'],
  ['blanks only', ' \n\n', 'empty'],
  ['a workbook', 'PK\u0003\u0004…', 'spreadsheet'],
  ['401 columns', Array.from({ length: 401 }, (_, n) => `c${n}`).join(';'), 'too-many-columns'],
])('%s is refused with what to do', (_, text, problem) =>
  expect(upload(text)).toMatchObject({ problem, hint: expect.any(String) }),
)

test.each([
  [
    'a French dealer',
    'N° client;Civilité;NOM;Prénom;Tél. portable;Tél. domicile;E-mail;Code postal;Ville;Immatriculation;N° de série;Date de naissance\n',
    [
      'key:name',
      'title:name',
      'familyName:name',
      'givenName:name',
      'phone:name',
      'phone2:name',
      'email:name',
      'postcode:name',
      'city:name',
      'plate:name',
      'vin:name',
      'birthDate:name',
    ],
  ],
  [
    'an English one',
    'Customer ID,Title,First Name,last_name,mobilePhone,Email Address,Zip,Registration number,Make,Model,Mileage\n',
    [
      'key:name',
      'title:name',
      'givenName:name',
      'familyName:name',
      'phone:name',
      'email:name',
      'postcode:name',
      'plate:name',
      'make:name',
      'model:name',
      'mileage:name',
    ],
  ],
  [
    '« Nom » alone holds whole names',
    'Nom;Portable\nAnne Cieille;0612345678\nPaul Martin;0612345679\n',
    ['fullName:name', 'phone:name'],
  ],
  [
    'content where the names say nothing',
    'c1;c2;c3;c4;c5;c6\nMme;Anne;anne@free.fr;06 12 34 56 78;AB-123-CD;VF1RFA00562345678\nM.;Paul;p@orange.fr;0478000000;CD-456-EF;VF1RFA00562345679\n',
    ['title:content', 'givenName:content', 'email:content', 'phone:content', 'plate:content', 'vin:content'],
  ],
  [
    'no header at all',
    'CIEILLE;Anne;0612345678;69003\nMARTIN;Paul;0612345679;69004\n',
    ['familyName:content', 'givenName:content', 'phone:content', 'postcode:content'],
  ],
  [
    'a third phone and what nobody knows stay out',
    'Nom;Tél 1;Tél 2;Fax;Portable\nCieille;0478000000;0478000001;x;0612345678\n',
    ['familyName:name', 'phone:name', 'phone2:name', '', ''],
  ],
])('columns of %s', (_, text, fields) => expect(fieldsOf(text)).toEqual(fields))

test('a diary', () =>
  expect(
    fieldsOf(
      'Date RDV;Heure;Client;Immat;Téléphone;Motif;Durée\n12/05/2026;09:30;Anne Cieille;AB-123-CD;0612345678;Révision;60\n',
      'appointments',
    ),
  ).toEqual(['date:name', 'time:name', 'fullName:name', 'plate:name', 'phone:name', 'reason:name', 'minutes:name']))

test('two columns of one name, and one without, have names of their own', () => {
  const read = upload('Nom;Tel;Tel;\nCieille;0612345678;0478000000;x\n')
  expect('columns' in read && read.columns.map(({ name }) => name)).toEqual(['Nom', 'Tel', 'Tel (2)', '#4'])
})

test('fifty columns, and only headers', () => {
  const names = Array.from({ length: 50 }, (_, n) => (n === 49 ? 'Nom' : `champ ${n}`))
  const read = upload(names.join(';'))
  expect(
    'columns' in read && read.columns.filter(({ field }) => field).map(({ name, field }) => [name, field]),
  ).toEqual([['Nom', 'familyName']])
})
