import { describe, expect, it } from 'vitest'
import { nameBook, namesIn } from './names.ts'

const PEOPLE = [
  { id: 'alice', name: 'Alice Conseil' },
  { id: 'karim', name: 'Karim Benali' },
  { id: 'karima', name: 'Karima Roux' },
  { id: 'jp', name: 'Jean-Pierre Le Goff' },
  { id: 'rose', name: 'Rose Accueil' },
  { id: 'obrien', name: "Sean O'Brien" },
  { id: 'zoe1', name: 'Zoé Martin' },
  { id: 'zoe2', name: 'Zoé Lambert' },
  { id: 'long', name: 'Nicolas Long' },
]
const said = (text: string) =>
  namesIn(text, nameBook(PEOPLE)).map(({ from, to, staff, how }) => [text.slice(from, to), staff.join('+'), how])

describe('whom a text names', () => {
  it.each([
    ['Merci à Alice Conseil pour tout', [['Alice Conseil', 'alice', 'whole']]],
    ['CONSEIL Alice est nulle', [['CONSEIL Alice', 'alice', 'whole']]],
    ['merci alice', [['alice', 'alice', 'part']]],
    ['Mme Roux m’a rappelée', [['Roux', 'karima', 'part']]],
    [
      'M. Benali, bravo. Karim aussi',
      [
        ['Benali', 'karim', 'part'],
        ['Karim', 'karim', 'part'],
      ],
    ],
    ['l’accueil d’Alice', [['Alice', 'alice', 'part']]],
    [
      'Jean Pierre et jean-pierre',
      [
        ['Jean Pierre', 'jp', 'part'],
        ['jean-pierre', 'jp', 'part'],
      ],
    ],
    ['M. Le Goff', [['Le Goff', 'jp', 'part']]],
    [
      'Mr O’Brien and Sean',
      [
        ['O’Brien', 'obrien', 'part'],
        ['Sean', 'obrien', 'part'],
      ],
    ],
    ['Zoe au téléphone', [['Zoe', 'zoe1+zoe2', 'part']]],
    ['Zoé Lambert au téléphone', [['Zoé Lambert', 'zoe2', 'whole']]],
    ['Merci Kharim', [['Kharim', 'karim', 'close']]],
    ['NOTRE CONSEILLÈRE ALICE EST PARFAITE', [['ALICE', 'alice', 'part']]],
    ['Merci à Rose', [['Rose', 'rose', 'part']]],
    ['Mme. Long', [['Long', 'long', 'part']]],
  ])('%s', (text, wanted) => expect(said(text)).toEqual(wanted))
  it.each([
    'une voiture rose, l’attente était trop long',
    'Long à venir, et cher',
    'Nous avons adoré. Rose des sables offerte',
    'de bon conseils et un accueilli chaleureux',
    'Pierre qui roule',
    'un accueil au top, de bon conseil',
    'Nicole était là',
    '',
    '😡🤬',
  ])('nobody in: %s', (text) => expect(said(text)).toEqual([]))
})
