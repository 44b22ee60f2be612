/** After so many doubts one pair comes that was drawn, or read before. */
const EVERY = 4
/** So many of each of the two come to one person in a day where no doubt waits: they are small change beside other work, never a pile. */
const A_DAY = 10

/** Those drawn at random, and those somebody else has answered. */
export interface Besides {
  drawn: number
  again: number
}

/**
 * How many pairs that are no doubts are shown to one person beside these doubts. Each of the two has room of its own, or whoever comes first
 * each day would leave the others no second reading: beside doubts they share the places, and what one does not need the other takes.
 * @param answered what this person has answered of each today
 * @param waiting how many of each there are
 */
export function besides(doubts: number, answered: Besides, waiting: Besides): Besides {
  const places = Math.floor(doubts / EVERY)
  const left = (kind: keyof Besides): number => Math.max(0, A_DAY - answered[kind])
  const again = Math.min(
    waiting.again,
    Math.max(left('again'), places - Math.min(waiting.drawn, Math.floor(places / 2))),
  )
  const drawn = Math.min(waiting.drawn, Math.max(left('drawn'), places - again))
  return { drawn, again }
}

/** Both in one line, so that nobody can tell by its place what a pair is. */
export function mixed<T>(doubts: readonly T[], others: readonly T[]): T[] {
  const line: T[] = []
  const rest = [...others]
  doubts.forEach((doubt, n) => {
    line.push(doubt)
    if ((n + 1) % EVERY === 0 && rest.length > 0) line.push(rest.shift()!)
  })
  return [...line, ...rest]
}
