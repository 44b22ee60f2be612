import { setTimeout as sleep } from 'node:timers/promises'
import { textWithin } from '../answer-within.edge.ts'
import { fieldsOf, textOf } from '../payload/field.ts'
import { ringBack, SAMPLE_RATE } from './threecx-control.ts'

export interface ThreeCxAccount {
  /** `https://pbx.example.com`, without a path. */
  origin: string
  /** Client id of the API, most often the extension of the route point. */
  username: string
  /** Its API key. */
  password: string
}

export interface Answered {
  status: number
  body: unknown
}

/** An ordinary question is answered sooner, or not at all. */
const PATIENCE_MS = 10_000
/** Sound is sent in pieces of so many ms, as it is heard. */
const PIECE_MS = 200

/** 3CX's Call Control API by its own words: OAuth client credentials, then JSON. Nothing here is logged. */
export function openThreeCx({ origin, username, password }: ThreeCxAccount, over: AbortSignal) {
  let token = ''
  const within = (ms: number, ...others: AbortSignal[]) => AbortSignal.any([over, AbortSignal.timeout(ms), ...others])

  /** Signs in: nothing when it succeeded, else the code of why not. */
  async function signIn(): Promise<string | undefined> {
    const answer = await fetch(`${origin}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: username, client_secret: password, grant_type: 'client_credentials' }),
      redirect: 'error',
      signal: within(PATIENCE_MS),
    })
    const given = answer.ok ? textOf(fieldsOf(await bodyOf(answer)).access_token, 20_000) : undefined
    if (given) token = given
    else await answer.body?.cancel().catch(() => undefined)
    return given ? undefined : (SIGN_IN[answer.status] ?? 'refused')
  }

  /** How long a token holds is told in minutes by some versions and in seconds by others: a refusal renews it, once. */
  async function ask(path: string, body: object | undefined, ms: number): Promise<Answered> {
    const once = () =>
      fetch(`${origin}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'error',
        signal: within(ms),
      })
    let answer = await once()
    if (answer.status === 401) {
      await answer.body?.cancel()
      await signIn()
      answer = await once()
    }
    return { status: answer.status, body: await bodyOf(answer) }
  }

  return {
    signIn,
    get: (path: string): Promise<Answered> => ask(path, undefined, PATIENCE_MS),
    post: (path: string, body: object, ms = PATIENCE_MS): Promise<Answered> => ask(path, body, ms),

    /** The socket of events: nothing is sent over it. */
    socket: (): WebSocket => new Socket(`${origin.replace(/^http/u, 'ws')}/callcontrol/ws`, bearer(token)),

    /** Lets a caller hear that it rings, until told to stop; one who cannot hear it is put through all the same. */
    async ringBack(path: string, quiet: AbortSignal): Promise<void> {
      await fetch(`${origin}${path}/stream`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        body: tone(quiet),
        duplex: 'half',
        redirect: 'error',
        signal: AbortSignal.any([over, quiet]),
      } as unknown as RequestInit).then(
        (answer) => answer.body?.cancel(),
        () => undefined,
      )
    },
  }
}

export type ThreeCx = ReturnType<typeof openThreeCx>

const SIGN_IN: Record<number, string> = {
  400: 'wrong-password',
  401: 'wrong-password',
  403: 'wrong-password',
  404: 'no-such-stream',
}

/** The code of a refusal, for the screen. */
export const codeOf = (status: number): string =>
  ({ 401: 'wrong-password', 403: 'not-allowed', 404: 'no-route-point' })[status] ?? 'refused'

/** Node's WebSocket takes headers, which the one of browsers, whose types we have, does not. */
const Socket = WebSocket as unknown as new (url: string, options: object) => WebSocket
const bearer = (token: string): object => ({ headers: { authorization: `Bearer ${token}` } })

/** Calls and devices of a switchboard, in JSON. */
const MOST_ANSWER = 4 * 1024 * 1024

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return JSON.parse((await textWithin(answer.body, MOST_ANSWER)) ?? '')
  } catch {
    return undefined
  }
}

async function* tone(quiet: AbortSignal): AsyncGenerator<Uint8Array> {
  const piece = (SAMPLE_RATE * PIECE_MS) / 1000
  for (let from = 0; !quiet.aborted; from += piece) {
    yield ringBack(from, piece)
    await sleep(PIECE_MS, undefined, { signal: quiet }).catch(() => undefined)
  }
}
