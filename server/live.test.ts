import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import type { LiveEvent } from '../contract/visits.ts'
import { openDesk } from '../test/desk.ts'
import { freshDb } from '../test/world.ts'
import { openApp } from './kit/app.ts'
import type { Caller } from './kit/caller.ts'
import { openHub } from './kit/live.ts'
import { liveRoutes } from './live.routes.ts'

/** Real screens on a real port, in a house where it takes a while to know who asks. */
const { db } = await freshDb()
const { house, caller } = openDesk(db)
const site = house.newId()
const hub = openHub(() => undefined)
const app = await openApp({ web: undefined, docs: undefined, https: false })
const asked = { n: 0 }
const answers: ((caller: Caller) => void)[] = []
const told: string[] = []
liveRoutes(app, house, {
  hub,
  identify: async () => {
    asked.n += 1
    return new Promise((resolve) => answers.push(resolve))
  },
  version: '1',
  told: (_caller, event) => void told.push(event.type),
})
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
afterAll(async () => {
  hub.close()
  await app.close()
})

const open = () => {
  const screen = connect(port, '127.0.0.1')
  screen.on('error', () => undefined)
  screen.write(`GET /api/live?site=${site} HTTP/1.1\r\nHost: x\r\n\r\n`)
  return screen
}
const identified = () => {
  for (const answer of answers.splice(0)) answer(caller)
}
const duty: LiveEvent = { type: 'duty', site: null }

test('a screen that leaves is told nothing more, and nobody writes that it was', async () => {
  const screen = open()
  await vi.waitUntil(() => answers.length === 1, 20_000)
  identified()
  await vi.waitUntil(() => hub.size() === 1, 20_000)
  hub.live.publish(duty)
  expect(told).toEqual(['duty'])
  screen.destroy()
  await vi.waitUntil(() => hub.size() === 0, 20_000)
})

test('nor is one that left before we knew who it was', async () => {
  told.length = 0
  const screens = [open(), open(), open()]
  await vi.waitUntil(() => answers.length === 3, 20_000)
  for (const screen of screens) screen.destroy()
  await vi.waitUntil(
    async () => (await new Promise<number>((n) => app.server.getConnections((_e, c) => n(c)))) === 0,
    20_000,
  )
  identified()
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(hub.size()).toBe(0)
  hub.live.publish(duty)
  expect(told).toEqual([])
})
