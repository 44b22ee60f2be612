import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import * as facts from '../../../contract/facts.ts'
import { openTown } from '../../../test/town.ts'
import { PlaybookInForce } from '../../moments/playbook.store.ts'
import { causesOfTouch } from './causes.store.ts'
import { takeInFacts } from './decide.flow.ts'

// A circle that no check of a playbook can see: another system answers each message of ours.
const town = await openTown({ at: '2026-11-24T10:30:00+01:00' })
const { owner, anne, clock } = town
const { house } = town.world
const playbooks = new PlaybookInForce()
const YAML = `
playbook: 1
name: Rond
languages: [fr]
compass: { fr: x }
registers: {}
budget: { perMonth: 30, gapDays: 0 }
moments:
  - id: ping
    title: { fr: Ping }
    on: robot.pong
    do: word
    opening: { fr: Bonjour }
`
beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    house.db,
  )
})
let n = 0
const pong = async (causedBy: string[]) => {
  await owner.ask(facts.tellFacts, {
    body: {
      source: 'robot',
      facts: [{ key: `p${n++}`, kind: 'robot.pong', who: { id: anne.customerId }, at: house.now().toISOString() }],
    },
  })
  await sql`update timeline.fact set caused_by = ${causedBy} where source = 'robot' and state = 'new'`.execute(house.db)
  while ((await takeInFacts(house, playbooks)) > 0);
  clock.pass(3600)
}
const states = async () =>
  (
    await sql<{
      state: string
      code: string
    }>`select state, because -> -1 ->> 'code' as code from moments.touch where moment = 'ping'
      order by created_at, id`.execute(house.db)
  ).rows

test('goes round three times in a week, and no more; the ledger says why', async () => {
  for (let i = 0; i < 5; i++) await pong(['other'])
  expect((await states()).map(({ state }) => state)).toEqual(['doing', 'doing', 'doing', 'dropped', 'dropped'])
  expect((await states()).at(-1)!.code).toBe('touch.round-again')
})

test('what nobody of ours had made happen is not bounded so; a week later the circle may begin again', async () => {
  await pong([])
  expect((await states()).at(-1)!.state).toBe('doing')
  clock.pass(8 * 86_400)
  await pong(['other'])
  expect((await states()).at(-1)!.state).toBe('doing')
})

test('a moment is never started by a fact it led to, however many moments lie between', async () => {
  const before = (await states()).length
  await pong(['ping', 'other'])
  expect((await states()).length).toBe(before)
  const { rows } = await sql<{ id: string }>`select id from moments.touch where moment = 'ping' limit 1`.execute(
    house.db,
  )
  expect(await causesOfTouch(house.db, rows[0]!.id, 'ping')).toEqual(['other', 'ping'])
})
