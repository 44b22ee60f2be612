import webPush from 'web-push'
import type { Log } from '../../kit/log.ts'
import type { PushPort } from '../../network/push.port.ts'

/** Web Push (RFC 8030, VAPID RFC 8292): the payload is encrypted to the browser; the push service sees only its size. */
export function openWebPush(vapid: { publicKey: string; privateKey: string }, subject: string, log: Log): PushPort {
  return {
    publicKey: vapid.publicKey,
    async send(to, message) {
      try {
        await webPush.sendNotification(
          { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
          JSON.stringify(message),
          {
            TTL: 120,
            urgency: 'high',
            topic: message.tag.replaceAll('-', '').slice(0, 32),
            timeout: 5000,
            vapidDetails: { subject, ...vapid },
          },
        )
        return true
      } catch (error) {
        const status = (error as { statusCode?: number }).statusCode
        if (status === 404 || status === 410) return false
        log.warn({ status: status ?? null }, 'push not delivered')
        return true
      }
    },
  }
}
