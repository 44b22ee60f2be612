import { expect, test } from 'vitest'
import { readAppointmentRow } from './import-appointment-row.ts'
import { readClock, readDay } from './import-cells.ts'
import { orderTold, readFullName } from './import-full-name.ts'
import { unshout } from './import-name.ts'
import { readCents } from './import-order-row.ts'
import { identityOf, readRow } from './import-row.ts'

const TODAY = '2026-05-12'
const HOW = { dates: 'dmy', decimal: ',', country: 'FR', today: TODAY } as const
const row = (fields: Record<string, string>, extra: string[] = []) =>
  readRow([...Object.values(fields), ...extra], {
    ...HOW,
    fields: Object.keys(fields),
    names: Object.keys(fields),
  })
const good = (fields: Record<string, string>) => {
  const read = row(fields)
  if ('problem' in read) throw new Error(read.problem)
  return { ...read.ok, warnings: read.warnings }
}

test.each([
  ['CIEILLE Anne', '', 'Anne', 'Cieille'],
  ['Anne CIEILLE', '', 'Anne', 'Cieille'],
  ['Anne Cieille', '', 'Anne', 'Cieille'],
  ['Cieille Anne', '', 'Anne', 'Cieille'],
  ['CIEILLE ANNE', '', 'Anne', 'Cieille'],
  ['Cieille, Anne', '', 'Anne', 'Cieille'],
  ['Mme CIEILLE Anne', 'Mme', 'Anne', 'Cieille'],
  ['M. et Mme DUPONT', 'M. et Mme', '', 'Dupont'],
  ['Mr & Mme Dupont Jean et Anne', 'M. et Mme', 'Jean et Anne', 'Dupont'],
  ['MONSIEUR LE GOFF Yann', 'M.', 'Yann', 'Le Goff'],
  ['Maria', '', '', 'Maria'],
  ['Mehdi', '', '', 'Mehdi'],
  ["D'ARC-LEROY Jeanne", '', 'Jeanne', "D'Arc-Leroy"],
  ['Zoé 🌻 Martin', '', 'Zoé', '🌻 Martin'],
  ['Dupont Moreau Jean François', '', 'Jean François', 'Dupont Moreau'],
  ['Jean François Dupont', '', 'Jean François', 'Dupont'],
  ["O'Neill Siobhán", '', 'Siobhán', "O'Neill"],
  ['Siobhán O’Neill', '', 'Siobhán', 'O’Neill'],
  ['Nguyễn Thị Minh Khai', '', 'Thị Minh Khai', 'Nguyễn'],
  ['Minh Khai Nguyễn', '', 'Minh', 'Khai Nguyễn'],
  ['Lê Văn Thịnh', '', 'Văn Thịnh', 'Lê'],
  ['Le Goff Erwann', '', 'Erwann', 'Le Goff'],
  ['Erwann Le Goff', '', 'Erwann', 'Le Goff'],
  ['Jean DURAND / Marie DURAND', '', 'Jean et Marie', 'Durand'],
  ['M. Jean Durand et Mme Marie Durand', 'M. et Mme', 'Jean et Marie', 'Durand'],
])('a whole name: %s', (text, title, givenName, familyName) =>
  expect(readFullName(text)).toEqual({ kind: 'person', title, givenName, familyName, companyName: '', birthName: '' }),
)

test.each([
  ["Mme Cécile d'Ornano née Casanova", 'Cécile', "d'Ornano", 'Casanova'],
  ["D'ORNANO Cécile (née CASANOVA)", 'Cécile', "D'Ornano", 'Casanova'],
  ['Renée Martin', 'Renée', 'Martin', ''],
])('what somebody was born as is not what they are called: %s', (text, givenName, familyName, birthName) =>
  expect(readFullName(text)).toMatchObject({ givenName, familyName, birthName }),
)

