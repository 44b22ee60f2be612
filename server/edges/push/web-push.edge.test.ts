import { afterAll, describe, expect, it } from 'vitest'
import { CERTIFICATE, openPushService, readVapid } from '../../../test/push-service.ts'
import { vapidOf } from '../../kit/secrets.ts'
import type { PushNote, PushPort } from '../../network/push.port.ts'
import { openWebPush } from './web-push.edge.ts'

const service = await openPushService()
const vapid = vapidOf('kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM')
const warned: unknown[] = []
const log = { warn: (what: unknown) => void warned.push(what) } as never
const push = openWebPush(vapid, 'https://val.example', log, { allowPrivate: true, ca: CERTIFICATE, timeoutMs: 400 })
const note: PushNote = { payload: '{"title":"Garage du Val"}', ttlSeconds: 3600, urgency: 'normal', topic: 'a_topic-1' }

const ring = (path: string, by: PushPort = push) => {
  const browser = service.browser(path)
  const { endpoint, keys } = browser.subscription
  return by.hand({ endpoint, ...keys }, note)
}

describe('a note to a browser', () => {
  it('is encrypted so that only that browser reads it, signed by the house, with its time, urgency and topic', async () => {
    const browser = service.browser('/one')
    const { endpoint, keys } = browser.subscription
    expect(await push.hand({ endpoint, ...keys }, note)).toEqual({ came: 'taken' })
    const { headers, body } = service.rung.at(-1)!
    expect(headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '3600',
      urgency: 'normal',
      topic: 'a_topic-1',
    })
    expect(body.toString('utf8')).not.toContain('Garage')
    expect(browser.read(body)).toEqual({ title: 'Garage du Val' })
    expect(() => service.browser('/another').read(body)).toThrow()
    const signed = readVapid(headers.authorization ?? '')
    expect(signed).toMatchObject({ key: vapid.publicKey, aud: service.origin, sub: 'https://val.example' })
    expect(signed!.exp * 1000).toBeLessThan(Date.now() + 24 * 3_600_000)
  })

  it.each([
    ['taken', 201, { came: 'taken' }],
    ['taken, with nothing to say', 200, { came: 'taken' }],
    ['gone', 410, { came: 'gone' }],
    ['never there', 404, { came: 'gone' }],
    ['too many', 429, { came: 'later', code: 'throttled' }],
    ['not now', 503, { came: 'later', code: 'throttled' }],
    ['promised to another house', 403, { came: 'later', code: 'vapid-refused' }],
    ['too large', 413, { came: 'refused', code: 'too-large' }],
    ['not understood', 400, { came: 'refused', code: 'http-400' }],
    ['a fault of theirs: it may have been taken', 500, { came: 'doubt', code: 'http-500' }],
    ['cut off after it was said', 'cut' as const, { came: 'doubt', code: 'cut-off' }],
  ])('%s', async (_name, status, answer) => {
    service.answers.set(`/s${status}`, status)
    expect(await ring(`/s${status}`)).toEqual(answer)
  })

  it('waits as long as the push service asks', async () => {
    service.answers.set('/slow', { status: 429, headers: { 'retry-after': '120' } })
    expect(await ring('/slow')).toEqual({ came: 'later', code: 'throttled', afterMs: 120_000 })
  })

  it('comes back later when nobody is there, and is nothing when its keys are none', async () => {
    const { keys } = service.browser('/x').subscription
    expect(await push.hand({ endpoint: 'https://localhost:9/x', ...keys }, note)).toMatchObject({ came: 'later' })
    expect(await push.hand({ endpoint: `${service.origin}/x`, p256dh: 'AAAA', auth: keys.auth }, note)).toEqual({
      came: 'refused',
      code: 'bad-keys',
    })
    expect(service.rung.filter(({ path }) => path === '/x')).toEqual([])
  })
})

describe('an endpoint, which anybody may claim to have', () => {
  const strict = openWebPush(vapid, 'https://val.example', log, {
    ca: CERTIFICATE,
    // A name of the outside that leads inside.
    lookup: ((_host: string, _options: object, done: (error: null, all: object[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as never,
  })
  afterAll(() => expect(service.rung.some(({ path }) => path.startsWith('/inside'))).toBe(false))
  it.each([
    ['is our own machine', 'https://localhost:1/inside'],
    ['is an address of the house’s network', 'https://192.168.1.10/inside'],
    ['is where a cloud keeps its secrets', 'https://169.254.169.254/inside'],
    ['is not https', 'http://push.example/inside'],
    ['is a name that leads inside', 'https://push.example/inside'],
  ])('is not called where it %s', async (_name, endpoint) => {
    const { keys } = service.browser('/inside').subscription
    expect(await strict.hand({ endpoint, ...keys }, note)).toEqual({ came: 'refused', code: 'address-refused' })
  })
})

describe('staff are rung by the same hand', () => {
  it('at once, for two minutes; one that is gone is forgotten, a fault is told in the log without its address', async () => {
    const { endpoint, keys } = service.browser('/staff').subscription
    const message = { title: 'Mme Cieille', body: 'Captur blanc', open: '/floor', tag: 'aaaa-bbbb' }
    expect(await push.send({ endpoint, ...keys }, message)).toBe(true)
    expect(service.rung.at(-1)!.headers).toMatchObject({ ttl: '120', urgency: 'high', topic: 'aaaabbbb' })
    service.answers.set('/staff', 410)
    expect(await push.send({ endpoint, ...keys }, message)).toBe(false)
    service.answers.set('/staff', 500)
    expect(await push.send({ endpoint, ...keys }, message)).toBe(true)
    expect(JSON.stringify(warned)).toBe('[{"code":"http-500"}]')
  })
})
