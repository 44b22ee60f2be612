/** An answer at a door, as far as watching the door goes. */
export interface AtDoor {
  id: string
  at: Date
  score: number | null
  leftOut: string | null
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** One scans, reads and touches; a queue at a counter is slower than this. */
const MOST_A_MINUTE = 5
/** Fewer of one kind in a row are nothing to speak of. */
const FEWEST_IN_A_ROW = 6
/** Rarer than this by chance, by what is usual there. */
const CHANCE = 1 / 10_000

/**
 * Is the door itself being stuffed, whoever each answer seems to come from? More in one minute than people could give at a counter; or one score
 * again and again within the hour, where by what is usual for this question such a row is rarer than one in ten thousand. High scores are watched
 * as low ones are. Whoever is behind it, the first of them are as suspicious as the last: all of the row are set aside for a person's word.
 * @param around those of the last hour, this one among them, the newest first
 * @param usual how often this score is given there, before this hour
 * @returns why, and all it is about; null: nothing to see
 */
export function doorRun(
  around: readonly AtDoor[],
  usual: { same: number; all: number },
): { why: 'burst' | 'in-a-row'; run: AtDoor[] } | null {
  const [newest] = around
  if (!newest) return null
  const since = (one: AtDoor) => newest.at.getTime() - one.at.getTime()
  const minute = around.filter((one) => since(one) < MINUTE_MS)
  if (minute.length > MOST_A_MINUTE) return { why: 'burst', run: minute }
  if (newest.score === null) return null
  const other = around.findIndex((one) => one.score !== newest.score || since(one) >= HOUR_MS)
  const run = around.slice(0, other < 0 ? around.length : other)
  // At a door that is new, one score in three is taken for usual.
  const share = (usual.same + 1) / (usual.all + 3)
  return run.length >= FEWEST_IN_A_ROW && share ** run.length < CHANCE ? { why: 'in-a-row', run } : null
}
