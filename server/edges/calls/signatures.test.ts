import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aircallTokenOk, ringoverSignatureOk, twilioSignatureOk, twilioSigned } from './signatures.ts'

describe("Twilio's signature", () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const params = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  }
  it("is right on the example of Twilio's documentation", () => {
    expect(twilioSignatureOk('12345', url, params, '0/KCTR6DLpKmkAf8muzZqo1nDgQ=')).toBe(true)
  })
  it.each([
    ['another token', '12346', url, params, '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['another address', '12345', `${url}3`, params, '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['a changed field', '12345', url, { ...params, Digits: '1235' }, '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['no signature', '12345', url, params, undefined],
    ['no token kept', '', url, params, createHmac('sha1', '').update(url).digest('base64')],
  ])('is wrong with %s', (_, token, where, sent, signature) =>
    expect(twilioSignatureOk(token, where, sent, signature)).toBe(false),
  )
})

it('Twilio: a body that is no form is signed by its sum in the address, or not at all', () => {
  const body = Buffer.from('{"CallSid":"CA1","CallStatus":"ringing"}')
  const signed = (query: Record<string, string>) => {
    const url = `https://okaeri.example/in/1/s?${new URLSearchParams(query)}`
    const signature = createHmac('sha1', 'token').update(url).digest('base64')
    const sent = { method: 'POST', url, headers: { 'x-twilio-signature': signature } }
    return twilioSigned({ contentType: 'application/json', body, query, now: new Date(), sent }, 'token')
  }
  expect(signed({ bodySHA256: createHash('sha256').update(body).digest('hex') })).toBe(true)
  expect(signed({ bodySHA256: createHash('sha256').update('other').digest('hex') })).toBe(false)
  expect(signed({})).toBe(false)
})

it("Aircall's token is in the body", () => {
  expect(aircallTokenOk('t0ken', Buffer.from('{"token":"t0ken"}'))).toBe(true)
  for (const body of ['{"token":"other"}', '{"token":["t0ken"]}', '{}', 'not json', ''])
    expect(aircallTokenOk('t0ken', Buffer.from(body))).toBe(false)
  expect(aircallTokenOk('', Buffer.from('{"token":""}'))).toBe(false)
})

describe("Ringover's signature", () => {
  const NOW = new Date('2026-05-04T08:30:00Z')
  const url = 'https://okaeri.example/in/1/s'
  const event = {
    event: 'ringing',
    resource: 'call',
    timestamp: 1.5,
    data: { call_id: '1', from_number: '33601020304' },
  }
  const body = Buffer.from(
    '{"resource":"call","event":"ringing","timestamp":1.5,"data":{"from_number":"33601020304","call_id":"1"}}',
  )
  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const jwt = (claims: object, head: object = { alg: 'HS512', typ: 'JWT' }, key = 'key') =>
    `${b64(head)}.${b64(claims)}.${createHmac('sha512', key)
      .update(`${b64(head)}.${b64(claims)}`)
      .digest('base64url')}`
  const ok = (signature: string, over: { url?: string; body?: Buffer } = {}) =>
    ringoverSignatureOk(
      'key',
      { method: 'POST', url, body, headers: { 'x-ringover-webhook-signature': signature }, ...over },
      NOW,
    )

  it('a JWT that repeats the address and the payload, in any order of fields', () => {
    expect(ok(jwt({ url, payload: event }))).toBe(true)
    expect(ok(jwt({ url, payload: JSON.stringify(event) }))).toBe(true)
    expect(ok(jwt(event))).toBe(true)
  })
  it.each([
    ['signed with another key', () => ok(jwt({ url, payload: event }, undefined, 'other'))],
    ['for another address', () => ok(jwt({ url: 'https://elsewhere.example', payload: event }))],
    ['with another payload', () => ok(jwt({ url, payload: { ...event, data: { call_id: '2' } } }))],
    ['without a payload', () => ok(jwt({ foo: 'bar' }))],
    ['that names another algorithm', () => ok(jwt({ url, payload: event }, { alg: 'none' }))],
    ['unsigned', () => ok(`${b64({ alg: 'none' })}.${b64({ url, payload: event })}.`)],
    ['on a changed body', () => ok(jwt({ url, payload: event }), { body: Buffer.from('{"event":"missed"}') })],
    ['of nonsense', () => ok('x.y.z')],
  ])('a JWT %s is refused', (_, refused) => expect(refused()).toBe(false))

  const v3 = (seconds: number, text = `POST${url}${body}${seconds}`) =>
    ringoverSignatureOk(
      'key',
      {
        method: 'POST',
        url,
        body,
        headers: {
          'x-ringover-webhook-signature-v3': createHmac('sha256', 'key').update(text).digest('base64'),
          'x-ringover-request-signature-v3-timestamp': String(seconds),
        },
      },
      NOW,
    )
  it('the newer form, within five minutes', () => {
    const seconds = NOW.getTime() / 1000
    expect(v3(seconds)).toBe(true)
    expect(v3(seconds - 299)).toBe(true)
    expect(v3(seconds - 301)).toBe(false)
    expect(v3(seconds, 'another text')).toBe(false)
  })
  it('nothing signed, or no key kept, is not signed', () => {
    expect(ringoverSignatureOk('key', { method: 'POST', url, body, headers: {} }, NOW)).toBe(false)
    expect(
      ringoverSignatureOk(
        '',
        { method: 'POST', url, body, headers: { 'x-ringover-webhook-signature': jwt(event, undefined, '') } },
        NOW,
      ),
    ).toBe(false)
  })
})
