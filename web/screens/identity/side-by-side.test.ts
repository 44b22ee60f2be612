import { describe, expect, test } from 'vitest'
import type { Contribution, IdentityRecord, Pair } from '../../../contract/identity.ts'
import { marked, type Piece, paired, rowsOf } from './side-by-side.ts'

const drawn = (pieces: readonly Piece[]) => pieces.map((p) => (p.differs ? `[${p.text}]` : p.text)).join('')

describe('what differs in a value', () => {
  test.each([
    ['Anne Cieille', 'Anne Cielle', 'Anne Cie[i]lle'],
    ['Anne Cielle', 'Anne Cieille', 'Anne Cielle'],
    ['Anne Cieille', 'ANNE CIEILLE', 'Anne Cieille'],
    ['Renée', 'Rene', 'René[e]'],
    ['Anne-Marie Petit', 'Anne Petit', 'Anne-[Marie] Petit'],
    ['Petit Anne', 'Anne Petit', 'Petit Anne'],
    ['+33639980101', '+33639980191', '+336399801[0]1'],
    ['Paul', 'Sophie', '[Paul]'],
    ['12 rue des Lilas', '14 rue des Lilas', '1[2] rue des Lilas'],
    ['Anne', '', '[Anne]'],
  ])('%s beside %s', (text, other, expected) => {
    expect(drawn(marked(text, other))).toBe(expected)
  })
})

const record = (said: Partial<IdentityRecord>): IdentityRecord =>
  ({
    name: '',
    birthDate: null,
    phones: [],
    emails: [],
    address: '',
    vehicles: [],
    company: '',
    ...said,
  }) as IdentityRecord
const weighed = (field: string, bits: number, a = '', b = ''): Contribution => ({
  field,
  level: 'x',
  bits,
  label: `${field}.x`,
  a,
  b,
})
const pairOf = (a: Partial<IdentityRecord>, b: Partial<IdentityRecord>, contributions: Contribution[] = []): Pair =>
  ({ a: record(a), b: record(b), contributions }) as Pair
const standings = (pair: Pair) => rowsOf(pair, (_field, value) => value).map((row) => `${row.field} ${row.standing}`)

describe('two records side by side', () => {
  test('a field neither has is left out; one that only one has says so', () => {
    expect(standings(pairOf({ name: 'Anne', phones: ['1'] }, { name: 'anne' }))).toEqual(['name same', 'phones one'])
  })
  test('some telephones in common, none in common', () => {
    expect(standings(pairOf({ phones: ['1', '2'] }, { phones: ['2'] }))).toEqual(['phones partly'])
    expect(standings(pairOf({ phones: ['1'] }, { phones: ['2'] }))).toEqual(['phones differs'])
  })
  test('near is what speaks for one person without being the same', () => {
    const pair = pairOf({ name: 'Anne Cieille' }, { name: 'Anne Cielle' }, [weighed('familyName', 4)])
    expect(standings(pair)).toEqual(['name near'])
  })
  test('what was compared and is no field of a record comes last; rarity and chance are no fields', () => {
    const pair = pairOf({ name: 'Anne' }, { name: 'Anne' }, [
      weighed('prior', -10),
      weighed('frequency', 3, 'Anne', 'Anne'),
      weighed('extra:club', 2, 'or', 'argent'),
    ])
    expect(standings(pair)).toEqual(['name same', 'extra:club near'])
  })
  test('a date is written for a person', () => {
    const [row] = rowsOf(pairOf({ birthDate: '1984-03-12' }, { birthDate: '1984-03-12' }), () => '12 mars 1984')
    expect(row?.a).toEqual([[{ text: '12 mars 1984', differs: false }]])
  })
})

describe('a French number is drawn in pairs, what is marked in it too', () => {
  test.each([
    ['0639980101', '0639980191', '06 39 98 01 [0]1'],
    ['0199001031', '0639988418', '[01 99 00 10 31]'],
    ['+442079460018', '+442079460019', '+44207946001[8]'],
  ])('%s beside %s', (text, other, expected) => {
    expect(drawn(paired(marked(text, other))).replaceAll('\u00a0', ' ')).toBe(expected)
  })
})
