/** What changes where a product stands, or a file: beside them, only notes and words were added. */
const ASIDE = new Set(['note', 'file', 'action', 'proof', 'clock-two-thirds', 'clock-last-days', 'clock-over'])
const MOVES = new Set(['withdrawn', 'returned'])

interface Logged {
  id: string
  kind: string
  before: object | null
  undone_at: Date | null
}

/** The event that can be taken back: the newest that moved the product, when a person decided it and nobody took it back yet. */
export function undoableEvent<T extends Logged>(newestFirst: readonly T[]): T | undefined {
  const last = newestFirst.find((event) => !ASIDE.has(event.kind))
  return last && last.before !== null && last.undone_at === null ? last : undefined
}

/** Did shops hear of it? */
export const isMove = (kind: string): boolean => MOVES.has(kind)
