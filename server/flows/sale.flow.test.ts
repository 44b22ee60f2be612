import { describe, expect, it } from 'vitest'
import {
  createAsset,
  createCustomer,
  endOwner,
  readCustomer,
  setOwner,
  updateAsset,
  updateCustomer,
} from '../../contract/customers.ts'
import type { SentOf } from '../../contract/endpoint.ts'
import { readTimeline } from '../../contract/timeline.ts'
import { loggedAbout, openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import {
  allPlates,
  assetsByPlates,
  customersByPhone,
  knownPeople,
  platesOfAssets,
} from '../customers/asset-lookup.store.ts'
import { createAssetFlow, updateAssetFlow } from '../customers/assets.flow.ts'
import { createCustomerFlow, readCustomerFlow, updateCustomerFlow } from '../customers/customers.flow.ts'
import { PLATE_CHANNEL } from '../customers/plate-news.store.ts'
import { readTimelineFlow } from '../timeline/entries.flow.ts'
import { endOwnerFlow, setOwnerFlow } from './sale.flow.ts'

const { db, pool } = await freshDb()
const desk = openDesk(db)
const today = () => desk.clock.now.toISOString().slice(0, 10)
const person = (familyName: string, more = {}) =>
  desk.ask(createCustomer, createCustomerFlow, { body: { familyName, ...more } })
const car = (id: string, body: object) => desk.ask(createAsset, createAssetFlow, { params: { id }, body })
const change = (id: string, body: SentOf<typeof updateAsset>['body']) =>
  desk.ask(updateAsset, updateAssetFlow, { params: { id }, body })
const hand = (
  id: string,
  customerId: string,
  role: 'owner' | 'driver' | 'company' = 'owner',
  since: string | null = null,
) => desk.ask(setOwner, setOwnerFlow, { params: { id }, body: { customerId, role, since } })
const carsOf = async (id: string) =>
  (await desk.ask(readCustomer, readCustomerFlow, { params: { id } })).assets.map((asset) => asset.id)
const told = async (id: string) =>
  (await desk.ask(readTimeline, readTimelineFlow, { params: { id }, query: {} as never })).entries.map(
    ({ kind, data, text }) => [kind, data.code, text],
  )
const atTheGate = async (...plates: string[]) =>
  (await assetsByPlates(db, plates, today())).map(({ assetId, plate, owners }) => ({
    assetId,
    plate,
    who: owners.map((o) => o.familyName).sort(),
  }))
const inTheFilter = async (pageSize?: number) => {
  const all = []
  for await (const page of allPlates(db, today(), pageSize)) all.push(...page)
  return all.map(({ plate, assetId }) => `${plate} ${assetId}`).sort()
}

describe('a car and its plate', () => {
  it('is written as the country writes it, its VIN checked and shown', async () => {
    const anne = await person('Cieille')
    const suv = await car(anne.id, {
      make: 'Peugeot',
      model: '3008',
      body: 'suv',
      colour: 'white',
      plate: 'ab 123-cd',
      vin: 'vf3 mcyhzu-ls123456',
      options: ['attelage', ' attelage', '🪟 toit ouvrant'],
      boughtAt: 'chez un confrère',
      boughtOn: '2024-05-04',
    })
    expect(suv).toMatchObject({
      vin: 'VF3MCYHZULS123456',
      plates: [{ plate: 'AB123CD', display: 'AB-123-CD', country: 'FR', since: null, until: null }],
      options: ['attelage', '🪟 toit ouvrant'],
      owners: [{ customerId: anne.id, name: 'Cieille', role: 'owner', since: '2024-05-04', until: null }],
      version: 1,
    })
    expect(['ok', 'no-check-digit']).toContain(suv.vinCheck)
    expect((await change(suv.id, { version: 1, vin: '1G4AH59H55G118341' })).vinCheck).toBe('bad-check-digit')
    expect((await change(suv.id, { version: 2, vin: 'SHORT1' })).vinCheck).toBe('malformed')
    expect((await change(suv.id, { version: 3, vin: '' })).vinCheck).toBeNull()
    expect((await car(anne.id, { kind: 'product', model: 'aspirateur', vin: 'SN-42' })).vinCheck).toBeNull()
  })

  it.each([
    ['eighteen characters of VIN', { vin: '1G4AH59H45G1183412' }, 'body.vin'],
    ['a VIN in Cyrillic', { vin: 'ВИН123' }, 'body.vin'],
    ['a plate of thirteen letters', { plate: 'ABCDEFGHIJKLM' }, 'body.plate'],
    ['a plate with a doubt', { plate: 'AB-1?3-CD' }, 'body.plate'],
    ['a plate of hearts', { plate: '❤️❤️' }, 'body.plate'],
    ['a site that is none', { boughtSiteId: '01890000-0000-7000-8000-000000000000' }, 'body.boughtSiteId'],
    ['a warranty in the year 1', { warrantyUntil: '0001-01-01' }, 'body.warrantyUntil'],
  ])('is refused with why: %s', async (_, body, path) => {
    const one = await person('Refus')
    await expect(car(one.id, body)).rejects.toMatchObject({
      status: 422,
      faults: [{ path, because: expect.stringMatching(/\w+/) }],
    })
    expect(await carsOf(one.id)).toEqual([])
  })

  it('keeps the old plate: known by both until the day is over, then by the new one', async () => {
    const one = await person('Plaque')
    const { id } = await car(one.id, { plate: 'AA-111-AA' })
    const changed = await change(id, { version: 1, plate: 'BB-222-BB' })
    expect(changed.plates.map(({ plate, since, until }) => [plate, since, until])).toEqual([
      ['BB222BB', '2026-03-02', null],
      ['AA111AA', null, '2026-03-02'],
    ])
    expect((await atTheGate('AA111AA', 'BB222BB')).length).toBe(2)
    desk.clock.now = new Date('2026-03-03T07:00:00.000Z')
    expect(await atTheGate('AA111AA', 'BB222BB')).toEqual([{ assetId: id, plate: 'BB222BB', who: ['Plaque'] }])
    expect(await inTheFilter()).toContain(`BB222BB ${id}`)
    expect(await inTheFilter(1)).toEqual(await inTheFilter())
    expect(await inTheFilter()).not.toContain(`AA111AA ${id}`)
    expect((await change(id, { version: 2, plate: null })).plates.every(({ until }) => until !== null)).toBe(true)
  })

  it('refuses a stale form', async () => {
    const { id } = await car((await person('Vieux')).id, { make: 'Renault' })
    await change(id, { version: 1, model: 'Clio' })
    await expect(change(id, { version: 1, model: 'Zoe' })).rejects.toMatchObject({
      status: 409,
      hint: expect.stringMatching(/again/),
    })
  })

  it('may be on two cars at once: both are told to the gate, and the log names the other', async () => {
    const [anne, sarl] = [
      await person('Double'),
      await desk.ask(createCustomer, createCustomerFlow, { body: { kind: 'company', companyName: 'SARL Double' } }),
    ]
    const first = await car(sarl.id, { plate: 'DD-444-DD', role: 'company' })
    const second = await car(anne.id, { plate: 'dd444dd' })
    expect((await assetsByPlates(db, ['DD444DD'], today())).map(({ assetId }) => assetId).sort()).toEqual(
      [first.id, second.id].sort(),
    )
    const log = await db
      .selectFrom('network.audit')
      .select('detail')
      .where('customer_id', '=', anne.id)
      .where('action', '=', 'asset.create')
      .executeTakeFirstOrThrow()
    expect(log.detail).toEqual({ assetId: second.id, samePlateOn: [first.id] })
  })
})

describe('a car is sold', () => {
  it('the buyer is known from that day, the seller is not; both timelines say so, and the history stays', async () => {
    const [anne, paul, zoe] = [await person('Vend'), await person('Conduit'), await person('Achète')]
    const { id } = await car(anne.id, { make: 'Peugeot', model: '208', plate: 'EE-555-EE' })
    await hand(id, paul.id, 'driver')
    expect(await atTheGate('EE555EE')).toEqual([{ assetId: id, plate: 'EE555EE', who: ['Conduit', 'Vend'] }])
    const sold = await hand(id, zoe.id)
    expect(new Map(sold.owners.map(({ name, until }) => [name, until]))).toEqual(
      new Map<string, string | null>([
        ['Achète', null],
        ['Conduit', today()],
        ['Vend', today()],
      ]),
    )
    expect(await atTheGate('EE555EE')).toEqual([{ assetId: id, plate: 'EE555EE', who: ['Achète'] }])
    expect(await carsOf(anne.id)).toEqual([])
    expect(await carsOf(zoe.id)).toEqual([id])
    expect(await told(anne.id)).toEqual([['sale', 'asset-sold', 'Peugeot 208']])
    expect(await told(zoe.id)).toEqual([['sale', 'asset-bought', 'Peugeot 208']])
    expect(await told(paul.id)).toEqual([])
    expect(await loggedAbout(db, anne.id)).toContain('asset.sell')
    await hand(id, zoe.id)
    expect(await told(zoe.id)).toHaveLength(1)
  })

  it('for a day to come: the seller is known until then', async () => {
    const [anne, zoe] = [await person('Bientôt'), await person('Future')]
    const { id } = await car(anne.id, { plate: 'FF-666-FF' })
    await hand(id, zoe.id, 'owner', '2026-03-10')
    expect((await atTheGate('FF666FF'))[0]?.who).toEqual(['Bientôt'])
    desk.clock.now = new Date('2026-03-10T07:00:00.000Z')
    expect((await atTheGate('FF666FF'))[0]?.who).toEqual(['Future'])
  })

  it('elsewhere: nobody is greeted in it any more', async () => {
    const one = await person('Ailleurs')
    const { id } = await car(one.id, { plate: 'GG-777-GG' })
    await desk.ask(endOwner, endOwnerFlow, { params: { id, customerId: one.id } })
    expect(await atTheGate('GG777GG')).toEqual([])
    expect(await inTheFilter()).not.toContain(`GG777GG ${id}`)
    expect(await told(one.id)).toEqual([['sale', 'asset-sold', '']])
    await expect(desk.ask(endOwner, endOwnerFlow, { params: { id, customerId: one.id } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(hand(id, '01890000-0000-7000-8000-000000000000')).rejects.toMatchObject({ status: 422 })
  })
})

describe('the gate and the telephone', () => {
  it('know who objected, and do not know what is archived', async () => {
    const one = await person('Objecte', { phones: [{ number: '0612340001' }], advisorId: null })
    const asset = await car(one.id, { plate: 'HH-888-HH', recognition: 'objected' })
    const [found] = await assetsByPlates(db, ['HH888HH'], today())
    expect(found).toMatchObject({
      recognition: 'objected',
      owners: [{ customerId: one.id, role: 'owner', recognition: 'default', hasVoice: false, advisorId: null }],
    })
    expect(await loggedAbout(db, one.id)).toContain('asset.recognition-objected')
    expect((await customersByPhone(db, '+33612340001')).map(({ customerId }) => customerId)).toEqual([one.id])
    expect(await platesOfAssets(db, [asset.id], today())).toEqual([{ plate: 'HH888HH', assetId: asset.id }])

    await desk.ask(updateCustomer, updateCustomerFlow, { params: { id: one.id }, body: { version: 1, archived: true } })
    expect(await assetsByPlates(db, ['HH888HH'], today())).toEqual([])
    expect(await customersByPhone(db, '+33612340001')).toEqual([])
    expect(await knownPeople(db, [one.id])).toEqual([])
    expect(await platesOfAssets(db, [asset.id], today())).toEqual([])
  })

  it('forget an archived car, which is on nobody’s page any more', async () => {
    const one = await person('Épave')
    const asset = await car(one.id, { plate: 'JJ-999-JJ' })
    await change(asset.id, { version: 1, archived: true })
    expect(await atTheGate('JJ999JJ')).toEqual([])
    expect(await carsOf(one.id)).toEqual([])
    await change(asset.id, { version: 2, archived: false })
    expect(await carsOf(one.id)).toEqual([asset.id])
  })

  it('hear of each change by ids alone, once it is committed, and of nothing that was refused', async () => {
    const client = await pool.connect()
    const heard: string[] = []
    client.on('notification', ({ channel, payload }) => channel === PLATE_CHANNEL && heard.push(payload ?? ''))
    await client.query(`listen ${PLATE_CHANNEL}`)
    const one = await person('Nouvelle')
    const asset = await car(one.id, { plate: 'KK-123-KK' })
    await expect(change(asset.id, { version: 1, plate: 'LL-124-LL', boughtSiteId: one.id })).rejects.toMatchObject({
      status: 422,
    })
    await change(asset.id, { version: 1, plate: 'LL-124-LL' })
    await desk.ask(updateCustomer, updateCustomerFlow, {
      params: { id: one.id },
      body: { version: 1, recognition: 'objected' },
    })
    await client.query('select 1')
    client.release(true)
    expect(heard).toEqual([asset.id, asset.id, asset.id])
  })

  it('must be told whose role it is where several have the car', async () => {
    const [one, two] = [await person('Un'), await person('Deux')]
    const { id } = await car(one.id, {})
    expect((await change(id, { version: 1, role: 'company' })).owners[0]?.role).toBe('company')
    await hand(id, two.id, 'driver')
    await expect(change(id, { version: 3, role: 'owner' })).rejects.toMatchObject({
      status: 422,
      faults: [{ path: 'body.role' }],
    })
  })
})
