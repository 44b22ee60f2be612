import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { expectSomeone, FIRST_OWNER, type HouseProcess, openHouseProcess, openVisitor } from '../house-process.ts'

/** A house on its own data folder that is killed in the middle, again and again. */
const folder = mkdtempSync(join(tmpdir(), 'okaeri-killed-'))
let house: HouseProcess = await openHouseProcess({ OKAERI_DATA: folder })
afterAll(async () => {
  await house.stop()
  rmSync(folder, { recursive: true, force: true })
})
const visitor = openVisitor(() => house.base)
const PLATES = ['DA101BC', 'DA202BC', 'DA303BC', 'DA404BC', 'DA505BC', 'DA606BC']

test('killed between read and card: sent again, each car has one visit, and nothing that was accepted is lost', async () => {
  const { siteId } = await visitor.ask<{ siteId: string }>('POST', '/api/start/owner', FIRST_OWNER)
  for (const plate of PLATES) await expectSomeone(visitor, siteId, plate, { familyName: `Nom ${plate}` })
  const { address } = await visitor.ask<{ address: string }>('POST', '/api/sources', {
    door: 'gate',
    kind: 'json',
    name: 'Gate',
    siteId,
  })
  const send = (plate: string) =>
    fetch(house.base + new URL(address).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ plate, id: `read-${plate}` }),
    }).then(
      (answer) => answer.status,
      () => 0,
    )
  const accepted = new Set<string>()
  for (const [n, plate] of PLATES.entries()) {
    const answer = send(plate)
    // From "not yet read" to "answered": a little later each time.
    await new Promise((resolve) => setTimeout(resolve, n * 6))
    await house.stop('SIGKILL')
    if ((await answer) === 200) accepted.add(plate)
    house = await openHouseProcess({ OKAERI_DATA: folder })
  }
  const plates = async () => {
    const { waiting } = await visitor.ask<{ waiting: { card: { vehicle: { plate: string } } }[] }>(
      'GET',
      `/api/floor?site=${siteId}`,
    )
    return waiting.map((visit) => visit.card.vehicle.plate.replaceAll('-', '')).sort()
  }
  const afterKills = await plates()
  for (const plate of accepted) expect(afterKills).toContain(plate)
  for (const plate of PLATES) expect(await send(plate)).toBe(200)
  expect(await plates()).toEqual([...PLATES].sort())
})

test('the database dies under it: a read that comes meanwhile waits, and is answered when the database is back', async () => {
  const { id: siteId } = (await visitor.ask<{ sites: { id: string }[] }>('GET', '/api/network')).sites[0]!
  await expectSomeone(visitor, siteId, 'EA-777-BC', { familyName: 'Patient' })
  const { sources } = await visitor.ask<{ sources: { address: string }[] }>('GET', '/api/sources')
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  const answer = await fetch(house.base + new URL(sources[0]!.address).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plate: 'EA777BC', id: 'while-away' }),
  })
  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'sure' }])
})
