import { subscribePush, unsubscribePush } from '../../../contract/push.ts'
import { call } from '../../api.ts'

/** The subscription of this browser, if it has one. */
export const toldHere = async (): Promise<PushSubscription | null> =>
  'serviceWorker' in navigator
    ? ((await (await navigator.serviceWorker.getRegistration('/sw.js'))?.pushManager.getSubscription()) ?? null)
    : null

/**
 * A device is told as long as its session lives; this one is bound to the session of now. Done where a page opens and where sessions were
 * ended, for the browser keeps its subscription when the server has forgotten it.
 */
export async function keepTellingHere(): Promise<void> {
  const subscription = await toldHere()
  if (subscription && Notification.permission === 'granted') await tellHere(subscription)
}

/**
 * Has this browser told.
 * @param unnamed names stay out of what it shows while locked; left out: as it was
 * @returns whether they do
 */
export async function tellHere(subscription: PushSubscription, unnamed?: boolean): Promise<{ unnamed: boolean }> {
  const { endpoint, keys } = subscription.toJSON() as { endpoint: string; keys: { p256dh: string; auth: string } }
  return call(subscribePush, { body: { endpoint, keys, ...(unnamed === undefined ? {} : { unnamed }) } })
}

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
