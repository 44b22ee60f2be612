import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import * as visits from '../../contract/visits.ts'
import { endOfDay } from '../../server/flows/day-end.jobs.ts'
import { livesOf } from '../../server/flows/loop/lives.store.ts'
import { openTown } from '../town.ts'

/** Somebody leaves: by a tap, by the barrier, or because the day ends. It is one fact, whichever way we learn of it, and the time machine tells the same. */
const town = await openTown()
const { reception, deputy, anne, siteId, clock } = town
const { house } = town.world
const gate = await town.camera()
const HOURS = 3600

const told = async () =>
  (
    await sql<{
      kind: string
    }>`select kind from timeline.fact where kind in ('visit.left', 'visit.greeted') order by at, kind`.execute(house.db)
  ).rows.map(({ kind }) => kind)
const relived = async () => {
  const [life] = await livesOf(house.db, [anne.customerId], new Date(0), new Date(house.now().getTime() + 1))
  const kinds = life?.facts.map(({ kind }) => kind) ?? []
  return new Set(kinds.filter((kind) => kind === 'visit.left' || kind === 'visit.greeted'))
}
const arrives = async (id: string) => {
  await town.post(gate.path, { plate: anne.plate, id })
  const { waiting } = await reception.ask(visits.readFloor, { query: { site: siteId } })
  return waiting[0]!.id
}
beforeEach(async () => {
  clock.pass(20 * HOURS)
  await sql`truncate timeline.fact cascade`.execute(house.db)
  await sql`delete from visits.visit`.execute(house.db)
})

test('a tap, greeted before', async () => {
  const id = await arrives('a1')
  await deputy.ask(visits.greeted, { params: { id } })
  await deputy.ask(visits.left, { params: { id } })
  expect(await told()).toEqual(['visit.greeted', 'visit.left'])
  expect(await relived()).toEqual(new Set(['visit.greeted', 'visit.left']))
})

test('their car drives out', async () => {
  const id = await arrives('b1')
  await deputy.ask(visits.greeted, { params: { id } })
  clock.pass(HOURS)
  await town.post(gate.path, { plate: anne.plate, id: 'b2', direction: 'out' })
  expect(await told()).toEqual(['visit.greeted', 'visit.left'])
  expect(await relived()).toEqual(new Set(['visit.greeted', 'visit.left']))
})

test('nobody said so, and the day ended', async () => {
  const id = await arrives('c1')
  await deputy.ask(visits.greeted, { params: { id } })
  clock.pass(15 * HOURS)
  await endOfDay(house)
  expect(await told()).toEqual(['visit.greeted', 'visit.left'])
})

test('whoever was never greeted was not received: nothing begins from their going', async () => {
  await arrives('d1')
  clock.pass(15 * HOURS)
  await endOfDay(house)
  expect(await told()).toEqual([])
  expect(await relived()).toEqual(new Set())
})
