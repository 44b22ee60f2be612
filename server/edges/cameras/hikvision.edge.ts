import type { Payload } from '../../signals/device.port.ts'
import type { Connection, OnState } from '../connection.ts'
import { connectEventStream, type EventStreamOptions } from './event-stream.edge.ts'

const PATH = '/ISAPI/Event/notification/alertStream'

/**
 * Holds the alert stream of a Hikvision camera that cannot post to us: each event becomes a payload for `readHikvision`;
 * pictures are skipped as they pass. `options.url` is set by an admin and may be a private address on purpose.
 */
export const connectHikvision = (
  options: Omit<EventStreamOptions, 'path' | 'contentType'>,
  onPayload: (payload: Payload) => Promise<void>,
  onState: OnState,
): Connection => connectEventStream({ ...options, path: PATH, contentType: 'application/xml' }, onPayload, onState)
