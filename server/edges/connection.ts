/** How a connection we hold to a device stands. `detail` is a code: `wrong-password`, `unreachable`, `silent`, `bad-address`… */
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
}

/** The code of a network error, for a screen; its message may hold the address and is never shown or logged. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return (typeof code === 'string' && Object.hasOwn(CODES, code) ? CODES[code] : undefined) ?? 'unreachable'
}
