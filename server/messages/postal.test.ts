import { describe, expect, it } from 'vitest'
import { addressLines, cardFault, hasPostalAddress } from './postal.ts'

const anne = {
  title: 'Mme',
  name: 'Anne Cieille',
  street: '12 bis, rue de l’Été',
  postcode: '78000',
  city: 'Versailles',
  country: 'FR',
}
const WHO = 'Mme Anne Cieille'
const HERE = '78000 VERSAILLES'

it.each([
  ['at home', {}, [WHO, '12 BIS RUE DE L ETE', HERE]],
  [
    'two lines of street, and abroad',
    { street: 'Résidence du Lac\n3, quai Nord', postcode: '1000', city: 'Bruxelles', country: 'BE' },
    [WHO, 'RESIDENCE DU LAC', '3 QUAI NORD', '1000 BRUXELLES', 'BELGIQUE'],
  ],
  [
    'one long line, parted at its commas: the road stands by itself',
    { street: 'Bâtiment C, Escalier 12, Appartement 345, Résidence des Tilleuls, 1234 bis avenue du Maréchal Foch' },
    [WHO, 'BATIMENT C ESCALIER 12 APPARTEMENT 345', 'RESIDENCE DES TILLEULS', '1234 BIS AVENUE DU MARECHAL FOCH', HERE],
  ],
  [
    'a road too long is written as the norm writes it short, then broken between words',
    { street: '1234 avenue du Maréchal de Lattre de Tassigny prolongée' },
    [WHO, '1234 AV DU MAL DE LATTRE DE TASSIGNY', 'PROLONGEE', HERE],
  ],
  [
    'CEDEX is kept',
    { postcode: '92919', city: 'Paris La Défense Cedex 9' },
    [WHO, '12 BIS RUE DE L ETE', '92919 PARIS LA DEFENSE CEDEX 9'],
  ],
  [
    'a long name has two lines',
    { name: 'Anne-Sophie Cieille de La Rochefoucauld-Wolkenstein' },
    ['Mme Anne-Sophie Cieille de La', 'Rochefoucauld-Wolkenstein', '12 BIS RUE DE L ETE', HERE],
  ],
  [
    'Réunion is no other country',
    { postcode: '97400', city: 'Saint-Denis', country: 'RE' },
    [WHO, '12 BIS RUE DE L ETE', '97400 SAINT-DENIS'],
  ],
  ['Poland, in French', { country: 'PL' }, [WHO, '12 BIS RUE DE L ETE', HERE, 'POLOGNE']],
  ['Morocco', { country: 'MA' }, [WHO, '12 BIS RUE DE L ETE', HERE, 'MAROC']],
  ['the United Kingdom', { country: 'GB' }, [WHO, '12 BIS RUE DE L ETE', HERE, 'ROYAUME-UNI']],
  [
    'an accent the face has no shape for goes, the letter stays',
    { name: 'Lan Nguyễn' },
    ['Mme Lan Nguyen', '12 BIS RUE DE L ETE', HERE],
  ],
  ['letters of Poland stay', { name: 'Łucja Błaszczyk' }, ['Mme Łucja Błaszczyk', '12 BIS RUE DE L ETE', HERE]],
])('an address side: %s', (_name, over, expected) => {
  expect(addressLines({ ...anne, ...over })).toEqual({ lines: expected })
})

it.each([
  ['Greek', { name: 'Γιώργος' }, 'address-letters'],
  ['Chinese', { street: '北京路 1' }, 'address-letters'],
  ['Arabic', { city: 'الدار البيضاء' }, 'address-letters'],
  [
    'too many lines',
    {
      street: [
        'Bâtiment des Acacias du Grand Parc',
        'Escalier du fond de la cour',
        'Appartement au-dessus du porche',
        'Résidence des Trois Fontaines',
        '1234 avenue du Maréchal Foch',
      ].join('\n'),
    },
    'address-too-long',
  ],
  ['a word no line holds', { street: 'x'.repeat(60) }, 'address-too-long'],
  ['a town no line holds', { city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' }, 'address-too-long'],
])('an address that no card can bear is told: %s', (_name, over, code) => {
  expect(addressLines({ ...anne, ...over })).toMatchObject({ fault: { code } })
})

it('from elsewhere, the country is in English', () => {
  expect(addressLines({ ...anne, country: 'PL' }, 'GB')).toMatchObject({ lines: expect.arrayContaining(['POLAND']) })
})

it('not every country has postcodes; this one has', () => {
  expect([
    hasPostalAddress({ ...anne, postcode: '' }),
    hasPostalAddress({ ...anne, postcode: '', country: 'AE' }),
  ]).toEqual([false, true])
})

describe('words for a card', () => {
  it.each([
    ['some lines', 'Chère Madame,\n\nMerci de votre confiance.\n\nAlice', null],
    ['with a narrow blank and curly signs', 'Bonjour\u202f! « Merci » – à bientôt… l’équipe', null],
    ['Greek', 'Γειά σας', 'card-letters'],
    ['a picture', 'Merci 🎉', 'card-letters'],
    ['a letter of two pages', 'Merci beaucoup. '.repeat(120), 'card-too-long'],
  ])('%s', (_name, words, code) => expect(cardFault(words)?.code ?? null).toBe(code))
})
