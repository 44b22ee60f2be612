import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Learned, Learning } from '../../identity/learning.port.ts'

/** Learning in a thread of its own, page by page: the next page is read when the thread has taken the one before. */
export function openLearning(): Learning {
  return {
    async learn(pages) {
      const thread = new Worker(new URL('./worker.edge.ts', import.meta.url))
      try {
        for await (const page of pages) {
          thread.postMessage(page)
          await once(thread, 'message')
        }
        thread.postMessage(null)
        const [learned] = (await once(thread, 'message')) as [Learned]
        return learned
      } finally {
        await thread.terminate()
      }
    },
  }
}