test('of a wide file every column that is kept is kept', () => {
  const names = ['familyName', ...Array.from({ length: 250 }, (_, n) => `c${n}`)]
  const read = readRow(
    names.map((_, n) => `v${n}`),
    { ...HOW, names, fields: names.map((name, n) => (n === 0 ? name : 'attribute')) },
  )
  expect('ok' in read && Object.keys(read.ok.attributes)).toHaveLength(250)
})

test('and is kept beside the name', () => {
  const { customer, attributes } = good({ givenName: 'Cécile', familyName: "D'ORNANO née CASANOVA" })
  expect(customer).toMatchObject({ givenName: 'Cécile', familyName: "D'Ornano" })
  expect(attributes).toEqual({ née: 'Casanova' })
  const apart = good({ givenName: 'Cécile', familyName: "d'Ornano", birthName: 'CASANOVA' })
  expect(apart).toMatchObject({ customer: { familyName: "d'Ornano" }, attributes: { née: 'Casanova' } })
  expect(good({ givenName: 'Cécile', familyName: 'Casanova', birthName: 'CASANOVA' }).attributes).toEqual({})
})

test('the order of the other rows decides where a name does not tell', () => {
  expect(
    ['CIEILLE Anne', 'Cieille Anne', 'Anne Cieille', 'Anne Paul', 'Xu Li', 'SARL Anne', 'Cieille, Anne'].map(orderTold),
  ).toEqual(['family-first', 'family-first', 'given-first', null, null, null, null])
  expect(readFullName('Kervella Brendig', 'family-first')).toMatchObject({
    givenName: 'Brendig',
    familyName: 'Kervella',
  })
  expect(readFullName('BRENDIG KERVELLA', 'given-first')).toMatchObject({
    givenName: 'Brendig',
    familyName: 'Kervella',
  })
  expect(readFullName('Anne Cieille', 'family-first')).toMatchObject({ givenName: 'Anne', familyName: 'Cieille' })
})

test.each(['SARL Dupont & Fils', 'Garage du Pont', 'Mairie de Lyon'])('%s is a company', (text) =>
  expect(readFullName(text)).toMatchObject({ kind: 'company', companyName: text }),
)
test('names in capitals lose them, names as people write them do not', () =>
  expect(['ÉLODIE', 'McDonald', 'JP', 'SAINT-EXUPÉRY', 'berthe', 'de la tour'].map(unshout)).toEqual([
    'Élodie',
    'McDonald',
    'JP',
    'Saint-Exupéry',
    'Berthe',
    'de la Tour',
  ]))

test.each([
  ['12 rue des Lices, 35000 RENNES', { street: '12 rue des Lices', postcode: '35000', city: 'Rennes' }],
  [
    '3bis avenue de la République 44000 Nantes Cedex 2',
    { street: '3bis avenue de la République', postcode: '44000', city: 'Nantes' },
  ],
  ['75013 Paris', { street: '', postcode: '75013', city: 'Paris' }],
  ['12 rue des Lices', { street: '12 rue des Lices' }],
  ['10250 rue Neuve', { street: '10250 rue Neuve' }],
])('an address in one cell: %s', (street, address) => {
  const { customer } = good({ givenName: 'Anne', familyName: 'Cieille', street })
  expect(customer).toMatchObject(address)
  if (!('city' in address)) expect(customer).not.toHaveProperty('city')
  // Where a column says the town, the street is what it says.
  expect(good({ familyName: 'Cieille', street, city: 'Vannes' }).customer).toMatchObject({ street, city: 'Vannes' })
})

test('« sans » is nothing, and the family of that name is somebody', () => {
  expect(good({ givenName: 'Paul', familyName: 'SANS' }).customer).toMatchObject({
    givenName: 'Paul',
    familyName: 'Sans',
  })
  expect(row({ givenName: '', familyName: 'sans', phone: '0639980123' })).toMatchObject({ problem: 'name-missing' })
  expect(good({ givenName: 'Paul', familyName: 'Petit', street: 'sans' }).customer).not.toHaveProperty('street')
})

