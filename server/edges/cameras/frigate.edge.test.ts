import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import { findMosquitto } from '../../../test/kinds.ts'
import type { Payload } from '../../signals/device.port.ts'
import { connectFrigate } from './frigate.edge.ts'
import { readFrigatePayload, sampleFrigate } from './frigate.ts'

const mosquitto = findMosquitto()
/** Waits for it, on a busy machine too. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 })
const NOW = new Date('2026-05-04T08:30:00Z')
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A broker of our own on the loopback, ready when its port answers. */
async function broker(port: number, settings: string): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-mosquitto-'))
  const file = join(folder, 'mosquitto.conf')
  writeFileSync(file, `listener ${port} 127.0.0.1\npersistence false\n${settings}\n`)
  const child = spawn(mosquitto as string, ['-c', file], { stdio: 'ignore' })
  open.push({
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  })
  await soon(() => answers(port)).toBe(true)
  return child
}

async function answers(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function publisher(port: number): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 })
  open.push({ close: () => client.endAsync(true) })
  return client
}

function listener(options: { url: string; topic?: string; camera?: string }) {
  const payloads: Payload[] = []
  const states: string[] = []
  const connection = connectFrigate(
    { ...options, now: () => NOW, log: { warn: () => undefined }, reconnectMs: 50 },
    async (payload) => void payloads.push(payload),
    (state, detail) => void states.push(detail ? `${state}:${detail}` : state),
  )
  open.push({ close: () => connection.stop() })
  return { payloads, states, connection }
}

it.each(['http://broker', 'broker', 'mqtt://'])('the address %j is refused', (url) => {
  expect(listener({ url }).states).toEqual(['down:bad-address'])
})

describe.skipIf(!mosquitto)('Frigate over a real broker (skipped without Mosquitto)', () => {
  it('hears events, updates and availability, and comes back when the broker was away', async () => {
    const port = await freePort()
    const first = await broker(port, 'allow_anonymous true')
    const gate = await publisher(port)
    const { payloads, states } = listener({ url: `mqtt://127.0.0.1:${port}`, topic: 'frigate/events' })
    await soon(() => states.at(-1)).toBe('ok')
    const said = () =>
      payloads.map(readFrigatePayload).map((each) => (each.kind === 'reads' ? each.reads[0]?.plate : each.kind))

    await gate.publishAsync('frigate/available', 'online')
    await gate.publishAsync('frigate/tracked_object_update', JSON.stringify(sampleFrigate('AB-123-CD', NOW)))
    await gate.publishAsync('frigate/gate/snapshot', 'a picture we never asked for')
    const after = { id: '1', camera: 'gate', frame_time: NOW.getTime() / 1000, recognized_license_plate: 'EF-456-GH' }
    await gate.publishAsync('frigate/events', JSON.stringify({ type: 'update', before: {}, after }))
    await soon(said).toEqual(['heartbeat', 'AB-123-CD', 'EF-456-GH'])

    first.kill('SIGKILL')
    await once(first, 'exit')
    await soon(() => states.some((state) => state.startsWith('down'))).toBe(true)
    await broker(port, 'allow_anonymous true')
    await soon(() => states.at(-1)).toBe('ok')
    await (await publisher(port)).publishAsync('frigate/available', 'online')
    await soon(() => said().length).toBe(4)
  })

  it('says when the password is wrong', async () => {
    const port = await freePort()
    await broker(port, 'allow_anonymous false')
    const { states } = listener({ url: `mqtt://127.0.0.1:${port}` })
    await soon(() => states).toContain('down:wrong-password')
  })

  it('a broker that answers for a Frigate that is off is no quiet gate; a car it kept is one of before', async () => {
    const port = await freePort()
    await broker(port, 'allow_anonymous true')
    const gate = await publisher(port)
    const kept = { qos: 1, retain: true } as const
    await gate.publishAsync('frigate/available', 'offline', kept)
    await gate.publishAsync('frigate/tracked_object_update', JSON.stringify(sampleFrigate('AB-123-CD', NOW)), kept)
    const { payloads, states } = listener({ url: `mqtt://127.0.0.1:${port}` })
    await soon(() => states.at(-1)).toBe('down:engine-away')
    await gate.publishAsync('frigate/available', 'online', kept)
    await soon(() => states.at(-1)).toBe('ok')
    await gate.publishAsync('frigate/available', 'stopped', kept)
    await soon(() => states.at(-1)).toBe('down:engine-away')
    await soon(() => payloads.map(({ query }) => query.topic)).toEqual(Array(3).fill('frigate/available'))
  })

  it('says when the broker speaks no TLS', async () => {
    const port = await freePort()
    await broker(port, 'allow_anonymous true')
    const { states } = listener({ url: `mqtts://127.0.0.1:${port}` })
    await soon(() => states).toContain('down:no-tls')
  })
})

it('says when the line is ended before anybody has signed in: the port of something else, or one that asks for TLS', async () => {
  const server = net.createServer((socket) => void socket.on('data', () => socket.end())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({ close: () => server.close() })
  const { states } = listener({ url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` })
  await soon(() => states).toContain('down:closed-early')
})
