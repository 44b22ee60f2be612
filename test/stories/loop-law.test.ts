import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import * as work from '../../contract/work.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { openTown } from '../town.ts'

// Wednesday 25 November 2026, 10:24 in Paris.
const town = await openTown({ at: '2026-11-25T10:24:00+01:00' })
const { owner, advisor, anne } = town
const { house } = town.world
const { db } = house
const playbooks = new PlaybookInForce()

const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 9, gapDays: 0 }
moments:
  - id: options
    title: { fr: Des options pour votre commande }
    on: order.placed
    purpose: commercial
    do: call
    opening: { fr: 'Votre {{ order.title }} arrive' }
`
const touches = async (moment: string) =>
  (
    await sql<{ state: string; gesture: string | null; codes: string[] }>`
    select state, gesture, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes
    from moments.touch where moment = ${moment} order by created_at, id`.execute(db)
  ).rows
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}

beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  await owner.ask(network.setDuty, {
    params: { id: advisor.staffId },
    body: { state: 'on', until: null, deputyId: null },
  })
})

describe('a contract in progress (CALL-2)', () => {
  test('a call about the order she awaits is made without another consent, and is on her advisor’s list', async () => {
    await owner.ask(timeline.createOrder, {
      params: { id: anne.customerId },
      body: { number: 'V-1', kind: 'vehicle', title: 'Peugeot 3008' },
    })
    await round()
    expect(await touches('options')).toMatchObject([{ state: 'doing', gesture: 'call' }])
    const { list, barred } = await advisor.ask(work.myDay)
    expect(barred).toEqual([])
    expect(list).toMatchObject([
      { moment: 'options', opening: 'Votre Peugeot 3008 arrive', verdict: { answer: 'yes' } },
    ])
    expect(list[0]!.verdict.because.map(({ code }) => code)).toEqual(['law-contract'])
    expect(list[0]!.verdict.articles).toContain('CALL-2')
  })

  test('once it is cancelled there is no contract any more: the same call is barred', async () => {
    await sql`update timeline."order" set state = 'cancelled', changed_at = ${house.now()} where customer_id = ${anne.customerId}`.execute(
      db,
    )
    const { list, barred } = await advisor.ask(work.myDay)
    expect([list, barred.map(({ moment }) => moment)]).toEqual([[], ['options']])
  })
})
