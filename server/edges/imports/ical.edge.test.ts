import type { lookup } from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { isPublic } from '../public-address.ts'
import { openCalendars } from './ical.edge.ts'

const ICS = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'
const pages: Record<string, RequestListener> = {
  '/ok': (_, answer) => answer.end(ICS),
  '/gzip': (_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(ICS)),
  '/bomb': (_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(8_000_000))),
  '/html': (_, answer) => answer.end('<html>sign in</html>'),
  '/gone': (_, answer) => answer.writeHead(404).end(),
  '/private': (_, answer) => answer.writeHead(401).end(),
  '/moved': (_, answer) => answer.writeHead(302, { location: '/ok' }).end(),
  '/loop': (_, answer) => answer.writeHead(302, { location: '/loop' }).end(),
  '/file': (_, answer) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/never': () => undefined,
}
const server = createServer((request, answer) => (pages[request.url ?? ''] ?? pages['/gone']!)(request, answer))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
const { port } = server.address() as AddressInfo
const here = `http://127.0.0.1:${port}`
const open = openCalendars({ allowPrivate: true })
const hasty = openCalendars({ allowPrivate: true, timeoutMs: 100 })

test.each([
  ['/ok', { text: ICS }],
  ['/gzip', { text: ICS }],
  ['/moved', { text: ICS }],
  ['/bomb', { problem: 'too-large' }],
  ['/html', { problem: 'not-a-calendar' }],
  ['/gone', { problem: 'not-found' }],
  ['/private', { problem: 'forbidden' }],
  ['/loop', { problem: 'refused' }],
  ['/file', { problem: 'address-refused' }],
])('%s', async (path, expected) => expect(await open.read(here + path)).toEqual(expected))

test('who says nothing is waited for no longer than was said', async () =>
  expect(await hasty.read(`${here}/never`)).toEqual({ problem: 'timeout' }))

test.each([
  'file:///etc/passwd',
  'ftp://example.com/a.ics',
  'gopher://x',
  'http://user:secret@example.com/',
  'nonsense',
])('%s is refused', async (url) => expect(await open.read(url)).toEqual({ problem: 'address-refused' }))

test.each([
  `${here}/ok`,
  `http://localhost:${port}/ok`,
  `http://[::1]:${port}/ok`,
  `http://[::ffff:127.0.0.1]:${port}/ok`,
  `http://2130706433:${port}/ok`,
  `http://0x7f.1:${port}/ok`,
  `webcal://127.0.0.1:${port}/ok`,
])('without the house’s leave, this machine is not read: %s', async (url) =>
  expect(await openCalendars({ timeoutMs: 1000 }).read(url)).toEqual({ problem: 'address-refused' }),
)

/** A name server that answers what the test wants. */
const answering = (...addresses: string[]) =>
  ((_host: string, _options: object, done: (error: null, all: { address: string; family: number }[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup

test('a public name that stands for an inside address is refused, even when another of its addresses is public', async () => {
  for (const addresses of [['127.0.0.1'], ['10.0.0.8'], ['8.8.8.8', '192.168.1.1'], ['fd00::1']])
    expect(
      await openCalendars({ lookup: answering(...addresses), timeoutMs: 1000 }).read(
        `http://calendar.example:${port}/ok`,
      ),
    ).toEqual({ problem: 'address-refused' })
})

test('with its leave, a name of the house’s own network is read', async () =>
  expect(
    await openCalendars({ timeoutMs: 1000, lookup: answering('127.0.0.1'), allowPrivate: true }).read(
      `http://calendar.example:${port}/ok`,
    ),
  ).toEqual({ text: ICS }))

test.each([
  ['8.8.8.8', true],
  ['172.15.0.1', true],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['2001:4860:4860::8888', true],
  ['::', false],
  ['::1', false],
  ['fe80::1%eth0', false],
  ['fd12::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', true],
  ['64:ff9b::a00:1', false],
  ['2002:7f00:1::', false],
  ['nonsense', false],
])('%s is public: %s', (address, expected) => expect(isPublic(address)).toBe(expected))
