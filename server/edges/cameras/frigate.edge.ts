import { connect, type IClientOptions } from 'mqtt'
import type { Log } from '../../kit/log.ts'
import type { Payload } from '../../signals/device.port.ts'
import { type Connection, cutBecause, errorCode, type OnState, wasCut } from '../connection.ts'

export interface FrigateOptions {
  /** Address of the broker (`mqtt://…:1883`, `mqtts://`, `ws://`, `wss://`). Set by an admin, and private on purpose. */
  url: string
  username?: string
  password?: string
  /** Frigate's `topic_prefix`; `frigate` unless its configuration says otherwise. */
  topic?: string
  /** Only events of this camera. */
  camera?: string
  log: Pick<Log, 'warn'>
  now: () => Date
  reconnectMs?: number
}

/** Reasons a broker refuses for (MQTT 3.1.1 and 5). */
const REFUSED = new Set([4, 5, 134, 135])

/**
 * Listens to Frigate's events on its MQTT broker and comes back by itself when the broker was away. Messages are handled
 * one at a time, in order; while one is handled the broker waits. The payload's `query` carries the topic for `readFrigate`. Nothing of a message is logged.
 * The broker keeps whether Frigate itself runs, and that is how the camera stands: a broker that answers for a Frigate that is off would look like a quiet
 * gate. Anything else a broker kept is a car of before, told again at each connection: it is passed over.
 */
export function connectFrigate(
  options: FrigateOptions,
  onPayload: (payload: Payload) => Promise<void>,
  onState: OnState,
): Connection {
  if (!/^(?:mqtts?|tcp|tls|wss?):\/\//iu.test(options.url) || !URL.parse(options.url)?.hostname) {
    onState('down', 'bad-address')
    return { stop: async () => undefined }
  }
  const prefix = (options.topic || 'frigate').replace(/\/(?:#|events|tracked_object_update|available)?$/u, '')
  const secure = /^(?:mqtts|tls|wss):/iu.test(options.url)
  const settings: IClientOptions = {
    reconnectPeriod: options.reconnectMs ?? 5000,
    connectTimeout: 10_000,
    keepalive: 30,
    // Yesterday's cars are of no use at the gate: what came while we were away is not asked for.
    clean: true,
    ...(options.username ? { username: options.username } : {}),
    ...(options.password ? { password: options.password } : {}),
  }
  onState('connecting')
  const client = connect(options.url, settings)
  let detail: string | undefined
  let stopped = false
  let welcomed = false
  // What the broker kept may come before its word that we are subscribed.
  let subscribed = false
  let away = false
  const stands = (): void => (away ? onState('down', 'engine-away') : onState('ok'))
  client.handleMessage = (packet, done) => {
    if (stopped || packet.cmd !== 'publish') return done()
    const body = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    if (packet.topic.endsWith('/available')) {
      away = String(body) !== 'online'
      if (subscribed) stands()
    } else if (packet.retain) return done()
    const query = { topic: packet.topic, ...(options.camera ? { camera: options.camera } : {}) }
    onPayload({ contentType: 'application/json', body, query, now: options.now() })
      .catch(() => options.log.warn({ part: 'frigate' }, 'message not handled'))
      .finally(() => done())
  }
  client.on('connect', () => {
    welcomed = true
    away = false
    client.subscribe(
      [`${prefix}/events`, `${prefix}/tracked_object_update`, `${prefix}/available`],
      { qos: 1 },
      (error) => {
        subscribed = !error
        if (error) onState('down', 'not-allowed')
        else stands()
      },
    )
  })
  client.on('error', (error) => {
    const { code } = error as { code?: unknown }
    detail =
      typeof code === 'number' && REFUSED.has(code) ? 'wrong-password' : wasCut(error) ? undefined : errorCode(error)
  })
  client.on('close', () => {
    if (!stopped) onState('down', detail ?? cutBecause(welcomed, secure))
    detail = undefined
    welcomed = false
    subscribed = false
  })
  return {
    async stop() {
      stopped = true
      await client.endAsync(true)
    },
  }
}
