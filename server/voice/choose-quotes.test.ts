import { describe, expect, test } from 'vitest'
import { chooseQuotes, type Quotable } from './choose-quotes.ts'

/** Of one length, and no two alike. */
const said = (verbatimId: string, over: Partial<Quotable> = {}): Quotable => ({
  verbatimId,
  author: verbatimId,
  siteId: 'paris',
  text: `${verbatimId} : on m’a tenu au courant à chaque étape, et la voiture était prête à l’heure dite.`,
  sure: 0.9,
  ...over,
})
const fresh = () => ({ authors: new Set<string>(), sites: new Set<string>(), texts: new Set<string>() })
const ids = (chosen: readonly Quotable[]) => chosen.map(({ verbatimId }) => verbatimId)

describe('which words are quoted', () => {
  test('those surely about the theme first', () =>
    expect(ids(chooseQuotes([said('a', { sure: 0.5 }), said('b')], 1, fresh()))).toEqual(['b']))
  test('neither two words nor a novel', () =>
    expect(
      ids(chooseQuotes([said('a', { text: 'Merci.' }), said('b', { text: 'Très bien '.repeat(80) })], 2, fresh())),
    ).toEqual([]))
  test('an author once in a report, whatever the theme', () => {
    const used = fresh()
    expect(ids(chooseQuotes([said('a', { author: 'x' }), said('b', { author: 'x' })], 2, used))).toEqual(['a'])
    expect(chooseQuotes([said('c', { author: 'x' })], 2, used)).toEqual([])
  })
  test('another place rather than the same again', () =>
    expect(ids(chooseQuotes([said('a'), said('b'), said('c', { siteId: 'meaux', sure: 0.8 })], 2, fresh()))).toEqual([
      'a',
      'c',
    ]))
  test('the same words of two people once', () => {
    const text = 'Le mécanicien m’a montré la pièce usée, et dit pourquoi il fallait la changer.'
    expect(ids(chooseQuotes([said('a', { text }), said('b', { text: text.toUpperCase() })], 2, fresh()))).toEqual(['a'])
  })
  test('nor do two begin with the same sentence', () => {
    const first = 'Garantie prise en compte sans discuter du tout.'
    expect(
      ids(
        chooseQuotes(
          [said('a', { text: `${first} Merci.` }), said('b', { text: `${first} On reviendra.` })],
          2,
          fresh(),
        ),
      ),
    ).toHaveLength(1)
  })
  test('the same words give the same choice', () => {
    const all = ['d', 'b', 'a', 'c'].map((id) => said(id))
    expect(ids(chooseQuotes(all, 2, fresh()))).toEqual(ids(chooseQuotes(all.toReversed(), 2, fresh())))
  })
})
