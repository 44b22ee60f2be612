import { randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { Log } from '../../kit/log.ts'
import type { Payload } from '../../signals/device.port.ts'
import { type Connection, errorCode, type OnState } from '../connection.ts'
import { holdOpen, notConnected } from '../hold-open.edge.ts'
import { authorization, readChallenge } from './digest.ts'
import { flushEvents, openSplit, type SplitStep, splitEvents } from './event-stream.ts'

export interface EventStreamOptions {
  /** Address of the camera, without its path. Set by an admin, and private on purpose: cameras live on the site's own network. */
  url: string
  /** Path and query of the stream. */
  path: string
  /** What the blocks are, for their reader. */
  contentType: string
  username: string
  password: string
  now: () => Date
  log: Pick<Log, 'warn'>
  /** No byte for so long, heartbeats included, is a dead line. */
  silenceMs?: number
  /** A pause after which key=value lines count as whole. */
  idleMs?: number
  retryMs?: (attempt: number) => number
}

/**
 * Holds an endless event stream of a camera open: digest sign-in, blocks as they come, one at a time (while one is being
 * handled the camera waits), a new try with growing pauses when it ends. Nothing of a block is logged.
 */
export function connectEventStream(
  options: EventStreamOptions,
  onPayload: (payload: Payload) => Promise<void>,
  onState: OnState,
): Connection {
  const address = addressOf(options)
  if (!address) return notConnected(onState)
  return holdOpen((stopping, up) => listen(address, options, onPayload, stopping, up), onState, options.retryMs)
}

/** Only http and https, and no password inside: it would be kept unsealed with the address. */
function addressOf({ url, path }: EventStreamOptions): URL | undefined {
  const base = URL.parse(url)
  if (!base || !/^https?:$/u.test(base.protocol) || base.username || base.password) return undefined
  return URL.parse(path, base.origin) ?? undefined
}

/** One connection from its first request to its end; answers the code of why it ended. */
async function listen(
  address: URL,
  options: EventStreamOptions,
  onPayload: (payload: Payload) => Promise<void>,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<string> {
  try {
    let answer = await ask(address, undefined, signal)
    if (answer.statusCode === 401) {
      const challenge = readChallenge(answer.headers['www-authenticate'])
      answer.destroy()
      if (!challenge) return 'sign-in-unknown'
      const { username, password } = options
      const uri = `${address.pathname}${address.search}`
      const cnonce = randomBytes(12).toString('hex')
      answer = await ask(
        address,
        authorization(challenge, { method: 'GET', uri, username, password, cnonce, nc: 1 }),
        signal,
      )
    }
    if (answer.statusCode !== 200) {
      answer.destroy()
      return { 401: 'wrong-password', 403: 'not-allowed', 404: 'no-such-stream' }[answer.statusCode ?? 0] ?? 'refused'
    }
    onOpen()
    return await readStream(answer, options, onPayload)
  } catch (error) {
    return errorCode(error)
  }
}

function ask(address: URL, auth: string | undefined, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  const client = address.protocol === 'https:' ? https : http
  const request = client.request(address, {
    method: 'GET',
    agent: false,
    signal,
    headers: { accept: 'multipart/x-mixed-replace', ...(auth ? { authorization: auth } : {}) },
  })
  request.setTimeout(10_000, () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
  request.on('response', (answer) => {
    request.setTimeout(0)
    resolve(answer)
  })
  request.on('error', reject)
  request.end()
  return promise
}

async function readStream(
  stream: http.IncomingMessage,
  options: EventStreamOptions,
  onPayload: (payload: Payload) => Promise<void>,
): Promise<string> {
  let split = openSplit(stream.headers['content-type'])
  let end = 'closed'
  let handling: Promise<void> = Promise.resolve()
  const hand = async (body: Buffer): Promise<void> => {
    try {
      await onPayload({ contentType: options.contentType, body, query: {}, now: options.now() })
    } catch {
      options.log.warn({ part: 'event-stream' }, 'event not handled')
    }
  }
  const take = (step: SplitStep): void => {
    split = step.split
    // A block that was thrown away is handed over empty, so that it is counted as malformed.
    for (const block of [...step.blocks, ...Array<Buffer>(step.dropped).fill(Buffer.alloc(0))])
      handling = handling.then(() => hand(block))
  }
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
  let idle: NodeJS.Timeout | undefined
  let silence: NodeJS.Timeout | undefined
  try {
    for (;;) {
      silence = setTimeout(() => {
        end = 'silent'
        stream.destroy()
      }, options.silenceMs ?? 60_000)
      idle = setTimeout(() => take(flushEvents(split)), options.idleMs ?? 400)
      const { value, done } = await chunks.next()
      clearTimeout(silence)
      clearTimeout(idle)
      if (done) break
      take(splitEvents(split, value))
      await handling
    }
    take(flushEvents(split))
  } catch {
    // cut off, or destroyed by us after a silence: `end` says which
  } finally {
    clearTimeout(silence)
    clearTimeout(idle)
    stream.destroy()
    await handling
  }
  return end
}
