/** What the service worker of a customer sees of its world. It keeps nothing, and answers no request of a page. */
interface Waits extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Pushed extends Waits {
  data: { json(): unknown } | null
}
interface Clicked extends Waits {
  notification: Notification
}
interface Changed extends Waits {
  oldSubscription?: PushSubscription | null
  newSubscription?: PushSubscription | null
}
interface Tab {
  url: string
  focus(): Promise<Tab>
}
interface Scope {
  location: Location
  registration: ServiceWorkerRegistration
  clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Tab[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Waits) => void): void
  addEventListener(type: 'push', listener: (event: Pushed) => void): void
  addEventListener(type: 'notificationclick', listener: (event: Clicked) => void): void
  addEventListener(type: 'pushsubscriptionchange', listener: (event: Changed) => void): void
}
const scope = self as unknown as Scope

interface Told {
  title?: string
  body?: string
  open?: string
  tag?: string
  shown?: string
  lang?: string
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))

scope.addEventListener('push', (event) => {
  let told: Told = {}
  try {
    told = (event.data?.json() ?? {}) as Told
  } catch {
    // A browser must show something for each push: without words, that there is something.
  }
  event.waitUntil(show(told))
})

/** One after the other, as they came: a browser fetches the icon of each first, and a newer one must not end under an older of its tag. */
let before: Promise<unknown> = Promise.resolve()
const inTurn = (act: () => Promise<void>): Promise<void> => {
  const turn = before.then(act)
  before = turn.catch(() => undefined)
  return turn
}

async function show({ title = '', body = '', open = '/', tag = '', shown, lang = '' }: Told): Promise<void> {
  const notification = {
    body,
    tag: tag || 'okaeri',
    lang,
    icon: '/icon-180.png',
    badge: '/icon-180.png',
    data: { open },
    // A newer one takes the place of the older, and is heard again.
    ...(tag ? { renotify: true } : {}),
  } as NotificationOptions
  await inTurn(() => scope.registration.showNotification(title || 'Okaeri', notification))
  const path = shown ? ours(shown) : null
  if (path) await post(path, { endpoint: (await scope.registration.pushManager.getSubscription())?.endpoint ?? null })
}

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { open } = (event.notification.data ?? {}) as { open?: string }
  event.waitUntil(goTo(ours(open ?? '/') ?? scope.location.origin))
})

async function goTo(address: string): Promise<unknown> {
  const tabs = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = tabs.find(({ url }) => url.split(/[?#]/u)[0] === address)
  return there ? there.focus() : scope.clients.openWindow(address)
}

/** The push service gave this browser another address: the house is told, by the old one. */
scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(move(event)))

async function move({ oldSubscription: old, newSubscription }: Changed): Promise<void> {
  if (!old) return
  const { applicationServerKey } = old.options
  const next =
    newSubscription ?? (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }))
  const { endpoint, keys } = next.toJSON()
  await post('/api/my-devices/move', {
    old: { endpoint: old.endpoint, auth: old.toJSON().keys?.auth ?? '' },
    subscription: { endpoint, keys },
  })
}

const post = (path: string, body: object): Promise<unknown> =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    referrerPolicy: 'no-referrer',
  }).catch(() => undefined)

/** Only ever an address of ours. */
function ours(path: string): string | null {
  const address = new URL(path, scope.location.origin)
  return address.origin === scope.location.origin ? address.href : null
}

export {}
