import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { CallDecision } from '../../signals/device.port.ts'
import { callKind } from './kinds.ts'
import { answerTwilio } from './twiml.ts'

const ANNE = '0199f6a2-5d1e-7c3b-9a10-2f4e6b8c0d12'
const BOB = '0199f6a2-5d1e-7c3b-9a10-2f4e6b8c0d13'
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
const SPOKEN = { ringSeconds: 20, language: 'fr', known: true } as const
const DECISION: CallDecision = {
  ...SPOKEN,
  callers: [caller],
  ring: [
    { number: '+33611111111', name: 'Anne', email: 'a@x.fr', staffId: ANNE },
    { number: '+33622222222', name: 'Bob', email: 'b@x.fr', staffId: BOB },
  ],
}
const NOBODY: CallDecision = { ...SPOKEN, callers: [], ring: [] }

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
  it('Ringover and 3CX ring each as long as the site wants it', () => {
    const slow = { ...DECISION, ringSeconds: 35 }
    const ring = { key: 'k', call: 'c', direction: 'in', state: 'ringing', asks: 'routing' } as const
    expect(JSON.parse(callKind('ringover')?.answer(slow, ring)?.body ?? '').agents).toMatchObject([
      { ring_delay: 0, ring_duration: 35 },
      { ring_delay: 35, ring_duration: 35 },
    ])
    expect(JSON.parse(callKind('3cx')?.answer(slow, ring)?.body ?? '')).toMatchObject({ seconds: 35 })
  })
  describe('Twilio', () => {
    const CALLED = 'https://okaeri.example/in/0199/s3cret?x=1'
    const ask = (decision: CallDecision, over: object = {}) => {
      const ring = { key: 'k', call: 'c', direction: 'in', state: 'ringing', asks: 'routing', ...over } as const
      return callKind('twilio')?.answer(decision, ring, CALLED)
    }
    const parse = (body: string | undefined) =>
      new XMLParser({ parseTagValue: false, ignoreAttributes: false }).parse(body ?? '').Response

    it('rings the first only, and is asked for the others at an address that names them', () => {
      const answer = ask(DECISION)
      expect(answer?.contentType).toMatch(/^text\/xml/u)
      expect(parse(answer?.body)).toEqual({
        Dial: {
          '@_timeout': '20',
          '@_answerOnBridge': 'true',
          '@_action': `s3cret?line=${ANNE},${BOB}`,
          Number: {
            '#text': '+33611111111',
            '@_statusCallbackEvent': 'answered',
            '@_statusCallback': `https://okaeri.example/in/0199/s3cret?line=${ANNE},${BOB}`,
          },
        },
      })
    })
    it('nobody to ring: nothing at first, for an empty answer hangs up; a word once somebody was promised', () => {
      expect(ask(NOBODY)).toBeUndefined()
      const over = ask(NOBODY, { line: [BOB] })
      expect(parse(over?.body)).toMatchObject({ Say: { '@_language': 'fr-FR' }, Hangup: '' })
      expect(over?.body).toContain('Votre appel est noté')
      expect(ask({ ...NOBODY, known: false, language: 'en' }, { line: [BOB] })?.body).toContain('call again')
    })
    it('spoken to, or gone: nobody is rung any more', () => {
      for (const state of ['ended', 'missed'])
        expect(ask(DECISION, { line: [ANNE, BOB], state })?.body).not.toContain('<Dial')
    })
    it('whatever stands in the address, it is XML, and only whom it may be is dialled', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (address) => {
          const bad = { number: '"><Hangup/>', name: '', email: '', staffId: ANNE }
          const xml = answerTwilio({ ...DECISION, ring: [bad, ...DECISION.ring] }, undefined, address)
          expect(XMLValidator.validate(xml ?? '')).toBe(true)
          expect(xml?.match(/<(?!\/|\?)[A-Za-z]+/gu)).toEqual(['<Response', '<Dial', '<Number'])
        }),
      )
    })
  })
  it('Aircall and Asterisk are answered nothing', () => {
    expect(callKind('aircall')?.answer(DECISION)).toBeUndefined()
    expect(callKind('asterisk')?.answer(DECISION)).toBeUndefined()
  })
})
