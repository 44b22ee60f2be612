import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asTelephonesWrite, cutInSegments, segmentsOf } from './segments.ts'

const counted = (text: string) => {
  const { encoding, length, segments, left } = segmentsOf(text)
  return [encoding, length, segments, left]
}

describe('segments of an SMS', () => {
  it.each([
    ['nothing', '', ['gsm', 0, 1, 160]],
    ['160 plain characters', 'a'.repeat(160), ['gsm', 160, 1, 0]],
    ['161 plain characters', 'a'.repeat(161), ['gsm', 161, 2, 145]],
    ['306 fill two', 'a'.repeat(306), ['gsm', 306, 2, 0]],
    ['307 open a third', 'a'.repeat(307), ['gsm', 307, 3, 152]],
    ['accents of the alphabet cost nothing', 'èéùàÉ'.repeat(32), ['gsm', 160, 1, 0]],
    ['80 euros, two septets each', '€'.repeat(80), ['gsm', 160, 1, 0]],
    ['a bracket more', `${'€'.repeat(80)}[`, ['gsm', 162, 2, 143]],
    ['70 of another script', 'я'.repeat(70), ['ucs2', 70, 1, 0]],
    ['71 of another script', 'я'.repeat(71), ['ucs2', 71, 2, 63]],
    ['one circumflex makes all of it dear', `ê${'a'.repeat(70)}`, ['ucs2', 71, 2, 63]],
    ['35 pictures are 70 units', '🚗'.repeat(35), ['ucs2', 70, 1, 0]],
    ['36 pictures are two, and none is cut', '🚗'.repeat(36), ['ucs2', 72, 2, 61]],
  ])('%s', (_name, text, expected) => {
    expect(counted(text)).toEqual(expected)
  })
  it('an escape is not cut from its septet', () => {
    // 152 places and an extension character of two: it goes to the second segment whole.
    expect(cutInSegments(`${'a'.repeat(152)}€${'b'.repeat(20)}`).map((part) => part.length)).toEqual([152, 21])
  })
  it('says which characters are dear', () => {
    expect(segmentsOf('Forêt, là-bas…').because).toEqual(['ê', '…'])
  })
  it('the parts are the text, and as many as counted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '€', 'ê', '🚗', ' '), maxLength: 700 }), (text) => {
        const parts = cutInSegments(text)
        expect(parts.join('')).toBe(text)
        expect(parts.length).toBe(segmentsOf(text).segments)
      }),
    )
  })
})

describe('as telephones write', () => {
  it.each([
    ['C’est prêt : « œuvre »…', 'C\'est pret : "oeuvre"...'],
    ['Дорогая Анна, c’est prêt', 'Дорогая Анна, c’est prêt'],
  ])('%s', (text, expected) => {
    expect(asTelephonesWrite(text)).toBe(expected)
  })
})
