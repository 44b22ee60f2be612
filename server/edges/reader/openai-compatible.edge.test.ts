import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { openSecondOpinion } from './openai-compatible.edge.ts'

let answers: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
const asked: { url: string; key: string | undefined; body: Record<string, unknown> }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const part of request) body += String(part)
  asked.push({ url: request.url ?? '', key: request.headers.authorization, body: JSON.parse(body) })
  answers(request, response)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
const model = { url, model: 'tiny', key: 'sk-1' }
const second = openSecondOpinion({ timeoutMs: 400 })
const says = (content: string) => (_request: IncomingMessage, response: ServerResponse) =>
  void response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ id: 'x', choices: [{ index: 0, message: { role: 'assistant', content } }] }))
const GOOD = '{"polarity":-1,"mixed":false,"themes":[{"theme":"waiting","polarity":-1}],"kinds":["problem"]}'

test('a model that answers well is read; it was asked where such models stand, with its key', async () => {
  answers = says(GOOD)
  expect(await second.read({ ...model, url: `${url}/` }, 'Deux heures d’attente')).toMatchObject({
    problem: null,
    opinion: { polarity: -1, mixed: false, themes: [{ theme: 'waiting', polarity: -1 }], kinds: ['problem'] },
  })
  const last = asked.at(-1)!
  expect([last.url, last.key, last.body.model]).toEqual(['/v1/chat/completions', 'Bearer sk-1', 'tiny'])
  expect(last.body.messages).toMatchObject([{ role: 'system' }, { role: 'user', content: 'Deux heures d’attente' }])
  answers = says(`\`\`\`json\n${GOOD}\n\`\`\``)
  expect(await second.read({ ...model, key: null }, 'x')).toMatchObject({ problem: null })
  expect(asked.at(-1)!.key).toBeUndefined()
})

describe('an answer that is not what was asked for is told so and never used', () => {
  test.each<[string, typeof answers, object]>([
    ['prose', says('The customer seems unhappy.'), { problem: 'bad-answer', opinion: null }],
    ['a leaning there is none of', says(GOOD.replace('-1,"mixed"', '-2,"mixed"')), { problem: 'bad-answer' }],
    ['a leaning as a word', says(GOOD.replace('-1,"mixed"', '"bad","mixed"')), { problem: 'bad-answer' }],
    ['a theme there is none of', says(GOOD.replace('waiting', 'coffee')), { problem: 'bad-answer' }],
    ['a key nobody asked for', says(GOOD.replace('{', '{"refund":true,')), { problem: 'bad-answer' }],
    ['a key that is missing', says('{"polarity":1}'), { problem: 'bad-answer' }],
    ['nothing chosen', (_q, r) => void r.end('{"choices":[]}'), { problem: 'bad-answer' }],
    ['a web page', (_q, r) => void r.end('<html>Welcome</html>'), { problem: 'bad-answer' }],
    ['a refusal', (_q, r) => void r.writeHead(401).end('{"error":"key"}'), { problem: 'http', status: 401 }],
    [
      'elsewhere',
      (_q, r) => void r.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      { problem: 'redirected' },
    ],
    ['nothing, for ever', () => undefined, { problem: 'timed-out' }],
    ['half an answer, for ever', (_q, r) => void r.writeHead(200).write('{"cho'), { problem: 'timed-out' }],
    ['a cut line', (q) => void q.socket.destroy(), { problem: 'unreachable' }],
    ['a flood', (_q, r) => void r.end('x'.repeat(2_000_000)), { problem: 'too-long' }],
  ])('%s', async (_what, answer, told) => {
    answers = answer
    expect(await second.read(model, 'x')).toMatchObject(told)
  })
})

test.each([
  ['http://127.0.0.1:11434/v1', null],
  ['http://10.0.0.4:8000/v1', null],
  ['https://api.example.org/v1', null],
  ['http://169.254.169.254/v1', 'address-refused'],
  ['http://[::ffff:169.254.169.254]/v1', 'address-refused'],
  ['https://me:secret@example.org/v1', 'address-refused'],
  ['file:///etc/passwd', 'address-refused'],
  ['nothing', 'address-refused'],
])('an address of one’s own may be asked, the one that hands out secrets may not: %s', (address, because) =>
  expect(second.refuses(address)).toBe(because),
)
