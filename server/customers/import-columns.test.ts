import { expect, test } from 'vitest'
import type { ImportKind } from '../../contract/import-fields.ts'
import { proposeColumns } from './import-columns.ts'
import { csvReader } from './import-records.ts'
import { columnsOfRows, formOf, kindOfFile } from './import-upload.ts'

const upload = (text: string, kind: ImportKind = 'customers') => {
  const form = formOf(text, {})
  if ('problem' in form) return form
  const rows = csvReader(form.delimiter)
    .take(text, true)
    .map((row) => ('cells' in row ? row.cells : []))
  return { columns: columnsOfRows(kind, rows, form.header, {}) }
}
const fieldsOf = (text: string, kind?: ImportKind) => {
  const read = upload(text, kind)
  return 'columns' in read
    ? read.columns.map(({ field, because }) => (field ? `${field}:${because}` : ''))
    : read.problem
}

test.each([
  ['an empty file', '', 'empty'],
  ['blanks only', ' \n\n', 'empty'],
  ['zeros', 'a;b\u0000;c', 'not-text'],
  ['one JSON list', '[{"a":1},{"a":2}]', 'json-array'],
  ['401 columns', Array.from({ length: 401 }, (_, n) => `c${n}`).join(';'), 'too-many-columns'],
])('%s is refused with what to do', (_, text, problem) =>
  expect(upload(text)).toMatchObject({ problem, hint: expect.any(String) }),
)

test('workbooks are told by their first bytes', () => {
  expect(kindOfFile(Buffer.from('PK\u0003\u0004…'))).toBe('workbook')
  expect(kindOfFile(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe('old-workbook')
  expect(kindOfFile(Buffer.from('Nom;Prénom'))).toBe('text')
})

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
    'a third phone and what nobody knows are kept under their names',
    'Nom;Tél 1;Tél 2;Fax;Portable\nCieille;0478000000;0478000001;x;0612345678\n',
    ['familyName:name', 'phone:name', 'phone2:name', 'attribute:none', 'attribute:none'],
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

test.each([
  [
    'orders',
    'orders',
    'N° commande;Date commande;Client;Montant TTC;Statut\n42;01/02/2026;Anne Cieille;12 345,50;livrée\n',
    ['key:name', 'placedOn:name', 'fullName:name', 'amount:name', 'state:name'],
  ],
  [
    'calls',
    'calls',
    'Date;Heure;Téléphone;Résumé\n01/02/2026;10:00;0639980101;rappeler\n',
    ['date:name', 'time:name', 'phone:name', 'reason:name'],
  ],
  [
    'customers with what they belong to',
    'customers',
    'Code client;Nom;Foyer;Code société;Fonction;Produit;Pointure\n1;Anne Cieille;F1;S1;gérante;Vélo;38\n',
    [
      'key:name',
      'fullName:name',
      'household:name',
      'company:name',
      'companyRole:name',
      'product:name',
      'attribute:none',
    ],
  ],
] as const)('columns of %s', (_, kind, text, fields) => expect(fieldsOf(text, kind)).toEqual(fields))

test.each([
  ['registeredOn', 'Date de 1ère mise en circulation'],
  ['registeredOn', 'Date de première mise en circulation'],
  ['registeredOn', '1re mise en circulation'],
  ['registeredOn', 'Date de MEC'],
  ['registeredOn', 'DATE_1ERE_IMMAT'],
  ['registeredOn', 'dateMiseEnCirculation'],
  ['controlUntil', 'Prochain contrôle technique'],
  ['controlUntil', 'Date d’échéance du contrôle technique'],
  ['controlUntil', 'Validité CT'],
])('%s: « %s »', (field, name) =>
  expect(proposeColumns('customers', ['Nom', name], [['Cieille', '12/03/2019']])[1]).toMatchObject({
    field,
    because: 'name',
  }),
)

test.each(['<html><body><table><tr><td>Nom</td></tr>', '<?xml version="1.0"?>\n<Workbook>', '<!DOCTYPE html>\n<p>'])(
  'a web page that bears the name of a workbook is none: %s',
  (text) => expect(formOf(text, {})).toMatchObject({ problem: 'html' }),
)

test('what is nested is the customer’s where its path says so, and a thing’s name is no person’s', () => {
  const names = [
    'id',
    'customer.name',
    'billing_address.street',
    'billingAddress.city',
    'shipping.city',
    'products.name',
    'products.id',
    'products.serial',
  ]
  const cells = ['w1', 'Anne Cieille', '12 rue des Lices', 'Rennes', 'Brest', 'Coffre', '77', 'CO-1']
  const fields = proposeColumns('customers', names, [cells]).map(({ field }) => field)
  expect(fields).toEqual(['key', 'fullName', 'street', 'city', 'attribute', 'product', 'attribute', 'serial'])
})

test.each([
  ['a household by its number', 'Nom;Prénom;Famille\nCieille;Anne;12\nCieille;Paul;12\n', 'household'],
  ['a kind of car', 'Nom;Prénom;Famille\nCieille;Anne;Berline\nMartin;Paul;Utilitaire\n', 'attribute'],
  ['the family name', 'Prénom;Famille\nAnne;Cieille\nPaul;Martin\n', 'familyName'],
])('« Famille » is what it holds: %s', (_, text, field) => {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))
  expect(proposeColumns('customers', head!, rows).find(({ name }) => name === 'Famille')?.field).toBe(field)
})
