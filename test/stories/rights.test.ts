import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import * as importFeeds from '../../contract/import-feeds.ts'
import { ENDPOINTS } from '../../contract/index.ts'
import * as network from '../../contract/network.ts'
import { may, type Right, ROLES, type Role } from '../../contract/rights.ts'
import * as signals from '../../contract/signals.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { forbidden } from '../../server/kit/problem.ts'
import { openTown } from '../town.ts'
import { hire, Visitor } from '../visitor.ts'

const town = await openTown()
const { owner, siteId: siteA, anne } = town
const siteB = (await owner.ask(network.createSite, { body: { name: 'Chartres' } })).id
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** The address of an endpoint that speaks of nothing there is. */
const nowhere = (endpoint: Endpoint) =>
  endpoint.path.replaceAll(/:\w+/gu, NOBODY) + (endpoint.method === 'GET' ? `?site=${NOBODY}` : '')
const knock = (visitor: Visitor, endpoint: Endpoint) =>
  visitor.go(endpoint.method, nowhere(endpoint), endpoint.method === 'GET' ? undefined : {})

/** Let in may still mean: there is no such thing, your words cannot be used, this house is no demo. */
async function answerTo(visitor: Visitor, endpoint: Endpoint): Promise<string> {
  const { status, body } = await knock(visitor, endpoint)
  if (status === 401) return 'signed out'
  if (status === 403 && body.hint === forbidden().hint) return 'lacks the right'
  return status >= 500 ? `fault ${status}` : 'in'
}

const closed = ENDPOINTS.map(({ endpoint }) => endpoint).filter(({ access }) => access !== 'public')

describe('every endpoint that is not public', () => {
  const stranger = new Visitor(town)
  test.each(closed.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s asks to sign in',
    async (_name, endpoint) => {
      expect(await knock(stranger, endpoint)).toMatchObject({ status: 401, body: { code: 'signed-out' } })
    },
  )
})

test('what is public is public on purpose', () => {
  expect(
    ENDPOINTS.filter(({ endpoint }) => endpoint.access === 'public')
      .map(({ endpoint }) => endpoint.name)
      .sort(),
  ).toEqual([
    'acceptInvitation',
    // A device of theirs on which they are told: by the mark of their page.
    'addMyDevice',
    // Of a review, its author: by the mark of their own link.
    'appealMyReview',
    'createOwner',
    'demoState',
    // A customer's own page, and what a provider fetches: by a mark in the address.
    'moveMyDevice',
    'myAdvisor',
    'myConsent',
    'myData',
    'myDetails',
    'myLanguage',
    'myQuote',
    'myRhythm',
    'myWayOut',
    'playRecording',
    'readInvitation',
    'readMyPage',
    'readMyReview',
    'removeMyDevice',
    'renameMyReview',
    // What a tablet kept while it was offline: by the mark of its door.
    'sendDoorAnswers',
    'shownOnMyDevice',
    'start',
    'startDemo',
    'withdrawMyReview',
  ])
})

const everywhere = new Map<Role, Visitor>()
for (const role of ROLES) {
  const { visitor } = await hire(town, `Partout ${role}`, [{ role, siteId: null }])
  everywhere.set(role, visitor)
}

describe.each(ROLES)('%s', (role) => {
  const visitor = everywhere.get(role)!
  const allowed = (endpoint: Endpoint) =>
    endpoint.access === 'signed-in' || may([{ role, siteId: null }], endpoint.access as Right)

  test('is refused what the role does not hold, in so many words', async () => {
    for (const endpoint of closed.filter((each) => !allowed(each)))
      expect([endpoint.name, await answerTo(visitor, endpoint)]).toEqual([endpoint.name, 'lacks the right'])
  })

  test('is let in to the rest', async () => {
    for (const endpoint of closed.filter(allowed))
      expect([endpoint.name, await answerTo(visitor, endpoint)]).toEqual([endpoint.name, 'in'])
  })

  test('knows the same of itself', async () => {
    const rights = (await visitor.get('/api/me')).body.rights as Right[]
    for (const endpoint of closed.filter(({ access }) => access !== 'signed-in'))
      expect([endpoint.name, rights.includes(endpoint.access as Right)]).toEqual([endpoint.name, allowed(endpoint)])
  })
})

