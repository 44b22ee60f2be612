// Tells this phone that someone is here, even when no tab is open. It keeps nothing and answers no request of a page.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  let told = {}
  try {
    told = event.data?.json() ?? {}
  } catch {
    // A message we cannot read still means: look at the desk.
  }
  event.waitUntil(
    self.registration.showNotification(told.title || 'Okaeri', {
      body: told.body || '',
      tag: told.tag || 'okaeri',
      renotify: true,
      icon: '/icon.svg',
      badge: '/icon.svg',
      data: { open: told.open || '/' },
    }),
  )
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
