import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as visits from '../../contract/visits.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { openTown } from '../town.ts'

/** Somebody greets the wrong person, and takes it back: nothing comes of it the next day. */
const town = await openTown()
const { reception, deputy, anne, siteId, clock } = town
const { house } = town.world
const gate = await town.camera()
const inForce = new PlaybookInForce()
const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
moments:
  - id: first-visit
    title: { fr: Merci }
    core: true
    on: visit.first
    after: 1 day
    at: '11:00'
    within: 4 days
    do: call
    opening: { fr: 'Merci' }
`
const rounds = async () => {
  while ((await takeInFacts(house, inForce)) > 0);
  while ((await decideDue(house, inForce)) > 0);
}
const touches = async () =>
  (
    await sql<{ said: string }>`select state || ' ' || (because -> -1 ->> 'code') as said from moments.touch
      order by created_at, id`.execute(house.db)
  ).rows.map(({ said }) => said)
const confusion = async () =>
  (await sql<{ n: number }>`select coalesce(sum(n), 0)::int as n from signals.confusion`.execute(house.db)).rows[0]!.n

test('the visit is open again, the camera forgets, no thanks go out; greeted rightly later, they do', async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', now(), now())`.execute(
    house.db,
  )
  await town.post(gate.path, { plate: anne.plate, id: 'r1' })
  const { waiting } = await reception.ask(visits.readFloor, { query: { site: siteId } })
  const { id } = waiting[0]!
  const learned = await confusion()
  await deputy.ask(visits.greeted, { params: { id } })
  await rounds()
  expect(await touches()).toEqual(['planned touch.fact'])
  clock.pass(5)
  // Open again: not said to be them, so that « it is not them » is offered.
  expect(await deputy.ask(visits.undoVisit, { params: { id } })).toMatchObject({
    state: 'arrived',
    greetedAt: null,
    confirmed: null,
  })
  expect(await touches()).toEqual(['dropped touch.fact-withdrawn'])
  expect(await confusion()).toBe(learned)

  await deputy.ask(visits.greeted, { params: { id } })
  clock.pass(26 * 3_600)
  await rounds()
  expect((await touches()).map((said) => said.split(' ')[0])).toEqual(['dropped', 'doing'])
})
