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
