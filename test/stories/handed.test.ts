import { expect, test, vi } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as pushApi from '../../contract/push.ts'
import * as visits from '../../contract/visits.ts'
import { escalate } from '../../server/flows/escalation.flow.ts'
import { openTown } from '../town.ts'

// The site greets within ninety seconds.
const town = await openTown()
const { owner, advisor, deputy, reception, anne, siteId, clock, world } = town
const grant = (screen: typeof deputy, endpoint: string) =>
  screen.ask(pushApi.subscribePush, { body: { endpoint, keys: { p256dh: 'p', auth: 'a' } } })
const arrives = (customerId: string) => reception.ask(visits.arrive, { body: { siteId, customerId } })
const now = (id: string) => reception.ask(visits.readVisit, { params: { id } })
const rung = (endpoint: string) => town.pushed.filter((each) => each.endpoint === endpoint)
const someone = (familyName: string) => owner.ask(customers.createCustomer, { body: { familyName, siteId } })

test('handed over, the colleague’s phone says so, and the clock runs anew for them', async () => {
  await grant(deputy, 'https://push.example.org/deputy')
  await world.startJobs()
  const { id, whoId } = await arrives(anne.customerId)
  expect(whoId).toBe(advisor.staffId)
  clock.pass(20)
  expect((await advisor.ask(visits.going, { params: { id } })).escalateAt).toBeNull()
  clock.pass(10)
  const handed = await advisor.ask(visits.handVisit, { params: { id }, body: { staffId: deputy.staffId } })
  expect(handed).toMatchObject({
    whoId: deputy.staffId,
    goingBy: null,
    escalateAt: new Date(clock.now().getTime() + 90_000).toISOString(),
  })
  await vi.waitFor(() => expect(rung('https://push.example.org/deputy')).toHaveLength(1), 20_000)
  expect(rung('https://push.example.org/deputy')[0]!.message).toMatchObject({ title: 'Anne Cieille est là', tag: id })

  // They do not move either: somebody else is told, and not the one who handed it over.
  clock.pass(91)
  await escalate(world.house)
  const after = await now(id)
  expect(after.escalation).toBe(1)
  expect([advisor.staffId, deputy.staffId]).not.toContain(after.whoId)
  await reception.ask(visits.left, { params: { id } })
})

test('greeted, and passed on: the colleague is told, who greeted stays who greeted', async () => {
  const { id } = await arrives((await someone('Durand')).id)
  await reception.ask(visits.greeted, { params: { id } })
  const before = rung('https://push.example.org/deputy').length
  const handed = await reception.ask(visits.handVisit, { params: { id }, body: { staffId: deputy.staffId } })
  expect(handed).toMatchObject({ state: 'greeted', greetedBy: reception.staffId, goingBy: reception.staffId })
  expect(handed.escalateAt).toBeNull()
  await vi.waitFor(() => expect(rung('https://push.example.org/deputy')).toHaveLength(before + 1), 20_000)
})

test('a telephone that lies on the counter says that somebody is there, not who, and keeps saying so when its page opens again', async () => {
  const endpoint = 'https://push.example.org/counter'
  const keys = { p256dh: 'p', auth: 'a' }
  const told = (unnamed?: boolean) =>
    advisor.ask(pushApi.subscribePush, { body: { endpoint, keys, ...(unnamed === undefined ? {} : { unnamed }) } })
  const views = async () =>
    (
      await world.pool.query(`select 1 from network.audit where action = 'visit.push' and staff_id = $1`, [
        advisor.staffId,
      ])
    ).rowCount
  expect([await told(), await told(true), await told()]).toEqual([
    { unnamed: false },
    { unnamed: true },
    { unnamed: true },
  ])
  const before = await views()
  const { id } = await arrives((await someone('Lefort')).id)
  await reception.ask(visits.greeted, { params: { id } })
  await reception.ask(visits.handVisit, { params: { id }, body: { staffId: advisor.staffId } })
  await vi.waitFor(() => expect(rung(endpoint)).toHaveLength(1), 20_000)
  const [{ message }] = rung(endpoint) as [(typeof town.pushed)[number]]
  expect(message).toMatchObject({ title: 'Quelqu’un est là pour vous', open: `/?site=${siteId}&visit=${id}`, tag: id })
  expect(JSON.stringify(message)).not.toMatch(/Lefort/u)
  // Nobody was shown anything of them.
  expect(await views()).toBe(before)
  expect(await told(false)).toEqual({ unnamed: false })
  await reception.ask(visits.left, { params: { id } })
})

test('a direct "greeted" taken back: nobody is on the way, and the next is told in time', async () => {
  const { id, arrivedAt } = await arrives((await someone('Petit')).id)
  clock.pass(20)
  await deputy.ask(visits.greeted, { params: { id } })
  clock.pass(5)
  expect(await deputy.ask(visits.undoVisit, { params: { id } })).toMatchObject({
    state: 'arrived',
    goingBy: null,
    greetedBy: null,
    escalateAt: new Date(new Date(arrivedAt).getTime() + 90_000).toISOString(),
  })
  clock.pass(300)
  await deputy.ask(visits.greeted, { params: { id } })
  expect((await deputy.ask(visits.undoVisit, { params: { id } })).escalateAt).toBe(clock.now().toISOString())
})

test('who said first that they were going still is, when only "greeted" is taken back', async () => {
  const { id } = await arrives((await someone('Moreau')).id)
  await deputy.ask(visits.going, { params: { id } })
  clock.pass(30)
  await deputy.ask(visits.greeted, { params: { id } })
  expect(await deputy.ask(visits.undoVisit, { params: { id } })).toMatchObject({
    goingBy: deputy.staffId,
    escalateAt: null,
  })
})

test('"they have left" taken back, of somebody whom nobody had greeted: they wait, and the clock runs', async () => {
  const { id } = await arrives((await someone('Lefort')).id)
  await deputy.ask(visits.left, { params: { id } })
  const back = await deputy.ask(visits.undoVisit, { params: { id } })
  expect(back).toMatchObject({ state: 'arrived', leftAt: null })
  expect(back.escalateAt).not.toBeNull()
})

test('not to somebody who does not receive people', async () => {
  const auditor = await town.join('Axel Contrôle', 'auditor', [])
  const { id, whoId } = await arrives((await someone('Confiée')).id)
  const answer = await advisor.raw(visits.handVisit, { params: { id }, body: { staffId: auditor.staffId } })
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([422, expect.stringContaining('may-not-receive')])
  expect((await now(id)).whoId).toBe(whoId)
})
