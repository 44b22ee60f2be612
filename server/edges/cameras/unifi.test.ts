import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera } from '../../../test/payloads.ts'

describe('UniFi Protect', () => {
  const alarm = (...triggers: object[]) => ({ alarm: { triggers }, timestamp: NOW.getTime() })
  const trigger = {
    device: 'd',
    key: 'license_plate_unknown',
    value: 'AB123CD',
    eventId: 'e1',
    timestamp: NOW.getTime(),
  }
  it('the plate is in triggers[].value', () => {
    expect(onlyRead(readCamera('unifi', alarm(trigger)))).toMatchObject({
      plate: 'AB123CD',
      track: 'e1',
      at: NOW.toISOString(),
    })
  })
  it('known and of interest are two triggers of one car: one read', () => {
    onlyRead(readCamera('unifi', alarm(trigger, { ...trigger, key: 'license_plate_of_interest' })))
  })
  it('a person at the door is nothing to us', () => {
    expect(readCamera('unifi', alarm({ key: 'person', device: 'd', value: 'Jean' }))).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
})
