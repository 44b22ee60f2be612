import type { CameraMessage } from '../../signals/plate-read.ts'
import type { Connection, OnState } from '../connection.ts'
import { readDahua } from './dahua.ts'
import { connectEventStream, type EventStreamOptions } from './event-stream.edge.ts'

/** The part of a camera's event manager we ask for; a heartbeat every five seconds tells a quiet gate from a dead line. */
const PATH = '/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5'

/**
 * Holds the event stream of a Dahua camera. `options.url` is set by an admin and may be a private address on purpose.
 * A block that is too large or cut off is told as `malformed` with `block-dropped`, so that it is counted.
 */
export function connectDahua(
  options: Omit<EventStreamOptions, 'path'> & { now: () => Date },
  onMessage: (message: CameraMessage) => Promise<void>,
  onState: OnState,
): Connection {
  return connectEventStream(
    { ...options, path: PATH },
    async ({ blocks, dropped }) => {
      for (const block of blocks) await onMessage(readDahua(block, options.now()))
      for (let n = 0; n < dropped; n++) await onMessage({ kind: 'malformed', because: 'block-dropped' })
    },
    onState,
  )
}
