import type { Payload } from '../../signals/device.port.ts'
import type { Connection, OnState } from '../connection.ts'
import { connectEventStream, type EventStreamOptions } from './event-stream.edge.ts'

/** The part of a camera's event manager we ask for; a heartbeat every five seconds tells a quiet gate from a dead line. */
const PATH = '/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5'

/**
 * Holds the event stream of a Dahua camera: each block becomes a payload for `readDahua`. `options.url` is set by an admin
 * and may be a private address on purpose.
 */
export const connectDahua = (
  options: Omit<EventStreamOptions, 'path' | 'contentType'>,
  onPayload: (payload: Payload) => Promise<void>,
  onState: OnState,
): Connection => connectEventStream({ ...options, path: PATH, contentType: 'text/plain' }, onPayload, onState)
