import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as messages from '../../contract/messages.ts'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import * as work from '../../contract/work.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { hearNews } from '../../server/flows/loop/news.flow.ts'
import { sweep } from '../../server/flows/loop/sweep.jobs.ts'
import type { Leaving } from '../../server/messages/letter.ts'
import { sendersOf } from '../../server/messages/sender.store.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { senderNames } from '../../server/work/sender.store.ts'
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
  - id: offer
    title: { fr: Une offre du site }
    on: site.offer
    purpose: commercial
    family: service
    do: email
    subject: { fr: 'Une offre' }
    message: { fr: 'Bonjour {{ customer.dear }}.' }
  - id: car-offer
    title: { fr: Une voiture }
    on: site.car-offer
    purpose: commercial
    family: vehicle
    do: email
    subject: { fr: 'Une voiture' }
    message: { fr: 'Bonjour {{ customer.dear }}.' }
  - id: unnamed
    title: { fr: Une offre sans objet }
    on: site.unnamed
    purpose: commercial
    do: email
    subject: { fr: 'Une offre' }
    message: { fr: 'Bonjour {{ customer.dear }}.' }
  - id: card
    title: { fr: Une carte }
    on: site.card
    purpose: commercial
    do: postcard
    message: { fr: 'Bonjour {{ customer.dear }}.' }
  - id: missed-you
    title: { fr: Plus d'un an }
    on: { silence: 14 months }
    do: word
`
const touches = async (moment: string) =>
  (
    await sql<{ state: string; gesture: string | null; codes: string[] }>`
    select state, gesture, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes
    from moments.touch where moment = ${moment} order by created_at, id`.execute(db)
  ).rows
let told = 0
const tell = (kind: string, customerId: string, siteId: string | null = null) =>
  owner.ask(factsApi.tellFacts, {
    body: {
      source: 'test',
      facts: [{ key: `${told++}`, kind, who: { id: customerId }, at: house.now().toISOString(), siteId }],
    },
  })
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}

beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, 'email', 'smtp', 'Relais', ${house.now()}, ${house.now()})`.execute(
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

  test('once it is cancelled there is no contract any more: the same call would be barred, and is in nobody’s list', async () => {
    await sql`update timeline."order" set state = 'cancelled', changed_at = ${house.now()} where customer_id = ${anne.customerId}`.execute(
      db,
    )
    const { list, barred } = await advisor.ask(work.myDay)
    expect([list, barred]).toEqual([[], []])
    const { id: orderId } = await db
      .selectFrom('timeline.order')
      .select('id')
      .where('customer_id', '=', anne.customerId)
      .executeTakeFirstOrThrow()
    const verdict = await advisor.ask(consent.judgeContact, {
      params: { id: anne.customerId },
      query: { channel: 'call', purpose: 'commercial', orderId },
    })
    expect([verdict.answer, verdict.because.map(({ code }) => code)]).toEqual([
      'no',
      ['law-no-consent', 'law-no-contract'],
    ])
  })
})

