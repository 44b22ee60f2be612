import type { AnswerOf, Endpoint, ProblemBody, SentOf } from '../contract/endpoint.ts'

type Part<K extends string, T> = Record<never, never> extends T ? { [k in K]?: T } : { [k in K]: T }

/** What a caller hands in: only the parts that the endpoint asks for are required. */
export type Sent<E> = Part<'params', SentOf<E>['params']> &
  Part<'query', SentOf<E>['query']> &
  Part<'body', SentOf<E>['body']>

/** A refusal or a fault, with the RFC 9457 body the server answered. `status` 0: the server could not be reached. */
export class ProblemError extends Error {
  readonly problem: ProblemBody
  /** Whose words its title and hint are: the server's, in English, or a screen's, in the person's language. */
  readonly by: 'server' | 'screen'
  constructor(problem: ProblemBody, by: ProblemError['by'] = 'screen') {
    super(problem.title)
    this.by = by
    this.name = 'ProblemError'
    this.problem = problem
  }
}

type Plain = string | number | boolean | null | undefined

interface Loose {
  params?: object | undefined
  query?: object | undefined
  body?: unknown
}

/** The address of an endpoint with its parameters filled in: for links, downloads and `<audio>`. */
export function urlOf(endpoint: Endpoint, input: Loose = {}): string {
  const params = (input.params ?? {}) as Record<string, Plain>
  const path = endpoint.path.replace(/:([a-zA-Z]+)/gu, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, Plain>))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  const asked = query.toString()
  return asked ? `${path}?${asked}` : path
}

const isRaw = (body: unknown): body is BodyInit =>
  body instanceof Blob || body instanceof FormData || body instanceof Uint8Array

/** What was asked is asked again by the page; what was to be changed may not have been, and only whoever wanted it knows. */
const unreachable = ({ method }: Endpoint): ProblemBody => {
  const code = method === 'GET' ? 'offline' : 'unsent'
  return { type: 'about:blank', title: code, status: 0, code }
}

/** No answer is waited for longer: on a network that died without a word it would be for ever. Files have the time they need. */
const PATIENCE_MS = { read: 30_000, change: 90_000 }

const waitFor = (endpoint: Endpoint, raw: boolean, signal: AbortSignal | undefined): AbortSignal | undefined => {
  if (raw) return signal
  const patience = AbortSignal.timeout(endpoint.method === 'GET' ? PATIENCE_MS.read : PATIENCE_MS.change)
  return signal ? AbortSignal.any([signal, patience]) : patience
}

async function problemOf(answer: Response): Promise<ProblemBody> {
  const body = (await answer.json().catch(() => null)) as Partial<ProblemBody> | null
  return {
    type: 'about:blank',
    title: answer.statusText,
    code: 'unknown',
    ...body,
    status: answer.status,
  }
}

/**
 * Calls one endpoint of the contract. A `Blob`, `FormData` or `Uint8Array` body is sent as it is, anything else as JSON.
 * @throws {ProblemError} for every answer that is not a success, and when the server cannot be reached.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: Sent<E>,
  options: { signal?: AbortSignal; headers?: Record<string, string> } = {},
): Promise<AnswerOf<E>> {
  const { body } = input as Loose
  const json = body !== undefined && !isRaw(body)
  const signal = waitFor(endpoint, isRaw(body), options.signal)
  let answer: Response
  try {
    answer = await fetch(urlOf(endpoint, input as Loose), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new ProblemError(unreachable(endpoint), 'server')
  }
  if (!answer.ok) throw new ProblemError(await problemOf(answer), 'server')
  const kind = answer.headers.get('content-type') ?? ''
  if (kind.includes('json')) return (await answer.json()) as AnswerOf<E>
  return (kind.startsWith('text/') ? await answer.text() : new Uint8Array(await answer.arrayBuffer())) as AnswerOf<E>
}
