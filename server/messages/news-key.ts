/** As long as a provider tries again to tell what it was not thanked for. */
const SAID_AGAIN = 10 * 60_000

/**
 * What tells one piece of news from the next. Where the provider has a number for it, that holds for ever. What has none, an answer by
 * SMS, is known by its words, and only for ten minutes: the same STOP next month is another STOP.
 */
export function newsKey(
  { key, fleeting }: { key: string; fleeting?: boolean },
  now: Date,
): { key: string; before: string | null; since: Date } {
  const since = new Date(now.getTime() - SAID_AGAIN)
  if (!fleeting) return { key: key.slice(0, 200), before: null, since }
  const tenth = Math.floor(now.getTime() / SAID_AGAIN)
  return { key: `${key.slice(0, 180)} ${tenth}`, before: `${key.slice(0, 180)} ${tenth - 1}`, since }
}
