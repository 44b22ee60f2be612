import type { LiveEvent } from '../contract/visits.ts'

const EVENTS: readonly LiveEvent['type'][] = ['hello', 'visit', 'call', 'perhaps', 'expected', 'duty']

/** The server beats each fifteen seconds. Three missed, and nothing comes any more, whatever the connection looks like. */
const QUIET_MS = 45_000
/** A connection that opens at all opens sooner. */
const OPENING_MS = 15_000
/** Back from sleep, or from another tab: two missed are enough to ask anew. */
const DOUBT_MS = 32_000
const LOOK_MS = 5_000
/** A blink says nothing. */
const GRACE_MS = 3_000

export interface StreamNews {
  hear(event: LiveEvent): void
  /** The stream is open; `missed`: it was not, and what happened meanwhile was not told. */
  opened(missed: boolean): void
  /** Nothing has come since then. */
  lost(since: Date): void
}

/**
 * A live stream that is open, or says that it is not. A browser tells of a connection that was closed; one that is dead without a word (a
 * laptop that slept, an access point that went, a server that vanished) looks open to it for minutes. So silence is measured here, and a
 * stream that is silent too long is closed and opened anew.
 * @returns closes it
 */
export function keepStream(url: string, news: StreamNews): () => void {
  let stream: EventSource | undefined
  let open = false
  let missed = false
  let tries = 0
  let heardAt = Date.now()
  let askedAt = heardAt
  let again: ReturnType<typeof setTimeout> | undefined
  let grace: ReturnType<typeof setTimeout> | undefined

  const fell = (silent: boolean) => {
    stream?.close()
    stream = undefined
    open = false
    missed = true
    const lost = () => news.lost(new Date(heardAt))
    if (silent) lost()
    else grace ??= setTimeout(lost, GRACE_MS)
    clearTimeout(again)
    again = setTimeout(connect, Math.min(15_000, 500 * 2 ** tries++))
  }
  const connect = () => {
    clearTimeout(again)
    askedAt = Date.now()
    stream = new EventSource(url)
    stream.onopen = () => {
      clearTimeout(grace)
      grace = undefined
      heardAt = Date.now()
      open = true
      tries = 0
      news.opened(missed)
      missed = false
    }
    const hear = (message: MessageEvent<string>) => {
      heardAt = Date.now()
      news.hear(JSON.parse(message.data) as LiveEvent)
    }
    for (const type of EVENTS) stream.addEventListener(type, hear)
    stream.addEventListener('beat', () => {
      heardAt = Date.now()
    })
    stream.onerror = () => fell(false)
  }
  const look = (most: number) => {
    const now = Date.now()
    if (stream && (open ? now - heardAt > most : now - askedAt > OPENING_MS)) fell(true)
  }
  const watch = setInterval(() => look(QUIET_MS), LOOK_MS)
  // Awake again, or on a network again: neither the next look nor the next try is waited for.
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    look(DOUBT_MS)
    if (!stream) connect()
  }
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  connect()
  return () => {
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
    clearInterval(watch)
    clearTimeout(again)
    clearTimeout(grace)
    stream?.close()
  }
}
