import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../server/kit/config.ts'
import { openLog } from '../../server/kit/log.ts'
import { startEmbedded } from '../../server/kit/postgres.ts'
import { openWorld } from '../../server/world.ts'
import { type Away, openDatabaseDoor } from '../database-door.ts'
import { temporaryFolder } from '../global-setup.ts'
import { expectSomeone, openVisitor, settle } from '../house-process.ts'
import { findPostgres } from '../kinds.ts'

/** The database is gone for more than the house has patience, and comes back: what does each of us hear, and what is left of it? */
interface Ground {
  env: Record<string, string>
  leave(): Promise<void>
  back(): Promise<void>
  close(): Promise<void>
}
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/** A given PostgreSQL, Debian's: its server is stopped and started again, behind an address that stays; or the way to it breaks. */
async function given(how: Away): Promise<Ground> {
  const folder = temporaryFolder()
  const start = () =>
    startEmbedded({ dataDir: folder, log: quiet, fast: true, loopback: true, binaries: findPostgres() ?? '' })
  let server = await start()
  let away = false
  const door = await openDatabaseDoor(server.options.port)
  const url = new URL(server.url)
  url.port = String(door.port)
  return {
    env: { DATABASE_URL: url.href },
    async leave() {
      away = true
      await door.leave(how)
      if (how === 'gone') await server.stop()
    },
    async back() {
      if (away && how === 'gone') server = await start()
      away = false
      await door.back(server.options.port)
    },
    async close() {
      await door.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
    },
  }
}

/** Our own, killed; its files are not where they should be for a while, so that it cannot be started again at once. */
async function embedded(folder: string): Promise<Ground> {
  const cluster = join(folder, 'postgres')
  return {
    env: {},
    async leave() {
      process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      renameSync(cluster, `${cluster}.elsewhere`)
    },
    async back() {
      if (existsSync(`${cluster}.elsewhere`)) renameSync(`${cluster}.elsewhere`, cluster)
    },
    async close() {},
  }
}

