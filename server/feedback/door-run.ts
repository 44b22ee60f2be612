/** What an answer at a door says, as far as likeness goes. */
export interface Said {
  score: number | null
  /** The shape of its words; empty: none were written. */
  words: string
}

/** An answer at a door, as far as watching the door goes. */
export interface AtDoor extends Said {
  id: string
  at: Date
  leftOut: string | null
}

/** What is said most often at the doors of this question, whatever it is. */
export interface Usual {
  /** One score without a word, the commonest of these. */
  alike: number
  /** One score, the commonest. */
  score: number
  all: number
}

const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** How many alike in a row are more than people bring: the quicker, the fewer. Never fewer than `least`, and never likelier than `chance`. */
interface Pace {
  within: number
  least: number
  chance: number
}
const PACES: readonly (Pace & { why: 'burst' | 'in-a-row' })[] = [
  { within: MINUTE_MS, least: 6, chance: 1 / 100, why: 'burst' },
  { within: 10 * MINUTE_MS, least: 8, chance: 1 / 1_000, why: 'burst' },
  { within: HOUR_MS, least: 12, chance: 1 / 100_000, why: 'in-a-row' },
]

/** A door that nobody knows yet: as if of twenty answers ten had said the same. No more than this is ever taken for usual. */
const PRIOR = 20
const MOST_USUAL = 0.95
const shareOf = (same: number, all: number): number => Math.min(MOST_USUAL, (same + PRIOR / 2) / (all + PRIOR))

/** So many in a row by people who each say what is said most often here. */
export const neededInARow = (share: number, { least, chance }: Pick<Pace, 'least' | 'chance'>): number =>
  Math.max(least, Math.ceil(Math.log(chance) / Math.log(share)))

export const shareAlike = ({ alike, all }: Usual): number => shareOf(alike, all)
export const shareOfScore = ({ score, all }: Usual): number => shareOf(score, all)

/** The same score, and the same words or none. */
export const isAlike = (one: Said, other: Said): boolean =>
  one.score !== null && one.score === other.score && one.words === other.words

/** So many, one after another as by clockwork: people come when they come. */
const CLOCKWORK = 12
/** Spread of the gaps over their mean: of people who come by chance it is 1, and under this once in a hundred million. */
const CLOCKWORK_SPREAD = 0.1

/**
 * Is the door itself being stuffed, whoever each answer seems to come from? How many come says nothing: a poster is met by hundreds at once. Three
 * things are looked at together: how alike they are (one score, and the same words or none), how uniform (nothing else between them), and how quick.
 * Each is measured by what is said **most often** at such doors, whichever score that is: a row of low scores has to be as long as one of high
 * scores, and a bad hour told in people's own words is a bad hour. A program that says something else each time is known by its clock.
 * Whoever is behind it, the first of them are as suspicious as the last: all of the row are set aside for a person's word.
 * @param around those of the last hour, this one among them, the newest first
 * @param usual of the ninety days before this hour
 * @returns why, and all it is about; null: nothing to see
 */
export function doorRun(
  around: readonly AtDoor[],
  usual: Usual,
): { why: 'burst' | 'in-a-row' | 'clockwork'; run: AtDoor[] } | null {
  const [newest] = around
  if (!newest) return null
  const since = (one: AtDoor) => newest.at.getTime() - one.at.getTime()
  const share = shareAlike(usual)
  const other = around.findIndex((one) => !isAlike(one, newest))
  const row = around.slice(0, other < 0 ? around.length : other)
  for (const pace of PACES) {
    const within = row.filter((one) => since(one) < pace.within)
    if (within.length >= neededInARow(share, pace)) return { why: pace.why, run: within }
  }
  const lately = around.filter((one) => since(one) < HOUR_MS).slice(0, CLOCKWORK)
  return lately.length === CLOCKWORK && asByClockwork(lately) ? { why: 'clockwork', run: lately } : null
}

function asByClockwork(newestFirst: readonly AtDoor[]): boolean {
  const gaps = newestFirst.slice(1).map((one, n) => newestFirst[n]!.at.getTime() - one.at.getTime())
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  // Within one second a clock says nothing.
  if (mean < 1_000) return false
  const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
  return spread / mean < CLOCKWORK_SPREAD
}
