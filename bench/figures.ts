import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/kit/postgres.ts'
import { fill } from './figures/fill.ts'
import { compared, referenceIsHere } from './figures/reference.ts'
import { timed, views } from './figures/views.ts'
import { openHouse } from './loop/world.ts'
import type { Bench, BenchOptions } from './run.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }
/** What a view may take. */
const GOAL_MS = 300

/** Are the figures right, each beside the value that other programs give? And do the dashboards answer over a million answers? */
export const run: Bench = async (options) => ({ ...reproduce(options), ...(await dashboards(options)) })

function reproduce({ log }: BenchOptions): Record<string, number> {
  if (!referenceIsHere()) {
    log('../shared/verbatims/statistics.json is not here: nothing to compare with')
    return { values: 0 }
  }
  const { all, exact } = compared()
  const sure = all.filter((each) => each.drawn === undefined)
  const worst = sure.reduce((a, b) => (Math.abs(a.ours - a.theirs) > Math.abs(b.ours - b.theirs) ? a : b))
  const maxError = Math.abs(worst.ours - worst.theirs)
  log(
    `${sure.length} values of statsmodels, scipy and R: the furthest is ${worst.of}, ${maxError.toExponential(1)} away`,
  )
  for (const { of, theirs, ours, drawn = 1 } of all.filter((each) => each.drawn !== undefined))
    log(
      `  ${of}: ${ours.toFixed(7)}; theirs, drawn 400,000 times, ${theirs} (${((theirs - ours) / drawn).toFixed(1)} standard errors away)`,
    )
  const moved = exact.filter(({ chain, exact: whole }) => Math.abs(chain - whole) > 0.01)
  for (const { of, chain, exact: whole } of moved)
    log(
      `  run length ${of}: ${chain.toFixed(3)} by a chain of 200 states, as theirs; ${whole.toFixed(3)} by the integral`,
    )
  if (!(maxError < 1e-6)) throw new Error(`${worst.of}: ${worst.ours} instead of ${worst.theirs}`)
  const strayed = all.filter(({ drawn, ours, theirs }) => drawn !== undefined && Math.abs(ours - theirs) > 4 * drawn)
  if (strayed.length > 0) throw new Error(`${strayed[0]!.of}: further from theirs than chance allows`)
  return {
    values: all.length,
    maxError,
    drawnValues: all.length - sure.length,
    drawnMaxError: Math.max(...all.map(({ drawn, ours, theirs }) => (drawn ? Math.abs(ours - theirs) : 0))),
  }
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`.padStart(8)

/** A network of fifty places and three years of answers, asked over HTTP as the screens ask. */
async function dashboards({ quick, log }: BenchOptions): Promise<Record<string, number>> {
  const size = { answers: quick ? 20_000 : 1_000_000, sites: quick ? 8 : 50, years: quick ? 2 : 3 }
  const until = new Date().toISOString()
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-figures-'))
  const port = 20_000 + (process.pid % 20_000)
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const client = new pg.Client(database.url)
  const house = await openHouse(folder, port, database.url)
  try {
    const ask = await owner(`http://127.0.0.1:${port}`)
    await client.connect()
    log('')
    let begun = performance.now()
    await fill(client, size, until)
    log(`${size.answers.toLocaleString('en')} answers of ${size.sites} sites laid in ${seconds(begun)}`)
    begun = performance.now()
    await counted(client)
    log(`  counted, every day of every site, in ${seconds(begun)}`)
    await client.query('vacuum (analyze)')
    const rows = await sizes(client)
    log(`  ${rows}`)
    const { rows: places } = await client.query<{ id: string }>("select id from network.site where name like 'Site%'")
    let slowest = 0
    log('  view: ours p50, p95; the same asked of the answers p50, p95')
    for (const view of views(
      until,
      places.map(({ id }) => id),
      size.years,
    )) {
      const { ours, raw } = await timed(view, quick ? 5 : 25, ask, client)
      slowest = Math.max(slowest, ours.p95)
      log(`    ${view.name.padEnd(30)} ${ms(ours.p50)} ${ms(ours.p95)} ${ms(raw.p50)} ${ms(raw.p95)}`)
    }
    log(`  the slowest p95: ${ms(slowest).trim()} (goal ${GOAL_MS} ms)`)
    await same(client, ask, until)
    const lookS = await lookForNews(client, ask, log)
    return { answers: size.answers, slowestViewMs: Math.round(slowest), lookS }
  } finally {
    await house.stop().catch(() => undefined)
    await client.end().catch(() => undefined)
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Ask = (path: string, body?: object) => Promise<Record<string, unknown>>

async function owner(base: string): Promise<Ask> {
  let cookie = ''
  const ask: Ask = async (path, body) => {
    const answer = await fetch(base + path, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return (await answer.json()) as Record<string, unknown>
  }
  await ask('/api/start/owner', {
    name: 'Bench',
    email: 'bench@example.org',
    password: 'un cheval bleu au galop',
    network: 'Bench',
    site: { name: 'Bench' },
  })
  return ask
}

/** Until the house has counted every day that waits. */
async function counted(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ n: string }>('select count(*) as n from feedback.changed')
    if (Number(rows[0]!.n) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function sizes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ what: string; n: string; mib: string }>(
    `select 'voice.score' as what, count(*) as n, round(pg_total_relation_size('voice.score') / 1048576.0) as mib from voice.score
     union all select 'voice.theme', count(*), round(pg_total_relation_size('voice.theme') / 1048576.0) from voice.theme
     union all select 'feedback.answer', count(*), round(pg_total_relation_size('feedback.answer') / 1048576.0) from feedback.answer`,
  )
  return rows.map(({ what, n, mib }) => `${what} ${Number(n).toLocaleString('en')} rows, ${mib} MiB`).join('; ')
}

/** @throws when the dashboard says something else than the answers do */
async function same(client: pg.Client, ask: Ask, until: string): Promise<void> {
  const [from, to] = [new Date(Date.parse(until) - 400 * 86_400_000).toISOString().slice(0, 10), until.slice(0, 10)]
  const { rows } = await client.query<{ n: number; happy: number }>(
    `select count(*)::int as n, count(*) filter (where band = 'happy')::int as happy from feedback.answer
     where metric = 'nps' and left_out is null and (at at time zone 'UTC')::date between $1 and $2`,
    [from, to],
  )
  const { metrics } = (await ask(`/api/voice/figures?from=${from}&to=${to}`)) as {
    metrics: { metric: string; now: { n: number; happy: number } }[]
  }
  const told = metrics.find(({ metric }) => metric === 'nps')!.now
  if (told.n !== rows[0]!.n || told.happy !== rows[0]!.happy)
    throw new Error(`the dashboard says ${JSON.stringify(told)}, the answers ${JSON.stringify(rows[0])}`)
}

/** Looks through all words once; @returns seconds */
async function lookForNews(client: pg.Client, ask: Ask, log: BenchOptions['log']): Promise<number> {
  const begun = performance.now()
  await ask('/api/voice/news/look', {})
  for (;;) {
    const { rows } = await client.query<{ n: string }>('select count(*) as n from voice.look')
    if (Number(rows[0]!.n) > 0) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const took = Math.round((performance.now() - begun) / 100) / 10
  const { look, found } = (await ask('/api/voice/news')) as {
    look: { now: number; before: number; tested: number }
    found: { phrase: string; direction: string }[]
  }
  const phrases = (direction: string) =>
    found
      .filter((one) => one.direction === direction)
      .map(({ phrase }) => `« ${phrase} »`)
      .join(', ') || 'nothing'
  log(
    `  what is new: ${look.now} people against ${look.before}, ${look.tested} phrases, ${took} s; more: ${phrases('more')}; less: ${phrases('less')}`,
  )
  if (!found.some(({ phrase, direction }) => phrase.includes('borne') && direction === 'more'))
    throw new Error('what is new was not found')
  return took
}
