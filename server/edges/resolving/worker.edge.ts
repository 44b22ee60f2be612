import { parentPort, workerData } from 'node:worker_threads'
import { beginPass, type Chunk } from '../../identity/pass.ts'
import type { Asked } from './asked.ts'

const pass = beginPass(workerData as string[])
let chunks: Iterator<Chunk> | undefined

parentPort?.on('message', (asked: Asked) => {
  if ('page' in asked) {
    pass.take(asked.page)
    parentPort?.postMessage(null)
  } else if ('task' in asked) parentPort?.postMessage(pass.resolve(asked.task))
  else {
    chunks ??= pass.chunks()
    parentPort?.postMessage(chunks.next().value ?? null)
  }
})
