import { describe, expect, it } from 'vitest'
import { NOW, readCall, ringIn } from '../../../test/payloads.ts'
import { toE164 } from '../../customers/phone.ts'

describe('Ringover', () => {
  const event = (name: string, data: object = {}) => ({
    event: name,
    resource: 'call',
    timestamp: NOW.getTime() / 1000,
    data: {
      call_id: 'c1',
      direction: 'inbound',
      from_number: '33601020304',
      to_number: '33101020304',
      is_anonymous: false,
      user: { user_id: 7, email: 'jean@example.com' },
      ...data,
    },
  })

  it('ids beyond 2^53 are not rounded: two calls stay two', () => {
    const text = (id: string) => JSON.stringify(event('ringing')).replace('"c1"', id)
    const [one, two] = ['1234567890987654321', '1234567890987654322'].map(
      (id) => ringIn(readCall('ringover', text(id))).call,
    )
    expect([one, two]).toEqual(['1234567890987654321', '1234567890987654322'])
  })
  it('numbers without a plus are international', () => {
    expect(ringIn(readCall('ringover', event('ringing')))).toMatchObject({
      from: '+33601020304',
      to: '+33101020304',
      agent: 'jean@example.com',
      at: NOW.toISOString(),
    })
    expect(toE164(ringIn(readCall('ringover', event('ringing', { from_number: '41791234567' }))).from ?? '')).toBe(
      '+41791234567',
    )
  })
  it('a withheld number is nobody, even when a number is sent with it', () => {
    expect(ringIn(readCall('ringover', event('ringing', { is_anonymous: true })))).not.toHaveProperty('from')
    expect(ringIn(readCall('ringover', event('ringing', { from_number: 'anonymous' })))).not.toHaveProperty('from')
  })
  it.each([
    ['ringing', 'ringing'],
    ['answered', 'answered'],
    ['hangup', 'ended'],
    ['missed', 'missed'],
    ['voicemail', 'missed'],
  ])('%s is %s, on the same call', (name, state) =>
    expect(ringIn(readCall('ringover', event(name)))).toMatchObject({ call: 'c1', state }),
  )
  it('contact and routing are questions', () => {
    expect(ringIn(readCall('ringover', event('contact'))).asks).toBe('contact')
    expect(ringIn(readCall('ringover', event('routing'))).asks).toBe('routing')
    expect(ringIn(readCall('ringover', event('ringing')))).not.toHaveProperty('asks')
  })
  it('colleagues calling each other, and messages, are nothing', () => {
    expect(readCall('ringover', event('ringing', { is_internal: true, from_number: '102' }))).toEqual({
      kind: 'nothing',
      because: 'internal-call',
    })
    expect(readCall('ringover', { event: 'received', resource: 'message', data: {} })).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
})
