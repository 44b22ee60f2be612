import { cleanName } from '../customers/name.ts'

const LONGEST = 30

/**
 * The name that may stand over a review, if its author agrees: first name and the initial of the family name, « Anne C. ». Empty where
 * there is no first name, or where what stands in its place is none: an address, a number, a sentence.
 */
export function shownName(name: { kind: 'person' | 'company'; givenName: string; familyName: string }): string {
  const given = cleanName(name.givenName)
  if (!/^\p{L}[\p{L}\p{M}'’. -]*$/u.test(given) || given.length > LONGEST) return ''
  const first = [...new Intl.Segmenter().segment(cleanName(name.familyName))][0]?.segment ?? ''
  return /^\p{L}/u.test(first) ? `${given} ${first.toLocaleUpperCase('fr')}.` : given
}
