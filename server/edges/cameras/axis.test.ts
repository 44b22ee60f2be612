import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera } from '../../../test/payloads.ts'
import { readAxis } from './axis.ts'

describe('Axis', () => {
  const push = (over: object) => ({
    capture_timestamp: String(NOW.getTime()),
    plateUTF8: 'AB123CD',
    plateCountry: 'FRA',
    plateConfidence: '0.719034',
    carState: 'new',
    carMoveDirection: 'in',
    carID: '123',
    ...over,
  })
  it('everything is a string: confidence 0–1', () => {
    expect(onlyRead(readCamera('axis', push({})))).toMatchObject({
      plate: 'AB123CD',
      confidence: 0.719034,
      country: 'FR',
      direction: 'in',
      at: NOW.toISOString(),
    })
  })
  it('the same car new, update, lost by carID: one track, three reads', () => {
    const steps = [
      push({}),
      push({ carState: 'update', plateUTF8: 'AB123CO' }),
      push({ carState: 'lost', plateUTF8: 'AB123CO' }),
    ].map((each) => onlyRead(readCamera('axis', each)))
    expect(steps.map((step) => step.state)).toEqual(['new', 'update', 'lost'])
    expect(new Set(steps.map((step) => step.track))).toEqual(new Set(['123']))
    expect(new Set(steps.map((step) => step.key)).size).toBe(3)
  })
  it('a counter without a time beside it: the same for a moment, another car an hour later', () => {
    const key = (seconds: number) =>
      onlyRead(
        readAxis({
          contentType: 'application/json',
          body: Buffer.from(JSON.stringify(push({ capture_timestamp: undefined }))),
          query: {},
          now: new Date(NOW.getTime() + seconds * 1000),
        }),
      ).key
    expect(key(0)).toBe(key(3))
    expect(key(0)).not.toBe(key(3600))
  })
  it('a direction it does not know is none', () => {
    expect(onlyRead(readCamera('axis', push({ carMoveDirection: 'unknown' })))).not.toHaveProperty('direction')
  })
  it('ONVIF metadata', () => {
    const item = (name: string, value: string) => `<tt:SimpleItem Name="${name}" Value="${value}" />`
    const xml = `<tt:MetadataStream xmlns:tt="x"><tt:Event><wsnt:NotificationMessage><wsnt:Topic Dialect="d">tnsaxis:CameraApplicationPlatform/LPR</wsnt:Topic><wsnt:Message><tt:Message UtcTime="2026-05-04T08:29:59.509000Z"><tt:Data>${item('carState', 'update')}${item('carID', '77')}${item('country', 'PRT')}${item('text', '0012AB')}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage></tt:Event></tt:MetadataStream>`
    expect(onlyRead(readCamera('axis', xml, 'application/soap+xml'))).toMatchObject({
      plate: '0012AB',
      state: 'update',
      track: '77',
      country: 'PT',
      at: '2026-05-04T08:29:59.509Z',
    })
    expect(readCamera('axis', xml.replace('/LPR', '/Motion'), '')).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})
