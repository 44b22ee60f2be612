import { parentPort } from 'node:worker_threads'
import { learnFromPages } from '../../identity/learn-pages.ts'
import type { PersonRecord } from '../../identity/person-record.ts'

const learning = learnFromPages()

parentPort?.on('message', (page: PersonRecord[] | null) => {
  if (page === null) parentPort?.postMessage(learning.finish())
  else {
    learning.take(page)
    parentPort?.postMessage('next')
  }
})
