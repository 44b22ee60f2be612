import { z } from 'zod'
import { endpoint, id, idParams, instant } from './endpoint.ts'

/** As in `my-page.ts`: the mark of this house over a message, never a name. */
const token = z.object({ token: z.string().max(60) })

/** A subscription as the browser's own `toJSON` tells it (Push API): a P-256 point and sixteen bytes. */
const subscription = z.object({
  endpoint: z.url({ protocol: /^https$/u }).max(1000),
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{87}=?$/u), auth: z.string().regex(/^[\w-]{22}(?:==)?$/u) }),
})

export const addMyDevice = endpoint({
  name: 'addMyDevice',
  method: 'POST',
  path: '/api/my/:token/devices',
  access: 'public',
  summary:
    'The customer asks to be told in this browser; offers come too only if they say so. Each yes is kept with its very words.',
  params: token,
  body: z.object({ subscription, offers: z.boolean().default(false) }),
  answer: z.object({ id }),
})
export const removeMyDevice = endpoint({
  name: 'removeMyDevice',
  method: 'POST',
  path: '/api/my/:token/devices/remove',
  access: 'public',
  summary:
    'The customer wants no more notifications in one of their browsers. With the last one the consent is withdrawn.',
  params: token,
  body: z.object({ device: id }),
})
export const moveMyDevice = endpoint({
  name: 'moveMyDevice',
  method: 'POST',
  path: '/api/my-devices/move',
  access: 'public',
  summary: 'A push service gave a browser another address; known by the old one and its secret.',
  body: z.object({
    old: z.object({ endpoint: z.string().max(1000), auth: z.string().max(100) }),
    subscription,
  }),
})
export const shownOnMyDevice = endpoint({
  name: 'shownOnMyDevice',
  method: 'POST',
  path: '/api/my/:token/shown',
  access: 'public',
  summary: 'A browser says that it has shown the notification this link stood in: delivered, not read.',
  params: token,
  body: z.object({ endpoint: z.string().max(1000).nullable().default(null) }),
})

export const customerDevices = endpoint({
  name: 'customerDevices',
  method: 'GET',
  path: '/api/customers/:id/devices',
  access: 'customers.read',
  summary: 'Browsers in which this customer asked, on their own page, to be told.',
  params: idParams,
  answer: z.object({
    devices: z.array(
      z.object({
        id,
        name: z.string(),
        since: instant,
        /** When it last said that it had shown something. */
        shownAt: instant.nullable(),
      }),
    ),
  }),
})
export const removeDevice = endpoint({
  name: 'removeDevice',
  method: 'DELETE',
  path: '/api/devices/:id',
  access: 'customers.write',
  summary: 'A customer said that they want no more notifications in one of their browsers.',
  params: idParams,
})