test.each([
  ['01/02/03', 'dmy', '2003-02-01'],
  ['01/02/03', 'mdy', '2003-01-02'],
  ['01/02/03', 'ymd', '2001-02-03'],
  ['25/12/2019', 'mdy', '2019-12-25'],
  ['2019-12-25', 'dmy', '2019-12-25'],
  ['2019-12-25T10:30:00', 'dmy', '2019-12-25'],
  ['20191225', 'dmy', '2019-12-25'],
  ['3 mars 2021', 'dmy', '2021-03-03'],
  ['1er août 2021', 'dmy', '2021-08-01'],
  ['12-Jan-21', 'dmy', '2021-01-12'],
  ['44562', 'dmy', '2022-01-01'],
  ['31/02/2020', 'dmy', null],
  ['29/02/2024', 'dmy', '2024-02-29'],
  ['29/02/2023', 'dmy', null],
  ['demain', 'dmy', null],
  ['12/05/36', 'dmy', '2036-05-12'],
  ['12/05/37', 'dmy', '1937-05-12'],
] as const)('the day %s (%s)', (text, habit, day) => expect(readDay(text, habit, TODAY)).toBe(day))
test('a birthday of two digits is in the past', () =>
  expect(readDay('12/05/30', 'dmy', TODAY, true)).toBe('1930-05-12'))
test.each([
  ['9h', '09:00'],
  ['9h30', '09:30'],
  ['09:30:00', '09:30'],
  ['2:30 pm', '14:30'],
  ['25:00', null],
  ['midi', null],
])('the clock %s', (text, clock) => expect(readClock(text)).toBe(clock))

test('a full row says what it says, as we keep it', () =>
  expect(
    good({
      key: 'C-12',
      title: 'MADAME',
      givenName: 'ANNE',
      familyName: 'CIEILLE',
      birthDate: '03/04/1975',
      phone: '06 12 34 56 78 / 04 78 00 00 00',
      email: 'Anne@Free.FR',
      postcode: '1000',
      city: 'BOURG',
      country: 'France',
      language: 'français',
      plate: 'ab-123-cd',
      vin: 'VF1 RFA0056 2345678',
      make: 'RENAULT',
      year: '12/03/2019',
      mileage: '45 600 km',
      options: 'GPS; Toit ouvrant',
      warrantyUntil: '0000-00-00',
      nextServiceOn: '01/09/2026',
    }),
  ).toEqual({
    key: 'C-12',
    household: null,
    company: null,
    companyRole: '',
    attributes: {},
    customer: {
      kind: 'person',
      title: 'Mme',
      givenName: 'Anne',
      familyName: 'Cieille',
      birthDate: '1975-04-03',
      postcode: '1000',
      city: 'Bourg',
      country: 'FR',
      language: 'fr',
    },
    phones: ['+33612345678', '+33478000000'],
    emails: ['anne@free.fr'],
    advisorEmail: null,
    asset: {
      make: 'Renault',
      vin: 'VF1RFA00562345678',
      year: 2019,
      mileage: 45600,
      options: ['GPS', 'Toit ouvrant'],
      nextServiceOn: '2026-09-01',
    },
    plate: 'AB123CD',
    unread: {},
    warnings: [],
  }))

test.each([
  ['no name', { familyName: '', phone: '0612345678' }, [], 'name-missing'],
  ['nobody’s name', { familyName: 'N/A', phone: '0612345678' }, [], 'name-missing'],
  ['more cells than columns', { familyName: 'Cieille' }, ['x'], 'too-many-columns'],
])('%s: set aside', (_, fields, extra, problem) =>
  expect(row(fields as unknown as Record<string, string>, extra)).toEqual({ problem }),
)
test('an emoji is a name; dashes are none', () => {
  expect(row({ familyName: '🌻' })).toHaveProperty('ok')
  expect(row({ familyName: '--' })).toEqual({ problem: 'name-missing' })
})
test('empty cells too many are nothing', () => expect(row({ familyName: 'Cieille' }, ['', ' '])).toHaveProperty('ok'))

