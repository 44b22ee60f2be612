import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { epochOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, listOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { bestName, candidatesOf, malformed, nothing, readOf, readsOf } from './read.ts'

type Fields = Record<string, unknown>

/**
 * OpenALPR and its successor Rekor Scout. Times are epoch milliseconds, confidences 0 to 100. `alpr_results` is one
 * picture; `alpr_group` is one car seen in several, its best read in `best_plate` (older) or at the top (Rekor).
 */
export function readOpenAlpr({ contentType, body, now }: Payload): CameraMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const type = root.data_type
  if (type === 'heartbeat') return { kind: 'heartbeat' }
  if (type === 'alpr_group') return readsOf([groupRead(root, now)])
  if (type === 'alpr_results')
    return readsOf(listOf(root.results).map((each) => pictureRead(root, fieldsOf(each), now)))
  return typeof type === 'string' ? nothing('other-event') : malformed('unknown-shape')
}

function pictureRead(root: Fields, result: Fields, now: Date) {
  return readOf(
    {
      plate: result.plate,
      ids: [root.uuid, root.camera_id, root.epoch_time, result.plate_index],
      time: epochOf(root.epoch_time),
      confidence: confidenceOf(result.confidence, 100),
      candidates: candidatesOf(result.candidates, 100),
      country: regionCountry(root, result.region),
    },
    now,
  )
}

function groupRead(root: Fields, now: Date) {
  const best = fieldsOf(root.best_plate)
  const vehicle = fieldsOf(root.vehicle)
  const start = [root.camera_id ?? '', root.epoch_start ?? '']
  return readOf(
    {
      plate: root.best_plate_number ?? best.plate,
      ids: [root.best_uuid, ...start, root.epoch_end],
      time: epochOf(root.epoch_end) ?? epochOf(root.epoch_start),
      // A group grows while the car is seen; its start does not move.
      track: root.epoch_start === undefined ? root.best_uuid : start.join('-'),
      confidence: confidenceOf(root.best_confidence ?? best.confidence, 100),
      candidates: candidatesOf(root.candidates ?? best.candidates, 100),
      country: regionCountry(root, root.best_region ?? best.region),
      colour: bestName(vehicle.color),
      make: bestName(vehicle.make),
      vehicleType: bestName(vehicle.body_type),
    },
    now,
  )
}

/** `mx-nle` names its country; the older `mo` is a state of the configured country, and Macau's code: not believed. */
const regionCountry = (root: Fields, region: unknown): unknown =>
  typeof region === 'string' && region.includes('-') ? region : root.country

export const sampleOpenAlpr = (plate: string, at: Date) => ({
  data_type: 'alpr_group',
  version: 2,
  camera_id: 1,
  epoch_start: at.getTime() - 900,
  epoch_end: at.getTime(),
  best_uuid: `gate-${at.getTime()}`,
  best_plate_number: plate,
  best_confidence: 91.5,
  best_region: 'eu-fr',
  candidates: [{ plate, confidence: 91.5 }],
  vehicle: { color: [], make: [] },
})
