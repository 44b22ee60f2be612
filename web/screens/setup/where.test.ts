import { expect, test } from 'vitest'
import { countryOf } from './where.ts'

test.each([
  ['Europe/Paris', 'fr-FR', 'FR'],
  ['Europe/Paris', 'en-GB', 'FR'],
  ['Europe/London', 'en-GB', 'GB'],
  ['Europe/London', 'fr', 'GB'],
  ['Europe/Brussels', 'fr-BE', 'BE'],
  ['Europe/Zurich', 'de-CH', 'CH'],
  ['America/Toronto', 'fr-CA', 'CA'],
  // The islands are France, with a time of their own.
  ['Indian/Reunion', 'fr-FR', 'FR'],
  ['America/Guadeloupe', 'fr', 'FR'],
  ['America/Martinique', 'en-GB', 'FR'],
  // A time no country of ours keeps: the language says it, or nobody.
  ['UTC', 'en-US', 'US'],
  ['UTC', 'en', 'FR'],
  ['Asia/Tokyo', 'ja-JP', 'FR'],
])('%s, in %s: %s', (zone, language, country) => {
  expect(countryOf(zone, language)).toBe(country)
})
