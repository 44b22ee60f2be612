import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouseProcess, openVisitor } from '../house-process.ts'
import { freshDb } from '../world.ts'

const folder = mkdtempSync(join(tmpdir(), 'okaeri-killed-job-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a process killed at a long piece of work: another begins it anew once it has been silent', async () => {
  const { pool, url } = await freshDb()
  const open = () => openHouseProcess({ OKAERI_DATA: folder, DATABASE_URL: url })
  const atWork = async (tries: number): Promise<void> => {
    const query = `select from jobs.job where name = 'demo-build' and state = 'active' and retry_count = $1`
    for (const until = Date.now() + 50_000; (await pool.query(query, [tries])).rowCount !== 1; ) {
      if (Date.now() > until) throw new Error(`try ${tries} was not begun`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const house = await open()
  await openVisitor(() => house.base).ask('POST', '/api/demo', { locale: 'fr' })
  await atWork(0)
  await house.stop('SIGKILL')

  // Its last beat is put back in time: the silence itself need not be waited for.
  const { rows } = await pool.query<{ silent: number }>(
    `update jobs.job set heartbeat_on = heartbeat_on - heartbeat_seconds * interval '1 second'
     where name = 'demo-build' returning heartbeat_seconds as silent`,
  )
  expect(rows[0]?.silent).toBeLessThanOrEqual(60)
  const next = await open()
  await atWork(1)
  await next.stop('SIGKILL')
})
