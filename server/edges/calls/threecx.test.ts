import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { NOW, readCall, ringIn } from '../../../test/payloads.ts'
import type { CallDecision } from '../../signals/device.port.ts'
import { callKind } from './kinds.ts'
import { threeCxTemplate } from './threecx.ts'

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
  ringSeconds: 20,
  language: 'fr',
  known: true,
  callers: [caller],
  ring: [
    { number: '+33611111111', name: 'Anne', email: 'a@x.fr', staffId: null },
    { number: '+33622222222', name: 'Bob', email: 'b@x.fr', staffId: null },
  ],
}

describe('3CX', () => {
  const ask = (query: Record<string, string>, now = NOW) => readCall('3cx', '', { query, now })
  it('the plus of the number arrives as a space', () => {
    expect(ringIn(ask({ phone: ' 33142000000' })).from).toBe('+33142000000')
    expect(ringIn(ask({ phone: '+33142000000' })).from).toBe('+33142000000')
    expect(ringIn(ask({ phone: '0142000000' })).from).toBe('0142000000')
  })
  it('asks again for each telephone that rings: one call', () => {
    const soon = new Date(NOW.getTime() + 20_000)
    expect(ringIn(ask({ phone: '+33142000000' }, soon)).key).toBe(ringIn(ask({ phone: '+33142000000' })).key)
  })
  it.each([{ phone: '' }, { phone: '[Number]' }, { phone: 'anonymous' }])('%j is nobody', (query) => {
    expect(ask(query)).toEqual({ kind: 'nothing', because: 'no-number' })
  })
  it('an extension is a colleague; no phone at all is malformed', () => {
    expect(ask({ phone: '102' })).toEqual({ kind: 'nothing', because: 'internal-call' })
    expect(ask({})).toEqual({ kind: 'malformed', because: 'unknown-shape' })
  })
  it('the template names our address and our fields', () => {
    const xml = threeCxTemplate('https://okaeri.example/in/1/s?phone=[Number]&x=1')
    expect(XMLValidator.validate(xml)).toBe(true)
    const { Crm } = new XMLParser({ ignoreAttributes: false }).parse(xml)
    expect(Crm.Scenarios.Scenario.Request['@_Url']).toBe('https://okaeri.example/in/1/s?phone=[Number]&x=1')
    const paths = Crm.Scenarios.Scenario.Variables.Variable.map((each: Record<string, string>) => each['@_Path'])
    const answer = JSON.parse(callKind('3cx')?.answer(DECISION)?.body ?? '') as { contacts: object[] }
    for (const path of paths) expect(answer.contacts[0]).toHaveProperty(path.replace('contacts.', ''))
  })
})
