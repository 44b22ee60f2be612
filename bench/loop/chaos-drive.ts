import { readFileSync } from 'node:fs'
import { readyFact } from './world.ts'

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Tells a fact until it is taken, however often the server dies under it: the key says that it is the same. */
export async function postUntilTaken(
  base: string,
  token: string,
  customer: number,
  ref: number,
  goesOn: () => boolean,
): Promise<void> {
  const body = readyFact(customer, ref)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  do {
    try {
      const answer = await fetch(`${base}/api/facts`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(10_000),
      })
      await answer.arrayBuffer()
      if (answer.ok) return
    } catch {
      // Nobody there: in a moment.
    }
    await sleep(150)
  } while (goesOn())
}

/** How often each reference came. */
export function refsOf(file: string): Map<number, number> {
  const times = new Map<number, number>()
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line) times.set(Number(line), (times.get(Number(line)) ?? 0) + 1)
  return times
}