test('the day a car was put on the road, or only its year; until when its test holds', () => {
  expect(good({ familyName: 'Cieille', registeredOn: '12/03/2019', controlUntil: '11/03/2027' }).asset).toEqual({
    registeredOn: '2019-03-12',
    controlUntil: '2027-03-11',
    year: 2019,
  })
  const year = good({ familyName: 'Cieille', registeredOn: '2019' })
  expect([year.asset, year.warnings]).toEqual([{ year: 2019 }, []])
  expect(good({ familyName: 'Cieille', registeredOn: '12/03/2019', year: '2018' }).asset.year).toBe(2018)
})

test('no car was put on the road tomorrow; a day that cannot be read says in which column', () => {
  const read = good({ familyName: 'Cieille', registeredOn: '12/03/2199', controlUntil: '31/02/2027' })
  expect(read.asset).toEqual({})
  expect(read.warnings).toEqual(['date-unreadable.registeredOn', 'date-unreadable.controlUntil'])
})

test('what cannot be read is left out, told and kept; the person goes in', () => {
  const read = good({
    familyName: 'Cieille',
    phone: '06 12',
    email: 'anne@',
    plate: 'EN COURS',
    vin: 'VF1!',
    birthDate: '31/02/1980',
    year: 'neuve',
    mileage: 'beaucoup',
    country: 'Atlantide',
    language: 'klingon',
    city: 'x'.repeat(200),
  })
  expect(read.warnings.sort()).toEqual([
    'country-unknown',
    'date-unreadable.birthDate',
    'email-malformed',
    'language-unknown',
    'mileage-unreadable',
    'phone-unreadable',
    'plate-unreadable',
    'text-too-long',
    'vin-unreadable',
    'year-unreadable',
  ])
  expect(read.unread).toMatchObject({ phone: '06 12', email: 'anne@', plate: 'EN COURS', birthDate: '31/02/1980' })
  expect(read.phones).toEqual([])
})
test.each([
  ['the zero a spreadsheet took', '612345678', ['+33612345678']],
  ['and the point it added', '612345678.0', ['+33612345678']],
  ['the apostrophe of our own export', "'+33612345678", ['+33612345678']],
  ['ten zeros are nothing', '0000000000', []],
])('phones: %s', (_, phone, phones) =>
  expect(good({ familyName: 'x y', phone })).toMatchObject({ phones, warnings: [] }),
)

test.each([
  [{ companyName: 'Transports Martin', familyName: 'Martin' }, 'company'],
  [{ title: 'Société', familyName: 'Dupont' }, 'company'],
  [{ kind: 'Particulier', familyName: 'Dupont', companyName: 'EDF' }, 'person'],
  [{ kind: 'Pro', familyName: 'Dupont' }, 'company'],
  [{ familyName: 'Dupont' }, 'person'],
])('%j is a %s', (fields, kind) => expect(good(fields as unknown as Record<string, string>).customer.kind).toBe(kind))

test('a customer is known again by the key, else by name and the surest trait', () => {
  expect(identityOf(good({ key: '7', familyName: 'Cieille' }))).toEqual({ key: '7' })
  const [a, b] = [
    good({ fullName: 'CIEILLE Anne', email: 'a@free.fr', phone: '0612345678' }),
    good({ fullName: 'Anne Cieille', email: 'A@free.fr' }),
  ]
  expect(identityOf(a)).toEqual(identityOf(b))
})

const appointment = (fields: Record<string, string>) =>
  readAppointmentRow(Object.values(fields), { ...HOW, fields: Object.keys(fields), names: Object.keys(fields) })
