import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Replaying } from '../../moments/replay.port.ts'
import type { Tally } from '../../moments/time-machine.ts'

/** Replays in a thread of its own: the next page is read from the database while the thread lives through the one before. */
export function openReplaying(): Replaying {
  return {
    async run(of, pages, told) {
      const thread = new Worker(new URL('./worker.edge.ts', import.meta.url))
      const answer = async (message: unknown): Promise<unknown> => {
        const [first] = await Promise.all([once(thread, 'message'), Promise.resolve(thread.postMessage(message))])
        return first[0]
      }
      try {
        let busy = answer({ of })
        for await (const page of pages) {
          await busy
          busy = answer({ page })
          if ((await told(page.length)).stop) {
            await busy
            return undefined
          }
        }
        await busy
        return (await answer(null)) as Tally
      } finally {
        await thread.terminate()
      }
    },
  }
}
