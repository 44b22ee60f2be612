import { parentPort } from 'node:worker_threads'
import type { ReplayOf } from '../../moments/replay.port.ts'
import { replayPages } from '../../moments/replay-pages.ts'
import type { Life } from '../../moments/time-machine.ts'
import { doerOf } from '../../work/replay-doer.ts'

let pages: ReturnType<typeof replayPages> | undefined

parentPort?.on('message', (message: { of: ReplayOf } | { page: readonly Life[] } | null) => {
  if (message === null) parentPort?.postMessage(pages?.finish())
  else if ('of' in message) {
    pages = replayPages(message.of, doerOf(message.of))
    parentPort?.postMessage('next')
  } else {
    pages?.take(message.page)
    parentPort?.postMessage('next')
  }
})
