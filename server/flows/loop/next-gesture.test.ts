import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as facts from '../../../contract/facts.ts'
import { openTown } from '../../../test/town.ts'
import type { Leaving } from '../../messages/letter.ts'
import { PlaybookInForce } from '../../moments/playbook.store.ts'
import { askAgain } from './ask-again.flow.ts'
import { takeInFacts } from './decide.flow.ts'

// A gesture that cannot be made gives way to the next of its moment, and the ledger says so. Tuesday 24 November 2026, 10:30 in Paris.
const town = await openTown({ at: '2026-11-24T10:30:00+01:00' })
const { owner, anne } = town
const { house } = town.world
const playbooks = new PlaybookInForce()
const moment = (id: string, gestures: string, words: string) => `
  - id: ${id}
    title: { fr: ${id} }
    on: test.${id}
    do: ${gestures}
${words}`
const PLAIN_SMS = "    sms: { fr: 'Merci. {{ site.name }}' }\n"
const MAIL = "    subject: { fr: Merci }\n    message: { fr: 'Votre {{ fact.data.part }} est là.' }\n"
const YAML = `
playbook: 1
name: Gestes
languages: [fr]
compass: { fr: x }
registers: {}
budget: { perMonth: 30, gapDays: 0 }
moments:${moment('no-field', '[email, sms]', `${MAIL}${PLAIN_SMS}`)}${moment('nothing-else', '[email]', MAIL)}${moment('no-address', '[postcard, sms]', `    message: { fr: Merci }\n${PLAIN_SMS}`)}${moment('then-a-person', '[email, call]', `${MAIL}    opening: { fr: Bonjour }\n`)}`

beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    house.db,
  )
  for (const channel of ['email', 'sms', 'postcard'])
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, ${channel}, 'http', 'x', ${house.now()}, ${house.now()})`.execute(
      house.db,
    )
  await sql`delete from customers.phone where customer_id = ${anne.customerId}`.execute(house.db)
  await sql`insert into customers.phone (id, customer_id, e164) values (${house.newId()}, ${anne.customerId}, '+33639980101')`.execute(
    house.db,
  )
  await sql`insert into customers.email (id, customer_id, address) values (${house.newId()}, ${anne.customerId}, 'anne@example.org') on conflict do nothing`.execute(
    house.db,
  )
  await sql`update customers.customer set street = '' where id = ${anne.customerId}`.execute(house.db)
})
let n = 0
const started = async (id: string) => {
  await owner.ask(facts.tellFacts, {
    body: {
      source: 'test',
      facts: [{ key: `${id}${n++}`, kind: `test.${id}`, who: { id: anne.customerId }, at: house.now().toISOString() }],
    },
  })
  while ((await takeInFacts(house, playbooks)) > 0);
  const { rows } = await sql<{ state: string; gesture: string | null; codes: string[] }>`
    select state, gesture, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from moments.touch where moment = ${id}`.execute(
    house.db,
  )
  return rows[0]!
}

describe('the next gesture is made', () => {
  test('where the words of the first name what is not known, and the SMS that left in its stead is asked about as itself', async () => {
    const touch = await started('no-field')
    expect([touch.state, touch.gesture, touch.codes.includes('gesture.words-missing')]).toEqual(['doing', 'sms', true])
    const { rows } = await sql<Leaving>`
      select id, touch_id as "touchId", customer_id as "customerId", channel, purpose, moment, to_address as "toAddress", extra, state from messages.message where moment = 'no-field'`.execute(
      house.db,
    )
    expect(rows).toMatchObject([{ channel: 'sms', state: 'ready' }])
    expect(await askAgain(playbooks)(house, rows)).toEqual(new Map())
  })

  test('where there is no address to print on a card', async () => {
    const touch = await started('no-address')
    expect([touch.gesture, touch.codes.includes('gesture.no-address')]).toEqual(['sms', true])
  })

  test('also when that is a person’s', async () => {
    const touch = await started('then-a-person')
    expect([touch.state, touch.gesture]).toEqual(['doing', 'call'])
  })

  test('and where there is none, a person looks at the words with the hole', async () => {
    const touch = await started('nothing-else')
    expect([touch.state, touch.gesture, touch.codes.includes('gesture.words-missing')]).toEqual([
      'doing',
      'email',
      true,
    ])
    const { rows } = await sql<{
      state: string
    }>`select state from messages.message where moment = 'nothing-else'`.execute(house.db)
    expect(rows).toEqual([{ state: 'doubt' }])
  })
})
