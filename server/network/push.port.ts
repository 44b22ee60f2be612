/** Tells a browser something even when its page is closed (Web Push). */
export interface PushPort {
  publicKey: string
  /** False when the browser's subscription is gone and should be forgotten. Never throws for a passing fault. */
  send(to: { endpoint: string; p256dh: string; auth: string }, message: PushMessage): Promise<boolean>
}

export interface PushMessage {
  title: string
  body: string
  /** Path to open. */
  open: string
  /** A later message with the same tag replaces the earlier one. */
  tag: string
}
