/** What came of one try. */
export interface HookAnswer {
  /** Null: nothing answered. */
  status: number | null
  /** Why it did not arrive: `timed-out`, `address-refused`, `redirected`, `unreachable`, `certificate`, `http`. */
  problem: string | null
  /** The first of what it said, for the log. */
  answer: string
  retryAfterMs: number | null
  ms: number
}

/** Sends one signed message (Standard Webhooks). Never throws; never follows a redirect; reaches no private address unless told so. */
export interface Webhooks {
  /** Why this address may never be called, before anything is sent; null: it may. */
  refuses(url: string): string | null
  send(
    to: { url: string; secrets: readonly string[] },
    message: { id: string; at: Date; body: string },
  ): Promise<HookAnswer>
}
