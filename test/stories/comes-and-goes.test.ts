import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as signals from '../../contract/signals.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** A car is read when it comes, when it goes, and when a mechanic drives it: only who comes is announced, once. */
const town = await openTown()
const { owner, reception, deputy, anne, siteId, clock } = town
const { house, watch } = town.world
const gate = await town.camera()
const second = await town.camera()
const MINUTES = 60
let n = 0

const read = async (plate: string, more: object = {}, path = gate.path) =>
  (await town.post(path, { plate, id: `k${n++}`, ...more })).outcome
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const open = async () => {
  const { waiting, greeted } = await floor()
  return [...waiting, ...greeted].map(({ card, state }) => `${card.name} ${state}`)
}
const waits = async () => (await floor()).waiting[0]!
const comes = async (plate = anne.plate, more: object = {}) => {
  expect(await read(plate, more)).toBe('sure')
  return (await waits()).id
}
const greet = (id: string) => deputy.ask(visits.greeted, { params: { id } })
const leave = (id: string) => deputy.ask(visits.left, { params: { id } })
const someone = async (givenName: string, familyName: string, plate?: string) => {
  const { id } = await owner.ask(customers.createCustomer, { body: { givenName, familyName } })
  if (!plate) return { id, assetId: '' }
  const asset = await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
  return { id, assetId: asset.id }
}
const facts = async () =>
  (
    await sql<{ kind: string }>`select kind from timeline.fact where kind like 'visit.%' order by at, kind`.execute(
      house.db,
    )
  ).rows.map(({ kind }) => kind)

/** A camera of which somebody said what it sees. */
const lookingAt = async (looks: 'both' | 'in' | 'out') => {
  const camera = await town.camera()
  await owner.ask(signals.updateSource, { params: { id: camera.id }, body: { looks } })
  return camera.path
}

beforeEach(async () => {
  clock.pass(20 * 60 * MINUTES)
  await sql`truncate timeline.fact cascade`.execute(house.db)
  await sql`delete from visits.visit`.execute(house.db)
  await sql`delete from signals.signal`.execute(house.db)
  watch.forgetSite(null)
})

describe('the car that drives home is not announced', () => {
  test('they were received and said to have left; a return after ninety minutes is an arrival', async () => {
    const id = await comes()
    await greet(id)
    clock.pass(30 * MINUTES)
    await leave(id)
    clock.pass(40)
    expect(await read(anne.plate)).toBe('repeated')
    clock.pass(10 * MINUTES)
    expect(await read(anne.plate, {}, second.path)).toBe('repeated')
    expect(await open()).toEqual([])
    clock.pass(91 * MINUTES)
    expect(await read(anne.plate)).toBe('sure')
    expect(await open()).toEqual(['Anne Cieille arrived'])
  })

  test('nobody said that they had left: the car is read two hours after it came', async () => {
    await greet(await comes())
    clock.pass(120 * MINUTES)
    expect(await read(anne.plate)).toBe('repeated')
    expect(await open()).toEqual(['Anne Cieille greeted'])
    clock.pass(120 * MINUTES)
    // It drove out then; now they come again, and the visit of this morning is over.
    expect(await read(anne.plate)).toBe('sure')
    expect(await open()).toEqual(['Anne Cieille arrived'])
    expect(await facts()).toEqual(['visit.first', 'visit.greeted', 'visit.left'])
  })

  test('said to have left by mistake, and here again meanwhile: the slip is not undone into two', async () => {
    const id = await comes()
    await greet(id)
    await leave(id)
    await reception.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
    expect(await deputy.raw(visits.undoVisit, { params: { id } })).toMatchObject({
      status: 409,
      body: { code: 'here-again' },
    })
    expect(await open()).toEqual(['Anne Cieille arrived'])
  })
})

test('a car that stands here and is read badly as it drives out asks nobody; another that may come is asked about', async () => {
  const lists = async () => (await floor()).perhaps
  // One letter off, and nobody expects her: alone it is a question.
  const badly = 'FM046SG'
  expect(await read(badly)).toBe('perhaps')
  const [list] = await lists()
  await reception.ask(visits.answerPerhaps, { params: { id: list!.id }, body: { candidate: null } })
  clock.pass(10 * MINUTES)
  await greet(await comes())
  clock.pass(30 * MINUTES)
  expect(await read(badly, {}, second.path)).toBe('repeated')
  expect([await lists(), await open()]).toEqual([[], ['Anne Cieille greeted']])
})

test('a couple with one appointment is one arrival, whoever of them is greeted', async () => {
  const plate = 'GA123BC'
  const odile = await someone('Odile', 'Lecouple', plate)
  const raymond = await someone('Raymond', 'Lecouple')
  await owner.ask(customers.setOwner, {
    params: { id: odile.assetId },
    body: { customerId: raymond.id, role: 'driver' },
  })
  await owner.ask(visits.createAppointment, {
    body: { customerId: odile.id, siteId, at: new Date(house.now().getTime() + 300_000).toISOString() },
  })
  watch.forgetSite(null)
  const id = await comes(plate)
  const { card } = await waits()
  expect(card.name).toBe('Odile Lecouple')
  // Sure of the car; of her, as far as her appointment says so.
  expect(card.probability).toBeCloseTo(100 / 104, 3)
  await greet(id)
  clock.pass(22)
  expect(await read(plate)).toBe('repeated')
  expect(await open()).toEqual(['Odile Lecouple greeted'])
  clock.pass(20 * MINUTES)
  expect(await read(plate, { direction: 'out' })).toBe('left')
  expect(await open()).toEqual([])
})

