import type { lookup as systemLookup } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { openReceiver } from '../../../test/hook-receiver.ts'
import { openWebhooks } from './webhook.edge.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const message = { id: 'msg_1', at: new Date('2026-11-24T09:00:00Z'), body: '{"type":"gate.test","data":{}}' }
const to = (url: string, secrets = [SECRET]) => ({ url, secrets })

describe('an address that may not be called', () => {
  const webhooks = openWebhooks()
  test.each([
    ['https://shop.example/hook', null],
    ['https://127.0.0.1/hook', 'address-refused'],
    ['https://[::1]/hook', 'address-refused'],
    ['https://10.0.0.7/hook', 'address-refused'],
    ['https://192.168.1.4/hook', 'address-refused'],
    ['https://169.254.169.254/latest/meta-data', 'address-refused'],
    ['https://[::ffff:10.0.0.1]/hook', 'address-refused'],
    ['https://2130706433/hook', 'address-refused'],
    ['https://localhost/hook', 'address-refused'],
    ['http://shop.example/hook', 'needs-https'],
    ['https://user:pass@shop.example/hook', 'address-refused'],
    ['file:///etc/passwd', 'address-refused'],
    ['gopher://shop.example/', 'address-refused'],
    ['nothing', 'address-refused'],
  ])('%s', async (url, because) => {
    expect(webhooks.refuses(url)).toBe(because)
    if (because) expect(await webhooks.send(to(url), message)).toMatchObject({ status: null, problem: because })
  })
  test('a name that stands for an address inside is refused as it connects', async () => {
    const lookup = ((_host: string, _options: object, done: (e: null, a: object[]) => void) =>
      done(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as unknown as typeof systemLookup
    const inside = openWebhooks({ lookup })
    expect(inside.refuses('https://shop.example/')).toBeNull()
    expect(await inside.send(to('https://shop.example/'), message)).toMatchObject({
      status: null,
      problem: 'address-refused',
    })
  })
  test('where the network allows its own servers, those that hand out secrets stay closed', () => {
    const allowed = openWebhooks({ allowPrivate: true })
    expect(allowed.refuses('http://127.0.0.1:8080/hook')).toBeNull()
    expect(allowed.refuses('http://10.0.0.7/hook')).toBeNull()
    expect(allowed.refuses('http://169.254.169.254/')).toBe('address-refused')
  })
})

describe('a receiver', () => {
  const webhooks = openWebhooks({ allowPrivate: true, timeoutMs: 400 })
  test('gets the three headers and a signature it can check; with two secrets, two', async () => {
    const shop = await openReceiver()
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    shop.secrets.push(other)
    expect(await webhooks.send(to(shop.url, [SECRET, other]), message)).toMatchObject({ status: 204, problem: null })
    expect(shop.received).toMatchObject([{ id: 'msg_1', at: 1_795_510_800, verified: 0, raw: message.body }])
  })
  test.each<[string, Parameters<Awaited<ReturnType<typeof openReceiver>>['answers']>[0], object]>([
    ['fails', (_q, r) => void r.writeHead(500).end('boom\u0000!'), { status: 500, problem: 'http', answer: 'boom !' }],
    [
      'asks to wait',
      (_q, r) => void r.writeHead(429, { 'retry-after': '90' }).end(),
      { status: 429, retryAfterMs: 90_000 },
    ],
    ['hangs', () => undefined, { status: null, problem: 'timed-out' }],
    [
      'hangs in the middle of its answer',
      (_q, r) => void r.writeHead(200).write('x'),
      { status: null, problem: 'timed-out' },
    ],
    [
      'sends elsewhere, to an address inside',
      (_q, r) => void r.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
      { status: 307, problem: 'redirected' },
    ],
    ['cuts the line', (q) => void q.socket.destroy(), { status: null, problem: 'unreachable' }],
  ])('that %s', async (_story, answer, told) => {
    const shop = await openReceiver()
    shop.answers(answer)
    expect(await webhooks.send(to(shop.url), message)).toMatchObject(told)
    expect(shop.received).toHaveLength(1)
  })
  test('that answers without end is read a little, not for ever', async () => {
    const shop = await openReceiver()
    shop.answers((_request, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write('y'.repeat(60_000)), 5)
      response.on('error', () => undefined).on('close', () => clearInterval(more))
    })
    const told = await webhooks.send(to(shop.url), message)
    expect([told.status, told.answer.length]).toEqual([200, 500])
  })
})
