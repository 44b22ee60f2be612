import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/**
 * The two nights on which the clock of Paris is changed, and places whose clock never is: what is today, who is expected, who is on duty,
 * how long somebody waited.
 */
const opened = async (at: string) => {
  const town = await openTown({ at })
  const { owner, clock } = town
  let made = 0
  return {
    ...town,
    to: (instant: string) => clock.pass((Date.parse(instant) - clock.now().getTime()) / 1000),
    place: async (name: string, timeZone: string, hours: network.Hours = {}) =>
      (await owner.ask(network.createSite, { body: { name, timeZone, hours, services: ['reception', 'service'] } })).id,
    someone: async (siteId: string, at?: string) => {
      const familyName = `Nuit ${++made}`
      const { id } = await owner.ask(customers.createCustomer, { body: { familyName, siteId } })
      const plate = `GB${100 + made}CD`
      const asset = await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
      if (at) await owner.ask(visits.createAppointment, { body: { customerId: id, assetId: asset.id, siteId, at } })
      return { id, familyName, plate, assetId: asset.id }
    },
    floor: (site: string) => owner.ask(visits.readFloor, { query: { site } }),
    names: async (site: string) =>
      (await owner.ask(visits.readFloor, { query: { site } })).expected.map(({ customerName }) => customerName),
  }
}

describe('the night of 25 hours', async () => {
  // Saturday 24 October 2026, at noon in Paris.
  const town = await opened('2026-10-24T12:00:00+02:00')
  const { owner, advisor, siteId } = town

  test('the last hour of that Sunday is of that day, the first of Monday is not', async () => {
    town.to('2026-10-25T12:00:00+01:00')
    const late = await town.someone(siteId, '2026-10-25T23:30:00+01:00')
    const after = await town.someone(siteId, '2026-10-26T00:30:00+01:00')
    const names = await town.names(siteId)
    expect(names).toContain(late.familyName)
    expect(names).not.toContain(after.familyName)
  })

  test('who waits across it waited a minute, not an hour less and not an hour more', async () => {
    const night = await opened('2026-10-25T02:59:30+02:00')
    const { id } = await night.someone(night.siteId)
    const visit = await night.owner.ask(visits.arrive, { body: { siteId: night.siteId, customerId: id } })
    // Three o’clock is two o’clock again.
    night.to('2026-10-25T02:00:30+01:00')
    await night.owner.ask(visits.greeted, { params: { id: visit.id } })
    const { figures } = await night.floor(night.siteId)
    expect([figures.n, figures.medianS]).toEqual([1, 60])
  })

  test('on Monday the doors open at eight on the new clock, and who has duty by the hours is there from then', async () => {
    await owner.ask(network.updateSite, { params: { id: siteId }, body: { hours: { mon: [['08:00', '18:00']] } } })
    const there = async () =>
      (await owner.ask(network.listStaff, {})).staff.find(({ id }) => id === advisor.staffId)!.duty.state
    town.to('2026-10-26T08:30:00+02:00')
    expect(await there()).toBe('off')
    town.to('2026-10-26T08:00:00+01:00')
    expect(await there()).toBe('on')
    town.to('2026-10-26T18:00:00+01:00')
    expect(await there()).toBe('off')
  })
})

describe('the night of 23 hours', async () => {
  const town = await opened('2027-03-28T12:00:00+02:00')

  test('tomorrow, half an hour past midnight, is not today', async () => {
    const late = await town.someone(town.siteId, '2027-03-28T23:30:00+02:00')
    const after = await town.someone(town.siteId, '2027-03-29T00:30:00+02:00')
    const names = await town.names(town.siteId)
    expect(names).toContain(late.familyName)
    expect(names).not.toContain(after.familyName)
  })

  test('who is expected a moment after midnight is expected a moment before it, and the day’s counts begin anew', async () => {
    town.to('2027-03-28T23:20:00+02:00')
    expect((await town.names(town.siteId)).length).toBe(2)
    town.to('2027-03-29T00:20:00+02:00')
    expect((await town.names(town.siteId)).length).toBe(2)
    expect((await town.floor(town.siteId)).left).toBe(0)
  })
})

describe('places far from Paris, on the night its clock is changed', async () => {
  // 07:40 on Sunday morning in Nouméa; Paris has not gone to bed.
  const town = await opened('2026-10-24T22:40:00+02:00')
  const hours = { sat: [['08:00', '12:00']], sun: [['07:30', '11:30']] } satisfies network.Hours
  const noumea = await town.place('Nouméa', 'Pacific/Noumea', hours)
  const fort = await town.place('Fort-de-France', 'America/Martinique', hours)
  const saint = await town.place('Saint-Denis', 'Indian/Reunion', hours)

  test('each has its own Sunday', async () => {
    const [a, b] = [
      await town.someone(noumea, '2026-10-25T11:00:00+11:00'),
      await town.someone(noumea, '2026-10-26T08:00:00+11:00'),
    ]
    const c = await town.someone(fort, '2026-10-25T08:00:00-04:00')
    expect(await town.names(noumea)).toEqual([a.familyName])
    expect(await town.names(fort)).toEqual([])
    town.to('2026-10-25T07:00:00-04:00')
    expect(await town.names(fort)).toEqual([c.familyName])
    expect(await town.names(noumea)).toEqual([])
    town.to('2026-10-25T13:05:00Z')
    expect(await town.names(noumea)).toEqual([b.familyName])
  })

  test('a car bought today is known at the gate in the morning, while it is yesterday in Paris', async () => {
    const far = await opened('2026-11-25T08:00:00+11:00')
    const site = await far.place('Nouméa', 'Pacific/Noumea')
    const { id } = await far.owner.ask(customers.createCustomer, { body: { familyName: 'Matin', siteId: site } })
    // The first registration is of today there: it has come.
    await far.owner.ask(customers.createAsset, {
      params: { id },
      body: { plate: 'GC-222-DE', registeredOn: '2026-11-25', boughtOn: '2026-11-25' },
    })
    const source = await far.owner.ask(signals.createSource, {
      body: { door: 'gate', kind: 'json', name: 'Portail', siteId: site },
    })
    const { body } = await far.post(new URL(source.address!).pathname, { plate: 'GC222DE', id: 'm1' })
    expect(body.outcome).toBe('sure')
    const tomorrow = await far.owner.raw(customers.createAsset, {
      params: { id },
      body: { plate: 'GC-223-DE', registeredOn: '2026-11-26' },
    })
    expect(tomorrow.status).toBe(422)
  })

  test('an advisor of three places is there while one of them is open by its own clock', async () => {
    const { staffId } = town.advisor
    const roles = [noumea, fort, saint].map((siteId) => ({ role: 'service-advisor' as const, siteId }))
    await town.owner.ask(network.updateStaff, { params: { id: staffId }, body: { roles } })
    const states: string[] = []
    // Sunday: Nouméa 07:30–11:30 is 20:30–00:30Z of Saturday; Saint-Denis 03:30–07:30Z; Fort-de-France 11:30–15:30Z.
    for (const at of [
      '2026-10-31T20:29:00Z',
      '2026-10-31T20:30:00Z',
      '2026-11-01T00:30:00Z',
      '2026-11-01T03:30:00Z',
      '2026-11-01T07:30:00Z',
      '2026-11-01T11:30:00Z',
      '2026-11-01T15:30:00Z',
    ]) {
      town.to(at)
      const { duty } = (await town.owner.ask(network.listStaff, {})).staff.find(({ id }) => id === staffId)!
      states.push(duty.state)
    }
    expect(states).toEqual(['off', 'on', 'off', 'on', 'off', 'on', 'off'])
  })
})
