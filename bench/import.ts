/**
 * `npm run bench -- import [--quick]`: a file of customers sent over HTTP to a real house on its embedded database, until every row is in,
 * found by the search, and looked at by who is who. Beside it `COPY` of the same file alone into a plain table, in the same run.
 */
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { copyAlone } from './import/copy-alone.ts'
import { cpuSeconds, openHouse } from './import/house.ts'
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

export async function run({ quick, log }: BenchOptions): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-import-'))
  try {
    const made = await makeRows(quick ? QUICK : ROWS, join(folder, 'crm.csv'))
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
    const form = new FormData()
    form.set('kind', 'customers')
    form.set('source', 'crm')
    form.set('file', await openAsBlob(made.path), 'crm.csv')
    const sent = await house.ask<Run>('POST', '/api/imports', form)
    const upload = stage('sent, kept and read once')
    const mapping = Object.fromEntries(sent.columns.map(({ name }) => [name, MAPPING[name] ?? '']))
    await house.ask('POST', `/api/imports/${sent.id}/run`, { mapping })
    let now = sent
    while (now.state === 'running' || now.state === 'uploaded') {
      await pause(quickOr(made.rows))
      now = await house.ask<Run>('GET', `/api/imports/${sent.id}`)
    }
    if (now.state !== 'done' || now.done !== made.rows)
      throw new Error(`the import ended as ${now.state} at ${now.done}`)
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
    return { rowsPerS: Math.round(made.rows / total), ratioToCopy: round(total / copySeconds) }
  } finally {
    await house.stop()
  }
}

/** The last person of the file is found by their e-mail. */
async function isFound(house: Awaited<ReturnType<typeof openHouse>>, { email }: { email: string }): Promise<void> {
  const { hits } = await house.ask<{ hits: unknown[] }>('GET', `/api/search?q=${encodeURIComponent(email)}`)
  if (hits.length === 0) throw new Error('the last person of the file is not found')
}

const quickOr = (rows: number): number => (rows > 100_000 ? 1000 : 100)
const round = (value: number): number => Number(value.toFixed(2))
