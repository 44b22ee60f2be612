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
  aucunement: 3,
  zero: 2,
  manque: 2,
  manquent: 2,
  peu: 1,
  moins: 1,
  mal: 1,
  loin: 3,
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
  scarcely: 3,
  lack: 2,
  lacks: 2,
  lacking: 2,
  lacked: 2,
  less: 1,
  badly: 1,
  poorly: 1,
  far: 2,
  anything: 2,
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
const MAL = hashOf('mal')
const hashes = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))
/** Words that are no *no* behind these: *un peu cher*, *au moins aimables*, *pas mal reçus*. */
const UNLESS_BEHIND = new Map([
  [hashOf('peu'), hashes('un')],
  [hashOf('moins'), hashes('au du a de pas')],
  [MAL, hashes('pas plus ai fait fais ont')],
])
/** Words that are a *no* only before these: *loin d’être content*, *far from happy*, *anything but polite*. */
const ONLY_BEFORE = new Map([
  [hashOf('loin'), hashes('d de')],
  [hashOf('far'), hashes('from')],
  [hashOf('anything'), hashes('but')],
])
function isNo(t: Tokens, i: number, word: number): boolean {
  const behind = UNLESS_BEHIND.get(word)
  if (behind) return i === 0 || !behind.has(t.hash[i - 1]!)
  const before = ONLY_BEFORE.get(word)
  return !before || (i + 1 < t.n && before.has(t.hash[i + 1]!))
}

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
    if (reach === undefined || !isNo(t, i, word)) {
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
