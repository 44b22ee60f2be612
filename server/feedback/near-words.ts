import { editDistance } from '../plain/edit-distance.ts'

/**
 * What a word of the search may also be written as: the same word with another ending, or with one slip of the hand. Candidates only: the store
 * says which of them anybody wrote. A word of less than four letters, or with a figure in it, is taken at its word.
 */
const FORGIVEN = /^[a-z]{4,24}$/u
const SHORTEST_STEM = 4
/** Below this, one slip makes another word more often than not: `pneu`, `peu`. */
const SHORTEST_SLIP = 5

/** French and English endings, folded: of plurals, of the feminine, of verbs, of what is made of them. */
const ENDINGS =
  'e s es x ee ees er ers ere eres ez ent ant ants ante antes ais ait aient ons i ie is ies it ir u ue us ues re eur eurs euse euses ement ment ation ations ateur age ages able ables if ive al ale aux iste ing ed ly'.split(
    ' ',
  )
/** A consonant that is doubled before some endings: accueil, accueille; patron, patronne. */
const DOUBLED = /([lnts])\1$/u
const DOUBLES = /[lnts]$/u
const SHORT_ENDINGS = ['', 'e', 's', 'es']

/** Letters taken for one another: they sound alike, or stand side by side on a keyboard. */
const ALIKE = [
  'ae',
  'sc',
  'sz',
  'ck',
  'kq',
  'cq',
  'gj',
  'iy',
  'mn',
  'dt',
  'fv',
  'ui',
  'io',
  'op',
  'er',
  'rt',
  'ty',
  'as',
  'sd',
  'df',
  'fg',
  'gh',
  'hj',
  'jk',
  'kl',
  'bn',
  'vb',
  'cv',
  'ai',
  'ei',
  'zs',
]
const alike = new Map<string, string[]>()
for (const [a, b] of ALIKE.map((pair) => [...pair] as [string, string]))
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    alike.set(from, [...(alike.get(from) ?? []), to])

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

function stemsOf(word: string): string[] {
  const cut = ENDINGS.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length))
  const bare = [word, ...cut].filter((stem) => stem.length >= SHORTEST_STEM)
  return [...bare, ...bare.filter((stem) => DOUBLED.test(stem)).map((stem) => stem.slice(0, -1))]
}

function otherEndings(word: string): string[] {
  return stemsOf(word).flatMap((stem) => [
    stem,
    ...ENDINGS.map((ending) => stem + ending),
    ...(DOUBLES.test(stem) ? ENDINGS.map((ending) => stem + stem.at(-1) + ending) : []),
  ])
}

/** One letter dropped, added, swapped with its neighbour or taken for one like it. A first letter is rarely mistyped. */
function slipsOf(word: string): string[] {
  if (word.length < SHORTEST_SLIP) return []
  const slips: string[] = []
  const added: string[] = []
  for (let at = 1; at <= word.length; at++) {
    const [before, here, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)]
    for (const letter of LETTERS) added.push(before + letter + here + after)
    if (here === '') continue
    slips.push(before + after)
    if (after) slips.push(before + after[0] + here + after.slice(1))
    for (const letter of alike.get(here) ?? []) slips.push(before + letter + after)
  }
  return [...slips.flatMap((slip) => SHORT_ENDINGS.map((ending) => slip + ending)), ...added]
}

/** Not what begins with the word itself: that is found as it is typed. */
export const nearWords = (word: string): string[] =>
  FORGIVEN.test(word)
    ? [...new Set([...otherEndings(word), ...slipsOf(word)])].filter((near) => !near.startsWith(word))
    : []

/** The nearest first; so many are asked for, and told. */
const MOST_NEAR = 12
export const nearestOf = (word: string, found: readonly string[]): string[] =>
  [...new Set(found)]
    .sort((a, b) => editDistance(word, a, 6) - editDistance(word, b, 6) || (a < b ? -1 : 1))
    .slice(0, MOST_NEAR)