describe('a right holds on its site', async () => {
  const managerA = (await hire(town, 'Armand Chef', [{ role: 'site-manager', siteId: siteA }])).screen
  const { screen: managerB, staffId: managerBId } = await hire(town, 'Béa Chef', [
    { role: 'site-manager', siteId: siteB },
  ])
  const { screen: advisorB, staffId: advisorBId } = await hire(town, 'Basile Conseil', [
    { role: 'sales-advisor', siteId: siteB },
  ])
  const { screen: both } = await hire(town, 'Deux Sites', [
    { role: 'reception', siteId: siteA },
    { role: 'site-manager', siteId: siteB },
  ])
  const gateA = await town.camera()
  const visitA = await owner.ask(visits.arrive, { body: { siteId: siteA, customerId: anne.customerId } })
  const appointment = {
    customerId: anne.customerId,
    assetId: anne.assetId,
    service: 'service' as const,
    at: '2026-11-26T10:30:00+01:00',
  }
  const booked = await owner.ask(visits.createAppointment, { body: { ...appointment, siteId: siteA } })
  const source = { door: 'gate' as const, kind: 'json', name: 'Portail' }
  const staffDraft = (siteId: string | null, role: Role = 'reception') => ({
    name: 'Nouvelle',
    email: `n${Math.random().toString(36).slice(2)}@example.org`,
    roles: [{ role, siteId }],
  })
  const REFUSED = { status: 403, body: { code: 'forbidden' } }

  test.each<[string, () => Promise<{ status: number }>]>([
    ['connect a camera', () => managerB.raw(signals.createSource, { body: { ...source, siteId: siteA } })],
    ['change a camera', () => managerB.raw(signals.updateSource, { params: { id: gateA.id }, body: { name: 'X' } })],
    ['send a camera a sample', () => managerB.raw(signals.sendSample, { params: { id: gateA.id }, body: {} })],
    ['look at its health', () => managerB.raw(signals.sourceHealth, { params: { id: gateA.id } })],
    ['hire there', () => managerB.raw(network.createStaff, { body: staffDraft(siteA) })],
    ['hire for every site', () => managerB.raw(network.createStaff, { body: staffDraft(null) })],
    [
      'name someone of head office',
      () => managerB.raw(network.createStaff, { body: staffDraft(siteB, 'head-office') }),
    ],
    ['name an owner', () => managerB.raw(network.createStaff, { body: staffDraft(siteB, 'owner') })],
    ['name an auditor', () => managerB.raw(network.createStaff, { body: staffDraft(siteB, 'auditor') })],
    [
      'rename someone',
      () => managerB.raw(network.updateStaff, { params: { id: town.advisor.staffId }, body: { name: 'X' } }),
    ],
    [
      'archive the owner',
      () => managerB.raw(network.updateStaff, { params: { id: owner.staffId }, body: { archived: true } }),
    ],
    [
      'take someone over to their own site',
      () =>
        managerB.raw(network.updateStaff, {
          params: { id: town.advisor.staffId },
          body: { roles: [{ role: 'reception', siteId: siteB }] },
        }),
    ],
    [
      'raise themselves',
      () =>
        managerB.raw(network.updateStaff, {
          params: { id: managerBId },
          body: { roles: [{ role: 'owner', siteId: null }] },
        }),
    ],
    [
      'take someone’s way in by an invitation',
      () => managerB.raw(network.inviteStaff, { params: { id: town.advisor.staffId } }),
    ],
    ['take the owner’s', () => managerB.raw(network.inviteStaff, { params: { id: owner.staffId } })],
    [
      'say who is away',
      () => managerB.raw(network.setDuty, { params: { id: town.advisor.staffId }, body: { state: 'away' } }),
    ],
    ['read the floor', () => managerB.raw(visits.readFloor, { query: { site: siteA } })],
    ['read the desk', () => managerB.raw(visits.readDesk, { query: { site: siteA } })],
    ['follow a diary', () => managerB.raw(importFeeds.setCalendar, { params: { site: siteA }, body: { url: '' } })],
    ['change the site', () => managerB.raw(network.updateSite, { params: { id: siteA }, body: { name: 'X' } })],
    ['book there', () => managerB.raw(visits.createAppointment, { body: { ...appointment, siteId: siteA } })],
    [
      'cancel there',
      () => managerB.raw(visits.updateAppointment, { params: { id: booked.id }, body: { state: 'cancelled' } }),
    ],
    ['list the appointments there', () => managerB.raw(visits.listAppointments, { query: { site: siteA } })],
  ])('a site manager of B may not, on site A, %s', async (_what, ask) => {
    expect(await ask()).toMatchObject(REFUSED)
  })

  test('and what they may not was not done', async () => {
    const { sources } = await owner.ask(signals.listSources)
    expect(sources.map(({ name, siteId }) => [name, siteId])).toEqual([['Portail', siteA]])
    const { staff } = await owner.ask(network.listStaff)
    expect(staff.filter(({ name }) => ['Nouvelle', 'X'].includes(name))).toEqual([])
    expect(staff.find(({ id }) => id === managerBId)?.roles).toEqual([{ role: 'site-manager', siteId: siteB }])
    const { appointments } = await owner.ask(visits.listAppointments, { query: { site: siteA } })
    expect(appointments.find(({ id }) => id === booked.id)?.state).toBe('booked')
  })

  test('on their own they do', async () => {
    expect((await managerB.ask(signals.createSource, { body: { ...source, siteId: siteB } })).siteId).toBe(siteB)
    const { staff } = await managerB.ask(network.createStaff, { body: staffDraft(siteB) })
    expect(
      (await managerB.ask(network.updateStaff, { params: { id: staff.id }, body: { phone: '+33639980088' } })).phone,
    ).toBe('+33639980088')
    expect((await managerB.ask(network.setDuty, { params: { id: advisorBId }, body: { state: 'away' } })).state).toBe(
      'away',
    )
    await managerB.ask(visits.readFloor, { query: { site: siteB } })
    expect(
      (await managerA.ask(signals.updateSource, { params: { id: gateA.id }, body: { name: 'Portail' } })).name,
    ).toBe('Portail')
  })

  test('the address of a camera, which is its secret, shows to who may change it', async () => {
    const addressFor = async (screen: typeof owner) =>
      (await screen.ask(signals.listSources)).sources.find(({ id }) => id === gateA.id)?.address
    expect(await addressFor(managerA)).toEqual(expect.stringContaining(`/in/${gateA.id}/`))
    expect(await addressFor(town.advisor)).toBeNull()
    expect(await addressFor(managerB)).toBeUndefined()
  })

  test.each<[string, () => Promise<{ status: number }>]>([
    ['go', () => advisorB.raw(visits.going, { params: { id: visitA.id } })],
    ['greet', () => advisorB.raw(visits.greeted, { params: { id: visitA.id } })],
    ['say they left', () => advisorB.raw(visits.left, { params: { id: visitA.id } })],
    ['take a step back', () => advisorB.raw(visits.undoVisit, { params: { id: visitA.id } })],
    ['say it was said', () => advisorB.raw(visits.sayLine, { params: { id: visitA.id }, body: { line: 'say' } })],
    ['hand it on', () => advisorB.raw(visits.handVisit, { params: { id: visitA.id }, body: { staffId: advisorBId } })],
    [
      'say it is not them',
      () => advisorB.raw(visits.confirmVisit, { params: { id: visitA.id }, body: { right: false } }),
    ],
    ['look at it', () => advisorB.raw(visits.readVisit, { params: { id: visitA.id } })],
    [
      'say someone arrived there',
      () => advisorB.raw(visits.arrive, { body: { siteId: siteA, customerId: anne.customerId } }),
    ],
  ])('of a visit on A, an advisor of B may not %s', async (_what, ask) => {
    expect(await ask()).toMatchObject(REFUSED)
    expect((await owner.ask(visits.readVisit, { params: { id: visitA.id } })).state).toBe('arrived')
  })

  test('nor is a visit handed to someone of another site', async () => {
    expect(
      await town.reception.raw(visits.handVisit, { params: { id: visitA.id }, body: { staffId: advisorBId } }),
    ).toMatchObject({ status: 422 })
  })

  test('the live stream of A is closed to B', async () => {
    const listen = await town.world.app.inject({ url: `/api/live?site=${siteA}`, headers: { cookie: advisorB.cookie } })
    expect(listen.statusCode).toBe(403)
  })

  test('two roles on two sites do not lend each other their rights', async () => {
    expect((await both.raw(signals.createSource, { body: { ...source, siteId: siteB, name: 'Deux' } })).status).toBe(
      200,
    )
    expect(await both.raw(signals.createSource, { body: { ...source, siteId: siteA } })).toMatchObject(REFUSED)
    expect((await both.raw(visits.readFloor, { query: { site: siteA } })).status).toBe(200)
  })

  test('a role taken away is gone at the next request', async () => {
    const { screen, staffId } = await hire(town, 'Ex Chef', [{ role: 'site-manager', siteId: siteB }])
    expect((await screen.raw(network.inviteStaff, { params: { id: advisorBId } })).status).toBe(200)
    await owner.ask(network.updateStaff, {
      params: { id: staffId },
      body: { roles: [{ role: 'workshop', siteId: siteB }] },
    })
    expect(await screen.raw(network.inviteStaff, { params: { id: advisorBId } })).toMatchObject(REFUSED)
  })
})

