import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, reception, siteId, clock, world } = town
const gate = await town.camera()
const health = () => owner.ask(signals.sourceHealth, { params: { id: gate.id }, query: {} })
const confirm = (id: string, right: boolean) => reception.ask(visits.confirmVisit, { params: { id }, body: { right } })
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const rightly = async (letter: string) =>
  (
    await sql<{ n: number }>`select n from signals.confusion where truth = ${letter} and read = ${letter}`.execute(
      world.house.db,
    )
  ).rows[0]?.n ?? 0
const lessonOf = async (action: string) =>
  (await owner.ask(auditApi.readAudit, { query: { action, limit: 1 } })).rows[0]!.detail.lesson

async function expectCar(familyName: string, plate: string): Promise<void> {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName } })
  const asset = await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
  })
}

/** Every text of the database: is a plate anywhere in it? */
async function written(plate: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(world.house.db)
  const found: string[] = []
  for (const { name } of rows) {
    const hit =
      await sql`select 1 from ${sql.raw(name)} t where to_jsonb(t)::text ilike ${`%${plate}%`} limit 1`.execute(
        world.house.db,
      )
    if (hit.rows.length > 0) found.push(name)
  }
  return found
}

test('greeted, the camera learns that it takes C for G; then “no, it is not them”: it unlearns that, and a G counts as read right', async () => {
  expect((await town.post(gate.path, { plate: 'FM046SG', id: 'a' })).body.outcome).toBe('sure')
  const [visit] = (await floor()).waiting
  await reception.ask(visits.greeted, { params: { id: visit!.id } })
  expect((await health()).confusion).toEqual([{ truth: 'C', read: 'G', n: 1 }])
  expect(await written('FM046SG')).toEqual(['signals.signal'])

  expect((await confirm(visit!.id, false)).state).toBe('withdrawn')
  expect((await health()).confusion).toEqual([])
  expect(await rightly('G')).toBeGreaterThan(0.8)
  expect(await rightly('G')).toBeLessThan(1)
  for (const letter of 'FM046SC') expect(await rightly(letter)).toBe(0)
  expect((await health()).learned).toEqual({ letters: 1, wrong: 0 })
  expect(await lessonOf('visit.confirm')).toBe('no-read-was-right')
  expect(await written('FM046SG')).toEqual([])
})

test('said twice, it counts once', async () => {
  const before = await rightly('G')
  const [line] = (await owner.ask(auditApi.readAudit, { query: { action: 'visit.greeted' } })).rows
  await confirm(String(line!.detail.visit), false)
  expect(await rightly('G')).toBe(before)
})

test('their own plate, but somebody else: the letters were right anyway, and teach nothing', async () => {
  clock.pass(200)
  const before = await health()
  expect((await town.post(gate.path, { plate: 'FM046SC', id: 'b' })).body.outcome).toBe('sure')
  const [visit] = (await floor()).waiting
  await confirm(visit!.id, false)
  expect((await health()).learned).toEqual(before.learned)
  expect(await lessonOf('visit.confirm')).toBe('no-plate-was-theirs')
})

test('none of a short list: each letter in doubt counts as read right, and the read is written nowhere', async () => {
  await expectCar('Jumeau', 'CB-828-BD')
  await expectCar('Jumelle', 'CB-838-BD')
  world.watch.forgetSite(null)
  clock.pass(200)
  // Between two look-alikes that are both expected: 8 is read for a 3 as well as for a 2.
  expect((await town.post(gate.path, { plate: 'CB888BD', id: 'c' })).body.outcome).toBe('perhaps')
  const [list] = (await floor()).perhaps
  expect(list!.candidates).toHaveLength(2)
  await reception.ask(visits.answerPerhaps, { params: { id: list!.id }, body: { candidate: null } })
  expect(await rightly('8')).toBeGreaterThan(0.5)
  expect(await rightly('8')).toBeLessThan(1)
  expect(await lessonOf('perhaps.none')).toBe('no-read-was-right')
  expect(await written('CB888BD')).toEqual([])
})

test('the wrong name of a short list, taken back at once: what it taught is taken back too', async () => {
  const before = await health()
  const right = await rightly('8')
  clock.pass(200)
  expect((await town.post(gate.path, { plate: 'CB888BD', id: 'd' })).body.outcome).toBe('perhaps')
  const [list] = (await floor()).perhaps
  const { visit } = await reception.ask(visits.answerPerhaps, { params: { id: list!.id }, body: { candidate: 0 } })
  expect((await health()).learned.wrong).toBe(before.learned.wrong + 1)
  await reception.ask(visits.undoVisit, { params: { id: visit!.id } })
  expect((await health()).learned).toEqual(before.learned)
  expect(await rightly('8')).toBeCloseTo(right, 9)
})
