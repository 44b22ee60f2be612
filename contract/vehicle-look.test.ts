import { expect, test } from 'vitest'
import { bodyIn, colourIn, lookIn, vehicleIn } from './vehicle-look.ts'

const car = (colour: string, body: string, model = '') => ({ colour, body, model })

test.each([
  ['blanc', 'SUV', 'SUV blanc', 'white SUV'],
  ['Blanc', 'Berline', 'Berline blanche', 'white saloon'],
  ['white', 'sedan', 'berline blanche', 'white sedan'],
  ['gris', 'citadine', 'citadine grise', 'grey city car'],
  ['Silver', 'Estate', 'break gris clair', 'silver Estate'],
  ['gris argent', 'break', 'break gris argent', 'silver estate'],
  ['Bleu Iron', 'Coupé', 'Coupé bleu iron', 'blue Coupé'],
  ['Blanc nacré', 'berline', 'berline blanc nacré', 'white saloon'],
  ['weiß', 'Kombi', 'break blanc', 'white estate'],
  ['rouge', 'Fourgon', 'Fourgon rouge', 'red van'],
  ['orange', 'pick-up', 'pick-up orange', 'orange pick-up'],
])('%s, %s: « %s », “%s”', (colour, body, fr, en) => {
  expect([lookIn('fr', car(colour, body)), lookIn('en', car(colour, body))]).toEqual([fr, en])
})

test('words we do not know stay as they are, and without a body the model stands for it', () => {
  expect(lookIn('en', car('Mystic', 'Shooting Brake'))).toBe('mystic Shooting Brake')
  expect(lookIn('fr', car('noir', '', 'Captur'))).toBe('Captur noir')
  expect(lookIn('en', car('noir', '', 'Captur'))).toBe('black Captur')
  expect([lookIn('en', car('', '')), colourIn('fr', ''), bodyIn('en', '')]).toEqual(['', '', ''])
})

test('a word is not found within another', () => {
  expect(colourIn('en', 'Marrakech')).toBe('marrakech')
  expect(colourIn('en', 'Rotorua')).toBe('rotorua')
  expect(bodyIn('en', 'Vanille')).toBe('Vanille')
})

test.each([
  [
    { make: 'Renault', model: 'Clio', colour: 'gris', body: 'citadine' },
    'citadine Renault Clio, grise',
    'grey Renault Clio city car',
  ],
  [
    { make: 'Peugeot', model: '508', colour: 'white', body: 'sedan' },
    'berline Peugeot 508, blanche',
    'white Peugeot 508 sedan',
  ],
  [{ make: 'Renault', model: 'Captur', colour: 'blanc', body: '' }, 'Renault Captur, blanc', 'white Renault Captur'],
  [{ make: '', model: '', colour: '', body: 'SUV' }, 'SUV', 'SUV'],
])('the card says the whole car: %o', (car, fr, en) => {
  expect([vehicleIn('fr', car), vehicleIn('en', car)]).toEqual([fr, en])
})
