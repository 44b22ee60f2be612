import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { callKind } from '../../server/edges/calls/kinds.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { endOldCalls } from '../../server/visits/call.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, advisor, deputy, reception, anne, siteId } = town
await owner.ask(network.updateSite, { params: { id: siteId }, body: { phone: '+33199000100' } })
const line = await town.camera('json', 'phone')
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const rings = (kind: string, path: string, from: string) => {
  const sample = callKind(kind)!.sample(from, '+33199000199', town.clock.now())
  return town.post(path, sample.body, sample.contentType)
}

test('she calls: recognised before anyone picks up, and the card says what for', async () => {
  const answer = await rings('json', line.path, anne.phone)
  expect(answer.status).toBe(200)
  const { calls } = await floor()
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatchObject({
    customerId: anne.customerId,
    state: 'ringing',
    whoId: advisor.staffId,
    card: { name: 'Anne Cieille', certainty: 'sure' },
  })
  expect(calls[0]!.card.why[0]?.code).toBe('appointment')
  expect(answer.outcome).toBe('sure')
})

test('a system that lets us answer is told whom to ring: advisor, deputy, then the service and the house', async () => {
  const ringover = await town.camera('ringover', 'phone')
  const answer = await rings('ringover', ringover.path, anne.phone)
  const text = answer.text
  const places = ['33639980001', '33639980002', '33199000100'].map((number) => text.indexOf(number))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('Twilio gets TwiML, also for a number nobody knows', async () => {
  const twilio = await town.camera('twilio', 'phone')
  const known = await rings('twilio', twilio.path, anne.phone)
  expect(known.text).toContain('<Dial')
  const unknown = await rings('twilio', twilio.path, '+33639989999')
  expect(unknown.text).toContain('+33199000100')
})

test('the advisor is away: the deputy is rung', async () => {
  await owner.ask(network.setDuty, { params: { id: advisor.staffId }, body: { state: 'away' } })
  town.clock.pass(10)
  const other = await town.camera('json', 'phone')
  await rings('json', other.path, anne.phone)
  const { calls } = await floor()
  expect(calls.some((call) => call.whoId === deputy.staffId)).toBe(true)
})

test('a household shares a number: whoever has the appointment is the likelier, reception decides when it is not sure', async () => {
  await owner.ask(customers.createCustomer, {
    body: { givenName: 'Luc', familyName: 'Cieille', phones: [{ number: '06 39 98 01 01' }] },
  })
  const other = await town.camera('json', 'phone')
  const answer = await rings('json', other.path, anne.phone)
  expect(['sure', 'perhaps']).toContain(answer.outcome)
})

test('not sure who of a household calls: reception says who, the call is theirs, and nobody stands on the floor', async () => {
  // A household each: who called today is the likelier.
  const numbers = ['+33639980301', '+33639980302', '+33639980303', '+33639980304', '+33639980305']
  for (const number of numbers)
    for (const givenName of ['Ève', 'Noé'])
      await owner.ask(customers.createCustomer, { body: { givenName, familyName: 'Doublet', phones: [{ number }] } })
  const other = await town.camera('json', 'phone')
  const say = (call: string, event: string) =>
    town.post(other.path, { state: event, call, from: numbers[Number(call.at(-1)) - 1] })
  const listOf = async () => (await floor()).perhaps[0]!
  const facts = async (customerId: string) =>
    (
      await town.world.pool.query(
        `select kind from timeline.fact where kind like 'call.%' and customer_id = $1 order by id`,
        [customerId],
      )
    ).rows.map((row) => row.kind)
  const before = await floor()

  // Answered while it rings.
  expect((await say('twins-1', 'ringing')).outcome).toBe('perhaps')
  expect((await say('twins-1', 'ringing')).outcome).toBe('repeated')
  town.clock.pass(30)
  expect((await say('twins-1', 'ringing')).outcome).toBe('repeated')
  const list = await listOf()
  expect(list).toMatchObject({ door: 'phone', candidates: [{}, {}] })
  const who = list.candidates[1]!.customerId
  const said = await reception.ask(visits.answerPerhaps, { params: { id: list.id }, body: { candidate: 1 } })
  expect(said.visit).toBeNull()
  expect(said.call).toMatchObject({
    customerId: who,
    state: 'ringing',
    whoId: reception.staffId,
    card: { certainty: 'told' },
  })
  const after = await floor()
  expect(after.waiting).toEqual(before.waiting)
  expect(after.calls.map((call) => call.id)).toContain(said.call!.id)
  expect((await reception.ask(visits.readDesk, { query: { site: siteId } })).calls.map((call) => call.id)).toContain(
    said.call!.id,
  )
  expect((await town.world.pool.query('select 1 from visits.visit where customer_id = $1', [who])).rows).toEqual([])
  // From here on it is a call like any other.
  await say('twins-1', 'answered')
  await say('twins-1', 'ended')
  expect(await facts(who)).toEqual(['call.answered'])
  expect((await floor()).calls.map((call) => call.id)).not.toContain(said.call!.id)

  // Picked up before anybody says who it is, and over before that: the call is as far as it has come.
  for (const [call, steps, state, told] of [
    ['twins-2', ['answered'], 'answered', 'call.answered'],
    ['twins-3', ['answered', 'ended'], 'ended', 'call.answered'],
    ['twins-4', ['ended'], 'missed', 'call.missed'],
  ] as const) {
    expect((await say(call, 'ringing')).outcome).toBe('perhaps')
    for (const step of steps) expect((await say(call, step)).outcome).toBe(step)
    const open = await listOf()
    const [first] = open.candidates
    const { call: theirs } = await reception.ask(visits.answerPerhaps, {
      params: { id: open.id },
      body: { candidate: 0 },
    })
    expect(theirs).toMatchObject({ state, customerId: first!.customerId })
    expect(await facts(first!.customerId)).toEqual([told])
  }

  expect((await say('twins-5', 'ringing')).outcome).toBe('perhaps')
  const last = await listOf()
  expect(await reception.ask(visits.answerPerhaps, { params: { id: last.id }, body: { candidate: null } })).toEqual({
    visit: null,
    call: null,
  })
})

test('a call that nobody takes is told to the loop once, and so is one that is answered', async () => {
  const told = async () =>
    (await town.world.pool.query(`select kind from timeline.fact where kind like 'call.%' order by id`)).rows.map(
      (row) => row.kind,
    )
  const other = await town.camera('json', 'phone')
  const say = (call: string, event: string) => town.post(other.path, { state: event, call, from: anne.phone })
  const before = (await told()).length
  await say('fact-1', 'ringing')
  await say('fact-1', 'ended')
  await say('fact-1', 'ended')
  town.clock.pass(120)
  await say('fact-2', 'ringing')
  await say('fact-2', 'answered')
  await say('fact-2', 'ended')
  expect((await told()).slice(before)).toEqual(['call.missed', 'call.answered'])
  // Both stand on her timeline, each once however often its end is told.
  const { entries } = await town.owner.ask(timeline.readTimeline, { params: { id: town.anne.customerId }, query: {} })
  const calls = entries.filter(({ kind }) => kind === 'call').map(({ data }) => data.code)
  expect(calls.slice(0, 2)).toEqual(['call-answered', 'call-missed'])
})

test('a number nobody on file has is a count: no row, no line of log', async () => {
  const before = (await floor()).calls.length
  const answer = await rings('json', line.path, '+33639987777')
  expect(answer.outcome).toBe('unknown')
  expect((await floor()).calls).toHaveLength(before)
  const { rows } = await town.world.pool.query(
    `select count(*)::int as n from signals.signal where data::text like '%987777%'`,
  )
  expect(rows[0]).toEqual({ n: 0 })
  expect(town.log.join('')).not.toContain('987777')
})

test('a call that rings three telephones is one call in the figures, whoever calls', async () => {
  const pbx = await town.camera('json', 'phone')
  const from = [anne.phone, '+33639989999', null]
  for (const agent of ['101', '102', '103'])
    for (const [n, number] of from.entries())
      await town.post(pbx.path, JSON.stringify({ call: `three-${n}`, from: number, agent }), 'application/json')
  await flushTallies(town.world.house, town.world.watch)
  const { totals } = await owner.ask(signals.sourceHealth, { params: { id: pbx.id }, query: { hours: 1 } })
  expect(totals).toEqual({ call: 3, sure: 1, unknown: 1, withheld: 1 })
})

test('3CX asks at ring time and is answered with contacts', async () => {
  const threecx = await town.camera('3cx', 'phone')
  const answer = await town.world.app.inject({
    method: 'GET',
    url: `${threecx.path}?phone=${encodeURIComponent(anne.phone)}`,
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.json().contacts[0]).toMatchObject({ last_name: 'Cieille' })
})

test('a call at the route point of 3CX: whom to ring, without the line it came by; asked again, it is the same call', async () => {
  const threecx = await town.camera('3cx', 'phone')
  const since = town.clock.now().getTime()
  const step = (event: string, agent?: string) =>
    town.post(threecx.path, {
      event,
      since,
      agent,
      participant: { id: 7, callid: 60, party_caller_id: anne.phone, party_did: '+33199000100' },
    })
  const before = (await floor()).calls.length
  const asked = await step('ringing')
  expect(asked.outcome).toBe('sure')
  expect(asked.body).toEqual({ ring: ['+33639980002', '+33639980003'], seconds: 20 })
  const again = await town.world.app.inject({
    method: 'GET',
    url: `${threecx.path}?phone=${encodeURIComponent('06 39 98 01 01')}`,
  })
  expect(again.json().contacts[0]).toMatchObject({ last_name: 'Cieille' })
  expect((await floor()).calls).toHaveLength(before + 1)
  expect((await step('answered', '101')).outcome).toBe('answered')
  town.clock.pass(1)
})

test('a call whose end nobody tells does not ring for ever', async () => {
  expect((await floor()).calls.length).toBeGreaterThan(0)
  const now = town.clock.now()
  await endOldCalls(town.world.house.db, new Date(now.getTime() + 1000), now, now)
  expect((await floor()).calls).toEqual([])
})

test('the rule of the site is about plates: the telephone knows her whatever it says', async () => {
  for (const recognition of ['opt-in', 'off'] as const) {
    await owner.ask(network.updateSite, { params: { id: siteId }, body: { recognition } })
    town.clock.pass(300)
    const other = await town.camera('json', 'phone')
    expect(['sure', 'perhaps']).toContain((await rings('json', other.path, anne.phone)).outcome)
  }
})

test('who objected to being recognised is not named on a call, nor to a system that asks, and nobody is named in their place', async () => {
  const known = async (familyName: string, number: string, recognition: 'objected' | 'default') =>
    owner.ask(customers.createCustomer, { body: { familyName, recognition, phones: [{ number }] } })
  await known('Discret', '+33639980201', 'objected')
  await known('Ouvert', '+33639980202', 'default')
  const discreet = await known('Secret', '+33639980202', 'objected')
  await owner.ask(visits.createAppointment, {
    body: { customerId: discreet.id, siteId, service: 'service', at: town.clock.now().toISOString() },
  })
  for (const number of ['+33639980201', '+33639980202'])
    for (const kind of ['json', 'ringover', '3cx']) {
      const line = await town.camera(kind, 'phone')
      const before = (await floor()).calls.length
      const answer =
        kind === '3cx'
          ? await town.world.app.inject({ method: 'GET', url: `${line.path}?phone=${encodeURIComponent(number)}` })
          : await rings(kind, line.path, number)
      const text = 'text' in answer ? answer.text : answer.body
      expect(text).not.toMatch(/Discret|Secret|Ouvert/u)
      expect((await floor()).calls).toHaveLength(before)
    }
  expect(JSON.stringify(await floor())).not.toMatch(/Discret|Ouvert/u)
})
