import { describe, expect, it } from 'vitest'
import { defaultModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { scorePair } from './score.ts'

const model = defaultModel(5000)
const person = (fields: Partial<PersonRecord>): PersonRecord => ({ id: '1', source: 'test', ...fields })
const anne: Partial<PersonRecord> = {
  givenName: 'Anne',
  familyName: 'Cieille',
  birthDate: '1980-05-17',
  phones: ['06 39 98 12 34'],
  street: '12 rue des Lilas',
  postcode: '72000',
  city: 'Le Mans',
}
const decide = (a: Partial<PersonRecord>, b: Partial<PersonRecord>) =>
  scorePair(model, person(a), { ...person(b), id: '2' })

describe('the same person', () => {
  it.each<[string, Partial<PersonRecord>]>([
    ['telephone in the international writing', { phones: ['+33 6 39 98 12 34'] }],
    ['accents and capitals', { givenName: 'ANNÉ', familyName: 'CIEILLE' }],
    ['a typing slip in the name', { familyName: 'Ciellie' }],
    ['given and family name swapped', { givenName: 'Cieille', familyName: 'Anne' }],
    ['a nickname', { givenName: 'Nan' }],
    ['an initial', { givenName: 'A.' }],
    ['day and month swapped', { birthDate: '1980-17-05' }],
    ['the first of January because something had to be typed', { birthDate: '1980-01-01' }],
    ['an abbreviated street', { street: '12 r. des lilas' }],
    ['one digit of the telephone wrong', { phones: ['06 39 98 12 35'] }],
  ])('%s', (_, change) => {
    expect(decide(anne, { ...anne, ...change }).outcome).toBe('same')
  })
})

it('names that stand swapped are one slip, also between the files of one household: a telephone besides is enough, as it is for names written alike', () => {
  const [alain, phone] = [{ givenName: 'Alain', familyName: 'Breton' }, { phones: ['06 39 98 12 34'] }]
  const turned = decide({ ...alain, ...phone }, { givenName: 'Breton', familyName: 'Alain', ...phone })
  expect(turned.outcome).toBe('same')
  expect(Math.abs(turned.bits - decide({ ...alain, ...phone }, { ...alain, ...phone }).bits)).toBeLessThan(1)
  expect(decide({ ...alain, ...phone }, { givenName: 'Odile', familyName: 'Breton', ...phone }).outcome).toBe(
    'different',
  )
})

it('half of everybody bears one title: before any learning it says next to nothing', () => {
  const of = (gender?: string) => ({ ...anne, ...(gender ? { gender } : {}) })
  const titled = defaultModel(5000, ['gender'])
  const bits = (one: Partial<PersonRecord>) => scorePair(titled, person(one), { ...person(one), id: '2' }).bits
  const [said, unsaid] = [bits(of('f')), bits(of())]
  expect(said - unsaid).toBeGreaterThan(0)
  expect(said - unsaid).toBeLessThan(1)
})

describe('what somebody was born as', () => {
  const married = {
    ...anne,
    familyName: 'Da Silva Costa',
    phones: ['06 39 98 55 66'],
    street: '',
    postcode: '',
    city: '',
  }
  const born = (birthName: string) => decide(anne, { ...married, birthName })
  it('speaks for the two where it stands as the other’s family name, whichever comes first', () => {
    const { bits } = decide(anne, married)
    expect(born('Cieille').bits - bits).toBeGreaterThan(3)
    expect(decide({ ...married, birthName: 'Cieille' }, anne).bits).toBe(born('Cieille').bits)
    expect(born('Cieille').contributions.find(({ field }) => field === 'familyName')).toMatchObject({
      level: 'elsewhere',
      b: 'Da Silva Costa / Cieille',
    })
    expect(born('Riviere').bits).toBe(bits)
  })
  it('is one name though it has several words', () => {
    const wife = { ...anne, familyName: 'Martin', birthName: 'Da Silva Costa' }
    expect(decide(wife, { ...anne, familyName: 'Da Silva Costa' }).outcome).toBe('same')
  })
  it('keeps two sisters-in-law of one married name apart', () => {
    const one = { ...anne, familyName: 'Martin', birthName: 'Cieille', phones: [] }
    const two = { ...one, givenName: 'Claire', birthDate: '1981-09-02', birthName: 'Riviere' }
    const { birthName: _, ...unsaid } = two
    expect(decide(one, two).bits).toBeLessThan(decide(one, unsaid).bits)
  })
})

describe('another person', () => {
  it.each<[string, Partial<PersonRecord>]>([
    ['her husband', { givenName: 'Paul', birthDate: '1978-11-02', phones: [] }],
    ['her twin', { givenName: 'Claire', phones: [] }],
    ['her mother of the same name', { birthDate: '1952-02-20', phones: [] }],
    [
      'a stranger with her telephone as it was',
      {
        givenName: 'Paul',
        familyName: 'Durand',
        birthDate: '1951-01-08',
        street: '3 rue Foch',
        postcode: '13001',
        city: 'Marseille',
      },
    ],
  ])('%s', (_, change) => {
    expect(decide(anne, { ...anne, ...change }).outcome).not.toBe('same')
  })

  it('two who share a first word and bear a second of their own; a short form, a slip or a word left out is no second name', () => {
    const called = (givenName: string): Partial<PersonRecord> => ({ ...anne, givenName, birthDate: '', phones: [] })
    const bits = (name: string): number => decide(called('Marie-Claire'), called(name)).bits
    expect(decide(called('Marie-Claire'), called('Marie-Laure')).outcome).toBe('different')
    for (const one of ['Marie', 'Marie-Clare', 'Marie C.'])
      expect(bits(one), one).toBeGreaterThan(bits('Marie-Laure') + 3)
  })

  it('numbered boxes are near because they are numbered: they say nothing', () => {
    const yves = (familyName: string, email?: string): Partial<PersonRecord> => ({
      givenName: 'Yves',
      familyName,
      city: 'Brest',
      ...(email ? { emails: [email] } : {}),
    })
    const bits = (one?: string, other?: string) => decide(yves('Kervella', one), yves('Ollivier', other)).bits
    expect(bits('client206@boite.example', 'client506@boite.example')).toBe(bits())
    expect(bits('client206@boite.example', 'cliemt206@boite.example')).toBeGreaterThan(bits() + 3)
  })

  it('a company, its owner and who works there: one number, one mailbox, one house, three customers', () => {
    const shared = { ...anne, givenName: '', familyName: '', birthDate: '', emails: ['contact@cieille.example'] }
    const firm = { ...shared, company: 'SARL Cieille Maçonnerie' }
    const owner = { ...shared, givenName: 'Luc', familyName: 'Cieille' }
    const works = { ...shared, givenName: 'Nadège', familyName: 'Pasquelin' }
    for (const [a, b] of [
      [firm, owner],
      [works, firm],
      [owner, works],
    ] as const)
      expect(decide(a, b).outcome).toBe('different')
    const { contributions, bits } = decide(firm, owner)
    expect(contributions.at(-1)).toMatchObject({ label: 'caution.company' })
    expect(Math.abs(contributions.reduce((sum, each) => sum + each.bits, 0) - bits)).toBeLessThan(0.07)
  })

  it('a car alone makes nobody one: it was sold', () => {
    const car = { plates: ['AB-123-CD'] }
    const buyer = { givenName: 'Marc', familyName: 'Petit', ...car }
    expect(decide({ givenName: 'Anne', familyName: 'Cieille', ...car }, buyer).outcome).toBe('different')
  })

  it.each([
    ['0102030405', 'aucun@aucun.fr'],
    ['06 00 00 00 00', 'noreply@garage.example'],
  ])('%s and %s are nobody’s: they say nothing', (phone, email) => {
    const filled = { phones: [phone], emails: [email] }
    const { contributions } = decide({ familyName: 'Petit', ...filled }, { familyName: 'Durand', ...filled })
    expect(contributions.map(({ field }) => field)).not.toEqual(expect.arrayContaining(['phone']))
    expect(contributions.map(({ field }) => field)).not.toEqual(expect.arrayContaining(['email']))
  })
})

describe('why', () => {
  it.each<[string, Partial<PersonRecord>]>([
    ['the same', {}],
    ['her husband', { givenName: 'Paul', birthDate: '1978-11-02' }],
    ['nothing in common', { givenName: 'Marc', familyName: 'Petit', phones: [], street: '', city: '', postcode: '' }],
  ])('the contributions add up to the bits: %s', (_, change) => {
    const { bits, contributions } = decide(anne, { ...anne, ...change })
    const sum = contributions.reduce((total, each) => total + each.bits, 0)
    expect(Math.abs(sum - bits)).toBeLessThan(0.07)
  })

  it('what a husband and wife share is taken back as the related class', () => {
    const { contributions, related } = decide(anne, { ...anne, givenName: 'Paul', birthDate: '1978-11-02' })
    expect(related).toBeGreaterThan(0.9)
    expect(contributions.find(({ field }) => field === 'related')?.bits).toBeLessThan(-3)
    expect(contributions.find(({ field }) => field === 'givenName')?.bits).toBeLessThan(-3)
  })

  it('the order of the two changes nothing', () => {
    const other = { ...anne, givenName: 'Anna Maria', birthDate: '1980-05-18' }
    expect(decide(anne, other).bits).toBe(decide(other, anne).bits)
  })
})
