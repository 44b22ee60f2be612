import { describe, expect, it } from 'vitest'
import { readCall, ringIn } from '../../../test/payloads.ts'

describe('plain JSON', () => {
  it('call and from are needed; from is null when withheld', () => {
    expect(ringIn(readCall('json', { call: '1', from: null }))).toMatchObject({
      call: '1',
      state: 'ringing',
      direction: 'in',
    })
    expect(readCall('json', { from: '+33612345678' })).toEqual({ kind: 'malformed', because: 'unknown-shape' })
    expect(readCall('json', { call: '', from: '+33612345678' })).toEqual({ kind: 'malformed', because: 'no-call-id' })
    expect(readCall('json', { call: '1', from: '1', state: 'parked' })).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
})
