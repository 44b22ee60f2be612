import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FolderTaken, holds, lockFolder, startOf } from './folder-lock.ts'
import { blockedAt } from './postgres-place.ts'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'okaeri-lock-'))
  file = join(dir, 'lock')
})
/** It is ours while we have it, and nobody's afterwards. */
async function isOurs(): Promise<void> {
  const unlock = await lockFolder(file, dir)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
  unlock()
  expect(existsSync(file)).toBe(false)
}
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('is taken once, and given back', async () => {
  const unlock = await lockFolder(file, dir)
  await expect(lockFolder(file, dir)).rejects.toThrow(FolderTaken)
  unlock()
  unlock()
  expect(existsSync(file)).toBe(false)
  ;(await lockFolder(file, dir))()
})

it.each([
  ['a process that ended', { pid: 2 ** 22 - 1, started: '1', host: hostname() }],
  ['a pid that was given to another', { pid: process.pid, started: '1', host: hostname() }],
  ['nobody: half a file', undefined],
])('the lock of %s is taken over', async (_, holder) => {
  writeFileSync(file, holder ? JSON.stringify(holder) : '{"pid":')
  await isOurs()
})

it('another host is believed while it gives signs of life', () => {
  const other = { pid: 1, started: '1', host: 'elsewhere' }
  expect(holds(other, 'here', 1_000, () => '')).toBe(true)
  expect(holds(other, 'here', 60_000, () => '1')).toBe(false)
})

it('the silent lock of another host is taken over', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: 'elsewhere' }))
  const past = new Date(Date.now() - 60_000)
  utimesSync(file, past, past)
  await isOurs()
})

it('a way is closed by its first closed folder', () => {
  const step = (path: string, uid: number, mode: number) => ({ path, uid, gid: uid, mode })
  const way = [
    step('/', 0, 0o755),
    step('/home', 0, 0o755),
    step('/home/ann', 1000, 0o700),
    step('/home/ann/okaeri', 1000, 0o755),
  ]
  expect(blockedAt(way, 1000)).toBeUndefined()
  expect(blockedAt(way, 60_842)?.path).toBe('/home/ann')
  expect(blockedAt([step('/odd', 1000, 0o077)], 1000)?.path).toBe('/odd')
})
