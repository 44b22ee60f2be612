import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import * as api from '../../contract/replay.ts'
import * as timeline from '../../contract/timeline.ts'
import { openReplaying } from '../../server/edges/replay/replaying.edge.ts'
import { livesOf } from '../../server/flows/loop/lives.store.ts'
import { runReplay } from '../../server/flows/loop/replay.flow.ts'
import { openTown } from '../town.ts'

const town = await openTown({ at: '2026-11-25T10:24:00+01:00' })
const { owner, anne } = town
const { house } = town.world
const { db } = house

const yaml = (perMonth: number): string => `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: ${perMonth}, gapDays: 1 }
moments:
  - id: after-service
    title: { fr: Tout va bien ? }
    on: service.done
    after: 2 days
    at: '10:30'
    do: call
    opening: { fr: 'Comment va la voiture ?' }
`
const start = (body: object) => owner.ask(api.startReplay, { body: body as never })
const live = async (id: string) => {
  await runReplay(house, openReplaying(), id)
  return owner.ask(api.readReplay, { params: { id } })
}

beforeAll(async () => {
  for (const [version, most] of [
    [1, 1],
    [2, 5],
  ] as const)
    await sql`insert into moments.playbook (version, yaml, origin, at, live_from, live_until)
      values (${version}, ${yaml(most)}, 'test', ${house.now()}, ${house.now()}, ${version === 1 ? null : house.now()})`.execute(
      db,
    )
  // Three services in March, told before there were facts.
  for (const day of ['2026-03-03', '2026-03-10', '2026-03-17'])
    await owner.ask(timeline.addEntry, {
      params: { id: anne.customerId },
      body: { kind: 'service', text: 'Révision', at: `${day}T09:00:00+01:00` },
    })
  await sql`delete from timeline.fact`.execute(db)
})

test('last winter is lived again by everyone, under one playbook beside another; nobody is contacted', async () => {
  const begun = await start({ from: '2026-01-01', to: '2026-05-01', version: 2, against: 1 })
  expect(begun).toMatchObject({ state: 'waiting', version: 2, against: 1 })
  const run = await live(begun.id)
  expect(run).toMatchObject({ state: 'done', problem: null })
  expect(run.result).toMatchObject({
    done: 3,
    angry: 0,
    byMoment: { 'after-service': { done: 3 } },
    byGesture: { call: 3 },
  })
  expect(run.againstResult).toMatchObject({ done: 1 })
  expect(run.againstResult?.because).toHaveProperty('budget.too-late')
  expect(run.result?.pressure.reduce((sum, each) => sum + each.people, 0)).toBe(run.result?.people)
  expect(run.result?.load).toMatchObject([{ total: 3, hardestWeek: 1 }])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from moments.touch`.execute(db)
  expect(rows[0]?.n).toBe(0)
})

test('an order of which one instant is known was placed before it was delivered', async () => {
  await sql`insert into timeline."order" (id, customer_id, number, kind, title, state, placed_at, changed_at)
    values (${house.newId()}, ${anne.customerId}, 'X-1', 'vehicle', 'Peugeot 208', 'delivered', '2026-02-02T10:00:00Z', '2026-02-02T10:00:00Z')`.execute(
    db,
  )
  const [life] = await livesOf(db, [anne.customerId], new Date('2026-01-01'), new Date('2026-05-01'))
  expect(life?.facts.filter((fact) => fact.orderId).map((fact) => fact.kind)).toEqual([
    'order.placed',
    'order.delivered',
  ])
})

test('a try is stopped, and what was stopped is not begun again', async () => {
  const begun = await start({ from: '2026-01-01', to: '2026-05-01', version: 2 })
  await owner.ask(api.stopReplay, { params: { id: begun.id } })
  expect(await live(begun.id)).toMatchObject({ state: 'stopped', result: null })
  expect((await owner.raw(api.stopReplay, { params: { id: begun.id } })).status).toBe(409)
})

test('a version that is not there, days the wrong way round, a century: refused', async () => {
  const raw = (body: object) => owner.raw(api.startReplay, { body: body as never })
  expect((await raw({ from: '2026-01-01', to: '2026-05-01', version: 9 })).status).toBe(404)
  expect((await raw({ from: '2026-05-01', to: '2026-01-01', version: 1 })).status).toBe(422)
  expect((await raw({ from: '1926-01-01', to: '2026-01-01', version: 1 })).status).toBe(422)
})

test('one customer, from today on, with what one supposes will happen', async () => {
  const ask = (suppose: { kind: string; on: string }[]) =>
    owner.ask(api.fastForward, { params: { id: anne.customerId }, body: { months: 24, version: null, suppose } })
  expect((await ask([])).events).toEqual([])
  const { events, version } = await ask([{ kind: 'service.done', on: '2027-02-01' }])
  expect(version).toBe(1)
  expect(events).toMatchObject([
    { moment: 'after-service', outcome: 'done', gesture: 'call', at: '2027-02-03T09:30:00.000Z' },
  ])
})

test('who may not read the loop does not try it on anyone', async () => {
  const { advisor } = town
  expect((await advisor.raw(api.fastForward, { params: { id: anne.customerId }, body: {} as never })).status).toBe(403)
})
