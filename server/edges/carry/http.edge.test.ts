import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import type { OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { openHttp } from './http.edge.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Answer = (request: IncomingMessage, body: string, reply: ServerResponse) => void
async function service(answer: Answer) {
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => answer(request, body, reply))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
}

const KEY = `whsec_${Buffer.from('a key of this test only').toString('base64')}`
function provider(url: string, over: Partial<OpenProvider> = {}): OpenProvider {
  return {
    id: 'p',
    channel: 'sms',
    kind: 'http',
    settings: {
      url,
      body: '{"to":"{{to}}","text":"{{text}}"}',
      idempotencyHeader: 'idempotency-key',
      refPath: 'data.id',
    },
    secrets: { authorization: 'Bearer clé', signingKey: KEY },
    idempotent: false,
    version: '1',
    ...over,
  }
}
const parcel: Parcel = {
  id: 'a',
  to: '+33639980101',
  language: 'fr',
  text: 'dit "oui"',
  values: { to: '+33639980101', text: 'dit "oui"' },
}

async function carry(asked: OpenProvider): Promise<Outcome[]> {
  const made = openHttp(asked)
  ends.push(() => made.close())
  const outcomes: Outcome[] = []
  await made.carry([parcel], ({ heard: _heard, ...outcome }) => void outcomes.push(outcome as Outcome))
  return outcomes
}

describe('a provider by HTTP', () => {
  it('is handed the message, its key and a signature that holds', async () => {
    let seen: unknown
    const url = await service(({ headers }, body, reply) => {
      seen = new Webhook(KEY).verify(body, headers as Record<string, string>)
      expect(headers['idempotency-key']).toBe('a')
      reply.end('{"data":{"id":42}}')
    })
    const asked = provider(url)
    asked.secrets = { ...asked.secrets, authorization: 'Bearer key' }
    expect(await carry(asked)).toEqual([{ id: 'a', came: 'left', ref: '42' }])
    expect(seen).toEqual({ to: '+33639980101', text: 'dit "oui"' })
  })
  it.each([
    ['refuses it', 422, {}, { came: 'refused', code: 'http-422', dead: false }],
    ['asks us to wait', 429, { 'retry-after': '90' }, { came: 'later', code: 'throttled', afterMs: 90_000 }],
    ['does not know us', 401, {}, { came: 'later', code: 'wrong-password' }],
    ['stumbles: it may have taken it', 500, {}, { came: 'doubt', code: 'http-500' }],
  ] as const)('that %s', async (_name, status, headers, expected) => {
    const url = await service((_request, _body, reply) => reply.writeHead(status, headers).end())
    expect(await carry({ ...provider(url), secrets: {} })).toEqual([{ id: 'a', ...expected }])
  })
  it('that hangs up after our last word leaves a doubt, unless it knows our key', async () => {
    const url = await service((request) => request.socket.destroy())
    const asked = { ...provider(url), secrets: {} }
    expect(await carry(asked)).toEqual([{ id: 'a', came: 'doubt', code: 'cut-off' }])
    expect(await carry({ ...asked, idempotent: true })).toEqual([{ id: 'a', came: 'later', code: 'cut-off' }])
  })
  it('that speaks of a conflict has refused it; one that knows our key may have it already', async () => {
    const url = await service((_request, _body, reply) => reply.writeHead(409).end())
    const asked = { ...provider(url), secrets: {} }
    expect(await carry(asked)).toMatchObject([{ came: 'refused' }])
    expect(await carry({ ...asked, idempotent: true })).toEqual([{ id: 'a', came: 'doubt', code: 'http-409' }])
  })
  it.each([
    ['takes it', '{"messages":[{"status":0}],"data":{"id":42}}', { came: 'left', ref: '42' }],
    [
      'refuses it',
      '{"messages":[{"status":"4"}]}',
      { came: 'refused', code: 'answer-refused', said: '4', dead: false },
    ],
    ['says something else', '{"messages":[{"status":7}]}', { came: 'doubt', code: 'answer-unclear', said: '7' }],
    ['shows a page', '<h1>Maintenance</h1>', { came: 'doubt', code: 'answer-unclear', said: '' }],
  ])('whose answer 200 %s is believed, and asked about once, known key or not', async (_name, answer, expected) => {
    let asked = 0
    const url = await service((_request, _body, reply) => {
      asked += 1
      reply.end(answer)
    })
    const told = provider(url, { secrets: {}, idempotent: true })
    told.settings = { ...told.settings, answerPath: 'messages.0.status', accepted: ['0'], refused: ['4'] }
    expect(await carry(told)).toEqual([{ id: 'a', ...expected }])
    expect(asked).toBe(1)
  })
  it('tells its answer as it came, for whoever tries it', async () => {
    const url = await service((_request, _body, reply) => reply.end('ERROR: no credit'))
    const made = openHttp(provider(url, { secrets: {} }))
    ends.push(() => made.close())
    const told: Outcome[] = []
    await made.carry([parcel], (outcome) => void told.push(outcome))
    expect(told).toMatchObject([{ came: 'left', heard: { status: 200, text: 'ERROR: no credit' } }])
  })
  it('that leads elsewhere is not followed, and may have taken it', async () => {
    const url = await service((_request, _body, reply) =>
      reply.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    )
    expect(await carry({ ...provider(url), secrets: {} })).toEqual([{ id: 'a', came: 'doubt', code: 'http-302' }])
  })
  it.each(['http://169.254.169.254/latest/meta-data/', 'http://[::ffff:169.254.169.254]/x', 'nothing'])(
    'at %s is never called',
    async (url) => {
      expect(await carry({ ...provider(url), secrets: {} })).toEqual([
        { id: 'a', came: 'later', code: 'address-refused' },
      ])
    },
  )
  it('that answers without end is read a little, not for ever', async () => {
    const url = await service((_request, _body, reply) => {
      reply.writeHead(200)
      const more = setInterval(() => reply.write('y'.repeat(60_000)), 2)
      reply.on('error', () => undefined).on('close', () => clearInterval(more))
    })
    expect(await carry({ ...provider(url), secrets: {} })).toEqual([{ id: 'a', came: 'left', ref: null }])
  })
  it('that is not there has taken nothing', async () => {
    const url = await service(() => undefined)
    await ends.pop()?.()
    expect(await carry({ ...provider(url), secrets: {} })).toEqual([{ id: 'a', came: 'later', code: 'refused' }])
  })
})
