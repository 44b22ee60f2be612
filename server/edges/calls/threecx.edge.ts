import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../kit/log.ts'
import type { Payload } from '../../signals/device.port.ts'
import { type Connection, errorCode, type OnState } from '../connection.ts'
import { holdOpen, notConnected } from '../hold-open.edge.ts'
import { fieldsOf, listOf, textOf } from '../payload/field.ts'
import { codeOf, openThreeCx, type ThreeCx } from './threecx-api.edge.ts'
import { destinationsOf, participantEvent, secondsOf, succeeded } from './threecx-control.ts'

export interface ThreeCxOptions {
  /** `https://pbx.example.com:5001`. Set by an admin, and private on purpose. */
  url: string
  /** Client id and API key of 3CX's Call Control API. */
  username: string
  password: string
  /** The extension whose calls are ours to route. */
  routePoint: string
  /** Where a call goes that nobody took. */
  fallback: string
  log: Pick<Log, 'warn'>
  now: () => Date
  /** Each telephone rings so long, whatever the answer says; else as the site wants it. */
  ringSeconds?: number
  /** Asked so often who is at the route point, so that neither a dead line nor a lost event leaves somebody there. */
  checkMs?: number
  /** A caller waits no longer for us to know them. */
  decideMs?: number
  retryMs?: (attempt: number) => number
}

/** Hands a step of a call over; what it resolves with says where a ringing call goes. */
type Ask = (payload: Payload) => Promise<string | undefined>

/** A telephone that is picked up takes the caller off the route point a moment before 3CX answers us. */
const GRACE_MS = 2000
/** An event socket that does not open within this never will. */
const OPEN_MS = 10_000

/**
 * Routes the calls that reach a route point of 3CX: each is handed over as it rings, then sent to the telephones of the
 * answer, one after the other, and at last to the fallback. 3CX puts the call back into our hands when nobody picked up
 * (`routeto`), so the caller is never lost on the way. Nothing of a call is logged.
 */
export function connectThreeCx(options: ThreeCxOptions, ask: Ask, onState: OnState): Connection {
  const origin = originOf(options)
  if (!origin) return notConnected(onState)
  const over = new AbortController()
  const api = openThreeCx({ ...options, origin }, over.signal)
  const calls = routedCalls(api, options, ask, over.signal)
  const held = holdOpen((stopping, up) => listen(api, calls, options, stopping, up), onState, options.retryMs)
  return {
    async stop() {
      over.abort()
      await held.stop()
      await calls.done()
    },
  }
}

