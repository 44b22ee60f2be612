import { describe, expect, it } from 'vitest'
import { resolveBulk } from '../../test/who-is-who.ts'
import { encode } from './encode.ts'
import { learn, randomFrom } from './learn.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { scorePair } from './score.ts'

const FIRST = 'ba cle dou fri gau hel jo kri lam mor nes pau qui rol sid tho val wen yor zel'.split(' ')
const LAST = 'bert line mond nard phie sien tille vain wick xane gor dric lette mine nou'.split(' ')
const TOWNS = [
  ['72000', 'Le Mans'],
  ['13001', 'Marseille'],
  ['69003', 'Lyon'],
  ['35000', 'Rennes'],
] as const

/** A base as a first file brings it: strangers, one in eight living with the one before, no double; of which fields it has, the test decides. */
function base(n: number, has: { births?: boolean; emails?: boolean } = {}): PersonRecord[] {
  const random = randomFrom(7)
  const below = (most: number): number => Math.floor(random() * most)
  const name = (): string => `${FIRST[below(FIRST.length)]}${LAST[below(LAST.length)]}`
  const made: PersonRecord[] = []
  for (let k = 0; k < n; k++) {
    const before = k % 8 === 1 ? made[k - 1] : undefined
    const [postcode, city] = TOWNS[below(TOWNS.length)]!
    const home = before ?? {
      familyName: `${name()} ${name()}`,
      phones: [`06 ${String(10_000_000 + below(89_000_000))}`],
      street: `${below(200) + 1} rue ${name()} ${name()}`,
      postcode,
      city,
    }
    made.push({
      familyName: home.familyName!,
      phones: home.phones!,
      street: home.street!,
      postcode: home.postcode!,
      city: home.city!,
      id: `r${String(k).padStart(6, '0')}`,
      source: 'dms',
      // Nobody marries a namesake here.
      givenName: before ? name().split('').reverse().join('') : name(),
      ...(has.births ? { birthDate: `19${30 + below(70)}-0${1 + below(9)}-${10 + below(19)}` } : {}),
      ...(has.emails ? { emails: [`${name()}.${k}@poste.example`] } : {}),
    })
  }
  return made
}
const learned = (records: PersonRecord[]): IdentityModel => learn(encode(records)).model
const paul: Omit<PersonRecord, 'id'> = {
  source: 'desk',
  givenName: 'Paul',
  familyName: 'Vaubrun',
  phones: ['04 78 12 34 56'],
  street: '12 rue des Lilas',
  postcode: '72000',
  city: 'Le Mans',
}
const decide = (model: IdentityModel, a: Partial<PersonRecord>, b: Partial<PersonRecord>) =>
  scorePair(model, { ...paul, ...a, id: 'a' }, { ...paul, ...b, id: 'b' })

describe.each([
  ['600, without birth dates and e-mails', base(600)],
  ['3,000, without birth dates and e-mails', base(3000)],
  ['3,000 with all of it', base(3000, { births: true, emails: true })],
])('learned from a base without a double: %s', (_, records) => {
  const model = learned(records)

  it('every weight is a number, and a double is no miracle', () => {
    expect(JSON.stringify(model)).not.toMatch(/null/u)
    expect(model.prior.same * records.length).toBeGreaterThan(1e-3)
    expect(model.prior.same * records.length).toBeLessThan(2)
  })

  it.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    ['typed twice at the desk', {}, {}],
    ['with a birth date that both have', { birthDate: '1980-05-17' }, { birthDate: '1980-05-17' }],
    [
      'who moved and has another number: by e-mail and birth date',
      { emails: ['paul@poste.example'], birthDate: '1980-05-17' },
      { emails: ['paul@poste.example'], birthDate: '1980-05-17', phones: [], street: '', postcode: '', city: '' },
    ],
  ])('one person %s', (_, a, b) => {
    const { outcome, bits } = decide(model, a, b)
    expect([outcome, Number.isFinite(bits)]).toEqual(['same', true])
  })

  it.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    ['father and son of one name, one house, one number', { birthDate: '1947-03-02' }, { birthDate: '1979-10-21' }],
    ['husband and wife', { birthDate: '1980-05-17' }, { givenName: 'Claire', birthDate: '1978-11-02' }],
    ['a company and its owner', { givenName: '', familyName: '', company: 'SARL Vaubrun' }, {}],
  ])('two: %s', (_, a, b) => {
    const { outcome, bits } = decide(model, a, b)
    expect(outcome).not.toBe('same')
    expect(Number.isFinite(bits)).toBe(true)
  })

  it('nobody in it is joined with anybody', () => {
    const { clusterOf } = resolveBulk(records, { model })
    expect(new Set(clusterOf).size).toBe(records.length)
  })
})

describe('one home', () => {
  it('says little where a hundred of two thousand give one: counted over all records, not guessed from the pairs that were drawn', () => {
    const residents = base(2000).map((person, k) =>
      k % 20 === 0
        ? { ...person, street: '4 rue Lavande', postcode: '72000', city: 'Le Mans' }
        : { ...person, street: `${k + 1} rue ${person.familyName}` },
    )
    const { u } = learn(encode(residents)).model.comparisons.address!
    // 4,950 of 1,999,000 pairs, and the defaults beside them are as many pairs as one in a hundred of these.
    expect(u[1]! / (4_950 / 1_999_000)).toBeGreaterThan(0.95)
  })
})
