import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { openApp } from './app.ts'

const app = await openApp({ web: undefined, docs: undefined, https: false })
app.post('/small', { bodyLimit: 1000 }, async () => ({ ok: true }))
await app.listen({ port: 0, host: '127.0.0.1' })
afterAll(() => app.close())
const { port } = app.server.address() as AddressInfo

/** Sends all of it before it listens, as cameras and plain scripts do; what it hears, or why it could not. */
async function posts(bytes: number, { length = true } = {}): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  let heard = ''
  const ended = new Promise<string>((resolve) => {
    socket.on('error', (fault: NodeJS.ErrnoException) => resolve(`${fault.code}`))
    socket.on('end', () => resolve(heard))
  })
  const chunk = Buffer.alloc(64 * 1024, 'x')
  socket.write(
    `POST /small HTTP/1.1\r\nHost: house\r\nContent-Type: application/json\r\n${length ? `Content-Length: ${bytes}` : 'Transfer-Encoding: chunked'}\r\n\r\n`,
  )
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += chunk.length) {
    const part = length
      ? chunk
      : Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), ended])
  }
  if (!length) socket.write('0\r\n\r\n')
  socket.on('data', (part) => {
    heard += part
    if (heard.includes('\r\n\r\n')) socket.end()
  })
  return ended
}

it.each([{ length: true }, { length: false }])('ten megabytes too many are answered, not cut off: %j', async (how) => {
  expect(await posts(160 * 64 * 1024, how)).toMatch(/^HTTP\/1\.1 413 /u)
})
