import { expect, test } from 'vitest'
import { spokenIn } from './spoken-in.ts'

test.each([
  ['FR', 'fr'],
  ['RE', 'fr'],
  ['MC', 'fr'],
  ['BE', 'fr'],
  ['GB', 'en'],
  ['IE', 'en'],
  ['US', 'en'],
  ['DE', 'de'],
  ['ES', 'es'],
  ['IT', 'it'],
  ['PT', 'pt'],
  ['NL', 'nl'],
])('in %s one speaks %s', (country, language) => expect(spokenIn(country)).toBe(language))
