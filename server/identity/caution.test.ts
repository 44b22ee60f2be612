import { describe, expect, it, test } from 'vitest'
import { defaultModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { clustersOf, weighPairs } from './resolve-one.ts'
import { scorePair } from './score.ts'

const model = defaultModel(5000)
/** A network that would join on little: what is held back is held back by the caution alone. */
const bold = { ...model, thresholds: { ...model.thresholds, same: 0.5, ask: -4 } }
const home: Partial<PersonRecord> = {
  phones: ['02 99 12 34 56'],
  street: '4 rue du Port',
  postcode: '35400',
  city: 'Saint-Malo',
}
const person = (id: string, fields: Partial<PersonRecord>): PersonRecord => ({ id, source: 'test', ...home, ...fields })
const decide = (a: Partial<PersonRecord>, b: Partial<PersonRecord>) => scorePair(bold, person('1', a), person('2', b))

describe('two people of one house are asked about, never joined by themselves', () => {
  const mail = { emails: ['famille@isambert.example'] }
  it.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    ['sexes', { givenName: 'Michel', familyName: 'Andrieuzac' }, { givenName: 'Michèle', familyName: 'Andrieuzac' }],
    [
      'sexes',
      { givenName: 'Louis', familyName: 'Andrieuzac', ...mail },
      { givenName: 'Louise', familyName: 'Andrieuzac', ...mail },
    ],
    ['sexes', { givenName: 'Paul', familyName: 'Andrieuzac' }, { givenName: 'Pauline', familyName: 'Andrieuzac' }],
    [
      'sexes',
      { givenName: 'Jean-Claude', familyName: 'Andrieuzac' },
      { givenName: 'Jeanne Claude', familyName: 'Andrieuzac' },
    ],
    ['sexes', { gender: 'm', familyName: 'Andrieuzac' }, { gender: 'f', familyName: 'Andrieuzac' }],
    [
      'sexes',
      { gender: 'M.', givenName: 'Lou', familyName: 'Andrieuzac' },
      { givenName: 'Louise', familyName: 'Andrieuzac' },
    ],
    [
      'sexes',
      { givenName: 'Julie', familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
      { givenName: 'Julien', familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
    ],
    [
      'twins',
      { givenName: 'Chloé', familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
      { givenName: 'Zoé', familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
    ],
    ...(
      [
        ['Adrien', 'Adrian'],
        ['Marie-Claire', 'Marie-Laure'],
        ['Jean-Baptiste', 'Jean-Bernard'],
      ] as const
    ).map(([one, other]): [string, Partial<PersonRecord>, Partial<PersonRecord>] => [
      'twins',
      { givenName: one, familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
      { givenName: other, familyName: 'Isambert', birthDate: '2001-03-04', ...mail },
    ]),
    // A generation whose digits are near, and the first of January, which stands for a day nobody wrote.
    ...(
      [
        ['generation', '1951-01-01', '1981-01-01'],
        ['generation', '1955-04-04', '1982-04-04'],
        ['generation', '1950-03-14', '1980-03-15'],
      ] as const
    ).map(([caution, one, other]): [string, Partial<PersonRecord>, Partial<PersonRecord>] => [
      caution,
      { givenName: 'Marcel', familyName: 'Quintard', birthDate: one, ...mail },
      { givenName: 'Marcel', familyName: 'Quintard', birthDate: other, ...mail },
    ]),
    [
      'births',
      { givenName: 'Christine', familyName: 'Lebrunet', birthDate: '1965-01-01', phones: [] },
      { givenName: 'Christine', familyName: 'Lebrunet', birthDate: '1967-11-01', phones: [] },
    ],
    [
      'births',
      { givenName: 'Anaïs', familyName: 'Tholot', birthDate: '1998-02-03', ...mail },
      { givenName: 'Anna', familyName: 'Tholot', birthDate: '2001-02-03', ...mail },
    ],
    ['companies', { company: 'Transports Ollivier' }, { company: 'Garage Ollivier' }],
  ])('%s: %o, %o', (caution, a, b) => {
    const { outcome, contributions } = decide(a, b)
    expect(outcome).toBe('ask')
    expect(contributions.at(-1)?.label).toBe(`caution.${caution}`)
  })

  it.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    [
      'a title typed wrong',
      { givenName: 'Dominique', familyName: 'Andrieuzac', gender: 'm' },
      { givenName: 'Dominique', familyName: 'Andrieuzac', gender: 'f' },
    ],
    [
      'a slip of the pen',
      { givenName: 'Michel', familyName: 'Andrieuzac' },
      { givenName: 'Micehl', familyName: 'Andrieuzac' },
    ],
    ['one company, written in two words', { company: 'Auto Plus' }, { company: 'Autoplus' }],
    ['one company, written twice', { company: 'SARL Transports Ollivier' }, { company: 'Transports Ollivier SARL' }],
    [
      'one social security number',
      { givenName: 'Andrée', familyName: 'Andrieuzac', nationalId: '2520617123456' },
      { givenName: 'André', familyName: 'Andrieuzac', nationalId: '2520617123456' },
    ],
  ])('and these are one: %s', (_, a, b) => {
    expect(decide(a, b).outcome).toBe('same')
  })
})

test.each([
  ['one in seventy', 0.015, 'ask'],
  // It would keep apart one person of twenty, and a base of a little fewer or more such slips would be another base.
  ['one in twenty', 0.05, 'same'],
] as const)(
  'where %s of one person’s titles is the wrong one, a title stands between two near names or it does not',
  (_, wrong, outcome) => {
    const gender = { m: [0, 1 - wrong, 0, 0, wrong], u: [0, 0.5, 0, 0, 0.5], shared: 0.01 }
    const typed = { ...bold, records: 40_000, generics: ['gender'], comparisons: { ...bold.comparisons, gender } }
    const child = (sex: string, givenName: string) => ({
      gender: sex,
      givenName,
      familyName: 'Andrieuzac',
      birthDate: '1991-05-17',
    })
    expect(scorePair(typed, person('1', child('m', 'Oriaz')), person('2', child('f', 'Oriazz'))).outcome).toBe(outcome)
  },
)

const nowhere = { phones: [], street: '' }
describe('of what very many share a person is asked', () => {
  // Learned from: only names that are common everywhere are.
  const learned = { ...bold, records: 40_000 }
  it.each([
    ['a name and a town', 'Nicolas', 'Petit', undefined, 'ask'],
    ['a rarer name', 'Nicolas', 'Kerguidualou', undefined, 'same'],
    ['a day of their own', 'Houria', 'Zerroukian', '1951-05-17', 'same'],
  ] as const)('%s', (_, givenName, familyName, birthDate, outcome) => {
    const said = { givenName, familyName, ...nowhere, ...(birthDate ? { birthDate } : {}) }
    expect(scorePair(learned, person('1', said), person('2', said)).outcome).toBe(outcome)
  })
  test('a first of January, the day of whoever’s was never written', () => {
    const born = (birthDate: string) => ({ givenName: 'Houria', familyName: 'Zerroukian', ...nowhere, birthDate })
    const twice = (birthDate: string) => decide(born(birthDate), born(birthDate)).outcome
    expect([twice('1951-01-01'), twice('1951-05-17')]).toEqual(['ask', 'same'])
  })
})

describe('the mailbox of a house', () => {
  const mail = { phones: [], street: '', postcode: '', city: '', emails: ['accueil@mairie-tours.example'] }
  it('joins no two people who write from it', () => {
    const a = { givenName: 'Nathalie', familyName: 'Berthelot', ...mail }
    expect(decide(a, { givenName: 'Nathalie', familyName: 'Quesnel', ...mail }).outcome).toBe('different')
  })
  it('and still tells which company it is', () => {
    const { contributions } = decide({ company: 'Mairie de Tours', ...mail }, { company: 'Tours (mairie)', ...mail })
    expect(contributions.find(({ field }) => field === 'email')?.level).toBe('exact')
  })
})

describe('a third between two', () => {
  const lucien = { givenName: 'Lucien', familyName: 'Zagorski' }
  const father = person('father', { ...lucien, birthDate: '1950-02-14' })
  const son = person('son', { ...lucien, birthDate: '1981-10-30' })
  const edgesOf = (records: readonly PersonRecord[]) =>
    weighPairs(
      model,
      records,
      records.flatMap((_, i) => records.slice(i + 1).map((_, n) => [i, i + 1 + n] as const)),
    ).edges
  const clusters = (...records: PersonRecord[]) =>
    clustersOf(model, records, edgesOf(records)).clusters.map((ids) => ids.join('+'))

  it('somebody without a birth date makes father and son no one, and is neither', () => {
    const unknown = person('unknown', lucien)
    for (const records of [
      [father, son, unknown],
      [unknown, son, father],
    ])
      expect(clusters(...records)).toEqual(['father', 'son', 'unknown'])
  })

  it('a person who says that the two are one is right', () => {
    const records = [father, son]
    const judged = { never: [], always: [['father', 'son'] as const] }
    expect(clustersOf(model, records, edgesOf(records), judged).clusters).toEqual([['father', 'son']])
  })

  it('who is much nearer to one of them is theirs', () => {
    const near = person('near', { ...lucien, emails: ['l.zagorski81@mail.example'] })
    const told = { ...son, emails: ['l.zagorski81@mail.example'] }
    expect(clusters(father, told, near)).toEqual(['father', 'near+son'])
  })

  it('husband and wife are not joined by an initial that may be either', () => {
    const [paul, pauline] = [
      person('a', { givenName: 'Paul', familyName: 'Zagorski' }),
      person('b', { givenName: 'Pauline', familyName: 'Zagorski' }),
    ]
    expect(clusters(paul, pauline, person('c', { givenName: 'P.', familyName: 'Zagorski' }))).toEqual(['a', 'b', 'c'])
  })
})

test('somebody who bears an initial makes nobody one with another name', () => {
  const people = [
    person('1', { givenName: 'Stéphane', familyName: 'Martineau', birthDate: '1970-05-06' }),
    person('2', { givenName: 'S.', familyName: 'Martineau' }),
    person('3', { givenName: 'Sophie', familyName: 'Martineau' }),
  ]
  const { edges } = weighPairs(model, people, [
    [0, 1],
    [1, 2],
    [0, 2],
  ])
  const strong = edges.map((edge) => ({
    ...edge,
    bits: edge.outcome === 'different' ? edge.bits : Math.max(edge.bits, 12),
  }))
  const { clusters } = clustersOf(model, people, strong)
  expect(clusters.some((ids) => ids.includes('1') && ids.includes('3'))).toBe(false)
})

describe('“two people” holds for what comes later and says the same', () => {
  const twin = (id: string, givenName: string, more: Partial<PersonRecord> = {}) =>
    person(id, {
      givenName,
      familyName: 'Lestrade',
      birthDate: '1999-09-09',
      emails: ['maison@lestrade.example'],
      ...more,
    })
  const people = [
    twin('a1', 'Adrien'),
    twin('b1', 'Adrian'),
    twin('a2', 'Adrien'),
    twin('b2', 'Adrian'),
    twin('a3', 'Adrien', { emails: [] }),
  ]
  const all = people.flatMap((_, i) => people.slice(i + 1).map((_, k): [number, number] => [i, i + 1 + k]))
  const { edges } = weighPairs(model, people, all)
  const never = [['a1', 'b1']] as const
  it('each copy stands with whom it copies', () => {
    const bold = edges.map((edge) => ({ ...edge, bits: Math.max(edge.bits, 9) }))
    expect(clustersOf(model, people, bold, { never, always: [] }).clusters).toEqual([
      ['a1', 'a2', 'a3'],
      ['b1', 'b2'],
    ])
  })
})
