import { describe, expect, it } from 'vitest'
import { NOW, readCall, ringIn } from '../../../test/payloads.ts'
import { toE164 } from '../../customers/phone.ts'

describe('Aircall', () => {
  const event = (name: string, data: object = {}) => ({
    resource: 'call',
    event: name,
    timestamp: NOW.getTime() / 1000,
    token: 't',
    data: {
      id: 780836754,
      direction: 'inbound',
      raw_digits: '+44 330 818 6690',
      answered_at: null,
      user: { id: 3, email: 'anne@example.com' },
      number: { digits: '+43 720 880079' },
      ...data,
    },
  })
  it('numbers with spaces', () => {
    const found = ringIn(readCall('aircall', event('call.ringing_on_agent')))
    expect(found).toMatchObject({ from: '+44 330 818 6690', call: '780836754', agent: 'anne@example.com' })
    expect(toE164(found.from ?? '')).toBe('+443308186690')
  })
  it.each([
    ['call.created', {}, 'ringing'],
    ['call.answered', { answered_at: 1 }, 'answered'],
    ['call.hungup', { answered_at: 1 }, 'ended'],
    ['call.ended', {}, 'missed'],
    ['call.ended', { direction: 'outbound' }, 'ended'],
  ])('%s %j is %s', (name, data, state) => expect(ringIn(readCall('aircall', event(name, data))).state).toBe(state))
  it('an outgoing call goes the other way', () => {
    expect(ringIn(readCall('aircall', event('call.created', { direction: 'outbound' })))).toMatchObject({
      direction: 'out',
      to: '+44 330 818 6690',
      from: '+43 720 880079',
    })
  })
  it('anonymous is nobody; a tag is nothing', () => {
    expect(ringIn(readCall('aircall', event('call.created', { raw_digits: 'anonymous' })))).not.toHaveProperty('from')
    expect(readCall('aircall', event('call.tagged'))).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})
