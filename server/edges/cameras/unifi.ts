import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { epochOf } from '../payload/clock.ts'
import { fieldsOf, listOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { malformed, nothing, readOf, readsOf } from './read.ts'

/**
 * UniFi Protect's alarm webhook: the plate is in `triggers[].value` of the licence plate triggers. One car fires several
 * triggers (known, of interest) of one event: it is read once. Alarms about persons or movement say nothing to us.
 */
export function readUnifi({ contentType, body, now }: Payload): CameraMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const alarm = fieldsOf(root.alarm)
  if (!Array.isArray(alarm.triggers)) return malformed('unknown-shape')
  const triggers = listOf(alarm.triggers)
    .map(fieldsOf)
    .filter((each) => textOf(each.key)?.startsWith('license_plate'))
  if (triggers.length === 0) return nothing('other-event')
  return readsOf(
    triggers.map((trigger) =>
      readOf(
        {
          plate: trigger.value,
          ids: [trigger.device, trigger.eventId, trigger.eventId ? undefined : trigger.timestamp],
          time: epochOf(trigger.timestamp) ?? epochOf(root.timestamp),
          track: trigger.eventId,
        },
        now,
      ),
    ),
  )
}

export const sampleUnifi = (plate: string, at: Date) => ({
  alarm: {
    name: 'Plates',
    sources: [{ device: '000000000000', type: 'include' }],
    conditions: [{ condition: { type: 'is', source: 'license_plate_unknown' } }],
    triggers: [
      {
        device: '000000000000',
        key: 'license_plate_unknown',
        value: plate,
        eventId: `sample${at.getTime()}`,
        timestamp: at.getTime(),
      },
    ],
  },
  timestamp: at.getTime() + 20,
})
