import { describe, expect, it } from 'vitest'
import { fillTemplate, namesIn } from '../../messages/fill-template.ts'
import { readCallback } from './callback.ts'

const json = (body: unknown, query = {}) => ({
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(body)),
  query,
})

describe('what a provider calls back with', () => {
  it.each([
    [
      'delivered, by its reference',
      {},
      json({ ref: 'm1', status: 'DELIVRD' }),
      [{ key: 'm1 DELIVRD', kind: 'delivered', code: 'DELIVRD', ref: 'm1' }],
    ],
    [
      'not delivered',
      {},
      json({ ref: 'm1', status: 'undelivered' }),
      [{ key: 'm1 undelivered', kind: 'bounced', code: 'undelivered', ref: 'm1' }],
    ],
    ['on its way is no news', {}, json({ ref: 'm1', status: 'queued' }), []],
    [
      'an answer',
      {},
      json({ from: '33639980101', text: 'Merci', key: 'k' }),
      [{ key: 'k', kind: 'reply', address: '+33639980101', text: 'Merci' }],
    ],
    [
      'a STOP that has no number: its words tell it apart for some minutes',
      {},
      json({ from: '+33639980101', text: 'stop' }),
      [
        {
          key: expect.stringMatching(/^\+33639980101 .{22}$/u),
          fleeting: true,
          kind: 'stop',
          address: '+33639980101',
          text: 'stop',
        },
      ],
    ],
    [
      'fields elsewhere',
      { ref: 'data.0.sid', status: 'data.0.state' },
      json({ data: [{ sid: 7, state: 'failed' }] }),
      [{ key: '7 failed', kind: 'bounced', code: 'failed', ref: '7' }],
    ],
    [
      'a form',
      {},
      { contentType: 'application/x-www-form-urlencoded', body: Buffer.from('ref=m1&status=delivered'), query: {} },
      [{ key: 'm1 delivered', kind: 'delivered', code: 'delivered', ref: 'm1' }],
    ],
    [
      'a query',
      {},
      { contentType: '', body: Buffer.alloc(0), query: { ref: 'm1', status: 'delivered' } },
      [{ key: 'm1 delivered', kind: 'delivered', code: 'delivered', ref: 'm1' }],
    ],
    ['noise', {}, { contentType: 'application/json', body: Buffer.from('{'), query: {} }, []],
    ['a trap', { ref: 'constructor.name' }, json({ status: 'delivered' }), []],
  ])('%s', (_name, paths, payload, expected) => {
    expect(readCallback(paths, payload)).toEqual(expected)
  })
})

describe('a template of a request', () => {
  it('a value stays a value', () => {
    expect(JSON.parse(fillTemplate('{"text":"{{text}}"}', { text: 'dit "oui"\n","to":"tous' }, 'json'))).toEqual({
      text: 'dit "oui"\n","to":"tous',
    })
    expect(fillTemplate('to={{to}}&t={{text}}', { to: '+33', text: 'a&b=c' }, 'form')).toBe('to=%2B33&t=a%26b%3Dc')
    expect(fillTemplate('X {{text}}', { text: 'a\r\nBcc: b' }, 'plain')).toBe('X a Bcc: b')
  })
  it('says what it asks for', () => {
    expect(namesIn('{{to}} {{ text }} {{to}} {{no-name}}')).toEqual(['to', 'text'])
  })
})
