/**
 * `npm run bench -- import [--quick] [--rows=N]`: a file of customers sent over HTTP to a real house on its embedded database, until every row is in,
 * found by the search, and looked at by who is who; then the same file with a broken quote in its middle. Beside it `COPY` of the same file alone into a plain table, in the same run.
 */
import { appendFileSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { copyAlone } from './import/copy-alone.ts'
import { cpuSeconds, openHouse, peakMiB } from './import/house.ts'
import { makeRows } from './import/rows.ts'
import type { BenchOptions } from './run.ts'

const ROWS = 1_000_000
const QUICK = 10_000
const MAPPING: Record<string, string> = {
  unique_id: 'key',
  first_name: 'givenName',
  last_name: 'familyName',
  dob: 'birthDate',
  email: 'email',
  phone: 'phone',
  street: 'street',
  postcode: 'postcode',
  city: 'city',
  plate: 'plate',
  vin: 'vin',
}

interface Run {
  id: string
  state: string
  rows: number
  done: number
  created: number
  updated: number
  unchanged: number
  refused: number
  columns: { name: string }[]
}

export async function run({ quick, rows, log }: BenchOptions): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-import-'))
  try {
    const made = await makeRows(rows ?? (quick ? QUICK : ROWS), join(folder, 'crm.csv'))
    log(`${made.rows} rows by ${made.by}, ${(made.bytes / 1e6).toFixed(1)} MB`)
    const copy = await copyAlone(made.path)
    log(
      `COPY of the file alone into a plain table: ${copy.seconds.toFixed(2)} s, ${Math.round(made.rows / copy.seconds)} rows/s`,
    )
    return await measured(folder, made, copy.seconds, log)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function measured(
  folder: string,
  made: Awaited<ReturnType<typeof makeRows>>,
  copySeconds: number,
  log: BenchOptions['log'],
): Promise<Record<string, number>> {
  const house = await openHouse(join(folder, 'data'))
  const begun = performance.now()
  const cpu = cpuSeconds(house.pid)
  let last = begun
  let spent = cpu
  const stage = (name: string, more = ''): number => {
    const now = performance.now()
    const seconds = (now - last) / 1000
    const used = cpuSeconds(house.pid)
    const text = used === null || spent === null ? '' : `, ${(used - spent).toFixed(1)} CPU-s`
    log(`${name}: ${seconds.toFixed(1)} s${text}, ${Math.round(made.rows / seconds)} rows/s${more}`)
    last = now
    spent = used
    return seconds
  }
  try {
    const sent = await send(house, made.path)
    const upload = stage('sent, kept and read once')
    const now = await runToTheEnd(house, sent, made.rows)
    const write = stage(
      'written and searchable',
      ` (${now.created} new, ${now.updated} added to, ${now.unchanged} as before, ${now.refused} set aside)`,
    )
    await isFound(house, made)
    // Those noted are taken at the beginning of a pass; it has ended when it says so. Asked seldom: the answer counts everybody.
    for (;;) {
      const { behind, pass } = await house.ask<{ behind: number; pass: object | null }>('GET', '/api/identity/quality')
      if (behind === 0 && pass === null) break
      await pause(1000)
    }
    const resolve = stage('looked at by who is who, after that')
    const total = (last - begun) / 1000
    const used = cpu === null || spent === null ? 0 : spent - cpu
    log(`end to end: ${total.toFixed(1)} s, ${used.toFixed(1)} CPU-s, ${Math.round(made.rows / total)} rows/s`)
    log(
      `without who is who: ${Math.round(made.rows / (upload + write))} rows/s; who is who alone: ${Math.round(made.rows / resolve)} rows/s`,
    )
    await brokenQuote(house, made, now, stage)
    log(`the most memory the process ever had: ${peakMiB(house.pid) ?? '?'} MiB`)
    return { rowsPerS: Math.round(made.rows / total), ratioToCopy: round(total / copySeconds) }
  } finally {
    await house.stop()
  }
}

type House = Awaited<ReturnType<typeof openHouse>>

async function send(house: House, path: string): Promise<Run> {
  const form = new FormData()
  form.set('kind', 'customers')
  form.set('source', 'crm')
  form.set('file', await openAsBlob(path), 'crm.csv')
  return house.ask<Run>('POST', '/api/imports', form)
}

const mappingOf = ({ columns }: Run): Record<string, string> =>
  Object.fromEntries(columns.map(({ name }) => [name, MAPPING[name] ?? '']))

async function runToTheEnd(house: House, sent: Run, rows: number): Promise<Run> {
  await house.ask('POST', `/api/imports/${sent.id}/run`, { mapping: mappingOf(sent) })
  let now = sent
  while (now.state === 'running' || now.state === 'uploaded') {
    await pause(quickOr(rows))
    now = await house.ask<Run>('GET', `/api/imports/${sent.id}`)
  }
  if (now.state !== 'done' || now.done !== rows) throw new Error(`the import ended as ${now.state} at ${now.done}`)
  return now
}

/** The same file once more, with a quote that opens in its middle and never closes: that row is set aside, all others stand as before. */
async function brokenQuote(
  house: House,
  made: Awaited<ReturnType<typeof makeRows>>,
  first: Run,
  stage: (name: string, more?: string) => number,
): Promise<void> {
  const path = `${made.path}.broken.csv`
  const bytes = readFileSync(made.path)
  const line = bytes.indexOf('\n', bytes.length >> 1) + 1
  const cell = bytes.indexOf(',', line) + 1
  writeFileSync(path, bytes.subarray(0, cell))
  appendFileSync(path, '"')
  appendFileSync(path, bytes.subarray(cell))
  stage('(the file broken)')
  const sent = await send(house, path)
  if (sent.rows !== made.rows) throw new Error(`the broken quote swallowed rows: ${sent.rows} of ${made.rows}`)
  stage('a broken quote in the middle: sent, kept and read once')
  const { problems } = await house.ask<{ problems: { because: string; n: number }[] }>(
    'POST',
    `/api/imports/${sent.id}/preview`,
    { mapping: mappingOf(sent) },
  )
  const broken = problems.find(({ because }) => because === 'quote-not-closed')
  if (broken?.n !== 1) throw new Error(`the preview tells ${broken?.n ?? 0} broken quotes`)
  stage('looked through for its preview')
  const now = await runToTheEnd(house, sent, made.rows)
  if (now.refused !== first.refused + 1 || now.created !== 0)
    throw new Error(`${now.refused} set aside, ${now.created} made anew`)
  stage('run, a second time for all rows but one', ` (${now.unchanged} as before, ${now.refused} set aside)`)
}

/** The last person of the file is found by their e-mail. */
async function isFound(house: Awaited<ReturnType<typeof openHouse>>, { email }: { email: string }): Promise<void> {
  const { hits } = await house.ask<{ hits: unknown[] }>('GET', `/api/search?q=${encodeURIComponent(email)}`)
  if (hits.length === 0) throw new Error('the last person of the file is not found')
}

const quickOr = (rows: number): number => (rows > 100_000 ? 1000 : 100)
const round = (value: number): number => Number(value.toFixed(2))
