import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** A night shift: who waits at midnight still waits a minute later, and who comes for ten past is expected at ten to. */
const town = await openTown({ at: '2026-11-24T23:55:00+01:00' })
const { owner, reception, deputy, anne, siteId, clock } = town
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const desk = (who = deputy) => who.ask(visits.readDesk, { query: { site: siteId } })

test('a car of ten past midnight is expected at five to', async () => {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName: 'Minuit' } })
  await owner.ask(customers.createAsset, { params: { id }, body: { plate: 'GC-808-BD' } })
  await owner.ask(visits.createAppointment, { body: { customerId: id, siteId, at: '2026-11-25T00:10:00+01:00' } })
  const gate = await town.camera()
  // One letter off: only who is expected is recognised so.
  expect((await town.post(gate.path, { plate: 'GC8O8BD', id: 'm1' })).body.outcome).toBe('sure')
  const { waiting, expected } = await floor()
  expect(waiting.map(({ card }) => card.because.map(({ code }) => code))).toEqual([
    expect.arrayContaining(['expected-now']),
  ])
  expect(expected.map(({ customerId }) => customerId)).not.toContain(id)
})

test('who waits and who was greeted are here after midnight; the counts begin anew', async () => {
  const { id } = await reception.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
  await deputy.ask(visits.greeted, { params: { id } })
  clock.pass(10 * 60)
  const { waiting, greeted, figures, left } = await floor()
  expect([waiting.length, greeted.length, figures.n, left]).toEqual([1, 1, 0, 0])
  expect((await desk()).forMe.map((visit) => visit.id)).toContain(id)
  clock.pass(15 * 3600)
  expect((await floor()).waiting).toEqual([])
})
