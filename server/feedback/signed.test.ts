import { expect, test } from 'vitest'
import { withoutSigner } from './signed.ts'

const left = (text: string, praised: string[], own: string[]) => withoutSigner({ praised }, { text, own }).praised

test.each([
  ['Merci pour tout, Jeanne', ['Jeanne'], ['Jeanne', 'Roux'], []],
  ['Merci pour tout – Jeanne R.', ['Jeanne'], ['Jeanne', 'Roux'], []],
  ['Merci à Paul pour tout, Mme Roux.', ['Paul', 'Roux'], ['Jeanne', 'Roux'], ['Paul']],
  ['Thanks for everything, Jeanne Roux!', ['Jeanne Roux'], ['Jeanne', 'Roux'], []],
])('%s is signed', (text, praised, own, thanked) => expect(left(text, praised, own)).toEqual(thanked))

test.each([
  ['Merci pour tout, Jeanne', ['Jeanne'], ['Anne', 'Cieille']],
  ['Merci Jeanne', ['Jeanne'], ['Jeanne', 'Roux']],
  ['Jeanne a été parfaite, merci Jeanne', ['Jeanne'], ['Jeanne', 'Roux']],
  ['Merci, Jeanne est formidable', ['Jeanne'], ['Jeanne', 'Roux']],
  ['Merci pour tout, Jeanne', ['Jeanne'], ['', '']],
])('%s thanks somebody', (text, praised, own) => expect(left(text, praised, own)).toEqual(praised))
