/** What the service worker of a tablet sees of its world. */
interface Fetching extends Event {
  request: Request
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}
interface Scope {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate' | 'fetch', listener: (event: Fetching) => void): void
}
const scope = self as unknown as Scope

const KEPT = 'okaeri-tablet-1'
/** Longer than this a lounge does not wait: what was there before is shown. */
const PATIENCE_MS = 3_000

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))

/** The newest page while there is a connection; else the last one. A door that was shut stays shut: its answer is no page to keep. */
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET' || !(pathname.startsWith('/t/') || pathname === '/c/figtree.woff2')) return
  event.respondWith(newest(request))
})

async function newest(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  const before = await cache.match(request, { ignoreSearch: true })
  const fetched = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request, response.clone())
    return response
  })
  if (!before) return fetched
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(before), PATIENCE_MS))
  return Promise.race([fetched.catch(() => before), late])
}
