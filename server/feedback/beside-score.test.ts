import { describe, expect, it } from 'vitest'
import type { Band } from '../../contract/surveys.ts'
import { atOdds, besideScore, isUnkind } from './beside-score.ts'

const read = (polarity: -1 | 0 | 1, over: { mixed?: boolean; sure?: number; praised?: string[] } = {}) => ({
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
    expect(besideScore(read(polarity, { mixed, praised: [] }), { band, text: 'Marine' }).sure < 0.6).toBe(odd)
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

  it.each<[string, Band | null, { sure?: number; mixed?: boolean }]>([
    ['Merci Marine, quel accueil', null, { sure: 0.7 }],
    ['Merci Marine, quel accueil', 'between', { sure: 0.7 }],
    ['Marine est gentille, l’atelier en retard', null, { mixed: true }],
    ['J’adore Marine, quel beau petit cul', 'happy', {}],
    ['Moussa est très propre pour un Africain', 'happy', {}],
    ['Contente que Marine soit revenue après sa dépression', 'happy', {}],
    ['Marine m’a fait 30 % en douce', 'happy', {}],
    ['Merci à Moussa pour son mépris', 'between', {}],
    ['Well done Marine, three visits and still broken', null, {}],
    ['Bravo João, deux heures pour une ampoule', null, {}],
  ])('%s (%s): nobody is thanked before a person has read it', (text, band, over) => {
    const { praised, sure } = besideScore(read(1, over), { band, text })
    expect(praised).toEqual([])
    expect(sure).toBeLessThanOrEqual(0.5)
  })

  it.each([
    'Marine est une belle personne',
    'Karim m’a fait un super prix et la voiture est trop belle',
    'J’étais enceinte et Marine m’a apporté une chaise',
    'Bravo João, deux heures seulement',
    'siège bébé bien arrimé par Clarisse',
    'Thank you Bernie, you’re a dote',
    'Big thanks Dave, who stayed late',
  ])('%s: thanks', (text) => expect(besideScore(read(1), { band: 'happy', text }).praised).toEqual(['Marine']))

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
