import type { ProblemBody } from '../../contract/endpoint.ts'

/**
 * A fault told to the caller as RFC 9457 problem details. `code` is stable and machine-readable; `title` says what is wrong;
 * `hint` says what to do. A refusal that is part of normal work is a value with a because, not a Problem.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly faults: { path: string; because: string }[] | undefined
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    title: string,
    more: {
      hint?: string
      faults?: { path: string; because: string }[]
      headers?: Record<string, string>
      cause?: unknown
    } = {},
  ) {
    super(title, more.cause === undefined ? {} : { cause: more.cause })
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.hint = more.hint
    this.faults = more.faults
    this.headers = more.headers ?? {}
  }

  body(): ProblemBody {
    return {
      type: `https://okaeri.example/problems/${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      ...(this.hint ? { hint: this.hint } : {}),
      ...(this.faults ? { faults: this.faults } : {}),
    }
  }
}

export const notFound = (what: string) =>
  new Problem(404, 'not-found', `No such ${what}`, { hint: 'It may have been removed, or the address is mistyped.' })
export const forbidden = (hint = 'Ask your site manager for this right.') =>
  new Problem(403, 'forbidden', 'You may not do this here', { hint })
export const conflict = (code: string, title: string, hint?: string) =>
  new Problem(409, code, title, hint ? { hint } : {})
/** Someone else wrote in between. */
export const stale = (what: string) =>
  conflict(
    'stale',
    `This ${what} was changed by someone else in the meantime`,
    'Nothing of yours was written. Load it again, look at what changed, and make your change once more.',
  )
export const invalid = (path: string, because: string, hint?: string) =>
  new Problem(422, 'invalid', 'Something in what you sent cannot be used', {
    faults: [{ path, because }],
    ...(hint ? { hint } : {}),
  })
