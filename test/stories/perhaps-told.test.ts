import { expect, test, vi } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as pushApi from '../../contract/push.ts'
import * as visits from '../../contract/visits.ts'
import { escalatePerhaps } from '../../server/flows/perhaps-told.flow.ts'
import { openTown, type Screen } from '../town.ts'

// The site greets within ninety seconds.
const town = await openTown()
const { owner, deputy, reception, siteId, clock, world } = town
const manager = await town.join('Max Chef', 'site-manager', [])
const gate = await town.camera()
const grant = (screen: Screen, name: string) =>
  screen.ask(pushApi.subscribePush, {
    body: { endpoint: `https://push.example.org/${name}`, keys: { p256dh: 'p', auth: 'a' } },
  })
await grant(reception, 'reception')
await grant(manager, 'manager')
await grant(deputy, 'deputy')
const rung = (name: string) => town.pushed.filter(({ endpoint }) => endpoint.endsWith(`/${name}`))
const heard = (name: string, n: number) => vi.waitFor(() => expect(rung(name)).toHaveLength(n), 20_000)
const lists = async () => (await reception.ask(visits.readFloor, { query: { site: siteId } })).perhaps

for (const plate of ['CB-808-BD', 'CB-888-BD']) {
  const person = await owner.ask(customers.createCustomer, { body: { familyName: `Jumeau ${plate}` } })
  const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
  })
}
const twinsCome = async (id: string) => {
  // Read again within three minutes, it is the same car, about which reception has been asked.
  clock.pass(200)
  const answer = await town.post(gate.path, { plate: 'CB8?8BD', id })
  expect(answer.body.outcome).toBe('perhaps')
  return (await lists())[0]!
}

test('a short list rings reception, and names nobody', async () => {
  await world.startJobs()
  const list = await twinsCome('one')
  await heard('reception', 1)
  const { message } = rung('reception')[0]!
  expect(message).toEqual({
    title: 'Qui est à l’entrée\u00a0?',
    body: '2 noms possibles',
    open: `/?site=${siteId}`,
    tag: list.id,
  })
  expect(JSON.stringify(message)).not.toMatch(/Jumeau|CB/u)

  // Answered in time: the manager is left in peace.
  await reception.ask(visits.answerPerhaps, { params: { id: list.id }, body: { candidate: null } })
  clock.pass(91)
  expect(await escalatePerhaps(world.house)).toBe(0)
})

test('nobody answers within the delay of the site: its manager is told, once', async () => {
  const list = await twinsCome('two')
  await heard('reception', 2)
  expect(rung('manager')).toEqual([])
  clock.pass(91)
  await heard('manager', 1)
  expect(rung('manager')[0]!.message).toMatchObject({
    body: 'l’accueil n’a pas répondu · 2 noms possibles',
    tag: list.id,
  })
  clock.pass(91)
  expect(await escalatePerhaps(world.house)).toBe(0)
  expect((await manager.ask(visits.readFloor, { query: { site: siteId } })).perhaps).toHaveLength(1)
  await manager.ask(visits.answerPerhaps, { params: { id: list.id }, body: { candidate: null } })
  // Who may not answer is not told.
  expect(rung('deputy')).toEqual([])
})

test('nobody is at reception: the manager is told at once', async () => {
  await owner.ask(network.setDuty, { params: { id: reception.staffId }, body: { state: 'away' } })
  await twinsCome('three')
  await heard('manager', 2)
  expect(rung('manager')[1]!.message.body).toBe('2 noms possibles')
  expect(rung('reception')).toHaveLength(2)
  await owner.ask(network.setDuty, { params: { id: reception.staffId }, body: { state: 'on' } })
})

test('a caller who is one of several rings reception too', async () => {
  for (const givenName of ['Ève', 'Noé'])
    await owner.ask(customers.createCustomer, {
      body: { givenName, familyName: 'Doublet', phones: [{ number: '+33639980301' }] },
    })
  const line = await town.camera('json', 'phone')
  const before = rung('reception').length
  await town.post(line.path, { state: 'ringing', call: 'c', from: '+33639980301' })
  await heard('reception', before + 1)
  expect(rung('reception').at(-1)!.message.title).toBe('Qui appelle\u00a0?')
})
