// Tells this phone that someone is here, even when no tab is open. It keeps nothing and answers no request of a page.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// One after the other, as they came: a browser fetches the icon of each first, and a newer card must not end under an older of its tag.
let before = Promise.resolve()

self.addEventListener('push', (event) => {
  let told = {}
  try {
    told = event.data?.json() ?? {}
  } catch {
    // A message we cannot read still means: look at the desk.
  }
  const turn = before.then(() => show(told))
  before = turn.catch(() => undefined)
  event.waitUntil(turn)
})

function show(told, { quiet = false } = {}) {
  return self.registration.showNotification(told.title || 'Okaeri', {
    body: told.body || '',
    tag: told.tag || 'okaeri',
    renotify: !quiet,
    silent: quiet,
    // Telephones draw no SVG here.
    icon: '/icon-180.png',
    badge: '/icon-180.png',
    data: told,
    ...(told.tap ? { actions: [{ action: 'tap', title: told.tap.title }] } : {}),
  })
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const told = event.notification.data ?? {}
  event.waitUntil(event.action === 'tap' && told.tap ? tapped(told) : openPage(told.open))
})

/** "I'm going", said from the lock screen. Where it is refused (signed out, somebody else goes already) the desk says so. */
async function tapped(told) {
  const address = ours(told.tap.path)
  const done = await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (!done) return openPage(told.open)
  return show({ ...told, body: told.tap.done, tap: undefined }, { quiet: true })
}

/** Only ever a page of ours. */
function ours(path) {
  const address = new URL(path || '/', self.location.origin)
  return address.origin === self.location.origin ? address.href : self.location.origin
}

/**
 * In a tab that shows a desk, else in one of its own: any other may hold what somebody is writing, or be the tablet or the page of a customer, which have
 * workers of their own and cannot be led anywhere by this one.
 */
async function openPage(path) {
  const open = ours(path)
  const tabs = await self.clients.matchAll({ type: 'window' })
  const desk = tabs.find((tab) => new URL(tab.url).pathname === '/')
  const led =
    desk &&
    (await desk
      .focus()
      .then(
        () => desk.navigate(open),
        () => null,
      )
      .catch(() => null))
  return led ?? self.clients.openWindow(open)
}
