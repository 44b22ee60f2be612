import type { CameraMessage } from '../../signals/plate-read.ts'
import type { Connection, OnState } from '../connection.ts'
import { connectEventStream, type EventStreamOptions } from './event-stream.edge.ts'
import { readHikvision } from './hikvision.ts'

/**
 * Holds the alert stream of a Hikvision camera, for one that cannot post to us. `options.url` is set by an admin and may
 * be a private address on purpose. Pictures in the stream are skipped as they pass.
 */
export function connectHikvision(
  options: Omit<EventStreamOptions, 'path'> & { now: () => Date },
  onMessage: (message: CameraMessage) => Promise<void>,
  onState: OnState,
): Connection {
  return connectEventStream(
    { ...options, path: '/ISAPI/Event/notification/alertStream' },
    async ({ blocks, dropped }) => {
      for (const body of blocks)
        await onMessage(readHikvision({ contentType: 'application/xml', body, query: {}, now: options.now() }))
      for (let n = 0; n < dropped; n++) await onMessage({ kind: 'malformed', because: 'block-dropped' })
    },
    onState,
  )
}
