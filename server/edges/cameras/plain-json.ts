import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { epochOf, isoOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, listOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { candidatesOf, malformed, readOf, readsOf } from './read.ts'

/**
 * Our own format, for whatever can post JSON. Only `plate` is needed:
 *
 *     { "plate": "AB-123-CD", "at": "2026-05-04T10:30:00+02:00", "id": "evt-1", "track": "car-7", "state": "new",
 *       "confidence": 0.93, "charConfidence": [0.99, …], "candidates": [{ "plate": "AB-123-CO", "confidence": 0.4 }],
 *       "country": "FR", "make": "Renault", "colour": "white", "vehicleType": "suv", "direction": "in" }
 *
 * Several: `{ "reads": [ … ] }`. A sign of life: `{ "heartbeat": true }`. Confidences go from 0 to 1, `charConfidence` has
 * one for each letter, digit or `?`, `at` has its zone (`time` and `timestamp` are taken for it, seconds or milliseconds too), `id` is the same when the same read is sent again.
 */
export function readPlainJson({ contentType, body, now }: Payload): CameraMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  if (root.heartbeat === true) return { kind: 'heartbeat' }
  const reads = Array.isArray(json.value) ? json.value : Array.isArray(root.reads) ? root.reads : undefined
  if (!reads && !('plate' in root)) return malformed('unknown-shape')
  return readsOf(
    (reads ?? [root]).map((each: unknown) => {
      const read = fieldsOf(each)
      const state = read.state
      // As others call it: a time that is not read would make a late read one of now.
      const at = read.at ?? read.time ?? read.timestamp
      return readOf(
        {
          plate: read.plate,
          recurring: read.id === undefined && at === undefined,
          ids: [read.id ?? [read.track ?? '', read.state ?? '', at ?? ''].join('/').replace(/^\/+$/u, '')],
          time: isoOf(at) ?? epochOf(at),
          track: read.track,
          state: state === 'new' || state === 'update' || state === 'lost' ? state : undefined,
          confidence: confidenceOf(read.confidence, 1),
          charConfidence: Array.isArray(read.charConfidence)
            ? listOf(read.charConfidence).map((one) => confidenceOf(one, 1))
            : undefined,
          candidates: candidatesOf(read.candidates, 1),
          country: read.country,
          make: read.make,
          colour: read.colour,
          vehicleType: read.vehicleType,
          direction: read.direction,
        },
        now,
      )
    }),
  )
}

export const samplePlainJson = (plate: string, at: Date) => ({
  id: `sample-${at.getTime()}`,
  plate,
  at: at.toISOString(),
  confidence: 0.93,
  country: 'FR',
})
