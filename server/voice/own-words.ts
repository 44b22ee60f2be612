import { fold } from '../plain/fold.ts'
import { phraseKey } from './phrases.ts'

/** The short name of a theme, from what it is called: letters, digits and hyphens. */
export const slugOf = (title: string): string =>
  fold(title).replaceAll(' ', '-').slice(0, 50).replace(/-+$/u, '') || 'theme'

/** The words as they are compared: folded, in singular and plural. */
export function foldedForms(typed: readonly string[]): string[] {
  const forms = typed.flatMap((phrase) => {
    // A small word before a vowel stands by itself, and is no part of the phrase at its beginning.
    const folded = fold(
      phrase.replace(/^(?:[cdjlmnst]|qu)['’]/iu, '').replaceAll(/(?<=\b(?:[cdjlmnst]|qu))['’]/giu, ' '),
    )
    if (folded === '') return []
    return /[sx]$/u.test(folded) ? [folded, folded.slice(0, -1)] : [folded, `${folded}s`]
  })
  return [...new Set(forms)]
}

/** All words of a theme as phrases are compared, whatever the language. */
export const keysOf = (typed: Record<string, readonly string[]>): string[] => [
  ...new Set(
    Object.values(typed)
      .flatMap((list) => list.map(phraseKey))
      .filter(Boolean),
  ),
]
