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
  const turn = before.then(() =>
    self.registration.showNotification(told.title || 'Okaeri', {
      body: told.body || '',
      tag: told.tag || 'okaeri',
      renotify: true,
      icon: '/icon.svg',
      badge: '/icon.svg',
      data: { open: told.open || '/' },
    }),
  )
  before = turn.catch(() => undefined)
  event.waitUntil(turn)
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const address = new URL(event.notification.data?.open || '/', self.location.origin)
  // Only ever a page of ours.
  const open = address.origin === self.location.origin ? address.href : self.location.origin
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (tabs) => {
      const tab = tabs[0]
      if (!tab) return self.clients.openWindow(open)
      await tab.focus()
      return tab.navigate(open)
    }),
  )
})
