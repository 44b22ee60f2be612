import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** “None of them”: the car that was refused asks no more, and the next one is not overlooked for it. */
const town = await openTown()
const { owner, reception, siteId, clock } = town
const gate = await town.camera()
/** Two who are expected, whose plates differ by one letter. */
async function twins(plates: readonly string[], at: string) {
  for (const plate of plates) {
    const { id } = await owner.ask(customers.createCustomer, { body: { familyName: `Jumeau ${plate}` } })
    const asset = await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
    await owner.ask(visits.createAppointment, { body: { customerId: id, assetId: asset.id, siteId, at } })
  }
}
await twins(['CB-808-BD', 'CB-888-BD'], '2026-11-24T10:30:00+01:00')
const lists = async () => (await reception.ask(visits.readFloor, { query: { site: siteId } })).perhaps
/** A read of the one or the other: which of them, the camera did not see. */
const read = async (more: object = {}) => (await town.post(gate.path, { plate: 'CB8?8BD', ...more })).body.outcome
const none = async () => {
  const [list] = await lists()
  await reception.ask(visits.answerPerhaps, { params: { id: list!.id }, body: { candidate: null } })
  return list!.id
}
const nextCar = () => clock.pass(600)

test('without numbers: refused while it stands there; a minute unread, the same letters are another car', async () => {
  expect(await read()).toBe('perhaps')
  const refused = await none()
  // It stands at the barrier for three minutes, and is read again and again.
  for (let seconds = 0; seconds < 180; seconds += 12) {
    clock.pass(12)
    expect(await read(), `after ${seconds} s`).toBe('repeated')
    expect(await lists()).toEqual([])
  }
  clock.pass(61)
  expect(await read()).toBe('perhaps')
  const [list] = await lists()
  expect(list!.id).not.toBe(refused)
  await none()
})

test('with numbers: another number after the car has gone is another car, the same one never is', async () => {
  nextCar()
  expect(await read({ track: '7', id: 'a' })).toBe('perhaps')
  const first = await none()
  clock.pass(100)
  expect(await read({ track: '7', id: 'b' }), 'the refused car, read once more').toBe('repeated')
  expect(await lists()).toEqual([])
  clock.pass(61)
  expect(await read({ track: '8', id: 'c' })).toBe('perhaps')
  const [list] = await lists()
  expect(list!.id).not.toBe(first)
  await none()
})

test('a camera that loses its car and numbers it anew asks nobody twice, answered or not', async () => {
  nextCar()
  expect(await read({ track: '20', id: 'd' })).toBe('perhaps')
  const [open] = await lists()
  clock.pass(5)
  expect(await read({ track: '21', id: 'e' })).toBe('perhaps')
  expect(
    (await lists()).map(({ id }) => id),
    'one list, brought to what is read now',
  ).toEqual([open!.id])
  await none()
  clock.pass(5)
  expect(await read({ track: '22', id: 'f' })).toBe('repeated')
  expect(await lists()).toEqual([])
})

test('a similar plate right behind it is asked about, whatever was said of the first', async () => {
  nextCar()
  expect(await read({ track: '30', id: 'g' })).toBe('perhaps')
  await none()
  clock.pass(4)
  expect((await town.post(gate.path, { plate: 'CB?88BD', track: '31', id: 'h' })).body.outcome).not.toBe('repeated')
})

test('who leaves has not come: nobody is asked', async () => {
  nextCar()
  expect(await read({ direction: 'out' })).toBe('nothing')
  expect(await lists()).toEqual([])
})

test('what was answered stays as it was asked, whatever is read of the car afterwards', async () => {
  nextCar()
  expect(await read({ track: '40', id: 'i' })).toBe('perhaps')
  const [list] = await lists()
  const { visit } = await reception.ask(visits.answerPerhaps, { params: { id: list!.id }, body: { candidate: 0 } })
  const kept = () => town.world.pool.query('select candidates, answer from visits.perhaps where id = $1', [list!.id])
  const before = (await kept()).rows
  clock.pass(25)
  await read({ track: '40', id: 'j' })
  expect((await kept()).rows).toEqual(before)
  expect(before[0].answer).toBe(visit!.customerId)
  expect(await lists()).toEqual([])
})

test('a car that was refused is not back a second later because its plate was read otherwise', async () => {
  nextCar()
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName: 'Seule' } })
  await owner.ask(customers.createAsset, { params: { id }, body: { plate: 'GP-410-RB' } })
  const post = async (plate: string) => (await town.post(gate.path, { plate })).body.outcome
  const here = async () =>
    (await reception.ask(visits.readFloor, { query: { site: siteId } })).waiting.filter((v) => v.customerId === id)
  expect(await post('GP410RB')).toBe('sure')
  const [card] = await here()
  await reception.ask(visits.confirmVisit, { params: { id: card!.id }, body: { right: false } })
  clock.pass(1)
  for (const plate of ['GP410R8', 'GP41ORB', 'GP410RB']) expect(await post(plate), plate).not.toBe('sure')
  expect(await here()).toEqual([])
  // Gone for more than a minute: whoever comes now is asked about anew.
  clock.pass(62)
  expect(await post('GP410RB')).toBe('sure')
  expect(await here()).toHaveLength(1)
})

test('read otherwise before anybody answered, it is the same list; and who drives off has not come back', async () => {
  nextCar()
  // Those of the other tests stand here by now, and who is here does not come.
  await twins(['CB-808-BJ', 'CB-888-BJ'], town.world.house.now().toISOString())
  town.world.watch.forgetSite(siteId)
  expect((await town.post(gate.path, { plate: 'CB8?8BJ' })).body.outcome).toBe('perhaps')
  const [list] = await lists()
  clock.pass(2)
  expect((await town.post(gate.path, { plate: 'C88?8BJ' })).body.outcome).toBe('perhaps')
  expect((await lists()).map(({ id }) => id)).toEqual([list!.id])
  await none()
  nextCar()
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName: 'Partante' } })
  await owner.ask(customers.createAsset, { params: { id }, body: { plate: 'GS-512-RB' } })
  expect((await town.post(gate.path, { plate: 'GS512RB' })).body.outcome).toBe('sure')
  clock.pass(900)
  expect((await town.post(gate.path, { plate: 'GS512RB', direction: 'out' })).body.outcome).toBe('left')
  clock.pass(2)
  for (const plate of ['GS5I2RB', 'GS512RB'])
    expect((await town.post(gate.path, { plate })).body.outcome, plate).not.toBe('sure')
})
