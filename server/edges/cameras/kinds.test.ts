import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAMERA_KINDS as OFFERED } from '../../../contract/signals.ts'
import { ago, NOW, onlyRead, readCamera } from '../../../test/payloads.ts'
import { cameraRead } from '../../signals/plate-read.ts'
import { CAMERA_KINDS } from './kinds.ts'

describe('every make', () => {
  it('that the contract offers has a reader, and no other', () => {
    expect(CAMERA_KINDS.map((kind) => kind.id).sort()).toEqual([...OFFERED].sort())
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s reads its own sample', (_, kind) => {
    const at = ago(0)
    const { contentType, body } = kind.sample('AB-123-CD', at)
    const found = onlyRead(kind.read({ contentType, body, query: {}, now: NOW }))
    expect(cameraRead.parse(found)).toEqual(found)
    expect(found.plate.toUpperCase()).toBe('AB-123-CD')
    expect(Math.abs(Date.parse(found.at ?? '') - at.getTime())).toBeLessThan(1000)
    // the same payload again is the same read; another moment is another
    expect(onlyRead(kind.read({ contentType, body, query: {}, now: new Date(NOW.getTime() + 5000) })).key).toBe(
      found.key,
    )
    const later = kind.sample('AB-123-CD', ago(-1))
    expect(onlyRead(kind.read({ ...later, query: {}, now: NOW })).key).not.toBe(found.key)
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s never throws', (_, kind) => {
    const sample = kind.sample('AB123CD', NOW)
    const calm = (contentType: string, body: Buffer): void => {
      const message = kind.read({ contentType, body, query: {}, now: NOW })
      if (message.kind === 'reads') for (const each of message.reads) cameraRead.parse(each)
    }
    const types = fc.constantFrom(
      '',
      'application/json',
      'text/xml',
      sample.contentType,
      'multipart/form-data; boundary=b',
      'x; charset=utf-16le',
    )
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 300 }), (type, bytes) => calm(type, Buffer.from(bytes))),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(types, fc.jsonValue({ maxDepth: 4 }), (type, value) =>
        calm(type, Buffer.from(JSON.stringify(value))),
      ),
      { numRuns: 300 },
    )
    // a good payload with a few bytes changed, and cut short
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 }), fc.nat(2000), (changes, length) => {
        const body = Buffer.from(sample.body)
        for (const [place, byte] of changes) body[place % body.length] = byte
        calm(sample.contentType, body.subarray(0, length))
      }),
      { numRuns: 500 },
    )
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s says what is wrong with bad input', (id, kind) => {
    const say = (body: Buffer, contentType = kind.sample('A', NOW).contentType) =>
      kind.read({ contentType, body, query: {}, now: NOW })
    expect(say(Buffer.alloc(0)).kind).toBe('malformed')
    expect(say(Buffer.alloc(10 * 1024 * 1024, '{')).kind).toBe('malformed')
    expect(say(Buffer.from([0xc3, 0x28, 0xff, 0x00])).kind).toBe('malformed')
    expect(say(Buffer.from('hello')).kind).toBe('malformed')
    if (id !== 'dahua') expect(say(Buffer.from('{"a":1}'), 'application/json').kind).toBe('malformed')
  })
})

describe('clocks', () => {
  const json = (at: string) => onlyRead(readCamera('json', { plate: 'AB123CD', at }))
  it.each([
    ['now', NOW.toISOString(), { at: NOW.toISOString() }],
    ['with a zone', '2026-05-04T10:30:00+02:00', { at: NOW.toISOString() }],
    ['a minute ahead is a fast network', ago(-1).toISOString(), { at: ago(-1).toISOString() }],
    ['five minutes ahead is a wrong clock', ago(-5).toISOString(), { clock: 'ahead' }],
    ['half an hour late was buffered', ago(30).toISOString(), { at: ago(30).toISOString() }],
    ['two days late is a wrong clock', ago(2 * 24 * 60).toISOString(), { clock: 'behind' }],
    ['1970 is a camera without a battery', '1970-01-01T00:00:09Z', { clock: 'behind' }],
    ['no zone is no time', '2026-05-04T10:30:00', {}],
    ['nonsense is no time', 'yesterday', {}],
  ])('%s', (_, at, believed) => {
    const { at: told, clock } = json(at)
    expect({ ...(told ? { at: told } : {}), ...(clock ? { clock } : {}) }).toEqual(believed)
  })
})
