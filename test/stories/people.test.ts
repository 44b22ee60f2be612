import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as keysApi from '../../contract/keys.ts'
import * as network from '../../contract/network.ts'
import * as push from '../../contract/push.ts'
import * as visits from '../../contract/visits.ts'
import { openTown, PASSWORD } from '../town.ts'
import { hire, Visitor } from '../visitor.ts'

const NEW = 'une jument grise au trot'
describe('invitations', async () => {
  const town = await openTown()
  const { owner, siteId, clock } = town
  const draft = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    roles: [{ role: 'reception' as const, siteId }],
  })
  const pathOf = (invitation: string) => new URL(invitation).pathname.replace('/join/', '/api/invitations/')
  const invite = async (name: string) => {
    const { staff, invitation } = await owner.ask(network.createStaff, { body: draft(name) })
    return { id: staff.id, path: pathOf(invitation) }
  }
  const ENDED = { status: 404, body: { code: 'invitation-ended', hint: expect.any(String) } }

  test('it says whom it is for, lets in once, and tells the second who comes with it', async () => {
    const { path } = await invite('Ines')
    const visitor = new Visitor(town)
    expect(await visitor.get(path)).toMatchObject({ status: 200, body: { name: 'Ines', network: 'Réseau du Val' } })
    expect((await visitor.post(path, { password: 'court' })).status).toBe(422)
    expect((await visitor.post(path, { password: PASSWORD })).status).toBe(200)
    expect(await visitor.get(path)).toMatchObject(ENDED)
    expect(await visitor.post(path, { password: NEW })).toMatchObject(ENDED)
    expect((await visitor.signIn('ines@example.org', NEW)).status).toBe(401)
  })

  test('used at once from two windows, it lets one in', async () => {
    const { path } = await invite('Jade')
    const answers = await Promise.all([PASSWORD, NEW].map((password) => new Visitor(town).post(path, { password })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
  })

  test('a new one ends the one before; used, it sets a new password and ends open sessions', async () => {
    const { id, path } = await invite('Karim')
    const again = async () => pathOf((await owner.ask(network.inviteStaff, { params: { id } })).invitation)
    const second = await again()
    const visitor = new Visitor(town)
    expect(await visitor.get(path)).toMatchObject(ENDED)
    await visitor.post(second, { password: PASSWORD })
    await visitor.signIn('karim@example.org')
    expect(await visitor.inside()).toBe(200)
    expect((await new Visitor(town).post(await again(), { password: NEW })).status).toBe(200)
    expect(await visitor.inside()).toBe(401)
    expect((await visitor.signIn('karim@example.org')).status).toBe(401)
    expect((await visitor.signIn('karim@example.org', NEW)).status).toBe(200)
  })

  test('after seven days it is over; an invented one never was', async () => {
    const { path } = await invite('Lucie')
    clock.pass(7 * 86_400 - 1)
    expect((await new Visitor(town).get(path)).status).toBe(200)
    clock.pass(1)
    expect(await new Visitor(town).get(path)).toMatchObject(ENDED)
    expect(await new Visitor(town).get('/api/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toMatchObject(ENDED)
  })

  test('an e-mail belongs to one person at work', async () => {
    const { id } = await invite('Manon')
    const taken = { status: 409, body: { code: 'email-taken' } }
    expect(
      await owner.raw(network.createStaff, { body: { ...draft('Autre'), email: 'MANON@example.org' } }),
    ).toMatchObject(taken)
    const { id: other } = await invite('Nadia')
    expect(
      await owner.raw(network.updateStaff, { params: { id: other }, body: { email: 'Manon@example.org' } }),
    ).toMatchObject(taken)
    expect(
      (await owner.ask(network.updateStaff, { params: { id }, body: { email: 'manon.b@example.org' } })).email,
    ).toBe('manon.b@example.org')
  })

  test('a change of one thing leaves the rest as it was', async () => {
    const { staff } = await owner.ask(network.createStaff, {
      body: {
        ...draft('Olga'),
        skills: ['tyres'],
        languages: ['pl', 'en'],
        locale: 'en',
        calendarUrl: 'https://example.org/olga.ics',
      },
    })
    const changed = await owner.ask(network.updateStaff, { params: { id: staff.id }, body: { phone: '+33639980077' } })
    expect(changed).toEqual({ ...staff, phone: '+33639980077', version: 2 })
    const site = (await owner.ask(network.readNetwork)).sites[0]!
    const hours = { mon: [['08:00', '18:00']] as [string, string][] }
    await owner.ask(network.updateSite, {
      params: { id: site.id },
      body: { hours, city: 'Versailles', services: ['tyres'] },
    })
    expect(await owner.ask(network.updateSite, { params: { id: site.id }, body: { greetWithinS: 60 } })).toEqual({
      ...site,
      hours,
      city: 'Versailles',
      services: ['tyres'],
      greetWithinS: 60,
      version: site.version + 2,
    })
  })

  test('what is named must be there', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000'
    const asked = [
      await owner.raw(network.createStaff, {
        body: { ...draft('Perdu'), roles: [{ role: 'reception', siteId: nowhere }] },
      }),
      await owner.raw(network.updateStaff, {
        params: { id: town.reception.staffId },
        body: { roles: [{ role: 'reception', siteId: nowhere }] },
      }),
      await owner.raw(keysApi.createApiKey, { body: { name: 'x', role: 'reception', siteId: nowhere } }),
      await owner.raw(network.createSite, { body: { name: 'x', brandId: nowhere } }),
      await owner.raw(network.updateSite, { params: { id: siteId }, body: { brandId: nowhere } }),
      await owner.raw(network.setDuty, {
        params: { id: town.advisor.staffId },
        body: { state: 'away', deputyId: nowhere },
      }),
    ]
    expect(asked.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422])
  })
})

