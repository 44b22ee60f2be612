import { expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId } = town

test('someone archived by mistake comes back, with their roles', async () => {
  const { staff } = await owner.ask(network.createStaff, {
    body: { name: 'Léa', email: 'lea@example.org', roles: [{ role: 'reception', siteId }] },
  })
  expect(staff.joined).toBe(false)
  await owner.ask(network.updateStaff, { params: { id: staff.id }, body: { archived: true } })
  expect((await owner.ask(network.listStaff)).staff.map((person) => person.id)).not.toContain(staff.id)
  const back = await owner.ask(network.updateStaff, { params: { id: staff.id }, body: { archived: false } })
  expect(back.roles).toEqual([{ role: 'reception', siteId }])
  expect((await owner.ask(network.listStaff)).staff.map((person) => person.id)).toContain(staff.id)
})

test('a camera removed by mistake comes back, at its old address', async () => {
  const gate = await town.camera()
  await owner.ask(signals.updateSource, { params: { id: gate.id }, body: { archived: true } })
  expect((await town.post(gate.path, { plate: 'AA111AA' })).status).toBe(404)
  await owner.ask(signals.updateSource, { params: { id: gate.id }, body: { archived: false } })
  town.clock.pass(11)
  expect((await town.post(gate.path, { plate: 'AA111AA' })).status).toBe(200)
})

test('who has set a password has joined', async () => {
  const { staff } = await owner.ask(network.listStaff)
  expect(staff.find((person) => person.name === 'Alice Conseil')?.joined).toBe(true)
})
