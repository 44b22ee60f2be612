/** A browser that granted it, as its push service gave it to us (RFC 8030, RFC 8291). */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

/** What is encrypted to a browser, and how its push service is to treat it meanwhile. */
export interface PushNote {
  payload: string
  /** Kept for a browser that is away so long, then thrown away. */
  ttlSeconds: number
  urgency: 'low' | 'normal' | 'high'
  /** A later one under the same topic replaces one that waits: at most 32 characters of base64url. */
  topic: string
}

/** What a push service says of a note. `code` is ours, short. */
export type PushAnswer =
  | { came: 'taken' }
  /** The browser asked for no more, or is no more: it is never to be rung again. */
  | { came: 'gone' }
  | { came: 'later'; code: string; afterMs?: number }
  | { came: 'refused'; code: string }
  /** It may have been taken. */
  | { came: 'doubt'; code: string }

/** Tells a browser something even when its page is closed (Web Push). */
export interface PushPort {
  publicKey: string
  /** False when the browser's subscription is gone and should be forgotten. Never throws for a passing fault. */
  send(to: PushTarget, message: PushMessage): Promise<boolean>
  /** Hands one note to the push service of one browser. Never throws. */
  hand(to: PushTarget, note: PushNote): Promise<PushAnswer>
}

export interface PushMessage {
  title: string
  body: string
  /** What stands there instead on a device whose owner keeps names off its locked screen; without it, the message names nobody. */
  unnamed?: { title: string; body: string }
  /** Path to open. */
  open: string
  /** A later message with the same tag replaces the earlier one. */
  tag: string
  /** A button of the notification: what it posts, with the session of this browser, and what is shown once that was done. */
  tap?: { path: string; title: string; done: string }
}
