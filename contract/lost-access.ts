import { z } from 'zod'
import { endpoint, idParams, line } from './endpoint.ts'

const closed = z.object({
  /** Sessions that ended, devices that are told nothing more, passkeys that open no more. */
  sessions: z.number().int(),
  told: z.number().int(),
  passkeys: z.number().int(),
})

export const closeMyDevices = endpoint({
  name: 'closeMyDevices',
  method: 'POST',
  path: '/api/me/devices/close',
  access: 'signed-in',
  summary: 'A device was lost: ends my other sessions, what their devices are told, and the passkeys I name',
  body: z.object({
    /** This device too. */
    everywhere: z.boolean().default(false),
    /** Ids of passkeys. */
    passkeys: z.array(line(100)).max(100).default([]),
  }),
  answer: closed,
})

export const readSecondFactor = endpoint({
  name: 'readSecondFactor',
  method: 'GET',
  path: '/api/staff/:id/second-factor',
  access: 'staff.manage',
  summary: 'Has somebody else a second factor, or must they set up a new one; for an owner or head office',
  params: idParams,
  answer: z.object({
    on: z.boolean(),
    due: z.boolean(),
    /** How many passkeys they have: a reset takes them too. */
    passkeys: z.number().int(),
  }),
})
export const resetSecondFactor = endpoint({
  name: 'resetSecondFactor',
  method: 'DELETE',
  path: '/api/staff/:id/second-factor',
  access: 'staff.manage',
  summary:
    'Take away a second factor that was lost, and their passkeys; their sessions end, and they set up a new one first of all',
  params: idParams,
  answer: closed,
})

export const closeDevicesOf = endpoint({
  name: 'closeDevicesOf',
  method: 'POST',
  path: '/api/staff/:id/devices/close',
  access: 'staff.manage',
  summary: 'Somebody lost a device: ends their sessions and what their devices are told, and their passkeys if asked',
  params: idParams,
  body: z.object({ passkeys: z.boolean().default(false) }),
  answer: closed,
})
