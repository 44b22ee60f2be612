import { fold } from '../plain/fold.ts'

/** What an answer in public would tell of an author that their review does not: their family name, their first name, the company's. */
export type Told = 'family' | 'given' | 'company'

interface Author {
  givenName: string | null
  familyName: string | null
  companyName: string | null
  /** Under which name the review stands; empty: under none. */
  shownAs: string
}

/** Shorter ones are words of their own. */
const LEAST = 3

/**
 * What the author of a review did not show of themselves, the answer does not tell either. A family name never stands over a review; a first name where they
 * signed with it. A first name that is a word too (« une réponse claire ») counts where it is written as a name is.
 */
export function tellsWho(text: string, { givenName, familyName, companyName, shownAs }: Author): Told | null {
  const said = ` ${fold(text)} `
  const names = (name: string | null) => {
    const folded = fold(name ?? '')
    return folded.length >= LEAST && said.includes(` ${folded} `) && !` ${fold(shownAs)} `.includes(` ${folded} `)
  }
  if (names(familyName)) return 'family'
  if (names(companyName)) return 'company'
  const given = fold(givenName ?? '')
  const asName = (text.match(/\p{Lu}[\p{L}\p{M}'’-]*/gu) ?? []).some((word) => fold(word) === given)
  const compound = given.includes(' ') && names(givenName)
  return shownAs === '' && given.length >= LEAST && (asName || compound) ? 'given' : null
}