describe('an auditor', async () => {
  const { screen } = await hire(town, 'Aude Regard', [{ role: 'auditor', siteId: null }])

  test('reads the log and takes it away, which is in the log', async () => {
    const { rows } = await screen.ask(auditApi.readAudit, { query: { limit: 5 } })
    expect(rows).toHaveLength(5)
    const csv = await town.world.app.inject({ url: '/api/audit.csv', headers: { cookie: screen.cookie } })
    expect([csv.statusCode, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect((await screen.ask(auditApi.readAudit, { query: { action: 'audit.export', limit: 1 } })).rows).toMatchObject([
      { actor: 'Aude Regard' },
    ])
  })

  test('writes nothing', async () => {
    const id = anne.customerId
    const asked = [
      await screen.raw(timeline.addEntry, { params: { id }, body: { kind: 'note', text: 'x' } }),
      await screen.raw(visits.arrive, { body: { siteId: siteA, customerId: id } }),
      await screen.raw(network.createStaff, {
        body: { name: 'x', email: 'x@example.org', roles: [{ role: 'reception', siteId: siteA }] },
      }),
      await screen.raw(network.setDuty, { params: { id: town.advisor.staffId }, body: { state: 'away' } }),
    ]
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  test('nobody changes the log, not even by hand in the database', async () => {
    await expect(town.world.pool.query(`update network.audit set actor = 'x'`)).rejects.toThrow('append only')
    await expect(town.world.pool.query('delete from network.audit')).rejects.toThrow('append only')
  })
})
