import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import { CALL_BESIDE, tellCallBeside } from '../../server/flows/loop/call-beside.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { openTown } from '../town.ts'

// Calls that no task asked for: the law counts them, and so does the attention a person receives. Monday 23 November 2026, 10:30 in Paris.
const town = await openTown({ at: '2026-11-23T10:30:00+01:00' })
const { owner, advisor, anne, clock } = town
const { house } = town.world
const DAY = 86_400

const attempts = async (customerId: string = anne.customerId) =>
  (
    await sql<{ purpose: string; reached: boolean; source: string }>`
    select purpose, reached, source from consent.attempt where customer_id = ${customerId} order by at, id`.execute(
      house.db,
    )
  ).rows
const contacts = async () =>
  (
    await sql<{ weight: number }>`select weight from budget.attention where customer_id = ${anne.customerId}
      and channel = 'call' and not from_them order by at, id`.execute(house.db)
  ).rows.map(({ weight }) => weight)
const calls = async () =>
  (await advisor.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: { kinds: 'call' } as never }))
    .entries
const forget = async () => {
  await sql`delete from consent.attempt`.execute(house.db)
  await sql`delete from budget.attention`.execute(house.db)
  await sql`delete from timeline.entry where kind = 'call'`.execute(house.db)
}
const write = (outcome: timeline.MadeCall['outcome'], purpose: timeline.MadeCall['purpose'], text = '') =>
  advisor.ask(timeline.addEntry, {
    params: { id: anne.customerId },
    body: { kind: 'call', text, made: { outcome, purpose } },
  })
const mayCall = () =>
  owner.ask(consent.judgeContact, {
    params: { id: anne.customerId },
    query: { channel: 'call', purpose: 'commercial' } as never,
  })

let phone: { path: string }
const queued: Record<string, unknown>[] = []
const rang = async (steps: ('ringing' | 'answered' | 'ended' | 'missed')[], call: string, to = anne.phone) => {
  for (const state of steps) {
    queued.length = 0
    await town.post(phone.path, { call, from: '+33199005500', to, state, direction: 'out' })
    for (const data of queued) await tellCallBeside(playbookNow(new PlaybookInForce()))(house, data)
  }
}

beforeAll(async () => {
  phone = await town.camera('json', 'phone')
  const add = house.queue.add.bind(house.queue)
  house.queue.add = async (within, name, data, when) => {
    if (name === CALL_BESIDE) queued.push(data as Record<string, unknown>)
    else await add(within, name, data, when)
  }
  await owner.ask(consent.writeReceipt, {
    params: { id: anne.customerId },
    body: {
      action: 'given',
      channel: 'call',
      purpose: 'commercial',
      place: 'counter',
      wording: 'Oui',
      wordingVersion: '1',
    },
  })
  await owner.ask(network.setDuty, {
    params: { id: advisor.staffId },
    body: { state: 'on', until: null, deputyId: null },
  })
})

describe('a call written down by hand', () => {
  test('an offer counts among the four of thirty days; the fourth closes the telephone, and the day it opens again is told', async () => {
    await forget()
    for (let n = 0; n < 4; n++) {
      expect((await mayCall()).answer).toBe('yes')
      await write(n % 2 === 0 ? 'no-answer' : 'reached', 'commercial')
      clock.pass(DAY)
    }
    const verdict = await mayCall()
    expect(verdict.answer).toBe('not-before')
    expect(verdict.because.map(({ code }) => code)).toEqual(['law-too-often'])
    expect(verdict.nextAllowed).toBe('2026-12-23T09:00:00.000Z')
    expect(await contacts()).toEqual([0.25, 1, 0.25, 1])
  })

  test('what was no offer takes attention and is not counted by the law', async () => {
    await forget()
    await write('reached', 'service', 'La pièce est arrivée')
    expect(await attempts()).toEqual([{ purpose: 'service', reached: true, source: 'hand' }])
    expect(await contacts()).toEqual([1])
  })

  test('said otherwise, it counts otherwise; removed the same day, it was not made', async () => {
    await forget()
    const entry = await write('reached', 'service')
    await advisor.ask(timeline.changeEntry, { params: { id: entry.id }, body: { purpose: 'commercial' } })
    expect((await attempts())[0]!.purpose).toBe('commercial')
    expect((await calls())[0]!.data).toMatchObject({ purpose: 'commercial' })
    await advisor.ask(timeline.changeEntry, { params: { id: entry.id }, body: { removed: true } })
    expect([await attempts(), await contacts()]).toEqual([[], []])
  })

  test('a day later the line may go, and the call stays counted', async () => {
    await forget()
    const entry = await write('reached', 'commercial')
    clock.pass(DAY + 60)
    await advisor.ask(timeline.changeEntry, { params: { id: entry.id }, body: { removed: true } })
    expect(await attempts()).toHaveLength(1)
  })

  test('asked not to be called: the consent ends with it, and comes back when it was a slip of the thumb', async () => {
    await forget()
    const entry = await write('no-calls', 'commercial')
    expect((await mayCall()).answer).toBe('no')
    await advisor.ask(timeline.changeEntry, { params: { id: entry.id }, body: { removed: true } })
    expect((await mayCall()).answer).not.toBe('no')
  })

  test('sent again because the answer was lost: one call, one line; another customer’s key is refused', async () => {
    await forget()
    const send = (id: string) =>
      advisor.raw(timeline.addEntry, {
        params: { id },
        body: {
          kind: 'call',
          text: 'Rappeler lundi',
          made: { outcome: 'no-answer', purpose: 'service' },
          key: 'dans-la-cour',
        },
      })
    const [first, again] = [await send(anne.customerId), await send(anne.customerId)]
    expect([first.status, again.body.id]).toEqual([200, first.body.id])
    expect([(await calls()).length, (await attempts()).length]).toEqual([1, 1])
    const { id } = await owner.ask(customers.createCustomer, { body: { familyName: 'Autre' } })
    expect((await send(id)).status).toBe(422)
  })

  test('a call that came in, or a note, counts for nothing; a note without a word is refused', async () => {
    await forget()
    await advisor.ask(timeline.addEntry, {
      params: { id: anne.customerId },
      body: { kind: 'call', text: 'Elle a appelé' },
    })
    expect(await attempts()).toEqual([])
    for (const body of [
      { kind: 'note' as const, text: ' ' },
      { kind: 'note' as const, text: 'x', made: { outcome: 'reached' as const, purpose: 'service' as const } },
    ])
      expect((await advisor.raw(timeline.addEntry, { params: { id: anne.customerId }, body })).status).toBe(422)
  })
})

