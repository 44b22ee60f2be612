/** What a telephone rings about. Danger has a count of its own: no flood of other cases drowns it. */
export type RingsAbout = 'case' | 'urgent' | 'thanks'

/** So many ring by themselves within this time; the next one says that there are more, and those after it are found in the list. */
const EACH = 3
export const RING_WINDOW_MS = 10 * 60_000

/**
 * A hundred answers that come in at once are a hundred lines of a list, not a hundred rings.
 * @param nth of those within the window, from one on
 * @returns each: by itself; together: more are there; null: it was said that more are there
 */
export const howToRing = (nth: number): 'each' | 'together' | null =>
  nth <= EACH ? 'each' : nth === EACH + 1 ? 'together' : null
