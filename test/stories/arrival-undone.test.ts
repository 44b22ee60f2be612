import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** An arrival said by mistake is taken back; what a colleague has done since is theirs. */
const town = await openTown()
const { owner, reception, deputy, anne, siteId, clock } = town
const { house, watch } = town.world
const gate = await town.camera()

const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const said = () => reception.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
const takeBack = (id: string, who = reception) =>
  who.raw(visits.confirmVisit, { params: { id }, body: { right: false } })
const onTimeline = async () =>
  (await owner.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: { kinds: 'visit' } })).entries
    .length
const appointment = async () =>
  (await owner.ask(visits.listAppointments, { query: { customer: anne.customerId } })).appointments[0]!.state
const facts = async () => (await sql`select from timeline.fact where kind like 'visit.%'`.execute(house.db)).rows.length

beforeEach(async () => {
  await sql`delete from visits.visit`.execute(house.db)
  clock.pass(60)
  watch.forgetSite(null)
})

test('nobody moved: it is gone', async () => {
  const { id } = await said()
  expect((await takeBack(id)).body).toMatchObject({ state: 'withdrawn' })
  expect((await floor()).waiting).toEqual([])
})

test('a colleague is going, or has greeted them: their word stands, whoever takes the arrival back', async () => {
  const { id } = await said()
  await deputy.ask(visits.going, { params: { id } })
  expect(await takeBack(id)).toMatchObject({ status: 409, body: { code: 'already-going' } })
  await deputy.ask(visits.greeted, { params: { id } })
  expect(await takeBack(id)).toMatchObject({ status: 409, body: { code: 'already-greeted' } })
  expect((await floor()).greeted.map((visit) => visit.id)).toEqual([id])
  expect([await onTimeline(), await appointment(), await facts()]).toEqual([1, 'kept', 2])
  await deputy.ask(visits.undoVisit, { params: { id } })
})

test('who greeted them says that it was not them: nothing of that greeting is left', async () => {
  await town.post(gate.path, { plate: anne.plate, id: 'g1' })
  const { id } = (await floor()).waiting[0]!
  await deputy.ask(visits.greeted, { params: { id } })
  expect([await onTimeline(), await appointment(), await facts()]).toEqual([1, 'kept', 2])
  expect((await takeBack(id, deputy)).body).toMatchObject({ state: 'withdrawn', greetedAt: null })
  expect([await onTimeline(), await appointment(), await facts()]).toEqual([0, 'booked', 0])
})

test('they left, and a screen that had not heard greets them: they stay gone', async () => {
  const { id } = await said()
  await reception.ask(visits.left, { params: { id } })
  for (const step of [visits.greeted, visits.going])
    expect(await deputy.raw(step, { params: { id } })).toMatchObject({ status: 409, body: { code: 'visit-over' } })
  expect((await floor()).greeted).toEqual([])
})

test('a departure taken back never was; said rightly later, it is told', async () => {
  const { id } = await said()
  await deputy.ask(visits.greeted, { params: { id } })
  const before = await facts()
  await deputy.ask(visits.left, { params: { id } })
  await deputy.ask(visits.undoVisit, { params: { id } })
  expect(await facts()).toBe(before)
  await deputy.ask(visits.left, { params: { id } })
  expect(await facts()).toBe(before + 1)
})

test('the wrong one of a short list, taken back: who it is is asked again', async () => {
  for (const familyName of ['Un', 'Deux']) {
    const { id } = await owner.ask(customers.createCustomer, { body: { familyName } })
    await owner.ask(customers.createAsset, { params: { id }, body: { plate: 'GB-808-BD' } })
  }
  expect((await town.post(gate.path, { plate: 'GB808BD', id: 'p1' })).body.outcome).toBe('perhaps')
  const list = (await floor()).perhaps[0]!
  const pick = (candidate: number) =>
    reception.ask(visits.answerPerhaps, { params: { id: list.id }, body: { candidate } })
  const { visit } = await pick(0)
  expect((await floor()).perhaps).toEqual([])
  await reception.ask(visits.undoVisit, { params: { id: visit!.id } })
  expect((await floor()).perhaps).toMatchObject([{ id: list.id, candidates: [{}, {}] }])
  expect((await pick(1)).visit).toMatchObject({ customerId: list.candidates[1]!.customerId, state: 'arrived' })
  // "It is not them": the other one is left.
  const [waiting] = (await floor()).waiting
  await takeBack(waiting!.id)
  expect((await floor()).perhaps).toMatchObject([{ candidates: [{ customerId: list.candidates[0]!.customerId }] }])
})
