import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Sheet, Workbooks } from '../../customers/workbook.port.ts'
import { unpackedSize } from './zip-size.ts'

/** What the sheets may come to once unpacked: a few megabytes of zip can hold terabytes of nothing. */
const MOST_UNPACKED = 500 * 1024 * 1024
const MOST_MEMORY_MB = 1600
const MOST_MS = 180_000

/** Workbooks are opened in a thread of their own, one after the other, with bounds on memory and time: the house goes on meanwhile. */
export function openWorkbooks(): Workbooks {
  let before: Promise<unknown> = Promise.resolve()
  return {
    read(bytes) {
      const mine = before.then(() => readInThread(bytes))
      before = mine.catch(() => undefined)
      return mine
    },
  }
}

async function readInThread(bytes: Uint8Array): ReturnType<Workbooks['read']> {
  const size = unpackedSize(bytes)
  if (size === null) return { problem: 'workbook' }
  if (size > MOST_UNPACKED) return { problem: 'workbook-too-large' }
  const thread = new Worker(new URL('./workbook-worker.edge.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const timer = setTimeout(() => void thread.terminate(), MOST_MS)
  try {
    thread.postMessage(bytes)
    const ended = once(thread, 'exit').then(() => [{ problem: 'workbook-too-large' as const }])
    const [answer] = (await Promise.race([once(thread, 'message'), ended])) as [Sheet[] | { problem: 'workbook' }]
    return answer
  } catch (error) {
    // Out of memory ends the thread, not the house.
    return {
      problem: (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'workbook-too-large' : 'workbook',
    }
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
