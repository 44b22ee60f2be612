import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { isoOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { candidatesOf, malformed, nothing, readOf, readsOf } from './read.ts'

/** Below this the engine's country is a guess. */
const SURE_REGION = 0.5

/**
 * Plate Recognizer, Snapshot and Stream (JSON, or multipart with the picture beside it). It also posts when it found
 * nothing, plates come in lower case, and its times without a zone are UTC. It drops an address that answers errors:
 * see `alwaysOk` of its kind.
 */
export function readPlateRecognizer({ contentType, body, now }: Payload): CameraMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const data = 'data' in root ? fieldsOf(root.data) : root
  if (!Array.isArray(data.results)) return 'hook' in root ? nothing('other-event') : malformed('unknown-shape')
  return readsOf(
    data.results.map((each: unknown) => {
      const result = fieldsOf(each)
      const region = fieldsOf(result.region)
      const vehicle = fieldsOf(result.vehicle)
      return readOf(
        {
          plate: result.plate,
          ids: [data.camera_id, data.timestamp, data.filename],
          time: isoOf(data.timestamp, 'utc'),
          confidence: confidenceOf(result.score, 1),
          candidates: candidatesOf(result.candidates, 1),
          country: (confidenceOf(region.score, 1) ?? 0) >= SURE_REGION ? region.code : undefined,
          vehicleType: vehicle.type,
          make: fieldsOf(firstOf(result.model_make)).make,
          colour: fieldsOf(firstOf(result.color)).color,
        },
        now,
      )
    }),
  )
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined)

export const samplePlateRecognizer = (plate: string, at: Date) => ({
  hook: { event: 'recognition', id: 'gate', target: '' },
  data: {
    camera_id: 'gate',
    filename: `gate/${at.getTime()}.jpg`,
    timestamp: at.toISOString(),
    results: [
      {
        plate: plate.toLowerCase(),
        score: 0.94,
        candidates: [{ plate: plate.toLowerCase(), score: 0.94 }],
        region: { code: 'fr', score: 0.8 },
        vehicle: { type: 'SUV', score: 0.7 },
      },
    ],
  },
})
