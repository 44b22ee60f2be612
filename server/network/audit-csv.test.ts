import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvOf } from '../../web/screens/figures/csv.ts'
import { stringify, stringifyAs } from './audit-csv.ts'

it.each([
  ['plain words', 'Bonjour', 'Bonjour'],
  ['a formula', '=1+1', "'=1+1"],
  [
    'a formula behind a semicolon, where French spreadsheets cut',
    "bien;=cmd|'/C calc'!A0;oui",
    "bien;'=cmd|'/C calc'!A0;oui",
  ],
  ['behind a comma, and a line break', 'a,@b\n+c', `"a,'@b\n'+c"`],
  [
    'a list of one’s own',
    'Deux choses :\n- le prix ; -10 %\n- l’accueil',
    '"Deux choses :\n- le prix ; -10 %\n- l’accueil"',
  ],
])('%s', (_what, cell, written) => expect(stringify([cell])).toBe(`${written}\r\n`))

it('a file of theirs keeps its own signs, to be sent again as it was', () => {
  expect(stringifyAs(['a;=b', '=c', 'd'], ';')).toBe(`"a;=b";'=c;d\r\n`)
})

it('wherever a spreadsheet cuts, nothing that strangers wrote begins with what it runs', () => {
  const letters = fc.constantFrom('a', '=', '+', '@', '-', ';', ',', '\n', '\r', '\t', '"', ' ')
  const words = fc.array(letters, { maxLength: 12 }).map((each) => each.join(''))
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (cells) => {
      for (const line of [stringify(cells), csvOf([cells])])
        expect(line.split(/[,;\t\r\n]/u).filter((part) => /^\uFEFF?(?:[=+@]|-(?!\s|$))/u.test(part))).toEqual([])
    }),
  )
})
