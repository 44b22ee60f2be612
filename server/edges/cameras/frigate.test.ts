import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera } from '../../../test/payloads.ts'
import { cameraKind } from './kinds.ts'

describe('Frigate', () => {
  const event = (type: string, over: object = {}) => ({
    type,
    before: {},
    after: {
      id: '1.5-abc',
      camera: 'gate',
      label: 'car',
      frame_time: NOW.getTime() / 1000,
      recognized_license_plate: 'AB123CD',
      recognized_license_plate_score: 0.93,
      ...over,
    },
  })
  it('several updates per object id: one track', () => {
    const steps = [event('new'), event('update', { frame_time: NOW.getTime() / 1000 + 1 }), event('end')].map((each) =>
      onlyRead(readCamera('frigate', each)),
    )
    expect(steps.map((step) => step.state)).toEqual(['new', 'update', 'lost'])
    expect(new Set(steps.map((step) => step.track))).toEqual(new Set(['1.5-abc']))
    expect(new Set(steps.map((step) => step.key)).size).toBe(3)
  })
  it('a car not read yet, a person, and another kind of update are nothing', () => {
    expect(readCamera('frigate', event('new', { recognized_license_plate: null }))).toEqual({
      kind: 'nothing',
      because: 'no-plate',
    })
    expect(readCamera('frigate', { type: 'description', id: 'x', description: 'a car' })).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
  it('an lpr update shares the track of the events', () => {
    const found = onlyRead(
      readCamera('frigate', {
        type: 'lpr',
        id: '1.5-abc',
        name: null,
        plate: 'AB123CD',
        score: 0.95,
        camera: 'gate',
        timestamp: NOW.getTime() / 1000,
      }),
    )
    expect(found).toMatchObject({ track: '1.5-abc', confidence: 0.95, at: NOW.toISOString() })
  })
  it('the plate may come as a pair with its score', () => {
    expect(
      onlyRead(readCamera('frigate', event('update', { recognized_license_plate: ['EF456GH', 0.5] }))),
    ).toMatchObject({
      plate: 'EF456GH',
      confidence: 0.5,
    })
  })
  it('topic and camera', () => {
    const say = (query: Record<string, string>, body: string) =>
      cameraKind('frigate')?.read({ contentType: '', body: Buffer.from(body), query, now: NOW })
    expect(say({ topic: 'frigate/available' }, 'online')).toEqual({ kind: 'heartbeat' })
    expect(say({ topic: 'frigate/available' }, 'offline')).toEqual({ kind: 'nothing', because: 'engine-away' })
    expect(say({ topic: 'frigate/events', camera: 'yard' }, JSON.stringify(event('new')))).toEqual({
      kind: 'nothing',
      because: 'other-camera',
    })
  })
})
