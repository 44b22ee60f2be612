import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/kit/postgres.ts'
import { bare } from './loop/bare.ts'
import { latencies, throughput } from './loop/drive.ts'
import { fill, openHouse, openSink, postmasterOf, prepareLoop } from './loop/world.ts'
import type { Bench, BenchOptions } from './run.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }
const PER_S = 100

interface Measured {
  people: number
  eventsPerS: number
  cpuMsPerEvent: number
  p50Ms: number
  p99Ms: number
}

/**
 * From a fact at the public API until its e-mail is in a local SMTP sink, with consent, law, attention, playbook and words really applied,
 * fsync on. CPU is that of the house and its database together.
 */
export const run: Bench = async (options) => {
  const { quick, log } = options
  const sizes = quick ? [1_000, 5_000] : [1_000, 10_000, 100_000, 1_000_000]
  const events = quick ? 1_000 : 10_000
  const measured: Measured[] = []
  for (const people of sizes) measured.push(await atSize(people, events, quick ? 3 : 20, options))
  const beside = await bare(events, log)
  log(`  bare: the same e-mails without any rule, ${beside.cpuMsPerEvent.toFixed(2)} CPU-ms each`)
  const headline = measured.find((each) => each.people === 100_000) ?? measured.at(-1)!
  return {
    eventsPerS: Math.round(headline.eventsPerS),
    cpuMsPerEvent: round(headline.cpuMsPerEvent),
    p50Ms: round(headline.p50Ms),
    p99Ms: round(headline.p99Ms),
    growth: round(measured.at(-1)!.cpuMsPerEvent / measured[0]!.cpuMsPerEvent),
    bareCpuMsPerEvent: round(beside.cpuMsPerEvent),
    cpuRatioToBare: round(headline.cpuMsPerEvent / beside.cpuMsPerEvent),
  }
}

const round = (value: number): number => Math.round(value * 100) / 100

async function atSize(people: number, events: number, seconds: number, { log }: BenchOptions): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-loop-'))
  const port = 20_000 + (process.pid % 20_000)
  const base = `http://127.0.0.1:${port}`
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const client = new pg.Client(database.url)
  const sink = await openSink()
  let house = await openHouse(folder, port, database.url)
  try {
    const first = await ask(base, '', '/api/start/owner', {
      name: 'Bench',
      email: 'bench@example.org',
      password: 'un cheval bleu au galop',
      network: 'Bench',
      site: { name: 'Bench' },
    })
    const key = await ask(base, first.cookie, '/api/keys', { name: 'dms', role: 'head-office' })
    await client.connect()
    const { rows } = await client.query<{ id: string }>('select id from network.staff limit 1')
    log(`  ${people.toLocaleString('en')} customers`)
    await fill(client, people, String(first.body.siteId), rows[0]!.id)
    await prepareLoop(client, sink.port)
    await house.stop()
    house = await openHouse(folder, port, database.url)
    const driver = { base, token: String(key.body.token), sink, pids: [house.pid, await postmasterOf(client)] }
    await throughput(driver, people, 1, Math.min(500, events), 16)
    const { eventsPerS, cpuMsPerEvent } = await throughput(driver, people, 100_000, events)
    const times = await latencies(driver, people, 1_000_000, PER_S, seconds)
    const at = (q: number): number => times[Math.min(times.length - 1, Math.floor(times.length * q))]!
    log(
      `    ${Math.round(eventsPerS)} events/s, ${cpuMsPerEvent.toFixed(2)} CPU-ms each; at ${PER_S}/s p50 ${at(0.5).toFixed(0)} ms, p90 ${at(0.9).toFixed(0)}, p99 ${at(0.99).toFixed(0)}`,
    )
    return { people, eventsPerS, cpuMsPerEvent, p50Ms: at(0.5), p99Ms: at(0.99) }
  } finally {
    await house.stop().catch(() => undefined)
    await client.end().catch(() => undefined)
    sink.stop()
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ask(base: string, cookie: string, path: string, body: unknown) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const parsed = (await answer.json()) as Record<string, unknown>
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(parsed)}`)
  return { body: parsed, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie }
}
