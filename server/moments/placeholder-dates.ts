/** Days in some sixty years of births: were they even, each would be one in so many. */
const DAYS_OF_BIRTH = 21_915
/** So many times more than chance would give is no chance. */
const FAR_TOO_MANY = 30
/** Fewer than this is never called a placeholder. */
const FEWEST = 20

/**
 * Dates that stand for « not known »: held by thirty times more people than a day of birth would be, and by twenty at least.
 * Somebody typed them, or a software did, because the field had to be filled.
 */
export function heldByTooMany(counts: readonly { day: string; n: number }[], known: number): Set<string> {
  const most = Math.max(FEWEST, (FAR_TOO_MANY * known) / DAYS_OF_BIRTH)
  return new Set(counts.filter(({ n }) => n >= most).map(({ day }) => day))
}
