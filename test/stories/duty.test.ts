import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import type { SentOf } from '../../contract/endpoint.ts'
import * as network from '../../contract/network.ts'
import { openTown, type Screen } from '../town.ts'
import { hire } from '../visitor.ts'

// Tuesday 24 November 2026, 10:24 in Paris.
const town = await openTown()
const { owner, advisor, deputy, reception, siteId, clock } = town
const { pool } = town.world
const set = (screen: Screen, id: string, body: SentOf<typeof network.setDuty>['body']) =>
  screen.ask(network.setDuty, { params: { id }, body })
const dutyOf = async (staffId: string) =>
  (await reception.ask(network.listStaff, {})).staff.find(({ id }) => id === staffId)?.duty
const away = (from: string, to: string) =>
  pool.query('insert into network.away (staff_id, from_at, to_at) values ($1, $2, $3)', [advisor.staffId, from, to])

const PRESENT = { state: 'on', because: 'default', until: null, deputyId: null }

test('nobody said anything, the site says no hours: they are there', async () => {
  expect(await dutyOf(advisor.staffId)).toEqual(PRESENT)
})

describe('by hand', () => {
  test('away and back, in one call each; every screen is told', async () => {
    const told: string[] = []
    const { live } = town.world.house
    const publish = live.publish
    live.publish = (event) => {
      told.push(event.type)
      publish(event)
    }
    expect(await set(advisor, advisor.staffId, { state: 'away', deputyId: deputy.staffId })).toEqual({
      state: 'away',
      because: 'hand',
      until: null,
      deputyId: deputy.staffId,
    })
    expect((await dutyOf(advisor.staffId))?.deputyId).toBe(deputy.staffId)
    expect(await set(advisor, advisor.staffId, { state: 'on' })).toEqual({ ...PRESENT, because: 'hand' })
    expect(await set(advisor, advisor.staffId, { state: 'auto' })).toEqual(PRESENT)
    live.publish = publish
    expect(told.filter((type) => type === 'duty')).toHaveLength(3)
  })

  test('until an hour: then they are back by themselves', async () => {
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString()
    await set(advisor, advisor.staffId, { state: 'away', until, deputyId: deputy.staffId })
    clock.pass(3599)
    expect(await dutyOf(advisor.staffId)).toEqual({ state: 'away', because: 'hand', until, deputyId: deputy.staffId })
    clock.pass(1)
    expect(await dutyOf(advisor.staffId)).toEqual(PRESENT)
  })

  test('until an hour that has passed says nothing', async () => {
    const past = await advisor.raw(network.setDuty, {
      params: { id: advisor.staffId },
      body: { state: 'away', until: clock.now().toISOString() },
    })
    expect(past).toMatchObject({ status: 422, body: { faults: [{ path: 'body.until' }] } })
  })

  test('nobody is their own deputy', async () => {
    const refused = await advisor.raw(network.setDuty, {
      params: { id: advisor.staffId },
      body: { state: 'away', deputyId: advisor.staffId },
    })
    expect(refused).toMatchObject({ status: 422, body: { faults: [{ path: 'body.deputyId' }] } })
  })

  test('a colleague of the site says it for them; it is written who did', async () => {
    await set(reception, advisor.staffId, { state: 'away' })
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'duty.set', limit: 1 } })
    expect(rows[0]).toMatchObject({ actor: 'Rose Accueil', detail: { staff: advisor.staffId, state: 'away' } })
    await set(reception, advisor.staffId, { state: 'auto' })
  })

  test('everyone says their own, whatever their role; not the others’', async () => {
    const { screen, staffId } = await hire(town, 'Momo Atelier', [{ role: 'workshop', siteId }])
    expect((await set(screen, staffId, { state: 'away' })).state).toBe('away')
    const others = await screen.raw(network.setDuty, { params: { id: advisor.staffId }, body: { state: 'away' } })
    expect(others.status).toBe(403)
  })
})

describe('by their calendar', () => {
  const to = '2026-11-24T17:00:00.000Z'

  test('an away period makes them away, until it ends', async () => {
    await away('2026-11-24T10:00:00Z', to)
    clock.pass(60)
    expect(await dutyOf(advisor.staffId)).toEqual({ state: 'away', because: 'calendar', until: to, deputyId: null })
  })

  test('of two that overlap, the later end counts', async () => {
    const later = '2026-11-24T18:00:00.000Z'
    await away('2026-11-24T10:05:00Z', later)
    expect(await dutyOf(advisor.staffId)).toMatchObject({ until: later })
  })

  test('what they say by hand holds over it, while it holds', async () => {
    const until = new Date(clock.now().getTime() + 600_000).toISOString()
    await set(advisor, advisor.staffId, { state: 'on', until })
    expect(await dutyOf(advisor.staffId)).toMatchObject({ state: 'on', because: 'hand', until })
    clock.pass(600)
    expect(await dutyOf(advisor.staffId)).toMatchObject({ state: 'away', because: 'calendar' })
    await set(advisor, advisor.staffId, { state: 'on' })
    expect(await dutyOf(advisor.staffId)).toMatchObject({ state: 'on', because: 'hand' })
    expect(await set(advisor, advisor.staffId, { state: 'auto' })).toMatchObject({ state: 'away', because: 'calendar' })
  })

  test('the deputy last named stands in for the days of the calendar too', async () => {
    const until = new Date(clock.now().getTime() + 60_000).toISOString()
    await set(advisor, advisor.staffId, { state: 'away', until, deputyId: deputy.staffId })
    clock.pass(60)
    expect(await dutyOf(advisor.staffId)).toMatchObject({ because: 'calendar', deputyId: deputy.staffId })
  })
})

describe('by the hours of their sites', () => {
  test('closed, they are off; open elsewhere, who works there too is on', async () => {
    const at = clock.now()
    const other = await owner.ask(network.createSite, {
      body: { name: 'Chartres', hours: { tue: [['08:00', '20:00']] } },
    })
    const { staffId: both } = await hire(town, 'Deux Sites', [
      { role: 'reception', siteId },
      { role: 'reception', siteId: other.id },
    ])
    expect(Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/Paris').dayOfWeek).toBe(2)
    await owner.ask(network.updateSite, { params: { id: siteId }, body: { hours: { tue: [['06:00', '08:00']] } } })
    expect(await dutyOf(deputy.staffId)).toEqual({ state: 'off', because: 'hours', until: null, deputyId: null })
    expect(await dutyOf(both)).toEqual(PRESENT)
    // Present at the one that is open, not at the other.
    const there = async (site: string) =>
      (await owner.ask(network.listStaff, { query: { site } })).staff.find((each) => each.id === both)!.duty.state
    expect([await there(siteId), await there(other.id)]).toEqual(['off', 'on'])
    // Someone who stayed late says so, and is there.
    expect(await set(deputy, deputy.staffId, { state: 'on' })).toMatchObject({ state: 'on', because: 'hand' })
    await owner.ask(network.updateSite, { params: { id: siteId }, body: { hours: {} } })
    expect(await set(deputy, deputy.staffId, { state: 'auto' })).toEqual(PRESENT)
  })
})
