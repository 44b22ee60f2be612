import { expect, test } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { listenTo } from './listen.ts'
import { openLog } from './log.ts'

test('what nobody of us can have said on a channel is told in the log, and the next is heard', async () => {
  const { pool } = await freshDb()
  const lines: string[] = []
  const heard: unknown[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const line = listenTo(
    pool,
    { okaeri_test: (payload) => void heard.push(JSON.parse(payload)) },
    resolve,
    openLog('info', { write: (text) => void lines.push(text) }),
  )
  await listening
  for (const said of ['{"type"', '"after"']) await pool.query("select pg_notify('okaeri_test', $1)", [said])
  await expect.poll(() => heard).toEqual(['after'])
  expect(lines.join('')).toContain('news that cannot be read')
  await line.stop()
})
