import { expect, it } from 'vitest'
import { addressLines } from './postal.ts'

const anne = {
  title: 'Mme',
  name: 'Anne Cieille',
  street: '12 bis, rue de l’Été',
  postcode: '78000',
  city: 'Versailles',
  country: 'FR',
}

it.each([
  ['at home', anne, ['Mme Anne Cieille', '12 BIS RUE DE L ETE', '78000 VERSAILLES']],
  [
    'two lines of street, and abroad',
    { ...anne, street: 'Résidence du Lac\n3, quai Nord', postcode: '1000', city: 'Bruxelles', country: 'BE' },
    ['Mme Anne Cieille', 'RESIDENCE DU LAC', '3 QUAI NORD', '1000 BRUXELLES', 'BELGIQUE'],
  ],
  [
    'no line is longer than thirty-eight',
    { ...anne, street: '1234 avenue du Maréchal de Lattre de Tassigny prolongée' },
    ['Mme Anne Cieille', '1234 AVENUE DU MARECHAL DE LATTRE DE T', '78000 VERSAILLES'],
  ],
])('an address side: %s', (_name, to, expected) => {
  expect(addressLines(to)).toEqual(expected)
})
