import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const subscribePush = endpoint({
  name: 'subscribePush',
  method: 'POST',
  path: '/api/push',
  access: 'signed-in',
  summary: 'Tell this browser when someone arrives for me',
  body: z.object({
    endpoint: z.url({ protocol: /^https$/u }).max(1000),
    keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
    /** Names and words of customers stay out of what a locked screen shows here. Left out: as it was, and at first they are shown. */
    unnamed: z.boolean().optional(),
  }),
  answer: z.object({ unnamed: z.boolean() }),
})
export const unsubscribePush = endpoint({
  name: 'unsubscribePush',
  method: 'DELETE',
  path: '/api/push',
  access: 'signed-in',
  summary: 'Stop telling this browser',
  body: z.object({ endpoint: z.string().max(1000) }),
})
