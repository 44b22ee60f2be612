import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { epochOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, textOf } from '../payload/field.ts'
import { parseJson } from '../payload/json.ts'
import { decodeText } from '../payload/text.ts'
import { malformed, nothing, readOf, readsOf } from './read.ts'

const STATES = { new: 'new', update: 'update', end: 'lost' } as const

/**
 * A message of Frigate over MQTT: `…/events` (several updates per object id, the plate on it once it is read),
 * `…/tracked_object_update` (one message when it is read) or `…/available`. Both carry the object's id, which is the
 * track. The topic may be missing (a replayed sample): the shape tells.
 * @param camera only events of this camera of Frigate's, when given: one broker carries several
 */
function readFrigate(topic: string, body: Buffer, now: Date, camera?: string): CameraMessage {
  const text = decodeText(body)
  if (!text.ok) return malformed(text.because)
  if (topic.endsWith('/available')) return text.value === 'online' ? { kind: 'heartbeat' } : nothing('engine-away')
  const json = parseJson(text.value)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const type = textOf(root.type)
  if ('after' in root) return eventRead(fieldsOf(root.after), type, now, camera)
  if (type === undefined) return malformed('unknown-shape')
  if (type !== 'lpr') return nothing('other-event')
  if (camera && root.camera !== camera) return nothing('other-camera')
  return readsOf([
    readOf(
      {
        plate: root.plate,
        ids: [root.id, 'lpr', root.timestamp],
        time: epochOf(root.timestamp),
        track: root.id,
        confidence: confidenceOf(root.score, 1),
      },
      now,
    ),
  ])
}

function eventRead(
  after: Record<string, unknown>,
  type: string | undefined,
  now: Date,
  camera?: string,
): CameraMessage {
  if (camera && after.camera !== camera) return nothing('other-camera')
  if (after.false_positive === true) return nothing('no-plate')
  const read = after.recognized_license_plate
  // Some versions put the score beside the plate: ["AB123CD", 0.93].
  const [plate, score] = Array.isArray(read) ? read : [read, after.recognized_license_plate_score]
  return readsOf([
    readOf(
      {
        plate,
        ids: [after.id, type, after.frame_time],
        time: epochOf(after.frame_time),
        track: after.id,
        state: type && Object.hasOwn(STATES, type) ? STATES[type as keyof typeof STATES] : undefined,
        confidence: confidenceOf(score, 1),
        vehicleType: after.label,
      },
      now,
    ),
  ])
}

export const readFrigatePayload = ({ body, query, now }: Payload): CameraMessage =>
  readFrigate(query.topic ?? '', body, now, query.camera)

export const sampleFrigate = (plate: string, at: Date) => ({
  type: 'lpr',
  id: `${(at.getTime() - 900) / 1000}-sample`,
  name: null,
  plate,
  score: 0.93,
  camera: 'gate',
  timestamp: at.getTime() / 1000,
})
