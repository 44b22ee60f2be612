/** Tries of one message before it is given up. */
export const MOST_TRIES = 10
const MINUTE = 60_000

/**
 * How long a message waits that was not taken for now: half a minute, then twice as long each time, an hour at most. What the provider
 * itself asked for counts when it is longer. A part of it is drawn from the message's own id, so that a thousand refused in one second
 * do not all come back in the same one.
 */
export function pauseBefore(tries: number, id: string, askedMs = 0): number {
  const grown = Math.min(60 * MINUTE, (MINUTE / 2) * 2 ** Math.min(tries - 1, 10))
  const spread = (Number.parseInt(id.slice(-4), 16) || 0) / 0xff_ff
  return Math.round(Math.max(grown, Math.min(askedMs, 24 * 60 * MINUTE)) * (1 + spread / 4))
}