describe('the company that sold is the one that writes (ELEC-2)', () => {
  const last = async () => (await touches('offer')).at(-1)
  const bought = async (customerId: string, siteId: string) => {
    await owner.ask(timeline.createOrder, {
      params: { id: customerId },
      body: { number: `S-${siteId.slice(-4)}`, kind: 'parts', title: 'Des tapis', siteId },
    })
    await owner.ask(consent.writeReceipt, {
      params: { id: customerId },
      body: {
        action: 'notice',
        channel: 'email',
        purpose: 'commercial',
        place: 'counter',
        wording: 'Vous pouvez vous opposer.',
      },
    })
  }
  let [north, south] = ['', '']
  let beatrice = ''
  beforeAll(async () => {
    north = (await owner.ask(network.createSite, { body: { name: 'Nord' } })).id
    south = (await owner.ask(network.createSite, { body: { name: 'Sud' } })).id
    await owner.ask(consent.setContactRules, {
      body: { legalEntity: 'Val SAS', entities: { [north]: 'Nord SARL', [south]: 'Sud SARL' } },
    })
    beatrice = (
      await owner.ask(customers.createCustomer, {
        body: { givenName: 'Béatrice', familyName: 'Essai', emails: [{ address: 'bea@example.org' }], siteId: south },
      })
    ).id
    await sql`update customers.customer set street = '1 quai Nord', postcode = '78000', city = 'Versailles' where id = ${beatrice}`.execute(
      db,
    )
    await bought(beatrice, north)
  })

  test('bought in the north, written to by the south: no; by the north: yes', async () => {
    await tell('site.offer', beatrice, south)
    await round()
    expect(await last()).toMatchObject({ state: 'dropped', gesture: null })
    expect((await last())!.codes).toContain('law-no-sale')
    await tell('site.offer', beatrice, north)
    await round()
    expect(await last()).toMatchObject({ state: 'doing', gesture: 'email' })
    const { rows } = await sql<{ because: { code: string; values: object }[] }>`
      select because from moments.touch where moment = 'offer' and state = 'doing'`.execute(db)
    expect(rows[0]!.because.find(({ code }) => code === 'law-sale-similar')?.values).toMatchObject({
      family: 'service',
      what: 'Des tapis',
    })
  })

  test('mats for a car are no car: an offer of another family needs a consent, and so does one that says nothing of what it offers', async () => {
    for (const [kind, moment, code] of [
      ['site.car-offer', 'car-offer', 'law-sale-unlike'],
      ['site.unnamed', 'unnamed', 'law-sale-unnamed'],
    ] as const) {
      await tell(kind, beatrice, north)
      await round()
      const [touch] = await touches(moment)
      expect([touch!.state, touch!.codes.includes(code)]).toEqual(['dropped', true])
    }
  })

  test('the sender named is the company whose site writes, not the network (ELEC-3)', async () => {
    const senderAt = await sendersOf(db)
    expect([senderAt(north).name, senderAt(south).name, senderAt(null).name]).toEqual([
      'Nord SARL',
      'Sud SARL',
      'Val SAS',
    ])
    const names = await senderNames(db)
    expect([names(north), names(null)]).toEqual(['Nord SARL', 'Val SAS'])
  })

  test('a card to somebody whom nobody told that they may object says so, and is the notice from then on (POST-1)', async () => {
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, 'postcard', 'print', 'Cartes', ${house.now()}, ${house.now()})`.execute(
      db,
    )
    const noticeOn = async () => {
      const { rows } = await sql<{ notice: { text: string } | null }>`
        select extra -> 'notice' as notice from messages.message where moment = 'card' order by id desc limit 1`.execute(
        db,
      )
      return rows[0]?.notice?.text ?? null
    }
    await tell('site.card', beatrice, north)
    await round()
    expect(await noticeOn()).toContain('Nord SARL peut vous écrire par la poste')
    // The answer is a PDF: what it is read as here is no matter.
    await owner.raw(messages.printCards, { body: { most: 10 } }).catch(() => null)
    const { batches } = await owner.ask(messages.waitingCards)
    await owner.ask(messages.postCards, { body: { batch: batches[0]!.batch, posted: true } })
    const { rows } = await sql<{ wording: string; place: string }>`
      select wording, place from consent.receipt where customer_id = ${beatrice} and channel = 'post' and action = 'notice'`.execute(
      db,
    )
    expect(rows).toEqual([{ wording: await noticeOn(), place: 'message' }])
    await tell('site.card', beatrice, north)
    await round()
    expect(await noticeOn()).toBeNull()
  })

  test('where nobody names a site it is hers that writes: a sale of its own makes it lawful', async () => {
    await tell('site.offer', beatrice)
    await round()
    expect((await last())!.codes).toContain('law-no-sale')
    await bought(beatrice, south)
    await tell('site.offer', beatrice)
    await round()
    expect(await last()).toMatchObject({ state: 'doing', gesture: 'email' })
  })

  test('what is about to leave is asked in the same name', async () => {
    const { rows } = await sql<Leaving & { site: string }>`
      select id, touch_id as "touchId", customer_id as "customerId", channel, purpose, moment, to_address as "toAddress", extra, site_id as site from messages.message
      where moment = 'offer' order by id`.execute(db)
    expect(rows.map(({ site }) => site)).toEqual([north, south])
    expect(await askAgain(playbooks)(house, rows)).toEqual(new Map())
    await sql`update timeline."order" set state = 'cancelled' where site_id = ${south}`.execute(db)
    const words = await askAgain(playbooks)(house, rows)
    expect([...words.keys()]).toEqual([rows[1]!.id])
    expect(words.get(rows[1]!.id)).toMatchObject({
      never: expect.arrayContaining([expect.objectContaining({ code: 'law-no-sale' })]),
    })
  })
})

describe('who was heard from is not told that they were silent', () => {
  /** Fourteen months to the day. */
  const LONG_AGO = new Date('2025-09-25T10:00:00Z')
  const phones = ['+33639980401', '+33639980402', '+33639980403']
  const ids: string[] = []
  const silent = async () =>
    (
      await sql<{ id: string; occasion: string; state: string }>`
        select customer_id as id, occasion, state from moments.touch where moment = 'missed-you' order by created_at, id`.execute(
        db,
      )
    ).rows.map(({ id, occasion, state }) => [ids.indexOf(id), occasion, state])

  test('one rings and nobody answers, one answers an SMS; the third says nothing', async () => {
    for (const number of phones)
      ids.push(
        (
          await owner.ask(customers.createCustomer, {
            body: { givenName: 'Lise', familyName: `Muette ${number.slice(-1)}`, phones: [{ number }] },
          })
        ).id,
      )
    await sql`update customers.customer set created_at = ${LONG_AGO} where id = any(${ids}::uuid[])`.execute(db)
    const line = await town.camera('json', 'phone')
    await town.post(line.path, { state: 'ringing', call: 'c', from: phones[0] })
    await town.post(line.path, { state: 'missed', call: 'c', from: phones[0] })
    const provider = house.newId()
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${provider}, 'sms', 'http', 'SMS', ${house.now()}, ${house.now()})`.execute(
      db,
    )
    await hearNews(
      house,
      { id: provider, channel: 'sms' },
      [{ kind: 'reply', key: 'r1', address: phones[1]!, text: 'Je passe bientôt', at: house.now() } as never],
      null,
    )
    await sweep(house, playbooks)
    expect(await silent()).toEqual([[2, 'silence:2025-09-25', 'planned']])
  })

  test('fourteen months after they rang or answered, they are missed too', async () => {
    town.clock.pass(426 * 86_400)
    await sweep(house, playbooks)
    expect((await silent()).slice(1).map(([who, occasion]) => [who, occasion])).toEqual(
      expect.arrayContaining([
        [0, 'silence:2026-11-25'],
        [1, 'silence:2026-11-25'],
      ]),
    )
  })
})
