import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Payload } from '../../signals/device.port.ts'
import type { Connection } from '../connection.ts'
import { connectDahua } from './dahua.edge.ts'
import { readDahua, sampleDahua } from './dahua.ts'
import { connectHikvision } from './hikvision.edge.ts'
import { readHikvision, sampleHikvision } from './hikvision.ts'

/** Waits for it, on a busy machine too. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 })
const NOW = new Date('2026-05-04T08:30:00Z')
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** A camera on the loopback: asks for digest, checks it, and streams what the test writes. */
async function fakeCamera(password = 'right', status = 200) {
  const streams: http.ServerResponse[] = []
  const seen: string[] = []
  let waiting: ((stream: http.ServerResponse) => void) | undefined
  const server = http.createServer((request, answer) => {
    seen.push(request.url ?? '')
    const sent = request.headers.authorization
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    const field = (name: string) => new RegExp(`${name}="?([^",]+)`, 'u').exec(sent ?? '')?.[1]
    const right = md5(
      [md5(`admin:cam:${password}`), 'n0nce', field('nc'), field('cnonce'), 'auth', md5(`GET:${request.url}`)].join(
        ':',
      ),
    )
    if (field('response') !== right) {
      answer.writeHead(401, { 'www-authenticate': 'Digest realm="cam", nonce="n0nce", qop="auth"' }).end()
      return
    }
    if (status !== 200) return void answer.writeHead(status).end()
    answer.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=myboundary' })
    answer.flushHeaders()
    if (waiting) waiting(answer)
    else streams.push(answer)
    waiting = undefined
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push({
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stream: () =>
      new Promise<http.ServerResponse>((resolve) => {
        const ready = streams.shift()
        if (ready) resolve(ready)
        else waiting = resolve
      }),
  }
}

/** What a connection told, and a way to wait for it. */
function listener(
  connect: (
    onPayload: (payload: Payload) => Promise<void>,
    onState: (state: string, detail?: string) => void,
  ) => Connection,
) {
  const payloads: Payload[] = []
  const states: string[] = []
  const connection = connect(
    async (payload) => void payloads.push(payload),
    (state, detail) => void states.push(detail ? `${state}:${detail}` : state),
  )
  open.push({ close: () => connection.stop() })
  return { payloads, states, connection }
}

const options = {
  username: 'admin',
  password: 'right',
  now: () => NOW,
  log: { warn: () => undefined },
  idleMs: 30,
  retryMs: () => 10,
}
const block = (text: string) => `--myboundary\r\nContent-Type: text/plain\r\nContent-Length:0\r\n\r\n${text}`

describe("Dahua's event stream", () => {
  it('signs in by digest, reads cars and heartbeats as they come, and comes back when the camera was cut', async () => {
    const camera = await fakeCamera()
    const { payloads, states, connection } = listener((onPayload, onState) =>
      connectDahua({ ...options, url: camera.url }, onPayload, onState),
    )
    const said = () =>
      payloads
        .map(({ body }) => readDahua(body, NOW))
        .map((each) => (each.kind === 'reads' ? each.reads[0]?.plate : each.kind))

    const stream = await camera.stream()
    stream.write(block(sampleDahua('AB-123-CD', NOW).slice(0, 40)))
    stream.write(sampleDahua('AB-123-CD', NOW).slice(40))
    await soon(said).toEqual(['AB-123-CD'])
    stream.write(block('Heartbeat\r\n'))
    await soon(said).toEqual(['AB-123-CD', 'heartbeat'])
    stream.write(block('Events[0].EventBaseInfo.Code=TrafficJunction\r\nEvents[0].TrafficCar.PlateNumber=KV1\r\n'))
    await soon(said).toEqual(['AB-123-CD', 'heartbeat', 'KV1'])
    expect(camera.seen[0]).toBe('/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5')

    stream.destroy()
    const again = await camera.stream()
    again.write(block(sampleDahua('EF-456-GH', NOW)))
    await soon(said).toEqual(['AB-123-CD', 'heartbeat', 'KV1', 'EF-456-GH'])
    expect(states).toEqual(['connecting', 'ok', 'down:closed', 'connecting', 'ok'])

    await connection.stop()
    again.write(block(sampleDahua('ZZ-999-ZZ', NOW)))
    await new Promise((done) => setTimeout(done, 50))
    expect(said()).toHaveLength(4)
  })

  it('a line that says nothing any more is left and taken again', async () => {
    const camera = await fakeCamera()
    const { states } = listener((onPayload, onState) =>
      connectDahua({ ...options, url: camera.url, silenceMs: 60 }, onPayload, onState),
    )
    await soon(() => states.filter((state) => state === 'ok').length).toBeGreaterThan(1)
    expect(states).toContain('down:silent')
  })

  it.each([
    ['a wrong password', 'other', 200, 'down:wrong-password'],
    ['no right to the stream', 'right', 403, 'down:not-allowed'],
    ['another kind of camera', 'right', 404, 'down:no-such-stream'],
  ])('says why not: %s', async (_, password, status, state) => {
    const camera = await fakeCamera(password, status)
    const { states } = listener((onPayload, onState) =>
      connectDahua({ ...options, url: camera.url, retryMs: () => 60_000 }, onPayload, onState),
    )
    await soon(() => states).toEqual(['connecting', state])
  })

  it.each(['ftp://camera', 'not an address', 'http://user:secret@camera/'])('refuses the address %s', async (url) => {
    const { states } = listener((onPayload, onState) => connectDahua({ ...options, url }, onPayload, onState))
    expect(states).toEqual(['down:bad-address'])
  })

  it('nobody at the address', async () => {
    const { states } = listener((onPayload, onState) =>
      connectDahua({ ...options, url: 'http://127.0.0.1:9', retryMs: () => 60_000 }, onPayload, onState),
    )
    await soon(() => states).toEqual(['connecting', 'down:refused'])
  })

  it('events are handed over one at a time, and a fault in one does not stop the next', async () => {
    const camera = await fakeCamera()
    const running: number[] = []
    let now = 0
    let done = 0
    listener((_, onState) =>
      connectDahua(
        { ...options, url: camera.url },
        async () => {
          running.push(++now)
          await new Promise((resolve) => setTimeout(resolve, 5))
          now -= 1
          if (++done === 1) throw new Error('database away')
        },
        onState,
      ),
    )
    const stream = await camera.stream()
    stream.write(block(sampleDahua('A1', NOW)) + block(sampleDahua('B2', NOW)) + block(sampleDahua('C3', NOW)))
    await soon(() => done).toBe(3)
    expect(running).toEqual([1, 1, 1])
  })

  it('a block too large is handed over empty, to be counted as malformed', async () => {
    const camera = await fakeCamera()
    const { payloads } = listener((onPayload, onState) =>
      connectDahua({ ...options, url: camera.url }, onPayload, onState),
    )
    const stream = await camera.stream()
    stream.write(block(`Code=X;data={"a":"${'x'.repeat(1_100_000)}"`))
    await expect
      .poll(() => payloads.map(({ body }) => readDahua(body, NOW)))
      .toEqual([{ kind: 'malformed', because: 'empty' }])
  })
})

it("Hikvision's alert stream, pictures skipped", async () => {
  const camera = await fakeCamera()
  const { payloads } = listener((onPayload, onState) =>
    connectHikvision({ ...options, url: camera.url }, onPayload, onState),
  )
  const stream = await camera.stream()
  const xml = /<\?xml[\s\S]*<\/EventNotificationAlert>/u.exec(sampleHikvision('AB-123-CD', NOW).body.toString())?.[0]
  stream.write(`--myboundary\r\nContent-Type: application/xml\r\nContent-Length: 5\r\n\r\n${xml}\r\n`)
  stream.write('--myboundary\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n')
  stream.write(Buffer.alloc(200_000, 0xff))
  stream.write(`\r\n--myboundary\r\nContent-Type: application/xml\r\n\r\n${xml}\r\n`)
  await soon(() => payloads.map((payload) => readHikvision(payload).kind)).toEqual(['reads', 'reads'])
  expect(camera.seen[0]).toBe('/ISAPI/Event/notification/alertStream')
})
