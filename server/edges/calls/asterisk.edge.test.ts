import { createHash } from 'node:crypto'
import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Payload } from '../../signals/device.port.ts'
import { connectAsterisk } from './asterisk.edge.ts'
import { amiFields, readAsterisk, sampleAsterisk } from './asterisk.ts'

/** Waits for it, on a busy machine too. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 })
const NOW = new Date('2026-05-04T08:30:00Z')
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** A manager on the loopback: greets, challenges, checks the key, answers pings when told to. */
async function fakeManager({ password = 'right', pings = true, first = '' } = {}) {
  const sockets: Socket[] = []
  const heard: string[] = []
  const server = net.createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.write(`Asterisk Call Manager/7.0.3\r\n${first}`)
    let rest = ''
    socket.on('data', (chunk) => {
      const parts = (rest + chunk).split('\r\n\r\n')
      rest = parts.pop() ?? ''
      for (const block of parts) {
        const fields = amiFields(block)
        heard.push(block)
        const say = (...lines: string[]) =>
          socket.write(`${[...lines, `ActionID: ${fields.get('ActionID')}`].join('\r\n')}\r\n\r\n`)
        if (fields.get('Action') === 'Challenge') say('Response: Success', 'Challenge: 840415273')
        const key = createHash('md5').update(`840415273${password}`).digest('hex')
        if (fields.get('Action') === 'Login')
          say(
            ...(fields.get('Key') === key
              ? ['Response: Success', 'Message: Authentication accepted']
              : ['Response: Error', 'Message: Authentication failed']),
          )
        if (fields.get('Action') === 'Ping' && pings) say('Response: Success', 'Ping: Pong')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return { url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, heard }
}

function listener(options: { url: string; pingMs?: number; username?: string; retryMs?: () => number }) {
  const payloads: Payload[] = []
  const states: string[] = []
  const connection = connectAsterisk(
    {
      username: 'okaeri',
      password: 'right',
      now: () => NOW,
      log: { warn: () => undefined },
      retryMs: () => 10,
      ...options,
    },
    async (payload) => void payloads.push(payload),
    (state, detail) => void states.push(detail ? `${state}:${detail}` : state),
  )
  open.push({ close: () => connection.stop() })
  return { payloads, states, connection }
}

describe("Asterisk's manager interface", () => {
  it('signs in without sending the password, hands over calls only, and comes back when it was cut', async () => {
    const manager = await fakeManager()
    const { payloads, states, connection } = listener({ url: manager.url })
    await soon(() => states.at(-1)).toBe('ok')
    expect(manager.heard.join('\n')).not.toContain('right')

    const said = () => payloads.map(readAsterisk).map((each) => (each.kind === 'ring' ? each.ring.from : each.kind))
    const event = sampleAsterisk('+33612345678', '', NOW)
    manager.sockets[0]?.write('Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\nEvent: VarSet\r\nVariable: X\r\n\r\n')
    for (const letter of event) manager.sockets[0]?.write(letter)
    await soon(said).toEqual(['+33612345678'])

    manager.sockets[0]?.destroy()
    await soon(() => states).toEqual(['connecting', 'ok', 'down:closed', 'connecting', 'ok'])
    manager.sockets[1]?.write(event)
    await soon(said).toEqual(['+33612345678', '+33612345678'])
    await connection.stop()
  })

  it('says when the password is wrong', async () => {
    const manager = await fakeManager({ password: 'other' })
    const { states } = listener({ url: manager.url, retryMs: () => 60_000 })
    await soon(() => states).toEqual(['connecting', 'down:wrong-password'])
  })

  it('what is said before we are signed in is nobody’s call', async () => {
    const event = sampleAsterisk('+33612345678', '', NOW)
    const manager = await fakeManager({ first: event })
    const { payloads, states } = listener({ url: manager.url })
    await soon(() => states.at(-1)).toBe('ok')
    expect(payloads).toEqual([])
    manager.sockets[0]?.write(event)
    await soon(() => payloads.length).toBe(1)
  })

  it('says when the line is ended before we are signed in', async () => {
    const server = net.createServer((socket) => void socket.on('data', () => socket.end())).listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push({ close: () => server.close() })
    const { states } = listener({ url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` })
    await soon(() => states).toContain('down:closed-early')
  })

  it('pings while nobody calls', async () => {
    const manager = await fakeManager()
    listener({ url: manager.url, pingMs: 50 })
    await soon(() => manager.heard.filter((block) => block.includes('Ping')).length).toBeGreaterThan(1)
  })

  it('a manager that answers no ping is a dead line', async () => {
    const manager = await fakeManager({ pings: false })
    const { states } = listener({ url: manager.url, pingMs: 40 })
    await soon(() => states).toContain('down:silent')
  })

  it.each([
    ['http://pbx', 'okaeri'],
    ['tcp://', 'okaeri'],
    ['tcp://pbx', 'okaeri\r\nAction: Originate'],
  ])('refuses %s as %j', async (url, username) => {
    expect(listener({ url, username }).states).toEqual(['down:bad-address'])
  })
})
