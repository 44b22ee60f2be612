import { z } from 'zod'
import { endpoint, idParams } from './endpoint.ts'
import { locale } from './network.ts'

export const startDemo = endpoint({
  name: 'startDemo',
  method: 'POST',
  path: '/api/demo',
  access: 'public',
  summary: 'First visit: build the demo network and sign in to it (only while there is no owner)',
  body: z.object({ code: z.string().max(40).optional(), locale: locale.default('fr') }),
  answer: z.object({ job: z.string() }),
})
export const demoState = endpoint({
  name: 'demoState',
  method: 'GET',
  path: '/api/demo',
  access: 'public',
  summary: 'How far the demo is built, and whether its live day runs',
  answer: z.object({
    state: z.enum(['none', 'building', 'ready', 'failed']),
    done: z.number(),
    total: z.number(),
    live: z.boolean(),
    problem: z.string().nullable(),
  }),
})
export const removeDemo = endpoint({
  name: 'removeDemo',
  method: 'DELETE',
  path: '/api/demo',
  access: 'network.manage',
  reach: 'network',
  summary: 'Remove the demo network and all it holds; back to the first visit',
})
export const demoLive = endpoint({
  name: 'demoLive',
  method: 'POST',
  path: '/api/demo/live',
  access: 'visits.read',
  summary: 'Start or stop the live day: cars and calls through the public intake',
  body: z.object({ live: z.boolean() }),
})
export const demoBecome = endpoint({
  name: 'demoBecome',
  method: 'POST',
  path: '/api/demo/become/:id',
  access: 'signed-in',
  summary: 'Demo only: look through the eyes of another member of staff',
  params: idParams,
})