describe('a call that the telephone saw', () => {
  test('nobody said what for: it counts as an offer, once, and says why', async () => {
    await forget()
    await rang(['ringing', 'answered', 'ended'], 'a1')
    expect(await attempts()).toEqual([{ purpose: 'commercial', reached: true, source: 'telephone' }])
    expect(await contacts()).toEqual([1])
    expect((await calls()).map(({ data }) => data)).toMatchObject([
      { code: 'outcome-reached', purpose: 'commercial', purposeBecause: { code: 'call-unsaid' } },
    ])
  })

  test('told of in the wrong order: what was no answer was one', async () => {
    await forget()
    await rang(['missed', 'answered'], 'a2')
    expect(await attempts()).toEqual([{ purpose: 'commercial', reached: true, source: 'telephone' }])
    expect(await contacts()).toEqual([1])
  })

  test('an order of theirs is under way: it is one of service', async () => {
    await forget()
    const order = await owner.ask(timeline.createOrder, {
      params: { id: anne.customerId },
      body: { number: 'R-1', kind: 'repair', title: 'Freins', state: 'in-progress' },
    })
    await rang(['answered'], 'a3')
    expect((await attempts()).map(({ purpose }) => purpose)).toEqual(['service'])
    expect((await calls())[0]!.data).toMatchObject({ purposeBecause: { code: 'order-open' } })
    await owner.ask(timeline.updateOrder, { params: { id: order.id }, body: { state: 'delivered' } })
  })

  test('and a person writes down the same call: one call, what for is what they say', async () => {
    await forget()
    await rang(['answered', 'ended'], 'a4')
    clock.pass(300)
    await write('reached', 'service', 'Tout va bien')
    expect(await attempts()).toEqual([{ purpose: 'service', reached: true, source: 'hand' }])
    expect(await contacts()).toEqual([1])
    expect(await calls()).toHaveLength(1)
  })

  test('written down first, and then told by the telephone: one call', async () => {
    await forget()
    clock.pass(3600)
    await write('reached', 'commercial')
    await rang(['ended'], 'a5')
    expect(await attempts()).toHaveLength(1)
  })

  test('a number of two people counts for both, and stands on neither timeline', async () => {
    await forget()
    clock.pass(3600)
    const other = house.newId()
    await sql`insert into customers.customer (id, given_name, family_name, created_at, updated_at) values (${other}, 'Paul', 'Durand', ${house.now()}, ${house.now()})`.execute(
      house.db,
    )
    await sql`insert into customers.phone (id, customer_id, e164) select ${house.newId()}, ${other}, e164 from customers.phone where customer_id = ${anne.customerId} limit 1`.execute(
      house.db,
    )
    await rang(['answered'], 'a6')
    expect([(await attempts()).length, (await attempts(other)).length]).toEqual([1, 1])
    expect([await contacts(), await calls()]).toEqual([[], []])
  })

  test('a number nobody on file bears leaves nothing', async () => {
    await forget()
    await rang(['answered'], 'a7', '+33199005577')
    expect(queued).toEqual([])
    expect(
      (await sql<{ n: number }>`select count(*)::int as n from consent.attempt`.execute(house.db)).rows[0]!.n,
    ).toBe(0)
  })
})
