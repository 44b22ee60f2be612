import { unsubscribePush } from '../../../contract/push.ts'
import { call } from '../../api.ts'

/** The subscription of this browser, if it has one. */
export const toldHere = async (): Promise<PushSubscription | null> =>
  'serviceWorker' in navigator
    ? ((await (await navigator.serviceWorker.getRegistration('/sw.js'))?.pushManager.getSubscription()) ?? null)
    : null

/** Nobody is told on this device any more. */
export async function stopTellingHere(): Promise<void> {
  const subscription = await toldHere()
  if (!subscription) return
  // Ended in the browser even when the server cannot be told: what it sends then reaches nobody, and it forgets the address.
  await Promise.allSettled([
    call(unsubscribePush, { body: { endpoint: subscription.endpoint } }),
    subscription.unsubscribe(),
  ])
}
