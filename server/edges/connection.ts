/** How a connection we hold to a device stands. `detail` is a code: `wrong-password`, `unreachable`, `silent`, `bad-address`, `no-tls`… */
export type OnState = (state: 'connecting' | 'ok' | 'down', detail?: string) => void

/** A connection that keeps itself up until it is stopped. */
export interface Connection {
  /** Resolves when nothing is open any more and nothing more will be handed over. */
  stop(): Promise<void>
}

/** Wait before try number `attempt` (0 first): doubling from one second to a minute. */
export const backoff = (attempt: number): number => Math.min(60_000, 1000 * 2 ** Math.min(attempt, 6))

const CODES: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  EPROTO: 'no-tls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
}

/** The code of a network error, for a screen; its message may hold the address and is never shown or logged. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return (typeof code === 'string' && Object.hasOwn(CODES, code) ? CODES[code] : undefined) ?? 'unreachable'
}

/**
 * Why a line ended that the device itself cut. Cut before anybody has signed in, it is seldom a moment's trouble: a port that does not know TLS
 * is given our first word of it, or one that asks for TLS is given plain words.
 */
export const cutBecause = (welcomed: boolean, secure: boolean): string =>
  welcomed ? 'closed' : secure ? 'no-tls' : 'closed-early'

/** The device cut the line without a word: an error to Node, a closed line to us. */
export const wasCut = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ECONNRESET'
