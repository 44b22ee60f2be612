import { describe, expect, it } from 'vitest'
import { NOW, readCall, ringIn } from '../../../test/payloads.ts'

describe('Twilio', () => {
  const form = (over: Record<string, string>) =>
    readCall(
      'twilio',
      new URLSearchParams({
        CallSid: 'CA1',
        CallStatus: 'ringing',
        Direction: 'inbound',
        From: '+33612345678',
        To: '+33142000000',
        ...over,
      }).toString(),
      { contentType: 'application/x-www-form-urlencoded' },
    )
  it.each(['client:Anonymous', 'anonymous', 'Restricted', '+266696687', 'sip:anonymous@anonymous.invalid', ''])(
    '%j is nobody',
    (From) => {
      expect(ringIn(form({ From }))).not.toHaveProperty('from')
    },
  )
  it('legs share ParentCallSid; a SIP address gives its number', () => {
    expect(ringIn(form({ CallSid: 'CA2', ParentCallSid: 'CA1' })).call).toBe('CA1')
    expect(ringIn(form({ From: 'sip:+33612345678@sip.example.com' })).from).toBe('+33612345678')
  })
  it.each([
    ['in-progress', 'answered'],
    ['completed', 'ended'],
    ['no-answer', 'missed'],
  ])('%s is %s and asks nothing', (CallStatus, state) => {
    expect(ringIn(form({ CallStatus })).state).toBe(state)
    expect(ringIn(form({ CallStatus }))).not.toHaveProperty('asks')
  })
  describe('of those we had it ring', () => {
    const A = '0199f6a2-5d1e-7c3b-9a10-2f4e6b8c0d12'
    const B = '0199f6a2-5d1e-7c3b-9a10-2f4e6b8c0d13'
    const told = (fields: Record<string, string>, line = `${A},${B},site`) =>
      readCall('twilio', new URLSearchParams({ CallSid: 'CA1', From: '+33639980101', ...fields }).toString(), {
        contentType: 'application/x-www-form-urlencoded',
        query: { line },
      })
    it.each([
      ['no-answer', 'ringing', { state: 'ringing', asks: 'routing' }],
      ['busy', 'in-progress', { state: 'ringing', asks: 'routing' }],
      ['failed', 'ringing', { state: 'ringing', asks: 'routing' }],
      ['no-answer', 'completed', { state: 'missed', asks: 'routing' }],
      ['canceled', 'no-answer', { state: 'missed', asks: 'routing' }],
      ['completed', 'in-progress', { state: 'ended', asks: 'routing', taken: true }],
      ['completed', 'completed', { state: 'ended', asks: 'routing', taken: true }],
    ])('Dial %s while the caller’s call is %s', (DialCallStatus, CallStatus, expected) => {
      const ring = ringIn(told({ DialCallStatus, CallStatus, Direction: 'inbound' }))
      expect(ring).toMatchObject({ call: 'CA1', direction: 'in', line: [A, B, ''], ...expected })
    })
    it('picked up: the call that came in is answered, and it is no call of ours that went out', () => {
      const leg = { CallSid: 'CA2', ParentCallSid: 'CA1', Direction: 'outbound-dial', CallStatus: 'in-progress' }
      expect(ringIn(told(leg))).toMatchObject({ call: 'CA1', direction: 'in', state: 'answered', line: [A, B, ''] })
    })
    it('a line nobody of ours wrote is none', () => {
      expect(ringIn(told({ CallStatus: 'ringing' }, '+33612345678'))).not.toHaveProperty('line')
    })
  })
  it('by query, and as JSON from a TeXML system', () => {
    expect(
      ringIn(readCall('twilio', '', { query: { CallSid: 'CA1', CallStatus: 'ringing', From: '+33612345678' } })).from,
    ).toBe('+33612345678')
    expect(
      ringIn(
        readCall(
          'twilio',
          { CallSid: 'v3:x', CallStatus: 'ringing', From: '+35319605860', Timestamp: NOW.toISOString() },
          { contentType: 'application/json' },
        ),
      ),
    ).toMatchObject({ from: '+35319605860', at: NOW.toISOString() })
  })
})
