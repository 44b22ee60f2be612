import { describe, expect, it } from 'vitest'
import { shownName } from './shown-name.ts'
import { slugOf } from './slug.ts'

const person = (givenName: string, familyName: string) => shownName({ kind: 'person', givenName, familyName })

describe('the name over a review', () => {
  it.each([
    ['Anne', 'Cieille', 'Anne C.'],
    ['Jean-Pierre', 'de La Tour', 'Jean-Pierre D.'],
    ['Zoé', 'Émile', 'Zoé É.'],
    ['Anne', '', 'Anne'],
    ['', 'Cieille', ''],
    ['anne@example.org', 'Cieille', ''],
    ['<b>Anne</b>', 'Cieille', ''],
    ['0639980101', 'X', ''],
    ['Une phrase entière que personne ne porte', 'X', ''],
    ['A\u202eénna', 'Cieille', 'Aénna C.'],
  ])('%j %j: %j', (given, family, shown) => expect(person(given, family)).toBe(shown))
})

describe('an address', () => {
  it.each([
    ['Garage du Val – Versailles', [], 'garage-du-val-versailles'],
    ['Garage du Val – Versailles', ['garage-du-val-versailles'], 'garage-du-val-versailles-2'],
    ['日本', [], 'site'],
    ['Service', [], 'service-2'],
    ['../../etc/passwd', [], 'etc-passwd'],
    ['"><script>', [], 'script'],
    ['a'.repeat(200), [], 'a'.repeat(50)],
  ])('of %j is %j %j', (title, taken, slug) => expect(slugOf(title, 'site', new Set(taken))).toBe(slug))
})