test('a car that three drive is nobody’s for sure', async () => {
  const plate = 'GB123BC'
  const first = await someone('Premier', 'Pool', plate)
  // Its owner drives it less than either of the drivers.
  for (const name of ['Second', 'Tiers']) {
    const { id } = await someone(name, 'Pool')
    await owner.ask(customers.setOwner, { params: { id: first.assetId }, body: { customerId: id, role: 'driver' } })
  }
  await comes(plate)
  const { card } = await waits()
  expect(card.certainty).toBe('perhaps')
  expect(card.probability).toBeCloseTo(4 / 9, 2)
  expect(card.because).toContainEqual({ code: 'drives-it', values: { share: expect.closeTo(4 / 9, 3) } })
})

describe('a test drive is no arrival', () => {
  test('by a mechanic, the customer gone on foot', async () => {
    const id = await comes(anne.plate, { direction: 'in' })
    await greet(id)
    await owner.ask(timeline.createOrder, {
      params: { id: anne.customerId },
      body: { kind: 'repair', title: 'Vidange', number: 'R-1', assetId: anne.assetId, siteId, state: 'in-progress' },
    })
    await leave(id)
    clock.pass(30 * MINUTES)
    expect(await read(anne.plate, { direction: 'out' })).toBe('repeated')
    clock.pass(20 * MINUTES)
    expect(await read(anne.plate, { direction: 'in' })).toBe('repeated')
    clock.pass(120 * MINUTES)
    expect(await read(anne.plate, { direction: 'out' })).toBe('repeated')
    clock.pass(20 * MINUTES)
    expect(await read(anne.plate)).toBe('repeated')
    expect(await open()).toEqual([])
    expect((await facts()).filter((kind) => kind === 'visit.left')).toHaveLength(1)
    await sql`delete from timeline."order"`.execute(house.db)
  })

  test('while the customer waits in the lounge: they are still here', async () => {
    await greet(await comes(anne.plate, { direction: 'in' }))
    clock.pass(20 * MINUTES)
    expect(await read(anne.plate, { direction: 'out' })).toBe('left')
    clock.pass(20 * MINUTES)
    expect(await read(anne.plate, { direction: 'in' })).toBe('repeated')
    expect(await open()).toEqual(['Anne Cieille greeted'])
    expect(await facts()).not.toContain('visit.left')
  })

  test('who waits with one car has not left when their other car drives out', async () => {
    const { id } = await someone('Bi', 'Car', 'GC123BC')
    await owner.ask(customers.createAsset, { params: { id }, body: { plate: 'GD123BC' } })
    await comes('GC123BC')
    clock.pass(60)
    expect(await read('GD123BC', { direction: 'out' })).toBe('repeated')
    expect(await open()).toEqual(['Bi Car arrived'])
  })
})

describe('at the same moment', () => {
  const ROUNDS = 6
  const once = async (...all: (() => Promise<unknown>)[]) => {
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(all.map((each) => each()))
      expect(await open()).toEqual(['Anne Cieille arrived'])
      expect(
        (
          await sql`select from signals.signal s where not exists (select from visits.visit v where v.signal_id = s.id)`.execute(
            house.db,
          )
        ).rows,
      ).toEqual([])
      await sql`delete from visits.visit`.execute(house.db)
      await sql`delete from signals.signal`.execute(house.db)
      clock.pass(5 * MINUTES)
    }
  }
  test('two cameras read her', () =>
    once(
      () => read(anne.plate, { track: `a${n}` }),
      () => read(anne.plate, { track: `b${n}` }),
      () => read(anne.plate, {}, second.path),
    ))
  test('a camera reads her and reception says that she is here', () =>
    once(
      () => read(anne.plate),
      () => reception.raw(visits.arrive, { body: { siteId, customerId: anne.customerId } }),
    ))
  test('two colleagues say so, twice each', () =>
    once(
      ...[reception, deputy, reception, deputy].map(
        (who) => async () =>
          expect((await who.raw(visits.arrive, { body: { siteId, customerId: anne.customerId } })).status).toBe(200),
      ),
    ))
})

describe('a camera of which one says what it sees', () => {
  test('that sees the entrance only: whoever was greeted this morning and comes again is announced', async () => {
    const entrance = await lookingAt('in')
    expect(await read(anne.plate, {}, entrance)).toBe('sure')
    await greet((await waits()).id)
    clock.pass(40 * MINUTES)
    // Within ninety minutes they are here; nobody took them for leaving.
    expect(await read(anne.plate, {}, entrance)).toBe('repeated')
    expect(await open()).toEqual(['Anne Cieille greeted'])
    clock.pass(200 * MINUTES)
    expect(await read(anne.plate, {}, entrance)).toBe('sure')
    expect((await floor()).waiting.map(({ card }) => card.name)).toEqual(['Anne Cieille'])
  })

  test('that sees the exit only: it ends visits and announces nobody', async () => {
    const exit = await lookingAt('out')
    expect(await read(anne.plate, {}, exit)).toBe('repeated')
    expect(await open()).toEqual([])
    await greet(await comes())
    clock.pass(40 * MINUTES)
    expect(await read(anne.plate, {}, exit)).toBe('left')
    expect(await open()).toEqual([])
  })

  test('is believed over what the camera says, until both are seen again', async () => {
    const camera = await town.camera()
    const set = (looks: 'both' | 'in') =>
      owner.ask(signals.updateSource, { params: { id: camera.id }, body: { looks } })
    expect(await set('in')).toMatchObject({ looks: 'in' })
    expect(await read(anne.plate, { direction: 'out' }, camera.path)).toBe('sure')
    expect(await set('both')).toMatchObject({ looks: 'both' })
    clock.pass(10 * MINUTES)
    expect(await read(anne.plate, { direction: 'out' }, camera.path)).toBe('left')
  })
})
