import { expect } from 'vitest'
import { callKind } from '../server/edges/calls/kinds.ts'
import { cameraKind } from '../server/edges/cameras/kinds.ts'
import type { CallMessage, CallRing } from '../server/signals/call-ring.ts'
import type { CameraMessage, CameraRead } from '../server/signals/plate-read.ts'

/** The moment payloads of the tests arrive at. */
export const NOW = new Date('2026-05-04T08:30:00.000Z')
export const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

const bytesOf = (body: string | Buffer | object): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))

interface Sent {
  contentType?: string
  query?: Record<string, string>
  now?: Date
}

/** What a make of camera reads in a payload. */
export function readCamera(
  kind: string,
  body: string | Buffer | object,
  contentType = 'application/json',
  sent: Sent = {},
): CameraMessage {
  const found = cameraKind(kind)
  if (!found) throw new Error(`no camera kind ${kind}`)
  return found.read({ contentType, body: bytesOf(body), query: {}, now: NOW, ...sent })
}
/** What a telephone system's reader reads in a payload. */
export function readCall(kind: string, body: string | Buffer | object, sent: Sent = {}): CallMessage {
  const found = callKind(kind)
  if (!found) throw new Error(`no telephone kind ${kind}`)
  return found.read({ contentType: '', body: bytesOf(body), query: {}, now: NOW, ...sent })
}

export function readsIn(message: CameraMessage): CameraRead[] {
  if (message.kind !== 'reads') throw new Error(`expected reads, got ${JSON.stringify(message)}`)
  return message.reads
}
export function onlyRead(message: CameraMessage): CameraRead {
  const [only, ...others] = readsIn(message)
  expect(others).toEqual([])
  return only as CameraRead
}
export function ringIn(message: CallMessage): CallRing {
  if (message.kind !== 'ring') throw new Error(`expected a ring, got ${JSON.stringify(message)}`)
  return message.ring
}
