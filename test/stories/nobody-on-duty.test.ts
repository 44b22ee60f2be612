import { expect, test, vi } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as pushApi from '../../contract/push.ts'
import * as visits from '../../contract/visits.ts'
import { escalate } from '../../server/flows/escalation.flow.ts'
import { escalatePerhaps } from '../../server/flows/perhaps-told.flow.ts'
import { openTown, type Screen } from '../town.ts'

// The site greets within ninety seconds. It is 10:24, and its doors open at 10:30.
const town = await openTown()
const { owner, advisor, deputy, reception, anne, siteId, clock, world } = town
await owner.ask(network.updateSite, {
  params: { id: siteId },
  body: { hours: { tue: [['10:30', '12:00']] } },
})
const gate = await town.camera()
const until = (at: string) => clock.pass((Date.parse(`2026-11-24T${at}+01:00`) - clock.now().getTime()) / 1000)
const duty = (person: Screen, state: 'on' | 'away' | 'auto') =>
  owner.ask(network.setDuty, { params: { id: person.staffId }, body: { state } })
const now = (id: string) => owner.ask(visits.readVisit, { params: { id } })
const codes = async (id: string) => (await now(id)).card.because.map(({ code }) => code)
const someone = async (familyName: string) => {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName, siteId } })
  return owner.ask(visits.arrive, { body: { siteId, customerId: id } })
}
const inSeconds = (s: number) => new Date(clock.now().getTime() + s * 1000).toISOString()

test('before opening: whoever comes on duty first is told the moment they do, and the clock runs from then', async () => {
  await advisor.ask(pushApi.subscribePush, {
    body: { endpoint: 'https://push.example.org/advisor', keys: { p256dh: 'p', auth: 'a' } },
  })
  until('10:28:00')
  const { body } = await town.post(gate.path, { plate: anne.plate, id: 'early' })
  const id = String(body.visitId ?? (await owner.ask(visits.readFloor, { query: { site: siteId } })).waiting[0]?.id)
  expect(await now(id)).toMatchObject({ whoId: null, card: { who: null } })

  // Told to nobody, and the card says why; once.
  expect(await escalate(world.house)).toBe(1)
  expect(await escalate(world.house)).toBe(0)
  expect(await codes(id)).toContain('nobody-on-duty')
  until('10:29:59')
  expect(await escalate(world.house)).toBe(0)

  until('10:30:00')
  expect(await escalate(world.house)).toBe(1)
  expect(await now(id)).toMatchObject({ whoId: advisor.staffId, escalation: 0, escalateAt: inSeconds(90) })
  expect((await now(id)).card.who!.because.map(({ code }) => code)).toContain('first-on-duty')
  const desk = await advisor.ask(visits.readDesk, { query: { site: siteId } })
  expect(desk.forMe.map((visit) => visit.id)).toEqual([id])

  // And it goes on as ever.
  clock.pass(91)
  expect(await escalate(world.house)).toBe(1)
  expect(await now(id)).toMatchObject({ whoId: deputy.staffId, escalation: 1 })
  await deputy.ask(visits.greeted, { params: { id } })
})

test('everybody on duty was told: whoever comes besides is told too', async () => {
  for (const person of [owner, advisor, deputy]) await duty(person, 'away')
  const { id } = await someone('Rouge')
  expect((await now(id)).whoId).toBe(reception.staffId)
  clock.pass(91)
  await escalate(world.house)
  expect(await now(id)).toMatchObject({ whoId: reception.staffId, escalateAt: null })
  expect(await escalate(world.house)).toBe(0)
  await duty(deputy, 'on')
  expect(await escalate(world.house)).toBe(1)
  expect(await now(id)).toMatchObject({ whoId: deputy.staffId, escalation: 1, escalateAt: inSeconds(90) })
  await deputy.ask(visits.greeted, { params: { id } })
})

test('told, and gone to lunch: on coming back they are told again', async () => {
  await duty(reception, 'away')
  const { id } = await someone('Midi')
  expect((await now(id)).whoId).toBe(deputy.staffId)
  await duty(deputy, 'away')
  clock.pass(91)
  await escalate(world.house)
  expect(await now(id)).toMatchObject({ whoId: null, escalateAt: null, card: { who: null } })
  await duty(deputy, 'on')
  await escalate(world.house)
  expect((await now(id)).whoId).toBe(deputy.staffId)
  await deputy.ask(visits.greeted, { params: { id } })
})

test('who was going leaves the house: nobody is going, and the next is told at once', async () => {
  const leaver = await town.join('Léo Partant', 'service-advisor', ['service'])
  await duty(reception, 'on')
  const { id } = await someone('Laissée')
  await leaver.ask(visits.going, { params: { id } })
  await owner.ask(network.updateStaff, { params: { id: leaver.staffId }, body: { archived: true } })
  // Before the clock sees it, a colleague may say that they go.
  expect((await reception.raw(visits.going, { params: { id } })).status).toBe(200)
  await reception.ask(visits.undoVisit, { params: { id } })

  const other = await town.join('Lou Partante', 'service-advisor', ['service'])
  await other.ask(visits.going, { params: { id } })
  await owner.ask(network.updateStaff, {
    params: { id: other.staffId },
    body: { roles: [{ role: 'workshop', siteId }] },
  })
  await escalate(world.house)
  const after = await now(id)
  expect(after.goingBy).toBeNull()
  expect([deputy.staffId, reception.staffId]).toContain(after.whoId)
  await reception.ask(visits.greeted, { params: { id } })
})

test('a short list asked while nobody is there rings whoever comes first, then the manager', async () => {
  const manager = await town.join('Max Chef', 'site-manager', [])
  for (const [person, name] of [
    [reception, 'reception'],
    [manager, 'manager'],
  ] as const)
    await person.ask(pushApi.subscribePush, {
      body: { endpoint: `https://push.example.org/${name}`, keys: { p256dh: 'p', auth: 'a' } },
    })
  for (const plate of ['CB-808-BD', 'CB-888-BD']) {
    const person = await owner.ask(customers.createCustomer, { body: { familyName: `Jumeau ${plate}` } })
    const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate } })
    await owner.ask(visits.createAppointment, {
      body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
    })
  }
  for (const person of [reception, manager, deputy]) await duty(person, 'away')
  const answer = await town.post(gate.path, { plate: 'CB8?8BD', id: 'twins' })
  expect(answer.body.outcome).toBe('perhaps')
  clock.pass(91)
  expect(await escalatePerhaps(world.house)).toBe(0)

  const rung = (name: string) => town.pushed.filter(({ endpoint }) => endpoint.endsWith(`/${name}`))
  await world.startJobs()
  await duty(reception, 'on')
  await vi.waitFor(() => expect(rung('reception')).toHaveLength(1), 20_000)
  expect(rung('manager')).toEqual([])
  await duty(manager, 'on')
  clock.pass(91)
  await vi.waitFor(() => expect(rung('manager')).toHaveLength(1), 20_000)
})
