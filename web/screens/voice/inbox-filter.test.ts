import { expect, it } from 'vitest'
import { filterOf } from './inbox-filter.ts'

it('reads an address: choices of ours stay, the rest is left aside', () => {
  const site = '01a218c5-5664-72b8-a3cf-62af03fc6ab5'
  expect(
    filterOf({
      site,
      theme: 'own:car-wash',
      polarity: 'bad',
      praised: true,
      q: 2008,
      counted: 'yes',
      alert: 'fire',
      from: 'tomorrow',
      to: '2026-11-24',
      band: '',
      other: 'x',
      language: null,
    }),
  ).toEqual({ site, theme: 'own:car-wash', polarity: 'bad', praised: 'true', q: '2008', to: '2026-11-24' })
})

it('only the very words is a choice of a search, of nothing else', () => {
  expect(filterOf({ q: 'accueil', exact: true })).toEqual({ q: 'accueil', exact: 'true' })
  expect(filterOf({ exact: true })).toEqual({})
  expect(filterOf({ q: 'accueil', exact: false })).toEqual({ q: 'accueil' })
})
