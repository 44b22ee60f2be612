import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Chunk, PassFound } from '../../identity/pass.ts'
import type { Resolving } from '../../identity/resolving.port.ts'
import type { Asked } from './asked.ts'

/** A pass in a thread of its own, question by question: the next page is read when the thread has taken the one before. */
export function openResolving(): Resolving {
  return {
    open(generics) {
      const thread = new Worker(new URL('./worker.edge.ts', import.meta.url), { workerData: [...generics] })
      const ask = async <T>(asked: Asked): Promise<T> => {
        const answer = once(thread, 'message')
        thread.postMessage(asked)
        return ((await answer) as [T])[0]
      }
      return {
        take: (page) => ask({ page }),
        resolve: (task) => ask<PassFound>({ task }),
        async *chunks() {
          const more = (): Promise<Chunk | null> => {
            const next = ask<Chunk | null>({ more: true })
            // Heard at the next turn; until then it is nobody's fault.
            next.catch(() => undefined)
            return next
          }
          // The thread makes the next one while this one is written.
          for (let next = more(); ; ) {
            const chunk = await next
            if (chunk === null) return
            next = more()
            yield chunk
          }
        },
        async close() {
          await thread.terminate()
        },
      }
    },
  }
}
