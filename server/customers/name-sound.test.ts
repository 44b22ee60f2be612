import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../plain/fold.ts'
import { nameSounds, nearSounds, soundsAlike, soundsOf } from './name-sound.ts'

const heard = (name: string) => fold(name).replaceAll(' ', '')

test.each([
  ['Cielle', 'Cieille'],
  ['Sielle', 'Cieille'],
  ['Sielle', 'Cielle'],
  ['Lefèvre', 'Lefebvre'],
  ['Lefaivre', 'Lefebvre'],
  ['Thierry', 'Tiéry'],
  ['Haye', 'Aille'],
  ['Monceaux', 'Monsot'],
  ['Renaud', 'Renault'],
  ['Thibault', 'Tibeau'],
  ['Philippe', 'Filipe'],
  ['Chevallier', 'Chevalié'],
  ['Bonnet', 'Bonnay'],
  ['Quentin', 'Kantin'],
  ['Caron', 'Karon'],
  ['Guillaume', 'Guiyome'],
  ['Maillard', 'Mayard'],
  ['Agnel', 'Aniel'],
  ['Deschamps', 'Dechamp'],
  ['Lecomte', 'Leconte'],
  ['Henri', 'Anri'],
  ['Georges', 'Jorge'],
  ['Xavier', 'Gzavier'],
  ['Texier', 'Tessier'],
  ['François', 'Franswa'],
  ['GONCALVES', 'Gonsalves'],
  ['Maçon', 'Masson'],
  ['Da Silva', 'Dasilva'],
  ['Teixeira', 'Techeira'],
  ['Mohamed', 'Mohammed'],
  ['Mohamed', 'Muhammad'],
  ['Khadija', 'Cadija'],
  ['Youssef', 'Youcef'],
  ['Schneider', 'Chnaïdère'],
  ['Schwartz', 'Chvarts'],
  ['Meyer', 'Maier'],
  ['Weber', 'Véber'],
  ['Kowalski', 'Kovalski'],
  ['Nguyen', 'Nguyène'],
  ['Nguyễn', 'Nuyen'],
  ['Giovanni', 'Jovani'],
  ['Bianchi', 'Bianqui'],
  ['Guilherme', 'Guillerme'],
])('%s sounds like %s', (a, b) => expect(soundsAlike(heard(a), heard(b))).toBe(true))

test.each([
  ['Martin', 'Marton'],
  ['Dupont', 'Dubois'],
  ['Durand', 'Bertrand'],
  ['Petit', 'Patou'],
  ['Leroy', 'Leroux'],
  ['Simon', 'Salmon'],
  ['Marie', 'Maud'],
  ['Nicolas', 'Nicole'],
  ['Chantal', 'Quentin'],
])('%s does not sound like %s', (a, b) => expect(soundsAlike(heard(a), heard(b))).toBe(false))

test('the finer key tells Uber (Hubert) from Weber, the coarse one hardly', () => {
  const shared = (a: string[], b: string[]) => a.some((key) => b.includes(key))
  expect(shared(soundsOf('hubert').fine, soundsOf('uber').fine)).toBe(true)
  expect(shared(soundsOf('weber').fine, soundsOf('uber').fine)).toBe(false)
})

test('one sound apart is near; names too short are not', () => {
  const near = (a: string, b: string) =>
    nearSounds(nameSounds(a)).some((key) => nearSounds(nameSounds(b)).includes(key))
  expect(near('fatima', 'fatma')).toBe(true)
  expect(near('fatima', 'philippe')).toBe(false)
  expect(nearSounds(['AB', 'ABC'])).toEqual(['AB', 'ABC', 'BC', 'AC'])
})

test('another script is its own key; nothing has no sound', () => {
  expect(nameSounds('иван')).toEqual(['иван'])
  expect(nameSounds('')).toEqual([])
})

test('any word has one to four keys, short enough to index', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 32 })
  fc.assert(
    fc.property(word, (each) => {
      for (const keys of Object.values(soundsOf(each))) {
        expect(keys.length).toBeLessThanOrEqual(4)
        for (const key of keys) expect(key.length).toBeLessThanOrEqual(64)
      }
    }),
  )
})
