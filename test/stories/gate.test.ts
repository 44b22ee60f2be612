import { expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { escalate } from '../../server/flows/escalation.flow.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, advisor, deputy, reception, anne, siteId, clock } = town
const gate = await town.camera()
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
let visitId = ''

test('before she comes she is expected, and nobody waits', async () => {
  const { expected, waiting } = await floor()
  expect(expected.map((a) => a.customerName)).toEqual(['Anne Cieille'])
  expect(waiting).toEqual([])
})

test('what happened before is on file: an answer in May, a long wait last time, a word a colleague left', async () => {
  await owner.ask(timeline.addEntry, {
    params: { id: anne.customerId },
    body: { kind: 'survey', text: 'Très bon accueil', at: '2026-05-12T09:00:00+02:00' },
  })
  await advisor.ask(timeline.addEntry, {
    params: { id: anne.customerId },
    body: { kind: 'note', text: 'Le bruit à l’arrière a-t-il disparu ?', hint: 'say' },
  })
  await deputy.ask(timeline.addEntry, {
    params: { id: anne.customerId },
    body: { kind: 'note', text: 'A attendu vingt-cinq minutes la dernière fois.', hint: 'mind' },
  })
  await owner.ask(network.setDuty, {
    params: { id: advisor.staffId },
    body: { state: 'away', deputyId: deputy.staffId },
  })
})

test('the camera reads one letter wrong; the deputy gets the card, sure and with every because', async () => {
  const answer = await town.post(gate.path, { plate: 'FM046SG', id: 'car-1' })
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'sure' } })
  const desk = await deputy.ask(visits.readDesk, { query: { site: siteId } })
  expect(desk.forMe).toHaveLength(1)
  const { card, id } = desk.forMe[0]!
  visitId = id
  expect(card).toMatchObject({
    name: 'Anne Cieille',
    pronunciation: 'anne si-èye',
    vehicle: { colour: 'blanc', body: 'SUV', plate: 'FM-046-SC' },
    certainty: 'sure',
    who: { staffId: deputy.staffId, as: 'deputy' },
    say: { code: 'quote', values: { text: 'Le bruit à l’arrière a-t-il disparu ?' } },
    thank: { code: 'thank-survey' },
    mind: { code: 'quote' },
  })
  expect(card.probability).toBeGreaterThan(0.95)
  expect(card.why[0]).toMatchObject({ code: 'appointment', service: 'service' })
  expect(card.because.map((b) => b.code)).toEqual(expect.arrayContaining(['plate-off', 'expected-now']))
  expect(card.who?.because[0]).toMatchObject({ code: 'advisor-away', values: { name: 'Alice Conseil' } })
})

test('the same read again changes nothing', async () => {
  expect((await town.post(gate.path, { plate: 'FM046SG', id: 'car-1' })).body).toEqual({ outcome: 'repeated' })
  expect((await town.post(gate.path, { plate: 'FM046SC', id: 'car-1b' })).body).toMatchObject({
    outcome: expect.stringMatching(/repeated|revised/u),
  })
  expect((await floor()).waiting).toHaveLength(1)
})

test('nobody moves for the delay of the site: the next in line is told', async () => {
  clock.pass(91)
  await escalate(town.world.house)
  const waiting = (await floor()).waiting[0]!
  expect(waiting.escalation).toBe(1)
  expect(waiting.whoId).not.toBe(deputy.staffId)
  expect(waiting.card.who?.because.map((b) => b.code)).toContain('nobody-moved')
})

test('the deputy goes all the same; a second person is told who is already going', async () => {
  expect((await deputy.ask(visits.going, { params: { id: visitId } })).goingBy).toBe(deputy.staffId)
  const second = await reception.raw(visits.going, { params: { id: visitId } })
  expect(second).toMatchObject({
    status: 409,
    body: { code: 'already-going', title: 'Denis Suppléant is already going' },
  })
})

test('ninety seconds later, greeted: the time to greet is counted and the visit is on her timeline', async () => {
  clock.pass(90)
  const visit = await deputy.ask(visits.greeted, { params: { id: visitId } })
  expect(visit.state).toBe('greeted')
  const { figures, waiting, greeted } = await floor()
  expect(figures).toMatchObject({ n: 1, medianS: 181, withinS: 90 })
  expect([waiting.length, greeted.length]).toEqual([0, 1])
  const { entries } = await owner.ask(timeline.readTimeline, {
    params: { id: anne.customerId },
    query: { kinds: 'visit' },
  })
  expect(entries[0]?.data).toMatchObject({ waitedS: 181, why: 'appointment' })
})

test('greeted says "yes, it is them": the camera has learned that it takes C for G', async () => {
  const health = await owner.ask(signals.sourceHealth, { params: { id: gate.id }, query: {} })
  expect(health.confusion).toContainEqual({ truth: 'C', read: 'G', n: 1 })
  expect(health.learned).toEqual({ letters: 7, wrong: 1 })
})

test('the next car is a stranger’s: nothing is shown, nothing is written but a count', async () => {
  const before = await floor()
  expect((await town.post(gate.path, { plate: 'GX471ZQ', id: 'car-2' })).body).toEqual({ outcome: 'unknown' })
  await flushTallies(town.world.house, town.world.watch)
  const after = await floor()
  expect(after.waiting).toEqual(before.waiting)
  expect(after.perhaps).toEqual([])
  expect(after.strangersToday).toBe(1)
})

test('every view and step is in the audit log, and head office reads it', async () => {
  const { rows } = await owner.ask(auditApi.readAudit, { query: { customer: anne.customerId } })
  const actions = new Set(rows.map((row) => row.action))
  for (const action of ['customer.create', 'visit.going', 'visit.greeted']) expect(actions).toContain(action)
  expect((await advisor.raw(auditApi.readAudit, { query: {} })).status).toBe(403)
})

test('no plate, name or number of anyone is in the log', () => {
  const all = town.log.join('')
  for (const secret of ['FM046S', 'GX471ZQ', 'Cieille', '639980101', 'example.org']) expect(all).not.toContain(secret)
})
