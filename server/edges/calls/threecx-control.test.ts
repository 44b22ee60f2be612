import { describe, expect, it } from 'vitest'
import { destinationsOf, participantEvent, ringBack, SAMPLE_RATE, succeeded } from './threecx-control.ts'

const event = (event_type: unknown, entity: unknown) => JSON.stringify({ sequence: 4, event: { event_type, entity } })

describe('an event of 3CX', () => {
  it.each([
    ['there', event(0, '/callcontrol/800/participants/12'), { what: 'there', dn: '800', id: '12' }],
    ['gone', event(1, '/callcontrol/800/participants/12'), { what: 'gone', dn: '800', id: '12' }],
    ['a key pressed', event(2, '/callcontrol/800/participants/12'), undefined],
    ['a device', event(0, '/callcontrol/800/devices/sip'), undefined],
    ['nonsense', '{', undefined],
    ['another shape', '[1]', undefined],
    ['bytes', Buffer.from('{}'), undefined],
  ])('%s', (_, message, said) => expect(participantEvent(message)).toEqual(said))
})

describe('where a call goes', () => {
  it.each([
    ['people, then the fallback', '{"ring":["101","102"]}', ['101', '102', '900']],
    ['each once, the fallback last', '{"ring":["101","900","101"]}', ['101', '900']],
    ['not back to the route point', '{"ring":["800","101"]}', ['101', '900']],
    ['nobody', '{"ring":[]}', ['900']],
    ['no answer', undefined, ['900']],
    ['an answer of another kind', '{"outcome":"paused"}', ['900']],
    ['nonsense', '{"ring":[1,null]}', ['900']],
  ])('%s', (_, answer, destinations) => expect(destinationsOf(answer, '800', '900')).toEqual(destinations))
})

it('an action succeeded unless its answer says otherwise', () => {
  expect([{}, undefined, { finalstatus: 'Success' }, { finalstatus: 'Failed' }].map(succeeded)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

it('the ring-back tone sounds for a second and a half in five, in one piece or in several', () => {
  const whole = ringBack(0, 6 * SAMPLE_RATE)
  const loud = (second: number) =>
    whole.subarray(second * 2 * SAMPLE_RATE, (second + 0.4) * 2 * SAMPLE_RATE).some((byte) => byte !== 0)
  expect([0, 1, 2, 4.5, 5].map(loud)).toEqual([true, true, false, false, true])
  expect(Buffer.concat([ringBack(0, 1600), ringBack(1600, 1600)])).toEqual(whole.subarray(0, 6400))
})
