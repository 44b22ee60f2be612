/**
 * On a customer's own page: offers to tell them on this device, where it can. The page does all else without a script, also the way out of
 * each device; here the browser is told of it too.
 */
const section = document.querySelector<HTMLElement>('#push')
const here = document.querySelector<HTMLElement>('#here')

if (section && here && able()) void begin(section, here)
else if (section) tellFirst(section)

/** Web Push needs a page over https, and a browser that knows it; on an iPhone, one that stands on the home screen. */
function able(): boolean {
  return window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}

/** An iPhone knows Web Push only of a page that stands on its home screen: how that is done is said instead. */
function tellFirst(section: HTMLElement): void {
  const first = section.querySelector<HTMLElement>('#here-ios')
  if (!first || !window.isSecureContext || 'PushManager' in window) return
  // An iPad says that it is a Mac, and is touched.
  const { userAgent, maxTouchPoints } = navigator
  if (!/iPhone|iPad/u.test(userAgent) && !(/Macintosh/u.test(userAgent) && maxTouchPoints > 1)) return
  section.hidden = false
  first.hidden = false
}

async function begin(section: HTMLElement, here: HTMLElement): Promise<void> {
  const own = await ownSubscription(section)
  if (own) return tellingAlready(own)
  section.hidden = false
  here.hidden = false
  const button = here.querySelector('button')
  button?.addEventListener('click', () => void ask(here, button))
}

/** The subscription of this browser that the house knows as this customer's, with the line that stands for it. */
async function ownSubscription(section: HTMLElement): Promise<{ line: HTMLElement; of: PushSubscription } | null> {
  for (const worker of await navigator.serviceWorker.getRegistrations()) {
    if (!new URL(worker.scope).pathname.startsWith('/c/for/')) continue
    const of = await worker.pushManager.getSubscription().catch(() => null)
    if (!of || Notification.permission !== 'granted') continue
    const known = await markOf(of.endpoint)
    const line = section.querySelector<HTMLElement>(`[data-known="${known}"]`)
    if (line) return { line, of }
  }
  return null
}

async function markOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** This device is one of those listed: it is named so, and taking it away tells the browser too. */
function tellingAlready({ line, of }: { line: HTMLElement; of: PushSubscription }): void {
  const mark = line.querySelector<HTMLElement>('.this')
  if (mark) mark.hidden = false
  const form = line.querySelector('form')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void of
      .unsubscribe()
      .catch(() => false)
      .then(() => form.submit())
  })
}

async function ask(here: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const { denied = '', failed = '', busy = '', done = '' } = here.dataset
  const told = here.querySelector<HTMLElement>('#here-told')
  const tell = (text: string) => {
    if (told) told.textContent = text
  }
  button.disabled = true
  try {
    if ((await Notification.requestPermission()) !== 'granted') return tell(denied)
    tell(busy)
    // One that its push service has given up is replaced by a new one, once.
    if (!(await subscribe(here)) && !(await subscribe(here, true))) return tell(failed)
    location.replace(done)
  } catch {
    tell(failed)
  } finally {
    button.disabled = false
  }
}

/** @returns whether the house has taken it */
async function subscribe(here: HTMLElement, anew = false): Promise<boolean> {
  const { key = '', scope = '', send = '' } = here.dataset
  const worker = await navigator.serviceWorker.register('/c/worker.js', { scope })
  await started(worker)
  const before = await worker.pushManager.getSubscription()
  // Made for another key, it could never be rung by this house.
  if (before && (anew || !sameKey(before, key))) await before.unsubscribe()
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })
  const { endpoint, keys } = subscription.toJSON()
  const offers = here.querySelector<HTMLInputElement>('#here-offers')?.checked ?? false
  const answer = await fetch(send, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subscription: { endpoint, keys }, offers }),
  })
  return answer.ok
}

/** Its scope is not that of this page, so `ready` would wait for ever. */
function started(worker: ServiceWorkerRegistration): Promise<void> {
  const coming = worker.installing ?? worker.waiting
  if (worker.active || !coming) return Promise.resolve()
  return new Promise((resolve, reject) =>
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve()
      if (coming.state === 'redundant') reject(new Error('not installed'))
    }),
  )
}

function sameKey(subscription: PushSubscription, key: string): boolean {
  const theirs = subscription.options.applicationServerKey
  const ours = bytesOf(key)
  return theirs !== null && new Uint8Array(theirs).every((byte, at) => byte === ours[at])
}

/** The VAPID key as the browser wants it: bytes, from base64url. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(
    key
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(key.length / 4) * 4, '='),
  )
  return Uint8Array.from(text, (c) => c.charCodeAt(0))
}

export {}
