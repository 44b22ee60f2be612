/** After so many doubts one pair comes that was drawn, or read before. */
const EVERY = 4
/** So many of those come in a day where no doubt waits: they are small change beside other work, never a pile. */
export const A_DAY = 10

/** How many pairs that are no doubts are shown beside these doubts. @param answered of such pairs today */
export const besides = (doubts: number, answered: number): number =>
  Math.max(Math.floor(doubts / EVERY), A_DAY - answered, 0)

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
