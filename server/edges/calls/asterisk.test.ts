import { describe, expect, it } from 'vitest'
import { readCall, ringIn } from '../../../test/payloads.ts'

describe('Asterisk', () => {
  const event = (fields: Record<string, string>) =>
    readCall(
      'asterisk',
      `${Object.entries(fields)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\r\n')}\r\n`,
    )
  const trunk = { Uniqueid: '100.1', Linkedid: '100.1', CallerIDNum: '0612345678', Exten: 's' }
  it('joins legs by Linkedid: rings, rings somebody, is answered, ends', () => {
    const steps = [
      event({ Event: 'Newchannel', ChannelStateDesc: 'Ring', ...trunk }),
      event({
        Event: 'DialBegin',
        ...trunk,
        DialString: '102',
        DestUniqueid: '100.2',
        DestLinkedid: '100.1',
        DestCallerIDNum: '102',
      }),
      event({
        Event: 'DialBegin',
        ...trunk,
        DialString: 'PJSIP/103',
        DestUniqueid: '100.3',
        DestLinkedid: '100.1',
        DestCallerIDNum: '103',
      }),
      event({
        Event: 'DialEnd',
        ...trunk,
        DialStatus: 'ANSWER',
        DialString: '103',
        DestUniqueid: '100.3',
        DestLinkedid: '100.1',
        DestCallerIDNum: '103',
      }),
      event({ Event: 'Hangup', ChannelStateDesc: 'Up', ...trunk }),
    ].map(ringIn)
    expect(new Set(steps.map((step) => step.call))).toEqual(new Set(['100.1']))
    expect(steps.map((step) => [step.state, step.agent])).toEqual([
      ['ringing', undefined],
      ['ringing', '102'],
      ['ringing', '103'],
      ['answered', '103'],
      ['ended', undefined],
    ])
    expect(new Set(steps.map((step) => step.key)).size).toBe(5)
    expect(steps.every((step) => step.from === '0612345678' && step.direction === 'in')).toBe(true)
  })
  it('never up when it hung up: missed', () => {
    expect(ringIn(event({ Event: 'Hangup', ChannelStateDesc: 'Ring', ...trunk })).state).toBe('missed')
  })
  it('one telephone that stops ringing is not the end of the call', () => {
    expect(event({ Event: 'DialEnd', ...trunk, DialStatus: 'NOANSWER' })).toEqual({
      kind: 'nothing',
      because: 'leg-ended',
    })
    expect(event({ Event: 'Hangup', ...trunk, Uniqueid: '100.2', ChannelStateDesc: 'Up' })).toEqual({
      kind: 'nothing',
      because: 'other-leg',
    })
  })
  it('who dials out, and colleagues', () => {
    expect(
      ringIn(
        event({
          Event: 'DialBegin',
          Linkedid: '5',
          CallerIDNum: '102',
          DialString: '0612345678@trunk',
          DestUniqueid: '6',
        }),
      ),
    ).toMatchObject({ direction: 'out', agent: '102', to: '0612345678' })
    expect(
      event({ Event: 'DialBegin', Linkedid: '5', CallerIDNum: '102', DialString: '103', DestUniqueid: '6' }),
    ).toEqual({ kind: 'nothing', because: 'internal-call' })
  })
  it.each(['<unknown>', '', 'anonymous'])('a caller %j is nobody, and comes in', (CallerIDNum) => {
    const found = ringIn(event({ Event: 'Newchannel', ChannelStateDesc: 'Ring', ...trunk, CallerIDNum }))
    expect(found.direction).toBe('in')
    expect(found).not.toHaveProperty('from')
  })
})
