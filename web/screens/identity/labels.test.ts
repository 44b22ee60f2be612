import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CAUTIONS } from '../../../server/identity/caution.ts'
import { comparisonsOf } from '../../../server/identity/levels.ts'
import { defaultModel } from '../../../server/identity/model.ts'
import type { PersonRecord } from '../../../server/identity/person-record.ts'
import { scorePair } from '../../../server/identity/score.ts'
import en from '../../words/en.ts'
import fr from '../../words/fr.ts'

const GENERICS = ['company', 'birthPlace', 'gender', 'occupation', 'extra:club']
const kindOf = (field: string) => (field.startsWith('extra:') ? 'extra' : field)

/** The labels of bars that no comparison draws stand in the engine as they are. */
const engine = readFileSync(new URL('../../../server/identity/score.ts', import.meta.url), 'utf8')
const PLAIN = [...engine.matchAll(/'([a-z]+\.[a-z]+)'/giu)].map(([, label = '']) => label)

/** Every label that the engine can put on a bar. */
const LABELS = [
  ...PLAIN,
  ...CAUTIONS.map((caution) => `caution.${caution}`),
  ...comparisonsOf(GENERICS).flatMap(({ name, levels }) =>
    levels.filter((level) => level !== 'missing').map((level) => `${kindOf(name)}.${level}`),
  ),
]

describe.each([
  ['French', fr],
  ['English', en],
])('in %s', (_language, words: Record<string, string>) => {
  test('every label of the waterfall has words', () => {
    expect(LABELS.filter((label) => !words[`weigh.${label}`])).toEqual([])
  })
  test('every field that is compared has a name', () => {
    const fields = comparisonsOf(GENERICS).map(({ name }) => name)
    const said = [...fields, ...PLAIN.map((label) => label.split('.')[0] ?? '')].filter(
      (field) => !field.startsWith('extra:'),
    )
    expect([...said, 'shape'].filter((field) => !words[`identity.of.${field}`])).toEqual([])
  })
  test('no word is left for a label that nothing bears', () => {
    const kept = Object.keys(words).filter((key) => key.startsWith('weigh.'))
    expect(kept.filter((key) => !LABELS.includes(key.slice('weigh.'.length)))).toEqual([])
  })
})

test('the prior, the rarity of a value and related people are among the labels', () => {
  expect(PLAIN).toEqual(expect.arrayContaining(['prior.any', 'frequency.rare', 'frequency.common', 'related.shared']))
})

test('what the engine says of two real records is among them', () => {
  const person = (id: string, said: Partial<PersonRecord>): PersonRecord => ({ id, source: 'x', ...said })
  const home = { street: 'rue des Lilas', streetNumber: '12', postcode: '69001', city: 'Lyon' }
  const a = person('a', {
    givenName: 'Anne',
    familyName: 'Cieille',
    company: 'Val',
    gender: 'f',
    phones: ['+33639980101'],
    extra: { club: 'or' },
    ...home,
  })
  const b = person('b', {
    givenName: 'Anna',
    familyName: 'Cielle',
    company: 'Val',
    gender: 'm',
    phones: ['+33639980101'],
    extra: { club: 'or' },
    ...home,
  })
  const { contributions } = scorePair(defaultModel(1000, GENERICS), a, b)
  expect(contributions.length).toBeGreaterThan(6)
  expect(contributions.map((c) => c.label).filter((label) => !LABELS.includes(label))).toEqual([])
})
