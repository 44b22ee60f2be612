import { createHash } from 'node:crypto'
import net from 'node:net'
import tls from 'node:tls'
import type { Log } from '../../kit/log.ts'
import type { Payload } from '../../signals/device.port.ts'
import { type Connection, cutBecause, errorCode, type OnState, wasCut } from '../connection.ts'
import { holdOpen, notConnected } from '../hold-open.edge.ts'
import { splitAmi } from './ami-block.ts'
import { ASTERISK_EVENTS, amiFields } from './asterisk.ts'

export interface AsteriskOptions {
  /** `tcp://pbx.local:5038` or `tls://pbx.local:5039`. Set by an admin, and private on purpose: a manager port is never public. */
  url: string
  username: string
  password: string
  log: Pick<Log, 'warn'>
  now: () => Date
  pingMs?: number
  retryMs?: (attempt: number) => number
}

/** Asterisk waits for nobody: beyond this many events not yet handled, new ones are dropped and said so. */
const MOST_WAITING = 1000

/**
 * Listens to Asterisk's manager interface: signs in by challenge, so that the password never crosses the wire, asks for
 * call events, pings, and comes back when it was cut. Events that say nothing about a call are not handed over; those that
 * do become payloads for `readAsterisk`, one at a time, in order. Nothing of an event is logged.
 */
export function connectAsterisk(
  options: AsteriskOptions,
  onPayload: (payload: Payload) => Promise<void>,
  onState: OnState,
): Connection {
  const place = placeOf(options)
  if (!place) return notConnected(onState)
  return holdOpen((stopping, up) => listen(place, options, onPayload, stopping, up), onState, options.retryMs)
}

interface Place {
  host: string
  port: number
  secure: boolean
}

/** A name with a line break would be a second command: refused. */
function placeOf({ url, username, password }: AsteriskOptions): Place | undefined {
  const address = URL.parse(/^[a-z]+:\/\//iu.test(url) ? url : `tcp://${url}`)
  if (!address?.hostname || !/^(?:tcp|ami|tls):$/u.test(address.protocol) || address.username) return undefined
  if (/\p{Cc}/u.test(username + password)) return undefined
  const secure = address.protocol === 'tls:'
  return {
    host: address.hostname.replace(/^\[|\]$/gu, ''),
    port: Number(address.port) || (secure ? 5039 : 5038),
    secure,
  }
}

const command = (fields: Record<string, string>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** One connection from its first byte to its end; answers the code of why it ended. */
async function listen(
  place: Place,
  options: AsteriskOptions,
  onPayload: (payload: Payload) => Promise<void>,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<string> {
  const { host, port, secure } = place
  const socket = secure
    ? tls.connect({ host, port, servername: net.isIP(host) ? '' : host })
    : net.connect({ host, port })
  const pingMs = options.pingMs ?? 30_000
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let end = 'closed'
  const leave = (because: string): void => {
    end = because
    socket.destroy()
  }
  const onAbort = (): void => leave('stopped')
  signal.addEventListener('abort', onAbort)
  // Every ping is answered: two pauses without a byte are a dead line. (A socket's own timeout counts our pings as life.)
  const silence = setTimeout(() => leave('silent'), pingMs * 2)
  socket.setEncoding('utf8')
  socket.on('error', (error) => {
    if (end === 'closed' && !wasCut(error)) end = errorCode(error)
  })
  socket.on('close', () => resolve())
  const pinging = setInterval(() => socket.write(command({ Action: 'Ping', ActionID: 'ping' })), pingMs)

  const queue = handOver(options, onPayload)
  let welcomed = false
  const welcome = (): void => {
    welcomed = true
    onOpen()
  }
  const signIn = signInTo(socket, options, welcome, leave)
  let rest = ''
  socket.on('data', (chunk: string) => {
    silence.refresh()
    // The greeting before the first block has no colon, so no field comes of it.
    const step = splitAmi(rest, chunk)
    rest = step.rest
    for (const block of step.blocks) {
      const fields = amiFields(block)
      if (fields.has('Response')) signIn(fields)
      else if (welcomed && ASTERISK_EVENTS.has(fields.get('Event') ?? '')) queue.add(block)
    }
  })
  socket.once(secure ? 'secureConnect' : 'connect', () =>
    socket.write(command({ Action: 'Challenge', AuthType: 'MD5', ActionID: 'challenge' })),
  )
  await ended
  clearInterval(pinging)
  clearTimeout(silence)
  signal.removeEventListener('abort', onAbort)
  await queue.done()
  return end === 'closed' ? cutBecause(welcomed, secure) : end
}

/** The two answers of signing in: the challenge, then the welcome. */
function signInTo(
  socket: net.Socket,
  { username, password }: AsteriskOptions,
  onOpen: () => void,
  leave: (because: string) => void,
): (fields: ReadonlyMap<string, string>) => void {
  return (fields) => {
    const fine = fields.get('Response') === 'Success'
    if (fields.get('ActionID') === 'challenge') {
      const challenge = fields.get('Challenge')
      if (!fine || !challenge) return leave('sign-in-unknown')
      const key = createHash('md5')
        .update(challenge + password)
        .digest('hex')
      socket.write(
        command({ Action: 'Login', AuthType: 'MD5', Username: username, Key: key, Events: 'call', ActionID: 'login' }),
      )
    } else if (fields.get('ActionID') === 'login') {
      if (fine) onOpen()
      else leave('wrong-password')
    }
  }
}

/** Hands events over one at a time, in order; what cannot wait any more is counted, and said once. */
function handOver(options: AsteriskOptions, onPayload: (payload: Payload) => Promise<void>) {
  let waiting = 0
  let dropped = 0
  let handling: Promise<void> = Promise.resolve()
  const hand = async (block: string): Promise<void> => {
    try {
      await onPayload({ contentType: 'text/plain', body: Buffer.from(block), query: {}, now: options.now() })
    } catch {
      options.log.warn({ part: 'asterisk' }, 'event not handled')
    }
    waiting -= 1
  }
  return {
    add(block: string): void {
      if (waiting >= MOST_WAITING) {
        if (dropped++ === 0) options.log.warn({ part: 'asterisk' }, 'too many events waiting: some are dropped')
        return
      }
      waiting += 1
      handling = handling.then(() => hand(block))
    },
    done: (): Promise<void> => handling,
  }
}
