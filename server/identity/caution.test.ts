import { describe, expect, it } from 'vitest'
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
