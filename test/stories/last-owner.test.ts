import { describe, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import type { HeldRole } from '../../contract/rights.ts'
import { openTown, type Screen } from '../town.ts'
import { hire } from '../visitor.ts'

/** However it is tried, somebody is left who owns the whole network and can come in. */
const town = await openTown()
const { owner, siteId } = town
const everywhere: HeldRole[] = [{ role: 'owner', siteId: null }]
const here: HeldRole[] = [{ role: 'owner', siteId }]
const change = (by: Screen, id: string, body: { roles?: HeldRole[]; archived?: boolean }) =>
  by.raw(network.updateStaff, { params: { id }, body })
const refused = { status: 422, body: { faults: [{ because: 'last-owner' }] } }

describe('the only owner', () => {
  test.each([
    ['becomes owner of one site only', { roles: here }],
    ['becomes head office', { roles: [{ role: 'head-office', siteId: null }] satisfies HeldRole[] }],
    ['is archived', { archived: true }],
  ])('who %s: refused', async (_how, body) => {
    expect(await change(owner, owner.staffId, body)).toMatchObject(refused)
  })
  test('who keeps the whole and owns one site besides: no harm in that', async () => {
    expect((await change(owner, owner.staffId, { roles: [...everywhere, ...here] })).status).toBe(200)
    // Two roles of one person are not two people.
    expect(await change(owner, owner.staffId, { archived: true })).toMatchObject(refused)
  })
  test('beside somebody who owns one site: still the only one', async () => {
    await hire(town, 'Line Dunsite', here)
    expect(await change(owner, owner.staffId, { archived: true })).toMatchObject(refused)
  })
  test('beside an owner who was invited and never came in: still the only one who can', async () => {
    await owner.ask(network.createStaff, {
      body: { name: 'Ina Vitée', email: 'ina@example.org', roles: everywhere },
    })
    expect(await change(owner, owner.staffId, { archived: true })).toMatchObject(refused)
    expect(await change(owner, owner.staffId, { roles: here })).toMatchObject(refused)
  })
})

test('two who can come in take the role from each other at once: one of them keeps it', async () => {
  const { visitor, staffId } = await hire(town, 'Paule Autre', everywhere)
  const other = visitor.screen(staffId)
  const answers = await Promise.all([
    change(owner, other.staffId, { roles: here }),
    change(other, owner.staffId, { roles: here }),
  ])
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
  const { staff } = await owner.ask(network.listStaff)
  expect(staff.filter((each) => each.joined && each.roles.some((r) => r.role === 'owner' && !r.siteId))).toHaveLength(1)
})

test('the secret address of a diary is shown to whoever’s it is and to those who manage them, to nobody else', async () => {
  const secret = 'https://calendar.example.org/secret-token-123/basic.ics'
  const { visitor: workshop } = await hire(town, 'Wim Atelier', [{ role: 'workshop', siteId }])
  const { visitor: own } = await hire(town, 'Ana Genda', [{ role: 'reception', siteId }])
  const { visitor: manager } = await hire(town, 'Max Chef', [{ role: 'site-manager', siteId }])
  expect((await own.go('PATCH', '/api/me', { calendarUrl: secret })).status).toBe(200)
  const seen = async (who: typeof own, query = '') => (await who.get(`/api/staff${query}`)).text.includes(secret)
  expect([await seen(own), await seen(manager), await seen(workshop), await seen(workshop, `?site=${siteId}`)]).toEqual(
    [true, true, false, false],
  )
})
