import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHONE_KINDS as OFFERED } from '../../../contract/signals.ts'
import { NOW, ringIn } from '../../../test/payloads.ts'
import { toE164 } from '../../customers/phone.ts'
import { callRing } from '../../signals/call-ring.ts'
import { CALL_KINDS } from './kinds.ts'

describe('every telephone system', () => {
  it('that the contract offers has a reader, and no other', () => {
    expect(CALL_KINDS.map((kind) => kind.id).sort()).toEqual([...OFFERED].sort())
  })

  it.each(CALL_KINDS.map((kind) => [kind.id, kind] as const))('%s reads its own sample', (_, kind) => {
    const sample = kind.sample('+33612345678', '+33142000000', NOW)
    const say = (now = NOW) => ringIn(kind.read({ query: {}, ...sample, now }))
    expect(callRing.parse(say())).toEqual(say())
    expect(toE164(say().from ?? '')).toBe('+33612345678')
    expect(say()).toMatchObject({ direction: 'in', state: 'ringing' })
    expect(say(new Date(NOW.getTime() + 5000)).key).toBe(say().key)
    const later = new Date(NOW.getTime() + 120_000)
    const next = ringIn(kind.read({ query: {}, ...kind.sample('+33612345678', '', later), now: later }))
    expect(next.key).not.toBe(say().key)
    expect(next.call).not.toBe(say().call)
  })

  it.each(CALL_KINDS.map((kind) => [kind.id, kind] as const))('%s never throws', (_, kind) => {
    const sample = kind.sample('+33612345678', '', NOW)
    const calm = (contentType: string, body: Buffer, query: Record<string, string> = {}): void => {
      const message = kind.read({ contentType, body, query, now: NOW })
      if (message.kind === 'ring') callRing.parse(message.ring)
    }
    const types = fc.constantFrom(
      '',
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
    )
    fc.assert(fc.property(types, fc.uint8Array({ maxLength: 200 }), (type, bytes) => calm(type, Buffer.from(bytes))))
    fc.assert(fc.property(types, fc.jsonValue(), (type, value) => calm(type, Buffer.from(JSON.stringify(value)))))
    fc.assert(fc.property(fc.string(), fc.string(), (phone, CallSid) => calm('', Buffer.alloc(0), { phone, CallSid })))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 6 }), fc.nat(1000), (changes, length) => {
        const body = Buffer.from(sample.body)
        for (const [place, byte] of changes) if (body.length > 0) body[place % body.length] = byte
        calm(sample.contentType, body.subarray(0, length), sample.query)
      }),
    )
  })

  it.each(CALL_KINDS.filter((kind) => kind.id !== '3cx').map((kind) => [kind.id, kind] as const))(
    '%s says what is wrong with bad input',
    (_, kind) => {
      const say = (body: Buffer) =>
        kind.read({ contentType: kind.sample('1', '', NOW).contentType, body, query: {}, now: NOW }).kind
      for (const body of [
        Buffer.alloc(0),
        Buffer.alloc(10 * 1024 * 1024, '{'),
        Buffer.from([0xc3, 0x28, 0xff]),
        Buffer.from('hello'),
      ])
        expect(say(body)).toBe('malformed')
    },
  )
})
