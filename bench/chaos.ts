import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/kit/postgres.ts'
import { postUntilTaken, refsOf, sleep } from './loop/chaos-drive.ts'
import { fill, type OpenHouse, openHouse, openSink, prepareLoop, type Sink } from './loop/world.ts'
import type { Bench } from './run.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }
const PEOPLE = 2_000
/** Facts told a second, all the while. */
const PER_S = 25
const TARGETS = ['server', 'worker', 'database', 'provider'] as const

/**
 * Facts are told without a pause while server, worker, database and mail relay are killed (SIGKILL) at random points and started again.
 * Afterwards each fact's message has come once, or is a doubt that a person is shown. Told twice under one key counts once, so a teller
 * who hears no answer tells again, as the API asks of it.
 */
export const run: Bench = async ({ quick, log }) => {
  const kills = quick ? 8 : 200
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-chaos-'))
  const file = join(folder, 'came')
  writeFileSync(file, '')
  const port = 20_000 + (process.pid % 20_000)
  const base = `http://127.0.0.1:${port}`
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const shared = { OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM' }
  const serve = () => openHouse(folder, port, database.url, { ...shared, OKAERI_ROLES: 'web' })
  const work = () => openHouse(folder, port + 1, database.url, { ...shared, OKAERI_ROLES: 'worker' })
  let sink: Sink = await openSink(0, file)
  const sinkPort = sink.port
  let server: OpenHouse | undefined
  let worker: OpenHouse | undefined
  const told: number[] = []
  let telling = true
  try {
    server = await serve()
    const { token } = await settleIn(base, database.url, sinkPort)
    worker = await work()
    log(`  ${PER_S} facts a second, ${kills} kills`)
    const teller = (async () => {
      for (let ref = 1; telling; ref += 1) {
        told.push(ref)
        void postUntilTaken(base, token, ref % PEOPLE, ref, () => telling)
        await sleep(1000 / PER_S)
      }
    })()
    const count = { server: 0, worker: 0, database: 0, provider: 0 }
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(100 + Math.random() * 900)
      const target = TARGETS[kill % TARGETS.length]!
      count[target] += 1
      if (target === 'server') server = await again(server, serve)
      else if (target === 'worker') worker = await again(worker, work)
      else if (target === 'database') await killBackend(database.url)
      else {
        sink.stop()
        sink = await reopened(sinkPort, file)
      }
      if ((kill + 1) % 20 === 0)
        log(`  ${kill + 1} kills, ${told.length} facts told, ${refsOf(file).size} messages came`)
    }
    telling = false
    await teller
    // What was told at the last moment is told again until it is taken.
    for (const ref of told.slice(-200)) await postUntilTaken(base, token, ref % PEOPLE, ref, () => true)
    const doubts = await untilQuiet(database.url, quick ? 60_000 : 180_000, log)
    const came = refsOf(file)
    const lost = told.filter((ref) => !came.has(ref) && !doubts.has(ref))
    const doubled = [...came].filter(([, times]) => times > 1)
    log(`  killed: ${JSON.stringify(count)}; ${told.length} facts, ${came.size} came, ${doubts.size} doubts`)
    for (const ref of lost.slice(0, 5)) log(`  lost: ${ref}`)
    for (const [ref, times] of doubled.slice(0, 5)) log(`  came ${times} times: ${ref}`)
    return {
      kills,
      facts: told.length,
      came: came.size,
      lost: lost.length,
      doubled: doubled.length,
      doubtsShown: await shown(base, token),
    }
  } finally {
    telling = false
    server?.child.kill('SIGKILL')
    worker?.child.kill('SIGKILL')
    sink.stop()
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function settleIn(base: string, url: string, sinkPort: number): Promise<{ token: string }> {
  const ask = async (path: string, cookie: string, body: unknown) => {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return {
      body: (await answer.json()) as Record<string, unknown>,
      cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
    }
  }
  const first = await ask('/api/start/owner', '', {
    name: 'Bench',
    email: 'bench@example.org',
    password: 'un cheval bleu au galop',
    network: 'Bench',
    site: { name: 'Bench' },
  })
  const key = await ask('/api/keys', first.cookie, { name: 'dms', role: 'head-office' })
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from network.staff limit 1')
  await fill(client, PEOPLE, String(first.body.siteId), rows[0]!.id)
  await prepareLoop(client, sinkPort)
  await client.end()
  return { token: String(key.body.token) }
}

/** Killed without a word, then started again. */
async function again(house: OpenHouse | undefined, open: () => Promise<OpenHouse>): Promise<OpenHouse> {
  const ended = new Promise((resolve) => house?.child.once('exit', resolve))
  house?.child.kill('SIGKILL')
  await ended
  for (;;) {
    try {
      return await open()
    } catch {
      // The database was killed meanwhile: once more.
      await sleep(300)
    }
  }
}

/** A backend dies by SIGKILL: PostgreSQL takes its memory for lost, ends all connections, and recovers from its log. */
async function killBackend(url: string): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    process.kill(rows[0]!.pid, 'SIGKILL')
  } catch {
    // It is recovering from the last one.
  }
  await client.end().catch(() => undefined)
}

async function reopened(port: number, file: string): Promise<Sink> {
  for (;;) {
    try {
      return await openSink(port, file)
    } catch {
      await sleep(50)
    }
  }
}

/** Waits until nothing is on its way any more. @returns references of messages in doubt */
async function untilQuiet(url: string, patienceMs: number, log: (line: string) => void): Promise<Set<number>> {
  const until = performance.now() + patienceMs
  for (;;) {
    const client = new pg.Client(url)
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ facts: number; touches: number; messages: number }>(
        `select (select count(*)::int from timeline.fact where state = 'new') as facts,
          (select count(*)::int from moments.touch where state in ('planned', 'held') and due_at <= now()) as touches,
          (select count(*)::int from messages.message where state in ('ready', 'leaving')) as messages`,
      )
      const { facts, touches, messages } = rows[0]!
      // What the relay did not take waits for its growing pause, minutes of them: here time passes at once.
      if (facts + touches === 0)
        await client.query(
          `update messages.message set not_before = now() where state = 'ready' and not_before > now()`,
        )
      if (facts + touches + messages === 0 || performance.now() > until) {
        if (facts + touches + messages > 0)
          log(`  still under way: ${facts} facts, ${touches} touches, ${messages} messages`)
        const found = await client.query<{ ref: string }>(
          `select substring(body from 'XREF([0-9]+)X') as ref from messages.message where state in ('doubt', 'failed')`,
        )
        return new Set(found.rows.map((row) => Number(row.ref)))
      }
    } catch {
      // It is recovering.
    } finally {
      await client.end().catch(() => undefined)
    }
    await sleep(500)
  }
}

/** How many doubts the API shows to a person. */
async function shown(base: string, token: string): Promise<number> {
  const answer = await fetch(`${base}/api/messages?state=doubt&limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const body = (await answer.json()) as { counts?: Record<string, number> }
  return body.counts?.doubt ?? 0
}
