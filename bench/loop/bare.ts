import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import pg from 'pg'
import { startEmbedded } from '../../server/kit/postgres.ts'
import { openSink } from './world.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/**
 * What a user would write in an afternoon: a request is a row, committed, and then an e-mail. No consent, no law, no attention, no playbook,
 * nothing that survives a kill. The CPU of this process (server and driver) and of the database, an event.
 */
export async function bare(events: number, log: (line: string) => void): Promise<{ cpuMsPerEvent: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-bare-'))
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const pool = new pg.Pool({ connectionString: database.url, max: 10 })
  pool.on('error', () => undefined)
  const sink = await openSink()
  const lines = await Promise.all(Array.from({ length: 8 }, () => connected(sink.port)))
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const event = JSON.parse(Buffer.concat(chunks).toString()) as { ref: number }
      await pool.query('insert into event (ref, body) values ($1, $2)', [event.ref, event])
      response.end('{}')
      queues[event.ref % lines.length] = queues[event.ref % lines.length]!.then(() =>
        send(lines[event.ref % lines.length]!, event.ref),
      )
    })
  })
  const queues: Promise<void>[] = lines.map(() => Promise.resolve())
  try {
    await pool.query('create table event (ref integer primary key, body jsonb not null)')
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
    const before = process.cpuUsage()
    const databaseBefore = await databaseCpu(pool)
    let next = 1
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (next <= events) await post(port, agent, next++)
      }),
    )
    await Promise.all(queues)
    const { user, system } = process.cpuUsage(before)
    const cpu = (user + system) / 1e6 + (await databaseCpu(pool)) - databaseBefore
    agent.destroy()
    log(`  ${events.toLocaleString('en')} events without rules`)
    return { cpuMsPerEvent: (cpu * 1000) / events }
  } finally {
    server.close()
    for (const line of lines) line.close()
    await pool.end()
    sink.stop()
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function databaseCpu(pool: pg.Pool): Promise<number> {
  const { cpuSecondsBelow, parentOf } = await import('./cpu.ts')
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  return cpuSecondsBelow([parentOf(rows[0]!.pid)])
}

const connected = (port: number): Promise<SMTPConnection> =>
  new Promise((resolve, reject) => {
    const line = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true })
    line.on('error', reject)
    line.connect(() => resolve(line))
  })

const send = (line: SMTPConnection, ref: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = `From: bench@example.org\r\nTo: p@example.org\r\nSubject: x\r\n\r\nXREF${ref}X\r\n`
    line.send({ from: 'bench@example.org', to: ['p@example.org'] }, text, (fault) =>
      fault ? reject(fault) : resolve(),
    )
  })

const post = (port: number, agent: http.Agent, ref: number): Promise<void> =>
  new Promise((done, failed) => {
    const body = JSON.stringify({ ref })
    const request = http.request(
      { host: '127.0.0.1', port, method: 'POST', agent, headers: { 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume()
        answer.on('end', done)
      },
    )
    request.on('error', failed)
    request.end(body)
  })
