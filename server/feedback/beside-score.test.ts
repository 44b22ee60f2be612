import { describe, expect, it } from 'vitest'
import type { Band } from '../../contract/surveys.ts'
import { atOdds, besideScore, isUnkind } from './beside-score.ts'

const read = (polarity: -1 | 0 | 1, over: { mixed?: boolean } = {}) => ({
  polarity,
  mixed: false,
  sure: 0.92,
  praised: ['Marine'],
  callback: true,
  kinds: polarity > 0 ? (['compliment'] as const).slice() : (['problem'] as const).slice(),
  ...over,
})

describe('a reading beside its score', () => {
  it.each<[Band | null, -1 | 0 | 1, boolean, boolean]>([
    ['unhappy', 1, false, true],
    ['happy', -1, false, true],
    ['happy', 1, false, false],
    ['unhappy', -1, false, false],
    ['between', 1, false, false],
    ['between', -1, false, false],
    ['unhappy', 0, false, false],
    [null, 1, false, false],
    ['happy', 0, true, false],
  ])('%s, words %i, mixed %s: at odds %s', (band, polarity, mixed, odd) => {
    expect(atOdds({ band, polarity, mixed })).toBe(odd)
    expect(besideScore(read(polarity, { mixed }), { band, text: 'Marine' }).sure < 0.6).toBe(odd)
  })

  it.each<[string, Band | null, -1 | 0 | 1, boolean]>([
    ['Merci Marine, parfaite', 'happy', 1, true],
    ['Merci Marine, parfaite', null, 1, true],
    ['Merci Marine, parfaite', 'between', 1, true],
    ['Merci Marine, vous m’avez bien arnaqué', 'unhappy', 1, false],
    ['Cette connasse de Marine', 'happy', 1, false],
    ['Cette connasse de Marine', null, 1, false],
    ['Marine m’a déconseillé une réparation inutile', 'happy', -1, false],
  ])('%s (%s): thanked %s', (text, band, polarity, thanked) => {
    const { praised, kinds } = besideScore(read(polarity), { band, text })
    expect(praised).toEqual(thanked ? ['Marine'] : [])
    if (!thanked) expect(kinds).not.toContain('compliment')
  })

  it('good words with an insult are mixed at best, and doubtful', () => {
    expect(besideScore(read(1), { band: null, text: 'Cette connasse de Marine' })).toMatchObject({
      polarity: 0,
      mixed: true,
      sure: 0.5,
    })
  })
  it('who asks not to be written to, or not to be rung, asks for no call', () => {
    for (const [text, call] of [
      ['Rappelez-moi', true],
      ['Désinscrivez moi', false],
      ['Please don’t phone me', false],
    ] as const)
      expect(besideScore(read(-1), { band: null, text }).callback, text).toBe(call)
  })
  it('covers names where score, words or an insult are not kind', () => {
    expect(isUnkind({ text: 'Merci Marine', polarity: 1, mixed: false, band: 'unhappy' })).toBe(true)
    expect(isUnkind({ text: 'Cette connasse de Marine', polarity: 1, mixed: false, band: null })).toBe(true)
    expect(isUnkind({ text: 'Merci Marine', polarity: 1, mixed: false, band: 'happy' })).toBe(false)
  })
})
