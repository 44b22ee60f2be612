import { Worker } from 'node:worker_threads'
import type { Learning } from '../../feedback/learning.port.ts'

/** Twenty thousand texts fit; a thread that wants more dies alone, and the night is told so. */
const MOST_MIB = 1536

/** Learns in a thread of its own, which ends with the night's work. */
export function openLearning(): Learning {
  return {
    async run(night, weights) {
      const thread = new Worker(new URL('./learning-worker.edge.ts', import.meta.url), {
        workerData: { night, weights },
        resourceLimits: { maxOldGenerationSizeMb: MOST_MIB },
      })
      try {
        return await new Promise((resolve, reject) => {
          thread.once('message', resolve)
          thread.once('error', reject)
          thread.once('exit', (code) => reject(new Error(`the thread that learns ended with ${code}`)))
        })
      } finally {
        await thread.terminate()
      }
    },
  }
}
