import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { CallDecision } from '../../signals/device.port.ts'
import { callKind } from './kinds.ts'
import { answerTwilio } from './twilio.ts'

const caller = {
  id: 'u1',
  givenName: 'Élise',
  familyName: 'Martin & Co <x>',
  companyName: '',
  phone: '+33612345678',
  email: '',
  url: 'https://okaeri.example/customers/u1',
  summary: 'here at 10:30',
}
const DECISION: CallDecision = {
  callers: [caller],
  ring: [
    { number: '+33611111111', name: 'Anne', email: 'a@x.fr' },
    { number: '+33622222222', name: 'Bob', email: 'b@x.fr' },
  ],
}
const NOBODY: CallDecision = { callers: [], ring: [] }

describe('answers', () => {
  it('Ringover: redirections one after the other, or one contact card; nothing leaves its own rules', () => {
    const answer = (decision: CallDecision, asks?: 'contact' | 'routing') => {
      const body = callKind('ringover')?.answer(decision, {
        key: 'k',
        call: 'c',
        direction: 'in',
        state: 'ringing',
        ...(asks ? { asks } : {}),
      })?.body
      return body === undefined ? undefined : JSON.parse(body)
    }
    const agents = answer(DECISION, 'routing').agents as {
      number: number
      order: number
      ring_delay: number
      ring_duration: number
    }[]
    expect(
      agents.map(({ number, order, ring_delay, ring_duration }) => [number, order, ring_delay, ring_duration]),
    ).toEqual([
      [33611111111, 1, 0, 20],
      [33622222222, 2, 20, 20],
    ])
    expect(answer(DECISION, 'contact')).toMatchObject({ uuid: 'u1', firstname: 'Élise', url: caller.url })
    expect(answer(DECISION)).toHaveProperty('agents')
    expect(answer({ ...DECISION, callers: [caller, caller] }, 'contact')).toBeUndefined()
    expect(answer(NOBODY)).toBeUndefined()
  })
  it('3CX: everybody it may be; an empty list for a stranger', () => {
    expect(JSON.parse(callKind('3cx')?.answer(DECISION)?.body ?? '')).toMatchObject({
      contacts: [{ id: 'u1', last_name: 'Martin & Co <x>', phone_mobile_1: '+33612345678' }],
    })
    expect(JSON.parse(callKind('3cx')?.answer(NOBODY)?.body ?? '')).toEqual({ contacts: [] })
  })
  it('Twilio: TwiML that rings, escaped; nothing when there is nobody, for an empty answer hangs up', () => {
    const answer = callKind('twilio')?.answer(DECISION)
    expect(answer?.contentType).toMatch(/^text\/xml/u)
    expect(new XMLParser({ parseTagValue: false }).parse(answer?.body ?? '').Response.Dial.Number).toEqual([
      '+33611111111',
      '+33622222222',
    ])
    expect(callKind('twilio')?.answer(NOBODY)).toBeUndefined()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (greeting) => {
        const xml = answerTwilio({ dial: ['+33611111111', '"><Hangup/>'], greeting })
        expect(XMLValidator.validate(xml ?? '')).toBe(true)
        expect(xml?.match(/<(?!\/|\?)[A-Za-z]+/gu)).toEqual(['<Response', '<Say', '<Dial', '<Number'])
      }),
    )
  })
  it('Aircall and Asterisk are answered nothing', () => {
    expect(callKind('aircall')?.answer(DECISION)).toBeUndefined()
    expect(callKind('asterisk')?.answer(DECISION)).toBeUndefined()
  })
})
