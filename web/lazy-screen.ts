import { lazyRouteComponent } from '@tanstack/react-router'

const online = (): Promise<void> =>
  navigator.onLine
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener('online', () => resolve(), { once: true }))

type Load = Parameters<typeof lazyRouteComponent>[0]

/**
 * A screen whose code comes when somebody goes there. Without a network it waits for one: asked for all the same, it would fail, and the router
 * would load the whole page anew, into the browser's own "no internet", with everything that was typed and that waited to be saved.
 */
export const lazyScreen = (load: Load) => lazyRouteComponent(() => online().then(load))
