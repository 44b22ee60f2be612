import { fold } from '../plain/fold.ts'
import type { Named } from './needles.ts'

/** Under which names a source tells what somebody was born as: ours, and those of columns kept as they are. */
export const BIRTH_NAMES = [
  'nee',
  'ne',
  'nom de naissance',
  'nom naissance',
  'nom de jeune fille',
  'nom jeune fille',
  'birth name',
  'maiden name',
  'name at birth',
] as const

const KNOWN = new Set<string>(BIRTH_NAMES)

/**
 * What somebody was born as, as one may ask for them: nobody is greeted by it, and many go on giving it on the telephone.
 * @returns null when the source says none, or something that is no name
 */
export function bornAs(named: Named, attributes: Readonly<Record<string, string>> | undefined): Named | null {
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (KNOWN.has(fold(name)) && /\p{L}{2}/u.test(value) && !/\d/u.test(value))
      return { givenName: named.givenName, familyName: value, companyName: '', city: '' }
  return null
}