test.each([
  [
    { date: '12/05/2026', time: '9h30', fullName: 'Anne Cieille', reason: 'Révision 60 000 km', minutes: '1h30' },
    { date: '2026-05-12', time: '09:30', minutes: 90, service: 'service' },
  ],
  [
    { at: '12/05/2026 14:15', plate: 'AB-123-CD', service: 'Carrosserie' },
    { date: '2026-05-12', time: '14:15', service: 'bodywork' },
  ],
  [{ at: '2026-05-12T09:30:00Z', phone: '0612345678' }, { instant: '2026-05-12T09:30:00.000Z' }],
])('an appointment %j', (fields, said) =>
  expect(appointment(fields as unknown as Record<string, string>)).toMatchObject({ ok: said }),
)
test.each([
  [{ date: '', fullName: 'x' }, 'date-missing'],
  [{ date: '31/02/2026', time: '9h', fullName: 'x' }, 'date-unreadable'],
  [{ date: '12/05/2026', fullName: 'x' }, 'time-unreadable'],
  [{ date: '12/05/2026', time: '9h', fullName: '' }, 'customer-missing'],
])('an appointment %j is set aside', (fields, problem) =>
  expect(appointment(fields as unknown as Record<string, string>)).toEqual({ problem }),
)

test.each([
  [['Total', '4', '', ''], 'total-line'],
  [['Sous-total Rennes', '', '', '2'], 'total-line'],
  [['Nombre de clients : 10', '', '', ''], 'total-line'],
  [['Édité le 20/11/2026', '', '', ''], 'total-line'],
  [['Page 1/3', '', '', ''], 'total-line'],
  [['', 'TOTAL', '', '1 204'], 'total-line'],
  [['Code client', 'Nom', 'Prénom', 'Code postal'], 'header-again'],
  [['K1', 'DECEDE', '', ''], 'name-is-note'],
  [['K1', 'NE PAS APPELER', '', '59000'], 'name-is-note'],
  [['K1', 'Dupont (décédé)', 'Paul', ''], 'name-is-note'],
  [['K1', 'Feu M. Dupont', '', ''], 'name-is-note'],
  [['K1', 'Succession Durand', '', ''], 'name-is-note'],
  // People are called so.
  [['K1', 'Total', 'Marie', ''], null],
  [['K1', 'Feu', 'Jeanne', ''], null],
  [['K1', 'Nom', 'Soun', ''], null],
  [['K1', 'Passage', 'Anne', '75011'], null],
])('a line that speaks of nobody: %s', (cells, because) => {
  const names = ['Code client', 'Nom', 'Prénom', 'Code postal']
  const read = readRow(cells, { ...HOW, fields: ['key', 'familyName', 'givenName', 'postcode'], names })
  expect('problem' in read ? read.problem : null).toBe(because)
})

test.each([
  ['', 'G.A.E.C. DU BOIS'],
  ['', 'AMBULANCES DUVAL'],
  ['', 'PHARMACIE CENTRALE'],
  ['', 'AUTO-ECOLE DU PORT'],
  ['', 'Taxi Roger'],
  ['', 'CUMA des Prés'],
  ['Gaec', 'Touzet'],
])('a company without its column: %s %s', (givenName, familyName) =>
  expect(good({ givenName, familyName }).customer.kind).toBe('company'),
)

test('an amount keeps its sign, guarded by a spreadsheet or not', () =>
  expect(['-12,00', '+3', '−1 200,5', '12'].map((text) => readCents(text, ','))).toEqual([-1200, 300, -120050, 1200]))

test.each([
  ['(123,45)', -12345],
  ['12,00-', -1200],
  ['12 345,00 € TTC', 1234500],
  ['EUR 99.90', 9990],
  ['1 234,50 €', 123450],
  ['offert', null],
])('an amount written %s is %s cents', (written, cents) => expect(readCents(written, ',')).toBe(cents))

test.each(['2019', '2019-05', '05/2019', 'mai 2019'])(
  'put on the road in %s: its year, no day, no fault',
  (registeredOn) =>
    expect(good({ familyName: 'Martin', plate: 'AB-123-CD', registeredOn })).toMatchObject({
      asset: { year: 2019 },
      warnings: [],
    }),
)
