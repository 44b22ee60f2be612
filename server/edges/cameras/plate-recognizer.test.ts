import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera, readsIn } from '../../../test/payloads.ts'
import { CAMERA_KINDS, cameraKind } from './kinds.ts'

describe('Plate Recognizer', () => {
  const hook = (data: object, event = 'recognition') => ({ hook: { event, id: 'gate' }, data })
  const result = {
    plate: 'ab123cd',
    score: 0.9,
    region: { code: 'fr', score: 0.7 },
    candidates: [{ plate: 'ab123cd', score: 0.9 }, { plate: 'ab123co' }],
  }

  it('sends lower case: kept as sent, with its candidates', () => {
    const found = onlyRead(
      readCamera('plate-recognizer', hook({ camera_id: 'c', timestamp: NOW.toISOString(), results: [result] })),
    )
    expect(found).toMatchObject({
      plate: 'ab123cd',
      confidence: 0.9,
      country: 'FR',
      candidates: [{ plate: 'ab123cd', confidence: 0.9 }, { plate: 'ab123co' }],
    })
  })
  it('also posts when nothing was found: nothing, and not an error', () => {
    expect(readCamera('plate-recognizer', hook({ camera_id: 'c', results: [] }))).toEqual({
      kind: 'nothing',
      because: 'no-plate',
    })
  })
  it('drops a hook that answers errors: it is always answered 200', () => {
    expect(cameraKind('plate-recognizer')?.alwaysOk).toBe(true)
    expect(CAMERA_KINDS.filter((kind) => kind.alwaysOk)).toHaveLength(1)
  })
  it('Snapshot times have no zone and are UTC', () => {
    const message = readCamera(
      'plate-recognizer',
      hook({ timestamp: '2026-05-04 08:29:58.030345', results: [result] }, 'image.done'),
    )
    expect(onlyRead(message).at).toBe('2026-05-04T08:29:58.030Z')
  })
  it('a weak country is no country', () => {
    const weak = { ...result, region: { code: 'gb', score: 0.41 } }
    expect(
      onlyRead(readCamera('plate-recognizer', hook({ timestamp: NOW.toISOString(), results: [weak] }))),
    ).not.toHaveProperty('country')
  })
  it('comes as multipart with the picture beside it: the picture is dropped', () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x0d, 0x0a, 0x0d, 0x0a, 0x00])
    const head = (name: string, type: string) =>
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`)
    const json = Buffer.from(JSON.stringify(hook({ timestamp: NOW.toISOString(), results: [result] })))
    const body = Buffer.concat([
      head('upload', 'image/jpeg'),
      picture,
      Buffer.from('\r\n'),
      head('json', 'text/plain'),
      json,
      Buffer.from('\r\n--x--\r\n'),
    ])
    expect(onlyRead(readCamera('plate-recognizer', body, 'multipart/form-data; boundary=x')).plate).toBe('ab123cd')
  })
  it('two cars in one picture are two reads', () => {
    const both = [result, { ...result, plate: 'ef456gh' }]
    expect(
      readsIn(readCamera('plate-recognizer', hook({ timestamp: NOW.toISOString(), results: both }))).map(
        (each) => each.plate,
      ),
    ).toEqual(['ab123cd', 'ef456gh'])
  })
})