describe.each<[string, (folder: string) => Promise<Ground>]>([
  ['embedded', embedded],
  ...(findPostgres()
    ? ([
        ['given, stopped', () => given('gone')],
        ['given, and the way to it silent', () => given('silent')],
      ] as [string, () => Promise<Ground>][])
    : []),
])('a database that is away for more than a minute: %s', async (_, prepare) => {
  const folder = temporaryFolder()
  const ground = await prepare(folder)
  // The minute passes at once; everything else goes by its own clock.
  let later = 0
  const printed: string[] = []
  const config = readConfig({
    OKAERI_DATA: folder,
    OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM',
    HOST: '127.0.0.1',
    PORT: '0',
    ...ground.env,
  })
  const world = await openWorld(config, openLog('info', { write: (line) => void printed.push(line) }), {
    now: () => new Date(Date.now() + later),
    pulse: { everyMs: 300, silentMs: 1500 },
  })
  await world.app.listen({ host: '127.0.0.1', port: 0 })
  await world.startJobs()
  const base = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
  const visitor = openVisitor(() => base)
  afterAll(async () => {
    await ground.back()
    await world.close()
    await ground.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  })

  const { siteId } = await settle(visitor)
  for (const plate of ['DA-101-BC', 'DA-202-BC', 'DA-303-BC', 'DA-404-BC'])
    await expectSomeone(visitor, siteId, plate, { familyName: `Nom ${plate}` })
  const source = async (kind: string) => {
    const made = await visitor.ask<{ id: string; address: string }>('POST', '/api/sources', {
      door: 'gate',
      kind,
      name: kind,
      siteId,
    })
    return { id: made.id, path: new URL(made.address).pathname }
  }
  const gate = await source('json')
  const obstinate = await source('plate-recognizer')
  const send = async (plate: string, id = plate) => {
    const answer = await fetch(base + gate.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ plate, id }),
    })
    const { outcome, code } = (await answer.json()) as { outcome?: string; code?: string }
    return { status: answer.status, said: outcome ?? code, again: answer.headers.get('retry-after') }
  }
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(base + path, { ...init, headers: { cookie: visitor.cookie(), ...init.headers } })
    const type = answer.headers.get('content-type') ?? ''
    const { code } = /json/u.test(type) ? ((await answer.json()) as { code?: string }) : {}
    return { status: answer.status, code, again: answer.headers.get('retry-after') }
  }
  /** More than a minute passes, again and again, until this is answered. */
  const aMinutePasses = async (answer: Promise<unknown>) => {
    let over = false
    void answer.then(() => {
      over = true
    })
    await vi.waitUntil(
      () => {
        later += 30_000
        return over
      },
      { timeout: 40_000, interval: 500 },
    )
  }
  const obstinatePost = (plate: string) =>
    fetch(base + obstinate.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        hook: { event: 'recognition' },
        data: {
          camera_id: 'a',
          filename: 'a.jpg',
          timestamp: new Date().toISOString(),
          results: [{ plate, score: 0.9 }],
        },
      }),
    })
  const visits = async () =>
    (
      await visitor.ask<{ waiting: { card: { vehicle: { plate: string } } }[] }>('GET', `/api/floor?site=${siteId}`)
    ).waiting
      .map(({ card }) => card.vehicle.plate.replaceAll('-', ''))
      .sort()

  test('nothing is wedged and nothing accepted is lost', async () => {
    // A screen that stays open all the while.
    const screen = await fetch(`${base}/api/live?site=${siteId}`, { headers: { cookie: visitor.cookie() } })
    let heard = ''
    const stream = screen.body!.pipeThrough(new TextDecoderStream())
    void (async () => {
      for await (const text of stream) heard += text
    })().catch(() => undefined)

    await vi.waitUntil(() => world.watch.ready, { timeout: 20_000 })
    expect((await send('DA101BC')).said).toBe('sure')
    // Seen, and not yet written that it was: it is written when there is where to.
    await visitor.ask('GET', '/api/customers')

    // A make that drops an address that answers errors; what is known of it stays known.
    expect((await obstinatePost('zz999zz')).status).toBe(200)
    await ground.leave()
    // Its children outlive a killed server by a moment.
    await vi.waitUntil(async () => (await ask('/healthz')).status === 503, { timeout: 20_000, interval: 50 })
    const first = send('DA202BC')
    const asked = Date.now()
    expect(await ask('/api/customers')).toEqual({ status: 503, code: 'database-away', again: '5' })
    expect(
      await ask('/api/customers', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ familyName: 'Perdu' }),
      }),
    ).toEqual({ status: 503, code: 'database-away', again: '5' })
    const signIn = await ask('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({ email: 'odile@example.org', password: 'un cheval bleu au galop' }),
    })
    expect(signIn, 'not taken for a wrong password').toMatchObject({ status: 503 })
    expect(Date.now() - asked, 'told in time').toBeLessThan(30_000)

    // The patience of the gate is over while it is still away: said so, and the camera sends again.
    await aMinutePasses(first)
    expect(await first).toEqual({ status: 503, said: 'database-away', again: '5' })
    // The obstinate one is told all is well; the page of the camera has the count.
    const told = obstinatePost('da404bc')
    await aMinutePasses(told)
    expect((await told).status).toBe(200)

    // Who comes now waits, and the database returns in time.
    const waiting = send('DA303BC')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await ground.back()
    expect(await waiting).toMatchObject({ status: 200, said: 'sure' })
    expect(await send('DA202BC'), 'sent again by its camera').toMatchObject({ status: 200 })
    expect(await visits()).toEqual(['DA101BC', 'DA202BC', 'DA303BC'])

    // The pool serves all of its connections, and more who ask at once.
    const many = await Promise.all(Array.from({ length: 60 }, () => ask('/api/customers')))
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]))
    await vi.waitUntil(() => world.pool.waitingCount === 0, { timeout: 20_000 })

    // What other processes tell is heard, and the screen that stayed open is told of it.
    const { pool } = world
    await vi.waitUntil(
      async () => {
        await pool.query('select pg_notify($1, $2)', [
          'okaeri_live',
          JSON.stringify({ me: 'another', type: 'expected', site: siteId }),
        ])
        return heard.includes('event: expected')
      },
      { timeout: 20_000, interval: 300 },
    )
    expect(heard).toContain('DA-303-BC')
    // Work that was asked for is done, by the queue and by the clock; this process leads the devices, and is known to live.
    await world.house.queue.add(world.house, 'perhaps-push', { perhapsId: '01890000-0000-7000-8000-000000000000' })
    const job = () =>
      pool.query(`select state from jobs.job where name = 'perhaps-push' order by created_on desc limit 1`)
    await vi.waitUntil(async () => (await job()).rows[0]?.state === 'completed', { timeout: 30_000, interval: 300 })
    const locks = () => pool.query(`select 1 from pg_locks where locktype = 'advisory' and granted`)
    await vi.waitUntil(async () => (await locks()).rowCount! >= 2, { timeout: 30_000, interval: 300 })
    later += 100_000
    // The one who works here was told: the clock looks, finds nobody else, and ends.
    const escalated = () =>
      pool.query(`select 1 from visits.visit where escalation > 0 or (escalate_at is null and who_id is not null)`)
    await vi.waitUntil(async () => (await escalated()).rowCount! > 0, { timeout: 20_000, interval: 300 })
    // Counts and looks of the minute are there.
    const counted = () =>
      pool.query(`select sum(n)::int as n from signals.tally where source_id = any($1) and what = 'database-away'`, [
        [gate.id, obstinate.id],
      ])
    await vi.waitUntil(async () => (await counted()).rows[0]?.n === 3, { timeout: 20_000, interval: 300 })
    // The log says it, and is no flood.
    const lines = printed.flatMap((text) => text.split('\n').filter(Boolean))
    const said = Map.groupBy(lines, (line) => (JSON.parse(line) as { msg: string }).msg)
    const often = [...said].map(([msg, all]) => `${all.length} ${msg}`).sort()
    expect(lines.length, often.join('\n')).toBeLessThan(150)
    expect(printed.join('')).not.toMatch(/DA.?\d{3}.?BC/u)
  })
})
