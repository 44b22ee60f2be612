import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openDesk } from '../desk.ts'
import { openHouseProcess } from '../house-process.ts'
import { mailBy, ready, someone } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { freshDb } from '../world.ts'

/** A process is killed while messages leave, again and again; another one finds what it left. */
const { db, url } = await freshDb({ max: 3 })
const { house } = openDesk(db, new Date().toISOString())
const folder = mkdtempSync(join(tmpdir(), 'okaeri-outbox-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const settings = {
  OKAERI_DATA: folder,
  DATABASE_URL: url,
  OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM',
  OKAERI_LOG: 'warn',
}

const states = async () => {
  const rows = await db.selectFrom('messages.message').select(['id', 'state', 'to_address']).execute()
  return rows
}

test('killed between leaving and left: none is sent twice, none is lost, each doubt is shown to a person', {
  timeout: 240_000,
}, async () => {
  // The relay holds the first message of each life in its hands until the process is dead.
  let held: (() => void) | undefined
  let holding: Promise<void> = Promise.resolve()
  const taken: string[] = []
  const relay = await openRelay({
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        taken.push(session.envelope.rcptTo[0]?.address ?? '')
        holding = new Promise((resolve) => {
          const go = () => {
            done(null, 'Ok: queued as X')
            resolve()
          }
          if (taken.length % 7 === 1 && held === undefined) held = go
          else go()
        })
      })
    },
  })
  const MESSAGES = 40
  for (let n = 0; n < MESSAGES; n += 1)
    await ready(house, await someone(house, `p${n}@example.org`), { toAddress: `p${n}@example.org` })
  await mailBy(house, relay.port, { perSecond: 500 })
  for (let life = 0; life < 3; life += 1) {
    const process = await openHouseProcess(settings)
    await vi.waitUntil(
      async () => held !== undefined || (await states()).every(({ state }) => !['ready', 'leaving'].includes(state)),
      {
        timeout: 60_000,
        interval: 20,
      },
    )
    await process.stop('SIGKILL')
    held?.()
    await holding
    held = undefined
  }
  const last = await openHouseProcess(settings)
  await vi.waitUntil(async () => (await states()).every(({ state }) => !['ready', 'leaving'].includes(state)), {
    timeout: 60_000,
    interval: 50,
  })
  await last.stop()
  const end = await states()
  // Whatever the relay took, it took once; whatever it did not take is in nobody's past, but shown.
  expect(new Set(taken).size).toBe(taken.length)
  const left = end.filter(({ state }) => state === 'left').map(({ to_address }) => to_address)
  const doubts = end.filter(({ state }) => state === 'doubt').map(({ to_address }) => to_address)
  expect(left.length + doubts.length).toBe(MESSAGES)
  expect(doubts.length).toBeGreaterThan(0)
  for (const address of left) expect(taken).toContain(address)
  for (const address of taken) expect([...left, ...doubts]).toContain(address)
  relay.cut()
  await relay.close()
})
