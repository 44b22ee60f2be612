import { z } from 'zod'

const named = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
/** Named by the standard like countries, and none: unions, whole continents' leftovers, « unknown », and two for trials. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** Two letters that stand for a country today: GB and not UK, DE and not DD. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/u.test(code) || NO_COUNTRY.has(code)) return false
  return asToday(code) === code && named.of(code) !== undefined
}

/** The code that is used today of one that people write: `uk` is GB. */
export function asToday(code: string): string {
  const upper = code.trim().toUpperCase()
  if (!/^[A-Z]{2}$/u.test(upper)) return upper
  return new Intl.Locale('und', { region: upper }).region ?? upper
}

export const country = z.string().max(10).overwrite(asToday).refine(isCountry, 'unknown-country')
