import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findShared } from '../../../test/kinds.ts'
import { callKind } from './kinds.ts'

const shared = findShared()

/** What the collected payloads of the field say, file by file. */
describe.skipIf(!shared)('collected payloads (skipped without ../shared)', () => {
  const text = (file: string): string => readFileSync(join(shared as string, 'recognition', 'phones', file), 'utf8')
  const say = (kind: string, body: string, contentType = '') =>
    callKind(kind)?.read({ contentType, body: Buffer.from(body), query: {}, now: new Date('2026-05-04T08:30:00Z') })

  it.each([
    [
      'ringover',
      'ringover-ringing.json',
      { call: '1234567890987654400', from: '+33601020304', agent: 'jean.dupont@ringover.com' },
    ],
    [
      'aircall',
      'aircall-ringing-on-agent.json',
      { call: '780836754', from: '+44 330 818 6690', to: '+43 720 880079', state: 'ringing' },
    ],
    [
      'asterisk',
      'asterisk-ami-dialbegin.txt',
      { call: '1483732263.1828', state: 'ringing', direction: 'out', to: '919999000001' },
    ],
    ['twilio', 'telnyx-texml-ringing.json', { from: '+35319605860', to: '+13129457420', state: 'ringing' }],
  ])('%s: %s', (kind, file, ring) => {
    const type = file.endsWith('.json') ? 'application/json' : ''
    expect(say(kind, text(file), type)).toMatchObject({ kind: 'ring', ring })
  })

  it('twilio: a form of a caller without a number', () => {
    const fields = text('twilio-voice-webhook.form.txt')
      .split('\n')
      .filter((line) => /^\w+=/u.test(line))
      .map((line) => line.split('='))
    const form = new URLSearchParams(fields as [string, string][]).toString()
    expect(say('twilio', form, 'application/x-www-form-urlencoded')).toMatchObject({
      kind: 'ring',
      ring: { state: 'ringing', direction: 'in' },
    })
  })
})