describe('someone who leaves', async () => {
  const town = await openTown()
  const { owner, siteId } = town
  const roles = [{ role: 'reception' as const, siteId }]
  const archive = (id: string, archived = true) =>
    owner.raw(network.updateStaff, { params: { id }, body: { archived } })

  test('is out at once and cannot come back in; an archive taken back lets them in again', async () => {
    const { staffId, email, visitor } = await hire(town, 'Sami Parti', roles)
    expect((await archive(staffId)).status).toBe(200)
    expect(await visitor.inside()).toBe(401)
    const refused = await visitor.signIn(email)
    expect([refused.status, await visitor.inside()]).toEqual([403, 401])
    expect((await visitor.get('/api/auth/get-session')).text).toBe('null')
    expect((await archive(staffId, false)).status).toBe(200)
    expect((await visitor.signIn(email)).status).toBe(200)
  })

  test('and hired again, joins anew: the old password opens nothing', async () => {
    const { staffId, email } = await hire(town, 'Tara Revient', roles)
    await archive(staffId)
    const { staff, invitation } = await owner.ask(network.createStaff, { body: { name: 'Tara', email, roles } })
    expect(staff).toMatchObject({ joined: false })
    const visitor = new Visitor(town)
    expect((await visitor.signIn(email)).status).toBe(401)
    await visitor.post(new URL(invitation).pathname.replace('/join/', '/api/invitations/'), { password: NEW })
    expect((await visitor.signIn(email, NEW)).status).toBe(200)
    expect((await archive(staffId, false)).body).toMatchObject({ code: 'email-taken' })
  })

  test('their devices ring for nobody any more, archived or given a new password', async () => {
    const { staffId, screen } = await hire(town, 'Vera Sonne', roles)
    const tell = { endpoint: 'https://push.example.org/vera', keys: { p256dh: 'p', auth: 'a' } }
    const devices = async () =>
      (await town.world.pool.query('select endpoint from network.push where staff_id = $1', [staffId])).rowCount
    await screen.ask(push.subscribePush, { body: tell })
    expect(await devices()).toBe(1)
    const { invitation } = await owner.ask(network.inviteStaff, { params: { id: staffId } })
    await new Visitor(town).post(new URL(invitation).pathname.replace('/join/', '/api/invitations/'), { password: NEW })
    expect(await devices()).toBe(0)
    await town.world.pool.query(
      `insert into network.push (endpoint, staff_id, p256dh, auth, created_at) values ('https://push.example.org/vera', $1, 'p', 'a', now())`,
      [staffId],
    )
    await archive(staffId)
    expect(await devices()).toBe(0)
  })

  test('a network keeps an owner, even when two leave at once', async () => {
    const first = owner.staffId
    expect((await archive(first)).status).toBe(422)
    const { staffId, screen } = await hire(town, 'Ulysse Associé', [{ role: 'owner', siteId: null }])
    const answers = await Promise.all([
      archive(staffId),
      screen.raw(network.updateStaff, { params: { id: first }, body: { archived: true } }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).not.toEqual([200, 200])
    expect((await new Visitor(town).get('/api/start')).body.needsOwner).toBe(false)
  })
})

test('who was invited and never came in is told of nobody: the next in the line is', async () => {
  const town = await openTown()
  const { owner, reception, siteId, anne } = town
  // Anne's advisor is somebody who was hired yesterday.
  const { staff: hired, invitation } = await owner.ask(network.createStaff, {
    body: {
      name: 'Émile Nouveau',
      email: 'emile@example.org',
      skills: ['reception'],
      roles: [{ role: 'reception', siteId }],
    },
  })
  expect(hired).toMatchObject({ joined: false, duty: { state: 'off', because: 'not-joined' } })
  expect(Date.parse(hired.invitedUntil!)).toBeGreaterThan(town.clock.now().getTime())
  const { version } = await owner.ask(customers.readCustomer, { params: { id: anne.customerId } })
  await owner.ask(customers.updateCustomer, {
    params: { id: anne.customerId },
    body: { version, advisorId: hired.id, deputyId: reception.staffId },
  })
  const visit = await owner.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
  expect(visit).toMatchObject({ whoId: reception.staffId })
  expect(visit.card.who?.because).toEqual([{ code: 'advisor-not-joined', values: { name: 'Émile Nouveau' } }])
  await owner.ask(visits.greeted, { params: { id: visit.id } })
  await owner.ask(visits.left, { params: { id: visit.id } })

  // Said to be there by hand, for a colleague may call them, or come in: they are in it.
  await owner.ask(network.acceptInvitation, {
    params: { token: invitation.split('/').at(-1)! },
    body: { password: PASSWORD },
  })
  const { staff } = await owner.ask(network.listStaff)
  expect(staff.find(({ id }) => id === hired.id)).toMatchObject({
    joined: true,
    invitedUntil: null,
    duty: { state: 'on', because: 'default' },
  })
  // As a list of names is read: É beside E, not after Z.
  expect(staff.map(({ name }) => name.split(' ')[0])).toEqual(['Alice', 'Denis', 'Émile', 'Odile', 'Rose'])
})

describe('two managers at once', async () => {
  const { owner, advisor, siteId } = await openTown()
  const person = async () => (await owner.ask(network.listStaff)).staff.find(({ id }) => id === advisor.staffId)!
  const site = async () => (await owner.ask(network.readNetwork)).sites[0]!
  const STALE = { status: 409, body: { code: 'stale' } }

  test('who comes second with the version they read writes over nothing', async () => {
    const { version } = await person()
    const change = (body: object) => ({ params: { id: advisor.staffId }, body: { version, ...body } })
    const answers = await Promise.all([
      owner.raw(network.updateStaff, change({ skills: ['service', 'tyres'] })),
      owner.raw(network.updateStaff, change({ phone: '+33639980009' })),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject(STALE)
    expect((await person()).version).toBe(version + 1)

    const before = await site()
    const hours = { mon: [['08:00', '12:00']] as [string, string][] }
    const move = (body: object) => ({ params: { id: siteId }, body: { version: before.version, ...body } })
    await owner.ask(network.updateSite, move({ hours }))
    expect(await owner.raw(network.updateSite, move({ city: 'Lyon' }))).toMatchObject(STALE)
    expect(await site()).toMatchObject({ hours, city: before.city })
  })

  test('without a version the change is made on whatever stands there', async () => {
    const { skills } = await person()
    await owner.ask(network.updateStaff, { params: { id: advisor.staffId }, body: { phone: null } })
    expect(await person()).toMatchObject({ phone: null, skills })
  })
})

describe('what cannot be used of a person or a place', async () => {
  const { owner, advisor, siteId } = await openTown()
  const fault = (path: string, because: string) => ({ status: 422, body: { faults: [{ path, because }] } })

  test.each(['abc', '4', '+'])('“%s” is no telephone number', async (phone) => {
    const refused = fault('body.phone', 'number-malformed')
    expect(await owner.raw(network.updateStaff, { params: { id: advisor.staffId }, body: { phone } })).toMatchObject(
      refused,
    )
    expect(await owner.raw(network.updateSite, { params: { id: siteId }, body: { phone } })).toMatchObject(refused)
  })
  test.each(['+33 6 39 98 00 01', '06.39.98.00.01', '101', '*21'])('“%s” can be dialled', async (phone) => {
    const kept = await owner.ask(network.updateStaff, { params: { id: advisor.staffId }, body: { phone } })
    expect(kept.phone).toBe(phone)
  })
  test('a country there is not, hours that overlap', async () => {
    const change = (body: object) => owner.raw(network.updateSite, { params: { id: siteId }, body })
    for (const country of ['zz', 'ZZ', 'EU'])
      expect(await change({ country })).toMatchObject(fault('body.country', 'unknown-country'))
    expect(await change({ country: 'fr' })).toMatchObject({ status: 200, body: { country: 'FR' } })
    const hours = {
      mon: [
        ['08:00', '12:00'],
        ['11:00', '18:00'],
      ],
    }
    expect(await change({ hours })).toMatchObject(fault('body.hours.mon', 'overlaps'))
  })
  test('two places or two brands of one name', async () => {
    const taken = fault('body.name', 'name-taken')
    expect(await owner.raw(network.createSite, { body: { name: 'VERSAILLES' } })).toMatchObject(taken)
    const lyon = await owner.ask(network.createSite, { body: { name: 'Lyon' } })
    const change = (body: object) => owner.raw(network.updateSite, { params: { id: lyon.id }, body })
    expect(await change({ name: 'Versailles' })).toMatchObject(taken)
    expect((await change({ name: 'LYON' })).status).toBe(200)
    // Put away, its name is free; taken meanwhile, it does not come back under it.
    await change({ archived: true })
    await owner.ask(network.createSite, { body: { name: 'Lyon' } })
    expect(await change({ archived: false })).toMatchObject(taken)
    await owner.ask(network.createBrand, { body: { name: 'Renault' } })
    expect(await owner.raw(network.createBrand, { body: { name: 'renault' } })).toMatchObject(taken)
  })
})
