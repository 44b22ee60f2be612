import { expect, test } from 'vitest'
import { ratedIn } from './rated.ts'

test.each<[string, number | null]>([
  ['5/5', 1],
  ['Note : 9 sur 10', 1],
  ['10/10 would come again', 1],
  ['4,5/5 pour l’accueil', 1],
  ['2 out of 10', -1],
  ['0 étoile si je pouvais', -1],
  ['One star is too much', -1],
  ['Accueil 5/5, atelier 1/5', null],
  ['6/10', null],
  ['Venu le 5/10/2026', null],
  ['rendez-vous le 5/10 à 9 h', null],
  ['rendez-vous le 9/10 à 9 h', null],
  ['2 sur 10 fois on me rappelle', null],
  ['Un hôtel cinq étoiles', 1],
  ['12/10', null],
  ['voiture de 5/5 ans', null],
])('%s', (text, said) => expect(ratedIn(text)).toBe(said))
