import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CAMERA_KINDS } from '../../server/edges/cameras/kinds.ts'
import { expectSomeone, FIRST_OWNER, openHouseProcess, openVisitor } from '../house-process.ts'

/**
 * A whole house of its own on a real data folder, as `npm start` opens it, so that everything it writes can be searched:
 * tables, WAL, statistics, logs. Forty strangers of every make go by; one customer's plate proves that the search finds what is there.
 */
const folder = mkdtempSync(join(tmpdir(), 'okaeri-strangers-'))
const house = await openHouseProcess({ OKAERI_DATA: folder, OKAERI_LOG: 'debug' })
afterAll(async () => {
  await house.stop()
  rmSync(folder, { recursive: true, force: true })
})
const visitor = openVisitor(() => house.base)
const { ask } = visitor

/** Every file under a folder, the running database's own included. */
function* filesUnder(place: string): Generator<string> {
  for (const name of readdirSync(place)) {
    const path = join(place, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory()) yield* filesUnder(path)
    else if (stat?.isFile()) yield path
  }
}

/** A running database takes files away while we look: what is gone is not on disk. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

function foundOnDisk(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const path of filesUnder(folder)) {
    const bytes = readIfThere(path)
    for (const text of texts) if (bytes.includes(text) || bytes.includes(text.toLowerCase())) found.add(text)
  }
  return [...found]
}

test('no stranger’s plate is on disk: not in tables, not in the WAL, not in a log', async () => {
  const { siteId } = await ask<{ siteId: string }>('POST', '/api/start/owner', FIRST_OWNER)
  const { id } = await ask<{ id: string }>('POST', '/api/customers', { givenName: 'Anne', familyName: 'Cieille' })
  await ask('POST', `/api/customers/${id}/assets`, { plate: 'FM-046-SC' })

  const strangers: string[] = []
  for (const [n, kind] of CAMERA_KINDS.filter((each) => each.connects === 'webhook').entries()) {
    const { address } = await ask<{ address: string }>('POST', '/api/sources', {
      door: 'gate',
      kind: kind.id,
      name: kind.id,
      siteId,
    })
    const path = new URL(address).pathname
    for (let i = 0; i < 7; i++) {
      const plate = `${'GH'[n % 2]}${'KLMNPQR'[i]}${String(311 + 83 * n + i)}Z${'TVWXYZX'[i]}`
      strangers.push(plate)
      const { contentType, body } = kind.sample(plate, new Date())
      const answer = await fetch(house.base + path, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: new Uint8Array(body),
      })
      expect(answer.status).toBe(200)
    }
    const known = kind.sample('FM046SC', new Date())
    await fetch(house.base + path, {
      method: 'POST',
      headers: { 'content-type': known.contentType },
      body: new Uint8Array(known.body),
    })
  }
  // Taken for one of two who are expected; reception says neither, and the camera learns from that.
  for (const plate of ['CB-828-BD', 'CB-838-BD']) await expectSomeone(visitor, siteId, plate, { familyName: plate })
  const { id: source, address } = await ask<{ id: string; address: string }>('POST', '/api/sources', {
    door: 'gate',
    kind: 'json',
    name: 'json',
    siteId,
  })
  const read = await fetch(house.base + new URL(address).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plate: 'CB888BD', id: 'neither' }),
  })
  expect(await read.json()).toEqual({ outcome: 'perhaps' })
  const { perhaps } = await ask<{ perhaps: { id: string }[] }>('GET', `/api/floor?site=${siteId}`)
  await ask('POST', `/api/perhaps/${perhaps[0]!.id}`, { candidate: null })
  const { rows } = await ask<{ rows: { detail: object }[] }>('GET', '/api/audit?action=perhaps.none')
  expect(rows.map((row) => row.detail)).toEqual([{ lesson: 'no-read-was-right' }])
  strangers.push('CB888BD')

  // The count of the last read is written: so are all before it.
  const counted = () => ask<{ totals: { perhaps?: number } }>('GET', `/api/sources/${source}/health`)
  await expect.poll(async () => (await counted()).totals.perhaps, { timeout: 30_000 }).toBe(1)
  expect(foundOnDisk(['FM046SC'])).toEqual(['FM046SC'])
  expect(foundOnDisk(strangers)).toEqual([])
  for (const plate of strangers) expect(house.printed().toUpperCase()).not.toContain(plate)

  await house.stop()
  expect(foundOnDisk(strangers)).toEqual([])
})