/** Only http and https, no password inside, and a route point that is one segment of a path. */
function originOf({ url, routePoint, fallback }: ThreeCxOptions): string | undefined {
  const address = URL.parse(/^[a-z]+:\/\//iu.test(url) ? url : `https://${url}`)
  if (!address || !/^https?:$/u.test(address.protocol) || address.username || address.password) return undefined
  return /^[\w*#.-]+$/u.test(routePoint) && fallback ? address.origin : undefined
}

const placeOf = ({ routePoint }: ThreeCxOptions): string => `/callcontrol/${routePoint}/participants`

/** One connection from signing in to its end; answers the code of why it ended. */
async function listen(
  api: ThreeCx,
  calls: RoutedCalls,
  options: ThreeCxOptions,
  stopping: AbortSignal,
  up: () => void,
): Promise<string> {
  /** Who is at the route point now: nothing when all is well, else the code of why not. */
  const look = async (): Promise<string | undefined> => {
    const known = calls.known()
    const { status, body } = await api.get(placeOf(options))
    if (status !== 200) return codeOf(status)
    calls.present(
      known,
      listOf(body).flatMap((each) => textOf(fieldsOf(each).id) ?? []),
    )
    return undefined
  }
  try {
    const refused = (await api.signIn()) ?? (await look())
    if (refused) return refused
    return await follow(api.socket(), { calls, options, look, stopping, up })
  } catch (error) {
    return errorCode((error as Error).cause ?? error)
  }
}

interface Following {
  calls: RoutedCalls
  options: ThreeCxOptions
  look: () => Promise<string | undefined>
  stopping: AbortSignal
  up: () => void
}

/** Follows the events of an open socket until it ends. */
async function follow(socket: WebSocket, { calls, options, look, stopping, up }: Following): Promise<string> {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  const check = (): void =>
    void look().then(
      (code) => code && end(code),
      () => end('silent'),
    )
  const onAbort = (): void => end('stopped')
  stopping.addEventListener('abort', onAbort)
  if (stopping.aborted) onAbort()
  socket.addEventListener('open', () => {
    clearTimeout(opening)
    up()
    // Whoever came between the first look and the first event.
    check()
  })
  socket.addEventListener('message', ({ data }) => {
    const event = participantEvent(data)
    if (event?.dn !== options.routePoint) return
    if (event.what === 'there') calls.there(event.id)
    else calls.gone(event.id)
  })
  socket.addEventListener('error', () => end('closed'))
  socket.addEventListener('close', () => end('closed'))
  const checking = setInterval(check, options.checkMs ?? 30_000)
  const opening = setTimeout(() => end('unreachable'), OPEN_MS)
  const because = await ended
  clearInterval(checking)
  clearTimeout(opening)
  stopping.removeEventListener('abort', onAbort)
  socket.close()
  return because
}

type RoutedCalls = ReturnType<typeof routedCalls>

/** The calls at the route point. They outlive a cut of the event socket: what was begun is carried on. */
function routedCalls(api: ThreeCx, options: ThreeCxOptions, ask: Ask, over: AbortSignal) {
  const held = new Map<string, AbortController>()
  const working = new Set<Promise<void>>()

  const there = (id: string): void => {
    if (held.has(id) || over.aborted) return
    const gone = new AbortController()
    held.set(id, gone)
    const work = route(api, options, ask, { id, gone: gone.signal, over })
      .catch(() => options.log.warn({ part: '3cx' }, 'a call was not routed'))
      .finally(() => working.delete(work))
    working.add(work)
  }
  const gone = (id: string): void => {
    held.get(id)?.abort()
    held.delete(id)
  }
  return {
    there,
    gone,
    known: (): string[] => [...held.keys()],
    /** Everyone who is there. Of those known when this was asked the others have left; who came since is not in the answer. */
    present(known: readonly string[], ids: readonly string[]): void {
      for (const id of known) if (!ids.includes(id)) gone(id)
      for (const id of ids) there(id)
    },
    done: async (): Promise<void> => void (await Promise.all(working)),
  }
}

interface Caller {
  id: string
  /** They are at the route point no more. */
  gone: AbortSignal
  /** We are stopping: what is not done yet is for whoever comes after us. */
  over: AbortSignal
}

/** One caller, from the first telephone to the last. */
async function route(api: ThreeCx, options: ThreeCxOptions, ask: Ask, caller: Caller): Promise<void> {
  const place = `${placeOf(options)}/${encodeURIComponent(caller.id)}`
  const { status, body } = await api.get(place)
  // Hung up already, or a call that goes out.
  if (status !== 200 || fieldsOf(body).status === 'Dialing') return
  const since = options.now().getTime()
  const tell = (event: 'ringing' | 'answered' | 'missed' | 'ended', agent?: string) =>
    ask({
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify({ event, since, agent, participant: body })),
      query: {},
      now: options.now(),
    }).catch(() => undefined)
  const quiet = new AbortController()
  const heard = api.ringBack(place, AbortSignal.any([quiet.signal, caller.gone]))
  const answer = await Promise.race([tell('ringing'), pause(options.decideMs ?? 4000, caller.over)])
  const outcome = await inTurn(
    api,
    { ...options, ringSeconds: options.ringSeconds ?? secondsOf(answer) ?? 20 },
    place,
    destinationsOf(answer, options.routePoint, options.fallback),
    caller,
  )
  quiet.abort()
  await heard
  if (outcome === 'stopped') return
  if (outcome === 'nobody') options.log.warn({ part: '3cx' }, 'nobody took a call, and the fallback did not either')
  else await tell(outcome.taken ? 'answered' : 'missed', outcome.taken)
  if (typeof outcome === 'object' && outcome.taken && (await ends(api, options, outcome.taken, body, caller.over)))
    await tell('ended')
}

/**
 * Waits until a call that was taken is over: whether that came to be known. 3CX lets us look at the telephone that took it
 * only where it is among the extensions to monitor of our client.
 */
async function ends(
  api: ThreeCx,
  options: ThreeCxOptions,
  telephone: string,
  participant: unknown,
  over: AbortSignal,
): Promise<boolean> {
  const { callid } = fieldsOf(participant)
  let seen = false
  while (!over.aborted) {
    const answer = await api.get(`/callcontrol/${encodeURIComponent(telephone)}/participants`).catch(() => undefined)
    if (answer?.status !== 200) return false
    const there = listOf(answer.body).some((each) => fieldsOf(each).callid === callid)
    if (!there) return seen
    seen = true
    await pause(options.checkMs ?? 15_000, over)
  }
  return false
}

type Outcome = { taken?: string } | 'nobody' | 'stopped'

async function inTurn(
  api: ThreeCx,
  options: ThreeCxOptions,
  place: string,
  destinations: readonly string[],
  caller: Caller,
): Promise<Outcome> {
  for (const destination of destinations) {
    if (caller.over.aborted) return 'stopped'
    if (caller.gone.aborted) return {}
    if (await takes(api, options, place, destination, caller)) return { taken: destination }
  }
  if (caller.over.aborted) return 'stopped'
  return caller.gone.aborted ? {} : 'nobody'
}

/** Rings one telephone: whether it was picked up. */
async function takes(
  api: ThreeCx,
  options: ThreeCxOptions,
  place: string,
  destination: string,
  { gone, over }: Caller,
): Promise<boolean> {
  const seconds = options.ringSeconds ?? 20
  const asked = { reason: 'None', destination, timeout: seconds }
  const left = leaves(gone)
  const answer = await Promise.race([
    api.post(`${place}/routeto`, asked, (seconds + 15) * 1000).catch(() => undefined),
    left.then(() => pause(GRACE_MS, over)),
  ])
  if (!answer || answer.status >= 300 || !succeeded(answer.body)) return false
  // Only taken note of: it was picked up if the caller leaves while it rings.
  if (answer.status === 202) return Promise.race([left.then(() => true), pause(seconds * 1000, over).then(() => false)])
  // The caller speaks with somebody: our own part in the call is over, as in 3CX's own example.
  if (!gone.aborted) await api.post(`${place}/drop`, {}).catch(() => undefined)
  return true
}

const leaves = (gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (gone.aborted) resolve()
    else gone.addEventListener('abort', () => resolve(), { once: true })
  })

/** Waits, or until we stop. */
const pause = (ms: number, over: AbortSignal): Promise<undefined> =>
  sleep(ms, undefined, { signal: over, ref: false }).catch(() => undefined)
