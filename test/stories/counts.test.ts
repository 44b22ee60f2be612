import { expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { writeLooks } from '../../server/network/looks.flow.ts'
import { talliesOf } from '../../server/signals/source.store.ts'
import { openTown } from '../town.ts'

/** What is gathered in memory and written every two seconds, when somebody asks for it while it is on its way. */
const town = await openTown()
const { world, owner, anne, clock } = town
const gate = await town.camera()

/** Whether a promise has settled by now, after a few of the database's answers. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false
  void promise.finally(() => (done = true))
  for (let n = 0; n < 5; n += 1) await world.pool.query('select 1')
  return done
}

/** Nobody may write to the table while `work` runs. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  const client = await world.pool.connect()
  await client.query(`begin; lock table ${table} in share mode`)
  try {
    await work()
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('who asks for the counts while they are being written waits until they are', async () => {
  await flushTallies(world.house, world.watch)
  let second = Promise.resolve()
  await whileLocked('signals.tally', async () => {
    world.watch.tally.bump(gate.id, 'refused', clock.now(), 3)
    const first = flushTallies(world.house, world.watch)
    second = flushTallies(world.house, world.watch)
    expect(await settled(first)).toBe(false)
    expect(await settled(second)).toBe(false)
  })
  await second
  expect(await talliesOf(world.house.db, gate.id, new Date(0))).toMatchObject([{ what: 'refused', n: 3 }])
})

test('counts that could not be written come with the next ones, once', async () => {
  const refused = async () =>
    (await talliesOf(world.house.db, gate.id, new Date(0))).find((row) => row.what === 'refused')
  const before = (await refused())?.n ?? 0
  await world.pool.query('alter table signals.tally rename to away')
  world.watch.tally.bump(gate.id, 'refused', clock.now(), 2)
  await expect(flushTallies(world.house, world.watch)).rejects.toThrow()
  await world.pool.query('alter table signals.away rename to tally')
  await flushTallies(world.house, world.watch)
  expect((await refused())?.n).toBe(before + 2)
})

test('the log that is asked for while its lines are being written has them', async () => {
  const { house, watch } = world
  let second = Promise.resolve()
  await whileLocked('network.audit', async () => {
    const look = { action: 'search.shown', customerIds: [anne.customerId] }
    watch.looks.note({ staffId: owner.staffId, name: 'Odile' }, look, clock.now())
    const first = writeLooks(house, watch.looks, () => true)
    second = writeLooks(house, watch.looks, () => true)
    expect(await settled(first)).toBe(false)
    expect(await settled(second)).toBe(false)
  })
  await second
  const { rows } = await owner.ask(auditApi.readAudit, { query: { customer: anne.customerId } })
  expect(rows.map((row) => row.action)).toContain('search.shown')
})
