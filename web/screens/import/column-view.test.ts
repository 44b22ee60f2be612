import { expect, test } from 'vitest'
import { allAtOnce, columnsShown } from './column-view.ts'

const columns = [
  { name: 'Nom', samples: ['Cieille'] },
  { name: 'Prénom', samples: ['Anne'] },
  { name: 'CHAMP_LIBRE_001', samples: ['vert'] },
  { name: 'CHAMP_LIBRE_002', samples: [] },
]
const mapping = { Nom: 'familyName', Prénom: 'givenName', CHAMP_LIBRE_001: 'attribute', CHAMP_LIBRE_002: '' }
const names = (...of: Parameters<typeof columnsShown>) => columnsShown(...of).map(({ name }) => name)

test.each([
  ['all', '', ['Nom', 'Prénom', 'CHAMP_LIBRE_001', 'CHAMP_LIBRE_002']],
  ['field', '', ['Nom', 'Prénom']],
  ['kept', '', ['CHAMP_LIBRE_001']],
  ['left', '', ['CHAMP_LIBRE_002']],
  ['all', 'PRENOM', ['Prénom']],
  ['all', 'libre vert', ['CHAMP_LIBRE_001']],
  ['field', 'libre', []],
] as const)('%s, %s', (view, words, shown) => expect(names(columns, mapping, view, words)).toEqual(shown))

test('what has no field is left out, or kept, at once; what has one stays', () => {
  const left = allAtOnce(columns, mapping, '')
  expect(left).toEqual({ ...mapping, CHAMP_LIBRE_001: '' })
  expect(allAtOnce(columns, left!, '')).toBeNull()
  expect(allAtOnce(columns, mapping, 'attribute')).toEqual({ ...mapping, CHAMP_LIBRE_002: 'attribute' })
})
