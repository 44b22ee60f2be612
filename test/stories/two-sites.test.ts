import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as pushApi from '../../contract/push.ts'
import * as visits from '../../contract/visits.ts'
import { escalate } from '../../server/flows/escalation.flow.ts'
import { openTown } from '../town.ts'

/** Two sites, somebody who works at both, and browsers that take no notification. */
const town = await openTown({
  push: {
    publicKey: 'test',
    // The browser’s own service refuses: granted once, taken back since.
    send: async () => false,
    hand: async () => ({ came: 'gone' }),
  },
})
const { owner, advisor, deputy, siteId, clock, world } = town
const other = (
  await owner.ask(network.createSite, {
    body: { name: 'Rambouillet', timeZone: 'Europe/Paris', hours: {}, services: ['reception', 'service'] },
  })
).id
for (const person of [advisor, deputy])
  await owner.ask(network.updateStaff, {
    params: { id: person.staffId },
    body: { roles: [siteId, other].map((at) => ({ role: 'service-advisor' as const, siteId: at })) },
  })
let made = 0
const arrives = async (at: string, advisorId: string | null = null) => {
  made += 1
  const { id } = await owner.ask(customers.createCustomer, {
    body: { familyName: `Deux ${made}`, siteId: at, ...(advisorId ? { advisorId } : {}) },
  })
  return owner.ask(visits.arrive, { body: { siteId: at, customerId: id } })
}
const now = (id: string) => owner.ask(visits.readVisit, { params: { id } })
const desk = (at: string) => deputy.ask(visits.readDesk, { query: { site: at } })

test('whoever is going to somebody at the one place is not the freest at the other', async () => {
  const first = await arrives(siteId, advisor.staffId)
  await advisor.ask(visits.going, { params: { id: first.id } })
  // Alice has one in hand at Versailles, Denis none: at Rambouillet it is his turn, though her name comes first.
  expect((await arrives(other)).whoId).toBe(deputy.staffId)
  // One each by now: of equals the first by name, and so on in turn, wherever they arrive.
  expect((await arrives(other)).whoId).toBe(advisor.staffId)
  expect((await arrives(other)).whoId).toBe(deputy.staffId)
})

test('each place has its own floor and its own clock: nobody of the one waits on the other', async () => {
  const [here, there] = [await arrives(siteId), await arrives(other)]
  await owner.ask(network.updateSite, { params: { id: other }, body: { greetWithinS: 300 } })
  const late = await arrives(other)
  const floor = async (site: string) =>
    (await owner.ask(visits.readFloor, { query: { site } })).waiting.map(({ id }) => id)
  expect(await floor(siteId)).toContain(here.id)
  expect(await floor(siteId)).not.toContain(there.id)
  expect(await floor(other)).toEqual(expect.arrayContaining([there.id, late.id]))
  clock.pass(91)
  await escalate(world.house)
  expect((await now(here.id)).escalation).toBe(1)
  expect((await now(late.id)).escalation).toBe(0)
  clock.pass(210)
  await escalate(world.house)
  expect((await now(late.id)).escalation).toBe(1)
})

test('push is refused: the card stands on the desk all the same, and the next is told when nobody moves', async () => {
  await deputy.ask(pushApi.subscribePush, {
    body: { endpoint: 'https://push.example.org/denis', keys: { p256dh: 'p', auth: 'a' } },
  })
  await world.startJobs()
  const { id } = await arrives(other, deputy.staffId)
  expect((await desk(other)).forMe.map((visit) => visit.id)).toContain(id)
  // The browser is forgotten: the desk offers again to be told here.
  await expect
    .poll(async () => (await world.pool.query('select count(*)::int n from network.push')).rows[0].n, {
      timeout: 20_000,
    })
    .toBe(0)
  clock.pass(301)
  await expect.poll(async () => (await now(id)).escalation, { timeout: 20_000 }).toBe(1)
  expect((await now(id)).whoId).toBe(advisor.staffId)
})

test('one place is shut: that they work at the other makes nobody present behind a closed door; by hand it does', async () => {
  await owner.ask(network.updateSite, { params: { id: other }, body: { hours: { mon: [['08:00', '09:00']] } } })
  const shut = await arrives(other, advisor.staffId)
  expect(shut.whoId).toBeNull()
  expect((await arrives(siteId, advisor.staffId)).whoId).toBe(advisor.staffId)
  await advisor.ask(network.setDuty, { params: { id: advisor.staffId }, body: { state: 'on' } })
  await expect.poll(async () => (await now(shut.id)).whoId, { timeout: 20_000 }).toBe(advisor.staffId)
})
