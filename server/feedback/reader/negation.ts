import { hashOf, type Tokens } from './tokens.ts'

/** How many tokens after each word stand under its *no*; none is carried over the end of a clause. */
const NEGATORS: Record<string, number> = {
  // ne … pas: the verb between the two, and what follows.
  ne: 6,
  n: 6,
  pas: 4,
  jamais: 4,
  aucun: 3,
  aucune: 3,
  rien: 3,
  sans: 3,
  ni: 3,
  guere: 3,
  nullement: 3,
  not: 4,
  no: 3,
  never: 4,
  without: 3,
  nothing: 3,
  none: 3,
  neither: 4,
  nor: 4,
  cannot: 4,
  hardly: 3,
  barely: 3,
  dont: 4,
  doesnt: 4,
  didnt: 4,
  isnt: 4,
  wasnt: 4,
  arent: 4,
  werent: 4,
  cant: 4,
  couldnt: 4,
  wont: 4,
  wouldnt: 4,
  shouldnt: 4,
  havent: 4,
  hasnt: 4,
  hadnt: 4,
  aint: 4,
} // prettier-ignore
const REACH = new Map(Object.entries(NEGATORS).map(([word, reach]) => [hashOf(word), reach]))
const [NE, N, PAS] = [hashOf('ne'), hashOf('n'), hashOf('pas')]

/**
 * Which tokens stand under a negation: 1, else 0. A spoken *pas* without its *ne* also turns the verb before it (*je recommande pas*).
 * The words of negation themselves are not under it.
 */
export function negated(t: Tokens, under: Uint8Array): void {
  let left = 0
  let spokenNe = -1
  for (let i = 0; i < t.n; i += 1) {
    if (i > 0 && t.clause[i] !== t.clause[i - 1]) left = 0
    const word = t.hash[i]!
    const reach = REACH.get(word)
    if (reach === undefined) {
      under[i] = left > 0 ? 1 : 0
      if (left > 0) left -= 1
      continue
    }
    under[i] = 0
    if (word === NE || word === N) spokenNe = i
    else if (word === PAS && (spokenNe < 0 || i - spokenNe > 4) && i > 0 && t.clause[i - 1] === t.clause[i])
      under[i - 1] = 1
    left = reach
  }
}
