import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as messagesApi from '../../contract/messages.ts'
import * as timeline from '../../contract/timeline.ts'
import { lookForStranded } from '../../server/flows/loop/stranded.flow.ts'
import { insertBlocked } from '../../server/messages/blocked.store.ts'
import { openSending, pageOf } from '../sending.ts'

// What waits for its provider leaves as things are when it leaves. Wednesday 25 November 2026, 10:24 in Paris.
const street = await openSending('2026-11-25T10:24:00+01:00')
const { owner, house, db, taken, provider, pass, round, inForce, leaves, someone } = street

const page = (words: string, purpose = 'service') =>
  pageOf(`
  - id: ready
    title: { fr: Prête }
    on: site.ready
    purpose: ${purpose}
    within: 3 days
    do: [sms, email]
    subject: { fr: Prête }
    message: { fr: '${words}' }
    sms: { fr: '${words}' }
  - id: later
    title: { fr: Plus tard }
    core: true
    on: site.later
    after: 2 hours
    do: sms
    sms: { fr: 'Plus tard' }
  - id: of-order
    title: { fr: Commande }
    core: true
    on: order.placed
    do: sms
    sms: { fr: 'Merci pour {{ order.title }}' }
`)
const PLAIN = page('Elle est là')
const tell = (kind: string, customerId: string) => street.tell(customerId, kind)
const setPhones = async (id: string, numbers: string[]) => {
  const { version } = await owner.ask(customers.readCustomer, { params: { id } })
  await owner.ask(customers.updateCustomer, {
    params: { id },
    body: { version, phones: numbers.map((number) => ({ number })) },
  })
}
const touch = async (customerId: string) => (await street.touches(customerId))[0]!
const message = async (customerId: string) => (await street.messages(customerId))[0]!

beforeEach(() => street.nextDay(PLAIN))
/** A message that its provider did not take. */
const waits = async (customerId: string) => {
  provider.away = true
  await tell('site.ready', customerId)
  await leaves(0)
  expect(await message(customerId)).toMatchObject({ state: 'ready' })
  provider.away = false
}

