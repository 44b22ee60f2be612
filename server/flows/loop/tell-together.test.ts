import { describe, expect, test } from 'vitest'
import { letterOf } from './tell-together.ts'

const letter = (said: string, signed = 'Claire Aubert\nGarage du Marché') => ({
  body: `Bonjour Madame Payet,\n\n${said}\n\n${signed}`,
})

describe('two letters in one', () => {
  test('one greeting and one signature, where both are alike', () => {
    expect(letterOf(letter('La Clio a deux ans.'), letter('Le Captur a deux ans.'))).toBe(
      'Bonjour Madame Payet,\n\nLa Clio a deux ans.\n\nLe Captur a deux ans.\n\nClaire Aubert\nGarage du Marché',
    )
  })
  test('three cars: the same again', () => {
    const two = { body: letterOf(letter('La Clio.'), letter('Le Captur.')) }
    expect(letterOf(two, letter('Le Scénic.')).match(/Bonjour|Claire/gu)).toEqual(['Bonjour', 'Claire'])
  })
  test('another signature stands with its own words', () => {
    expect(letterOf(letter('La Clio.'), letter('Le Captur.', 'Karim'))).toBe(
      'Bonjour Madame Payet,\n\nLa Clio.\n\nClaire Aubert\nGarage du Marché\n\nLe Captur.\n\nKarim',
    )
  })
  test('nothing of one that says the same is lost', () => {
    expect(letterOf({ body: 'Bonjour' }, { body: 'Bonjour' })).toBe('Bonjour\n\nBonjour')
  })
})