describe('a message that waits', () => {
  test('goes to the number they have now, not to the one they had', async () => {
    const id = await someone(['+33639980110'])
    await waits(id)
    await setPhones(id, ['+33639980111'])
    await leaves()
    expect(taken.map(({ to }) => to)).toEqual(['+33639980111'])
    expect(await touch(id)).toMatchObject({ state: 'done', gesture: 'sms' })
  })

  test('goes by the next gesture when they have no number left', async () => {
    const id = await someone(['+33639980112'], ['a@example.org'])
    await waits(id)
    await setPhones(id, [])
    await leaves()
    expect(taken.map(({ path, to }) => [path, to])).toEqual([['/email', 'a@example.org']])
    expect(await touch(id)).toMatchObject({ state: 'done', gesture: 'email' })
  })

  test('is written to the second mobile when the first is dead, before and while it waits', async () => {
    const dead = (address: string) => insertBlocked(db, [{ channel: 'sms', address, because: 'bounced' }], house.now())
    await dead('+33639980113')
    const before = await someone(['+33639980113', '+33639980114'])
    await tell('site.ready', before)
    await leaves(0)
    const meanwhile = await someone(['+33639980115', '+33639980116'])
    await waits(meanwhile)
    await dead('+33639980115')
    await leaves()
    expect(taken.map(({ to }) => to)).toEqual(['+33639980114', '+33639980116'])
  })

  test('leaves in the words of the page in force, by its purpose: an offer to who objected does not leave', async () => {
    const [words, offer] = [await someone(['+33639980117']), await someone(['+33639980118'])]
    await waits(words)
    await inForce(page('Elle vous attend'))
    await leaves()
    expect(taken[0]?.text).toContain('Elle vous attend')
    await inForce(PLAIN)
    await waits(offer)
    await inForce(page('Venez essayer', 'commercial'))
    await leaves()
    expect(taken).toHaveLength(1)
    expect(await touch(offer)).toMatchObject({ state: 'dropped', purpose: 'commercial' })
  })

  test('names what the order is called now, and is called off with it', async () => {
    provider.away = true
    const id = await someone(['+33639980119'])
    const order = async (title: string) =>
      owner.ask(timeline.createOrder, { params: { id }, body: { number: title, kind: 'vehicle', title } })
    await order('Clio')
    await round()
    await leaves(0)
    provider.away = false
    await sql`update timeline."order" set title = 'Megane' where customer_id = ${id}`.execute(db)
    await leaves()
    expect(taken[0]?.text).toContain('Merci pour Megane')
    provider.away = true
    const cancelled = await someone(['+33639980120'])
    await owner.ask(timeline.createOrder, {
      params: { id: cancelled },
      body: { number: 'C', kind: 'vehicle', title: 'Rio' },
    })
    await round()
    await leaves(0)
    provider.away = false
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${cancelled}`.execute(db)
    await leaves()
    expect(taken).toHaveLength(1)
    expect(await message(cancelled)).toMatchObject({ state: 'called-off' })
  })

  test('is seen by a person when its way out was switched off, and called off once it means nothing', async () => {
    const id = await someone(['+33639980121'])
    await waits(id)
    const late = await someone(['+33639980122'])
    await waits(late)
    await sql`update messages.provider set active = false where channel = 'sms'`.execute(db)
    pass(90)
    await sql`update messages.message set expires_at = ${new Date(house.now().getTime() - 60_000)} where customer_id = ${late}`.execute(
      db,
    )
    await lookForStranded(house)
    expect(await message(id)).toMatchObject({ state: 'doubt' })
    expect((await message(id)).codes).toContain('no-way-out')
    expect(await message(late)).toMatchObject({ state: 'called-off' })
    expect(await touch(late)).toMatchObject({ state: 'dropped' })
  })
})

test('a couple with one number reads the same words once, and different words each', async () => {
  const [anne, paul] = [await someone(['+33639980140']), await someone(['+33639980140'])]
  await tell('site.ready', anne)
  await tell('site.ready', paul)
  await leaves(1)
  expect(taken.map(({ to }) => to)).toEqual(['+33639980140'])
  expect([await touch(anne), await touch(paul)].map(({ state }) => state)).toEqual(['done', 'done'])
  const { rows } = await sql`select from budget.attention where customer_id = ${paul}`.execute(db)
  expect(rows).toHaveLength(1)
  // A third who has it, an hour later; and what is about somebody's own order.
  const lise = await someone(['+33639980140'])
  await tell('site.ready', lise)
  await leaves()
  expect(taken).toHaveLength(1)
  for (const [id, title] of [
    [anne, 'Clio'],
    [paul, 'Megane'],
  ] as const)
    await owner.ask(timeline.createOrder, {
      params: { id },
      body: { number: `couple ${title}`, kind: 'vehicle', title },
    })
  await round()
  await leaves()
  expect(taken).toHaveLength(3)
})

test('words that a person corrects keep their links, and stand once; the moment that had failed is made', async () => {
  const id = await someone(['+33639980141'])
  await waits(id)
  const before = await message(id)
  await sql`update messages.message set state = 'failed' where id = ${before.id}`.execute(db)
  await sql`update moments.touch set state = 'dropped' where customer_id = ${id}`.execute(db)
  pass(26 * 60)
  const { messages: shown } = await owner.ask(messagesApi.listMessages, { query: { state: 'failed' } as never })
  const seen = shown.find((one) => one.id === before.id)!.body
  expect(seen).toContain('/c/…')
  await owner.ask(messagesApi.settleDoubt, {
    params: { id: before.id },
    body: { answer: 'again', body: seen.replace('Elle est là', 'Elle vous attend') },
  })
  await leaves(1)
  const [left] = taken
  expect(left!.text).toContain('Elle vous attend')
  expect(left!.text).not.toContain('…')
  expect(left!.text.match(/\/c\//gu)).toHaveLength(1)
  expect(await touch(id)).toMatchObject({ state: 'done' })
})

test('who reads the outbox reads what a moment is called in their own language, whoever it was written to', async () => {
  await inForce(
    PLAIN.replace('languages: [fr]', 'languages: [fr, en]')
      .replaceAll(/\{ fr: ('[^']+'|[^'{}]+?) \}/gu, '{ fr: $1, en: Ready }')
      .replace('compass: { fr: x }', 'compass: { fr: x, en: x }'),
  )
  const id = await someone(['+33639980142'], [], { language: 'en' })
  await tell('site.ready', id)
  await leaves(1)
  expect(taken[0]!.text).toContain('Ready')
  const { messages } = await owner.ask(messagesApi.listMessages, { query: { state: 'left' } as never })
  expect(messages[0]).toMatchObject({ customerId: id, language: 'en', title: 'Prête' })
  const { rows } = await owner.ask(messagesApi.messageCosts, { query: { by: 'moment' } as never })
  expect(rows.find(({ key }) => key === 'ready')?.name).toBe('Prête')
})

test('a page put in force by mistake and taken back within the hour drops nothing that fell due meanwhile', async () => {
  const [planned, waiting] = [await someone(['+33639980123']), await someone(['+33639980124'])]
  await tell('site.later', planned)
  await waits(waiting)
  await inForce(`
playbook: 1
name: Autre
languages: [fr]
compass: { fr: x }
registers: {}
moments:
  - { id: other, title: { fr: x }, on: site.other, do: word }
`)
  await leaves(130)
  expect(taken).toEqual([])
  expect(await touch(planned)).toMatchObject({ state: 'held' })
  expect(await message(waiting)).toMatchObject({ state: 'ready' })
  await inForce(PLAIN)
  await leaves(70)
  expect(taken.map(({ to }) => to).sort((a, b) => (a < b ? -1 : 1))).toEqual(['+33639980123', '+33639980124'])
})

describe('a card that waits to be printed here', () => {
  const CARDS = pageOf(`
  - id: card
    title: { fr: Merci }
    core: true
    on: order.placed
    within: 30 days
    do: postcard
    message: { fr: 'Merci pour {{ order.title }}' }
`)
  const lives = (street: string) => ({ street, postcode: '35000', city: 'Rennes', country: 'FR' })
  const waiting = async (road: string) => {
    const id = await someone([], [], lives(road))
    await owner.ask(timeline.createOrder, { params: { id }, body: { number: road, kind: 'vehicle', title: 'Clio' } })
    await round()
    expect(await message(id)).toMatchObject({ channel: 'postcard', state: 'ready' })
    return id
  }
  const print = () =>
    street.town.world.app.inject({
      method: 'POST',
      url: '/api/postcards/print',
      headers: { cookie: owner.cookie, 'content-type': 'application/json' },
      payload: '{}',
    })

  test('is asked about once more: who moved has it written anew, who cancelled is sent none', async () => {
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at)
      values (${house.newId()}, 'postcard', 'print', 'Cartes', ${house.now()}, ${house.now()})`.execute(db)
    await inForce(CARDS)
    const [stays, moved, cancelled] = [await waiting('1 rue A'), await waiting('2 rue B'), await waiting('3 rue C')]
    const { version } = await owner.ask(customers.readCustomer, { params: { id: moved } })
    await owner.ask(customers.updateCustomer, { params: { id: moved }, body: { version, street: '99 rue Z' } })
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${cancelled}`.execute(db)
    const printed = await print()
    expect(printed.headers['content-disposition']).toContain('okaeri-1-cards')
    expect(await message(stays)).toMatchObject({ state: 'leaving' })
    expect(await message(cancelled)).toMatchObject({ state: 'called-off' })
    expect(await touch(cancelled)).toMatchObject({ state: 'dropped' })
    await round()
    const { rows } = await sql<{ to: string }>`select to_address as to from messages.message
      where customer_id = ${moved} and state = 'ready'`.execute(db)
    expect(rows[0]?.to).toContain('99 RUE Z')
    await print()
    const { batches } = await owner.ask(messagesApi.waitingCards)
    for (const { batch } of batches) await owner.ask(messagesApi.postCards, { body: { batch, posted: true } })
    expect([await touch(stays), await touch(moved)].map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('where none goes any more, says so and not that there is none', async () => {
    await inForce(CARDS)
    const id = await waiting('4 rue D')
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${id}`.execute(db)
    const printed = await print()
    expect([printed.statusCode, printed.json<{ code: string }>().code]).toEqual([409, 'cards-anew'])
    expect(await touch(id)).toMatchObject({ state: 'dropped' })
  })
})
